package symbol

import (
	"bytes"
	"fmt"
	"image"
)

// AppendZPL appends the picture of [Symbol.Image] as a ZPL II format of its own,
// for a printer of that many dots a millimetre: a graphic field (^GF) in
// hexadecimal with repeat counts, at the upper left corner of the label. It fails
// if a value of o is out of its range.
func (s *Symbol) AppendZPL(b []byte, o *RenderOptions) ([]byte, error) {
	if o == nil {
		o = &RenderOptions{}
	}
	if err := o.check(); err != nil {
		return b, err
	}
	b = append(b, "^XA^LH0,0\n^FO0,0"...)
	b = AppendGraphic(b, s.Image(o))
	return append(b, "^FS\n^XZ\n"...), nil
}

// AppendGraphic appends img as the command ^GF alone: colour 1 is printed. What
// stands before it (^FO) and behind it (^FS) is the caller's.
//
// Rows of bytes are written in hexadecimal with the repeat counts of the Zebra
// Programming Guide, "Alternative Data Compression Scheme": G to Y for 1 to 19,
// g to z for 20 to 400, "," and "!" for the rest of a row in white or black, ":"
// for a row like the one before.
func AppendGraphic(b []byte, img *image.Paletted) []byte {
	stride := (img.Rect.Dx() + 7) / 8
	size := stride * img.Rect.Dy()
	b = fmt.Appendf(b, "^GFA,%d,%d,%d,", size, size, stride)
	row, before := make([]byte, 2*stride), []byte(nil)
	for y := range img.Rect.Dy() {
		packRow(row, img.Pix[y*img.Stride:][:img.Rect.Dx()])
		if bytes.Equal(row, before) {
			b = append(b, ':')
			continue
		}
		b = appendNibbles(b, row)
		before = append(before[:0], row...)
	}
	return b
}

// packRow fills row with hexadecimal digits, four pixels each.
func packRow(row, pix []byte) {
	const digits = "0123456789ABCDEF"
	for i := range row {
		nibble := 0
		for j := range 4 {
			nibble <<= 1
			if x := 4*i + j; x < len(pix) && pix[x] == 1 {
				nibble |= 1
			}
		}
		row[i] = digits[nibble]
	}
}

// appendNibbles appends the digits of a row, runs of the same digit as a count
// and the digit, the last run as "," or "!" where it can be.
func appendNibbles(b, row []byte) []byte {
	for len(row) > 0 {
		c, n := row[0], 1
		for n < len(row) && row[n] == c {
			n++
		}
		switch {
		case n == len(row) && c == '0':
			b = append(b, ',')
		case n == len(row) && c == 'F':
			b = append(b, '!')
		default:
			b = append(appendCount(b, n), c)
		}
		row = row[n:]
	}
	return b
}

// appendCount appends the letters that repeat the next digit n times, nothing for
// 1.
func appendCount(b []byte, n int) []byte {
	if n == 1 {
		return b
	}
	for ; n >= 400; n -= 400 {
		b = append(b, 'z')
	}
	if n >= 20 {
		b = append(b, 'g'+byte(n/20-1))
	}
	if n%20 > 0 {
		b = append(b, 'G'+byte(n%20-1))
	}
	return b
}
