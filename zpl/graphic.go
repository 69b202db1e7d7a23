package zpl

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"io"
	"strconv"
)

// MaxGraphic is the most bytes of a picture that is decoded: 16 MiB, more than
// the widest and finest head prints on half a metre.
const MaxGraphic = 16 << 20

// maxRow is the most bytes of a row: those of a label of MaxDots.
const maxRow = int(MaxDots) / 8

// A Graphic is a picture of one bit a dot.
type Graphic struct {
	Row  int    // bytes of a row
	Bits []byte // the rows from the top; the high bit is the left dot, 1 is black
}

// Rows returns the number of dot rows.
func (g Graphic) Rows() int {
	if g.Row <= 0 {
		return 0
	}
	return len(g.Bits) / g.Row
}

// A GraphicEncoding is a way to write the data of a picture.
type GraphicEncoding uint8

// The encodings of pictures. All but GraphicBinary are text that ^GFA and ~DG
// take.
const (
	GraphicZ64    GraphicEncoding = iota // :Z64:, zlib in base 64 with a CRC
	GraphicB64                           // :B64:, base 64 with a CRC
	GraphicRuns                          // hexadecimal with repeat counts
	GraphicHex                           // hexadecimal
	GraphicBinary                        // bytes, for ^GFB
)

// Graphic returns the picture of a ^GF, ~DG or ~DY. Data that is not what the
// command announces gives an [*Error] and the picture as far as it could be read;
// what is missing is white, or its rows are left out. Pos counts in the source.
// Pictures beyond [MaxGraphic], wider than [MaxDots], and those of format C, Zebra's
// own compression that is nowhere described, give no picture; of ~DY neither do
// files that are no GRF or PNG.
func (c Command) Graphic() (Graphic, error) {
	switch {
	case c.Code == "^GF" && c.Choice(0, 'A') == 'C':
		return Graphic{}, c.graphicError(0, 0, "format A or B")
	case c.Code == "^GF":
		return c.graphicRows(2)
	case c.Code == "~DG":
		return c.graphicRows(1)
	case c.Code == "~DY":
		return c.graphicFile()
	}
	return Graphic{}, &Error{What: "picture", Pos: c.Start, Found: c.Code, Expected: "^GF, ~DG or ~DY"}
}

// graphicRows reads a picture of rows: parameter size is its bytes, the next those
// of a row, and then come the data.
func (c Command) graphicRows(size int) (Graphic, error) {
	row, data := size+1, size+2
	g := Graphic{Row: c.Int(row, 0)}
	n, err := c.graphicSize(size)
	if err != nil {
		return Graphic{}, err
	}
	if widest := min(n, maxRow); g.Row < 1 || g.Row > widest {
		return Graphic{}, c.graphicError(row, 0, "1 to "+strconv.Itoa(widest)+" bytes of a row")
	}
	n -= n % g.Row
	read, at, fault := c.graphicData(&g, n, data)
	if fault == "" && read < n {
		fault = shortPicture + strconv.Itoa(n) + " bytes instead of " + strconv.Itoa(read)
	}
	if fault != "" {
		return g, c.graphicError(data, at, fault)
	}
	return g, nil
}

// graphicSize returns parameter i, which says how many bytes there are.
func (c Command) graphicSize(i int) (int, error) {
	n := c.Int(i, 0)
	if n < 1 || n > MaxGraphic {
		return 0, c.graphicError(i, 0, "1 to "+strconv.Itoa(MaxGraphic)+" bytes")
	}
	return n, nil
}

// graphicData reads n bytes out of parameter data into g. It returns how many were
// there and, where something is wrong, where in data and what was expected.
func (c Command) graphicData(g *Graphic, n, data int) (read, at int, fault string) {
	p := c.Param(data)
	g.Bits = make([]byte, g.wholeRows(n, len(p)))
	if c.Binary() {
		copy(g.Bits, p)
		return len(p), len(p), ""
	}
	return g.decode(p)
}

// wholeRows returns how much of a picture of size bytes n bytes of data can fill
// at most, in whole rows.
func (g Graphic) wholeRows(size, n int) int {
	const most = 1100 // bytes out of one: zlib makes 1032, a repeat count 200, a comma a row
	each := max(most, g.Row)
	if n >= size/each {
		return size
	}
	return min(size, (n*each/g.Row+1)*g.Row)
}

// shortPicture begins what an error expects where data is missing.
const shortPicture = "data for "

