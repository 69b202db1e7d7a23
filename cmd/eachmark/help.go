package main

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// A folder folds the lines of help that are longer than a terminal is wide. What
// is to be typed stays on its line.
type folder struct {
	w       io.Writer
	columns int // 0 folds nothing
	line    []byte
}

// Write keeps what follows the last line end until that line is whole, as all lines
// of help are.
func (f *folder) Write(b []byte) (int, error) {
	for rest := b; len(rest) > 0; {
		line, after, whole := bytes.Cut(rest, []byte{'\n'})
		f.line = append(f.line, line...)
		if whole {
			folded := fold(string(f.line), f.columns) + "\n"
			f.line = f.line[:0]
			if _, err := io.WriteString(f.w, folded); err != nil {
				return 0, err
			}
		}
		rest = after
	}
	return len(b), nil
}

// fold breaks a line at blanks; what follows begins below the text beside the first
// gap, where a table has its second column.
func fold(line string, columns int) string {
	if utf8.RuneCountInString(line) <= columns || columns == 0 || strings.HasPrefix(line, "   eachmark ") && !strings.Contains(line, " - ") {
		return line
	}
	indent := hanging(line)
	if indent > columns*2/3 {
		indent = columns / 4
	}
	var out strings.Builder
	for room := columns; utf8.RuneCountInString(line) > room; room = columns - indent {
		at := breakAt(line, room)
		if at <= 0 {
			break
		}
		out.WriteString(strings.TrimRight(line[:at], " ") + "\n" + strings.Repeat(" ", indent))
		line = strings.TrimLeft(line[at:], " ")
	}
	return out.String() + line
}

// hanging is where the text beside the first gap begins, or that of a line without.
func hanging(line string) int {
	text := strings.TrimLeft(line, " ")
	margin := len(line) - len(text)
	gap := strings.Index(text, "  ")
	if gap < 0 {
		return margin
	}
	beside := strings.TrimLeft(text[gap:], " ")
	return utf8.RuneCountInString(line[:len(line)-len(beside)])
}

// breakAt returns the last blank within room characters that has text before it, 0
// if there is none.
func breakAt(line string, room int) int {
	at, text, n := 0, false, 0
	for i, r := range line {
		if n > room {
			break
		}
		if r == ' ' && text {
			at = i
		}
		text = text || r != ' '
		n++
	}
	return at
}
