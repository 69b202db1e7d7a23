package record

import (
	"bytes"
	"io"
	"strings"
)

const byteOrderMark = "\ufeff"

// A lineReader cuts a stream into whole lines as it comes in.
type lineReader struct {
	in       io.Reader
	buf      []byte
	n        int   // bytes in buf that were not returned
	skipping bool  // they go on with a line whose beginning was returned
	idle     int   // reads in a row that gave nothing
	err      error // reading ended with it
}

// maxIdle is how many reads may give nothing, as in package bufio.
const maxIdle = 100

// next returns the lines that came in, at least one: whole ones, the last
// without its end, or the beginning of one that is longer than the buffer, of
// which the rest is left out.
func (l *lineReader) next() (lines string, err error) {
	for {
		fresh := l.n // before it there is no line end
		l.fill()
		if l.skipping {
			fresh = 0
			l.skip()
		}
		if end := bytes.LastIndexByte(l.buf[fresh:l.n], '\n'); end >= 0 {
			return l.take(fresh + end + 1), nil
		}
		if l.n == len(l.buf) {
			l.skipping = true
			return l.take(l.n), nil
		}
		if l.err == io.EOF && l.n > 0 {
			return l.take(l.n), nil
		}
		if l.err != nil {
			return "", l.err
		}
	}
}

// fill reads what comes in.
func (l *lineReader) fill() {
	if l.err != nil {
		return
	}
	n, err := l.in.Read(l.buf[l.n:])
	l.n += n
	l.idle++
	if n > 0 {
		l.idle = 0
	}
	if err == nil && l.idle > maxIdle {
		err = io.ErrNoProgress
	}
	l.err = err
}

// skip drops the rest of a line.
func (l *lineReader) skip() {
	end := bytes.IndexByte(l.buf[:l.n], '\n')
	if end < 0 {
		l.n = 0
		return
	}
	l.take(end + 1)
	l.skipping = false
}

// take returns and removes the first end bytes.
func (l *lineReader) take(end int) string {
	text := string(l.buf[:end])
	l.n = copy(l.buf, l.buf[end:l.n])
	return text
}

// records yields the records on the lines.
func (l *lineReader) records(r *Reader, o *Options, yield func(Record, error) bool) {
	for row := 1; ; {
		lines, err := l.next()
		if err == io.EOF {
			return
		}
		if err != nil {
			yield(Record{Row: row}, err)
			return
		}
		if row == 1 {
			lines = strings.TrimPrefix(lines, byteOrderMark)
		}
		for more := true; more; row++ {
			var line string
			line, lines, more = strings.Cut(lines, "\n")
			more = more && lines != ""
			r.waiting = !more
			if !yield(o.lineRecord(row, line)) {
				return
			}
		}
	}
}

// lineRecord returns the record on a line.
func (o *Options) lineRecord(row int, line string) (Record, error) {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if o.Format != NDJSON {
		if len(line) > MaxText {
			return limited(Record{Text: line, Row: row})
		}
		return Record{Text: line, Row: row}, nil // not copied: there are millions
	}
	r := Record{Text: line, Row: row, Column: o.Column}
	if len(line) >= MaxLine {
		r.Text = r.Text[:MaxText]
		return r, tooLong(row, MaxLine-1)
	}
	text, at, err := field(r, o.Column)
	if err != nil {
		return r, err
	}
	r.Text, r.Byte = text, at
	return limited(r)
}