// graphicError is about byte at of the i-th parameter.
func (c Command) graphicError(i, at int, expected string) *Error {
	start, _ := c.span(i)
	return &Error{What: "picture of " + c.Code, Pos: start + at, Found: quoteFrom(c.Param(i), at), Expected: expected}
}

// decode reads data that is text into g.Bits. It returns the bytes read and,
// where something is wrong, where in data and what was expected.
func (g Graphic) decode(data []byte) (read, at int, expected string) {
	if len(data) > 0 && data[0] == ':' {
		if kind, text, ok := cutEncoding(data); ok {
			return g.decodeBase64(kind, text)
		}
	}
	return g.decodeRuns(data)
}

const (
	markZ64 = ":Z64:"
	markB64 = ":B64:"

	crcDigits = 4
)

// cutEncoding cuts the mark off data in base 64.
func cutEncoding(data []byte) (mark string, text []byte, ok bool) {
	for _, mark := range []string{markZ64, markB64} {
		if text, ok := bytes.CutPrefix(data, []byte(mark)); ok {
			return mark, text, true
		}
	}
	return "", nil, false
}

// decodeBase64 reads what follows the mark: base 64, a colon and the CRC.
func (g Graphic) decodeBase64(mark string, text []byte) (read, at int, expected string) {
	encoded, sum, ok := bytes.Cut(text, []byte{':'})
	end := len(mark) + len(encoded)
	if !ok {
		return 0, end, "a colon and the CRC"
	}
	encoded = bytes.Join(bytes.Fields(encoded), nil) // lines may break it
	sum = bytes.TrimSpace(sum)
	sum = sum[:min(len(sum), crcDigits)] // what is behind is no part of the picture
	if want := string(appendCRC(nil, encoded)); string(bytes.ToUpper(sum)) != want {
		return 0, end + 1, "CRC " + want
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(encoded)))
	n, err := base64.StdEncoding.Decode(b, encoded)
	if err != nil {
		return 0, len(mark), "base 64"
	}
	if mark == markB64 {
		return copy(g.Bits, b[:n]), len(mark), ""
	}
	r, err := zlib.NewReader(bytes.NewReader(b[:n]))
	if err == nil {
		read, err = io.ReadFull(r, g.Bits)
	}
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return read, len(mark), "zlib"
	}
	return read, len(mark), ""
}

// appendCRC appends the CRC-16 of ITU-T X.25's polynomial with initial value 0
// in hexadecimal; printers compute it over the text in base 64.
func appendCRC(b, text []byte) []byte {
	const polynomial = 0x1021
	crc := uint16(0)
	for _, c := range text {
		crc ^= uint16(c) << 8
		for range 8 {
			carry := crc&0x8000 != 0
			crc <<= 1
			if carry {
				crc ^= polynomial
			}
		}
	}
	return append(b, hexDigits[crc>>12], hexDigits[crc>>8&15], hexDigits[crc>>4&15], hexDigits[crc&15])
}

// decodeRuns reads hexadecimal with the repeat counts of ~DG: G to Y for 1 to
// 19, g to z for 20 to 400, added up; a comma fills the row with white, "!" with
// black, a colon repeats the row before. What is beyond the picture is ignored.
func (g Graphic) decodeRuns(data []byte) (read, at int, expected string) {
	n := nibbles{bits: g.Bits, row: 2 * g.Row}
	count := 0
	for i, c := range data {
		switch {
		case n.full():
			return len(g.Bits), i, ""
		case isHex(c):
			n.put(unhex(c), max(count, 1))
			count = 0
		case 'G' <= c && c <= 'Y':
			count += int(c-'G') + 1
		case 'g' <= c && c <= 'z':
			count += 20 * (int(c-'g') + 1)
		case c == ',':
			n.put(0, n.left())
		case c == '!':
			n.put(0xf, n.left())
		case c == ':':
			n.again()
		case c != '\r' && c != '\n' && c != ' ' && c != '\t':
			return n.used / 2, i, "hexadecimal digits and repeat counts"
		}
	}
	return n.used / 2, len(data), ""
}

// nibbles fills a picture from the left of the first row, four dots at a time.
type nibbles struct {
	bits      []byte
	row, used int
}

func (n *nibbles) full() bool { return n.used >= 2*len(n.bits) }

// left returns the nibbles left of the row.
func (n *nibbles) left() int { return n.row - n.used%n.row }

