package raster

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/eachmark/eachmark/zpl"
)

// block is the layout of ^FB or ^TB.
type block struct {
	width, indent  int
	lines, spacing int
	justify        byte
	base           int    // rows above where ^FT puts the block
	hyphen         string // behind a word that is broken
	cut            bool   // lines that do not fit are left out
}

// A line of a block. The last one of a paragraph is not stretched.
type line struct {
	words []string
	last  bool
}

// prints reports whether there is anything on the line.
func (l line) prints() bool { return len(l.words) > 0 }

// drawBlock draws the text s of the field as ^FB or ^TB lays it out.
func (r *Renderer) drawBlock(data *zpl.Command, s string) {
	f, c := &r.field, r.field.block
	b, text := r.fieldBlock(c), unescapeBlock(s)
	if c.Code == "^TB" {
		b, text = r.textBlock(c), unescapeText(s)
	}
	if b.width == 0 {
		r.problem(c, "a block without width prints nothing")
		return
	}
	lines := r.breakLines(b, text)
	if b.cut {
		lines = lines[:min(len(lines), b.lines)]
	} else if slices.ContainsFunc(lines[min(len(lines), b.lines):], line.prints) {
		r.problem(c, "text of %d lines is printed over the last of %d", len(lines), b.lines)
	}
	pitch := b.pitch(f.font)
	height := int(f.font.height) + (b.lines-1)*pitch
	p := r.place(b.width, height, b.base)
	var missing []rune
	r.ink(p, func(p plane) {
		for i, l := range lines {
			missing = append(missing, r.drawLine(p, b, l, i > 0, min(i, b.lines-1)*pitch)...)
		}
	})
	r.missing(data, missing)
}

// fieldBlock returns the layout of ^FB.
func (r *Renderer) fieldBlock(c *zpl.Command) block {
	b := block{
		width:   int(c.Dots(0, 0)),
		lines:   min(max(c.Int(1, 1), 1), 9999),
		spacing: clamp(c.Int(2, 0), 9999),
		justify: c.Choice(3, 'L'),
		indent:  min(max(c.Int(4, 0), 0), 9999),
		hyphen:  "-",
	}
	height := r.field.font.height
	b.base = (b.lines-1)*b.pitch(r.field.font) + int(Baseline(height)) // of the last possible line
	return b
}

// textBlock returns the layout of ^TB, whose justification is that of the field.
func (r *Renderer) textBlock(c *zpl.Command) block {
	height := r.field.font.height
	b := block{width: int(c.Dots(1, 1)), justify: 'L', base: int(Baseline(height)), cut: true}
	b.lines = int(c.Dots(2, 1) / max(height, 1))
	if b.lines == 0 {
		r.problem(c, "a block lower than a line prints nothing")
	}
	if r.field.right {
		b.justify = 'R'
	}
	return b
}

// pitch returns the dots from line to line.
func (b block) pitch(f lettering) int { return int(f.height) + b.spacing }

// unescapeText reads the escapes of ^TB: what stands between < and > is one, and << >
// is <. Soft hyphens do not print.
func unescapeText(s string) string {
	var text strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<")
		text.WriteString(before)
		if !found {
			return strings.ReplaceAll(text.String(), "\u00ad", "")
		}
		if strings.HasPrefix(rest, "<") {
			text.WriteString("<")
		}
		_, s, _ = strings.Cut(rest, ">")
	}
}

// unescapeBlock reads the escapes of ^FB: "\&" is a line feed, "\\" a backslash,
// "\-" a hyphen.
func unescapeBlock(s string) string {
	return strings.NewReplacer(`\&`, "\n", `\\`, `\`, `\-`, "-").Replace(s)
}

// drawLine draws one line v dots down.
func (r *Renderer) drawLine(p plane, b block, l line, indented bool, v int) (missing []rune) {
	u, room := 0, b.width
	if indented {
		u, room = b.indent, b.width-b.indent
	}
	text := strings.Join(l.words, " ")
	free := room - r.measure(text)
	switch {
	case b.justify == 'C':
		u += free / 2
	case b.justify == 'R':
		u += free
	case b.justify == 'J' && !l.last && len(l.words) > 1 && free > 0:
		return r.drawStretched(p, l.words, u, v, free)
	}
	return r.drawString(p, u, v, text)
}

// drawStretched draws words with free dots more between them, in all.
func (r *Renderer) drawStretched(p plane, words []string, u, v, free int) (missing []rune) {
	space := r.measure(" ")
	for i, w := range words {
		missing = append(missing, r.drawString(p, u, v, w)...)
		u += r.measure(w) + space
		u += free*(i+1)/(len(words)-1) - free*i/(len(words)-1)
	}
	return missing
}

func (r *Renderer) drawString(p plane, u, v int, s string) []rune {
	f := r.field.font
	if r.field.gap == 0 {
		return r.face.draw(&p, u, v, f.height, f.width, s)
	}
	var missing []rune
	for _, char := range s {
		missing = append(missing, r.face.draw(&p, u, v, f.height, f.width, string(char))...)
		u += r.measure(string(char))
	}
	return missing
}

// measure returns how far the pen moves for s, with the gaps of ^FP.
func (r *Renderer) measure(s string) int {
	f := r.field.font
	return int(r.face.Measure(f.height, f.width, s)) + r.field.gap*utf8.RuneCountInString(s)
}

// breakLines breaks text at line feeds and between words. A word too long for a
// line is broken with a hyphen.
func (r *Renderer) breakLines(b block, text string) []line {
	br := breaker{r: r, b: b, space: r.measure(" ")}
	for paragraph := range strings.SplitSeq(text, "\n") {
		for w := range strings.FieldsSeq(paragraph) {
			for w != "" {
				w = br.add(w)
			}
		}
		br.end(true)
	}
	return br.lines
}

// breaker collects the lines of a block.
type breaker struct {
	r     *Renderer
	b     block
	lines []line
	words []string // of the line in hand
	width int      // of the line in hand
	space int
}

// add takes a word, or as much of it as the line has room for, and returns what
// is left of it.
func (br *breaker) add(word string) (rest string) {
	width := br.r.measure(word)
	if len(br.words) > 0 {
		width += br.width + br.space
	}
	if width <= br.room() {
		br.words, br.width = append(br.words, word), width
		return ""
	}
	if len(br.words) > 0 {
		br.end(false)
		return word
	}
	head, rest := br.hyphenate(word)
	br.words = append(br.words, head)
	br.end(false)
	return rest
}

// end ends the line in hand.
func (br *breaker) end(last bool) {
	br.lines = append(br.lines, line{br.words, last})
	br.words, br.width = nil, 0
}

func (br *breaker) room() int {
	if len(br.lines) == 0 {
		return br.b.width
	}
	return br.b.width - br.b.indent
}

// hyphenate cuts as much off w as fits with the hyphen, one character at least;
// rest is empty if nothing is left.
func (br *breaker) hyphenate(w string) (head, rest string) {
	end, width := 0, br.r.measure(br.b.hyphen)
	for i, ch := range w {
		n := i + utf8.RuneLen(ch)
		width += br.r.measure(w[i:n])
		if width > br.room() && end > 0 {
			break
		}
		end = n
	}
	if end == len(w) {
		return w, ""
	}
	return w[:end] + br.b.hyphen, w[end:]
}