func (n *nibbles) put(v byte, count int) {
	end := min(n.used+count, 2*len(n.bits))
	if n.used%2 == 1 && n.used < end {
		n.bits[n.used/2] |= v
		n.used++
	}
	for ; n.used+1 < end; n.used += 2 {
		n.bits[n.used/2] = v<<4 | v
	}
	if n.used < end {
		n.bits[n.used/2] = v << 4
		n.used++
	}
}

// again fills the row as the row before is; before the first one all is white.
func (n *nibbles) again() {
	start := n.used / n.row * n.row
	if start == 0 {
		n.put(0, n.left())
		return
	}
	if n.used%2 == 1 {
		n.put(n.bits[(n.used-n.row)/2]&0xf, 1)
	}
	at, end := n.used/2, (start+n.row)/2
	copy(n.bits[at:end], n.bits[at-n.row/2:])
	n.used = start + n.row
}

// AppendField appends the picture as a ^GF, with its data in the encoding.
func (g Graphic) AppendField(b []byte, e GraphicEncoding) []byte {
	data := g.AppendData(nil, e)
	format := byte('A')
	if e == GraphicBinary {
		format = 'B'
	}
	b = append(b, "^GF"...)
	b = append(b, format)
	for _, n := range []int{len(data), len(g.Bits), g.Row} {
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(n), 10)
	}
	b = append(b, ',')
	return append(b, data...)
}

// AppendDownload appends the picture as the ~DG that stores it as the object, such
// as "R:LOGO.GRF"; the encoding is none but one of text.
func (g Graphic) AppendDownload(b []byte, object string, e GraphicEncoding) []byte {
	b = append(append(b, "~DG"...), object...)
	for _, n := range []int{len(g.Bits), g.Row} {
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return g.AppendData(append(b, ','), e)
}

// AppendData appends the data of the picture alone.
func (g Graphic) AppendData(b []byte, e GraphicEncoding) []byte {
	switch e {
	case GraphicZ64:
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write(g.Bits) // a bytes.Buffer takes everything
		w.Close()
		return appendBase64(b, markZ64, packed.Bytes())
	case GraphicB64:
		return appendBase64(b, markB64, g.Bits)
	case GraphicRuns:
		return g.appendRuns(b)
	case GraphicHex:
		return appendHex(b, g.Bits)
	}
	return append(b, g.Bits...)
}

func appendBase64(b []byte, mark string, data []byte) []byte {
	b = append(b, mark...)
	start := len(b)
	b = base64.StdEncoding.AppendEncode(b, data)
	text := b[start:]
	b = append(b, ':')
	return appendCRC(b, text)
}

func appendHex(b, data []byte) []byte {
	for _, v := range data {
		b = append(b, hexDigits[v>>4], hexDigits[v&15])
	}
	return b
}

func (g Graphic) appendRuns(b []byte) []byte {
	var before, digits []byte
	for i := range g.Rows() {
		row := g.Bits[i*g.Row : (i+1)*g.Row]
		digits = appendHex(digits[:0], row)
		white := bytes.TrimRight(digits, "0")
		black := bytes.TrimRight(digits, "F")
		switch {
		case before != nil && bytes.Equal(row, before):
			b = append(b, ':')
		case len(white) < len(digits):
			b = append(appendCounts(b, white), ',')
		case len(black) < len(digits):
			b = append(appendCounts(b, black), '!')
		default:
			b = appendCounts(b, digits)
		}
		before = row
	}
	return b
}

// appendCounts appends digits, equal ones in a row as a count and one of them
// where that is shorter.
func appendCounts(b, digits []byte) []byte {
	for len(digits) > 0 {
		d := digits[0]
		n := len(digits) - len(bytes.TrimLeft(digits, string(d)))
		digits = digits[n:]
		if n > 2 {
			b = append(appendCount(b, n), d)
			continue
		}
		for range n {
			b = append(b, d)
		}
	}
	return b
}

// appendCount appends n as z for 400, g to y for 20 to 380, G to Y for 1 to 19.
func appendCount(b []byte, n int) []byte {
	for ; n >= 400; n -= 400 {
		b = append(b, 'z')
	}
	if n >= 20 {
		b = append(b, 'g'+byte(n/20)-1)
	}
	if n%20 > 0 {
		b = append(b, 'G'+byte(n%20)-1)
	}
	return b
}
