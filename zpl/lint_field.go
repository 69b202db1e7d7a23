package zpl

import (
	"bytes"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/eachmark/eachmark/gs1"
)

// meaning checks what the table cannot say, and keeps what later commands need.
func (l *linter) meaning(c *Command) {
	switch c.Code {
	case "^XZ":
		l.endFormat(c)
	case "^FS":
		l.label.begun = l.label.begun || l.field.placed
		l.endField(c)
	case "^FO", "^FT":
		l.newField(c)
		l.field.placed = true
	case "^FD", "^FV":
		l.newField(c)
		l.field.data = c
		l.data(c)
	case "^FN":
		l.field.number = c
	case "^FB":
		if c.Dots(0, 0) == 0 {
			l.at(lintBlock, c, "a width", "^FB has no width")
		}
	case "^GF", "~DG":
		l.picture(c)
	case "^SN", "^SF":
		l.field.serial = true
		l.at(lintSerial, c, "^FD", "%s lets the printer count", c.Code)
	case "^RF":
		l.tag(c)
	default:
		l.setting(c)
	}
	if strings.HasPrefix(c.Code, "^B") && c.Code != "^BY" {
		l.field.symbol = c
	}
}

// setting is about commands that say something of the label or the printer.
func (l *linter) setting(c *Command) {
	switch c.Code {
	case "^CI":
		l.charset = c.Int(0, 0)
	case "^MU":
		if l.units = c.Choice(0, 'D'); l.units == 'D' {
			l.units = 0
		}
	case "^DF":
		l.label.stored = true
	case "^XF":
		l.label.recalled = true
	case "^LL", "^PW", "^LS":
		if l.label.begun && l.format != nil {
			l.at(lintSize, c, "before the first ^FS", "%s comes after the first field", c.Code)
		}
	case "^PQ":
		if c.Int(0, 1) > 1 {
			l.label.copies = c
		}
	case "^JZ":
		l.noReprint = c.Choice(0, 'Y') == 'N'
	case "^RS":
		l.tries, l.onFailure = c.Int(3, 3), c.Choice(4, 'N')
	case "^JU", "^JB", "~JB", "~PM", "~JR":
		l.at(lintSettings, c, "", "%s changes the printer itself", c.Code)
	}
}

// newField is about data that is still open when the next field begins.
func (l *linter) newField(c *Command) {
	if d := l.field.data; d != nil && len(bytes.TrimSpace(d.args)) > 0 {
		l.at(lintFS, d, "^FS", "%s comes before the field of %s is ended", c.Code, d.Code)
		l.field = fieldState{}
	}
}

// data is about field data by itself.
func (l *linter) data(c *Command) {
	if len(c.args) > maxFieldData {
		l.at(lintLong, c, "3072 bytes", "the data of %s has %d bytes", c.Code, len(c.args))
	}
	args := c.End - len(c.args)
	if c.hex != 0 {
		if at := badEscape(c.args, c.hex); at >= 0 {
			l.report(lintEscape, args+at, args+at+1, "two hexadecimal digits after it", "%q stands alone in the data of %s", c.hex, c.Code)
		}
	} else if m := escaped.FindIndex(c.args); m != nil {
		l.report(lintNoFH, args+m[0], args+m[1], "^FH", "%q is printed as it is", c.args[m[0]:m[1]])
	}
	l.characters(c)
}

// escaped is what hardly stands in data unless ^FH was meant: a prefix, a
// control character or a character of UTF-8 in hexadecimal.
var escaped = regexp.MustCompile(`[_\\](5E|7E|0D_0A|C[2-9A-F][_\\][89AB][0-9A-F]|E[0-9A-F][_\\][89AB][0-9A-F])`)

// badEscape returns where an escape character is not followed by two digits.
func badEscape(data []byte, escape byte) int {
	for i := 0; i < len(data); i++ {
		if data[i] != escape {
			continue
		}
		if i+2 >= len(data) || !isHex(data[i+1]) || !isHex(data[i+2]) {
			return i
		}
		i += 2
	}
	return -1
}

// The character sets of Unicode, of ^CI.
const (
	charsetUTF8  = 28
	charsetUTF16 = 29 // and 30
)

// characters is about data beyond ASCII.
func (l *linter) characters(c *Command) {
	data := c.AppendData(nil)
	i := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	if i < 0 || l.charset >= charsetUTF16 {
		return
	}
	switch valid := utf8.Valid(data); {
	case valid && l.charset != charsetUTF8:
		l.at(lintCharset, c, "^CI28", "the data of %s is UTF-8, and %s", c.Code, l.charsetSaid())
	case !valid && (l.charset == charsetUTF8 || l.charset == 0):
		l.at(lintCharset, c, "UTF-8", "the data of %s is no UTF-8, and %s", c.Code, l.charsetSaid())
	}
}

func (l *linter) charsetSaid() string {
	if l.charset == 0 {
		return "no ^CI says what it is"
	}
	return "^CI" + strconv.Itoa(l.charset) + " says what it is"
}

// picture is about the data of ^GF and ~DG.
func (l *linter) picture(c *Command) {
	if c.Code == "^GF" && c.Choice(0, 'A') == 'C' {
		return
	}
	var e *Error
	if _, err := c.Graphic(); errors.As(err, &e) {
		end := min(c.End, e.Pos+1)
		l.soft = strings.HasPrefix(e.Expected, shortPicture) && !c.Binary() // what is missing is white
		l.report(lintPicture, min(e.Pos, c.End-1), end, e.Expected, "the picture of %s is not whole", c.Code)
	}
}

// tag is about ^RF.
func (l *linter) tag(c *Command) {
	l.field.tag = c
	if op := c.Choice(0, 'W'); op != 'W' && op != 'L' {
		return
	}
	l.label.tag = c
	if l.tries != 1 || l.onFailure == 'N' {
		l.at(lintTries, c, "^RS8,,,1,E", "^RS tries %d labels and then does %c", l.tries, l.onFailure)
	}
}

// endField is about a whole field; c is the command that ends it, nil for the
// end of the source.
func (l *linter) endField(c *Command) {
	f := l.field
	l.field = fieldState{}
	if c != nil && c.Code == "^XZ" && f.data != nil {
		l.softly().at(lintFS, f.data, "^FS", "the format ends before the field of %s is ended", f.data.Code)
	}
	l.numbered(f)
	switch {
	case f.symbol != nil && f.data != nil && f.number == nil:
		l.symbol(f.symbol, f.data)
	case f.symbol != nil && f.data == nil && f.number == nil && !f.serial:
		l.at(lintNoData, f.symbol, "^FD", "%s has no data", f.symbol.Code)
	case f.tag != nil && f.data != nil && f.number == nil:
		l.tagData(f.tag, f.data)
	}
}

// numbered keeps the numbers of fields.
func (l *linter) numbered(f fieldState) {
	if f.number == nil {
		return
	}
	if l.label.numbers == nil {
		l.label.numbers = map[int]*numberedField{}
	}
	n := f.number.Int(0, 0)
	if l.label.numbers[n] == nil {
		l.label.numbers[n] = &numberedField{command: f.number}
	}
	reads := f.tag != nil
	if f.data != nil || f.serial || reads {
		l.label.numbers[n].filled = true
	}
}

// tagData is about data that goes to the tag.
func (l *linter) tagData(tag, data *Command) {
	if tag.Choice(1, 'H') != 'H' {
		return
	}
	digits := data.AppendData(nil)
	password := tag.Choice(2, '0') == 'P' || tag.Choice(0, 'W') == 'S'
	if password {
		digits = bytes.ReplaceAll(digits, []byte{','}, nil)
	}
	if bad := bytes.IndexFunc(digits, func(r rune) bool { return r >= utf8.RuneSelf || !isHex(byte(r)) }); bad >= 0 {
		l.at(lintTag, data, "hexadecimal digits", "%q is no hexadecimal digit", digits[bad])
		return
	}
	if len(digits)%2 != 0 || password && len(digits)%8 != 0 {
		l.at(lintTag, data, "two digits for every byte", "%d hexadecimal digits are no whole bytes", len(digits))
	}
}

// symbol is about a symbol and its data.
func (l *linter) symbol(c, data *Command) {
	field := data.AppendData(nil)
	switch c.Code {
	case "^BC":
		l.code128(c, data, field)
	case "^BX":
		l.dataMatrix(c, data, field)
	case "^BQ":
		if !switches.Match(field) {
			l.at(lintQR, data, "QA, or the like", "the data of ^BQ begins with %q", quoteFrom(field, 0)[:min(len(field), 4)])
		}
	}
	if runes, err := SymbolData(*c, field); err == nil && carriesSerial(runes) {
		l.label.serial = c
	}
}

// switches are what the data of ^BQ begins with: error correction, input mode
// and comma, or those of a structured append first.
var switches = regexp.MustCompile(`^(D\d{4}[0-9A-Fa-f]{2},)?[HQMLhqml][AMam],`)

func (l *linter) code128(c, data *Command, field []byte) {
	switch c.Choice(5, 'N') {
	case 'D':
		l.modeD(data, field)
	case 'U':
		if len(field) != 19 || len(bytes.Trim(field, "0123456789")) > 0 {
			l.at(lintModeU, data, "19 digits", "mode U of ^BC has %d characters", len(field))
		}
	case 'A':
		if bytes.IndexByte(field, '>') >= 0 {
			l.at(lintModeA, data, "mode N", "> in mode A of ^BC")
		}
	default:
		var e *Error
		d := code128Decoder{field: field, set: 'B'}
		if _, err := d.decode(); errors.As(err, &e) {
			l.at(lintCode128, data, e.Expected, "^BC finds %q in the data", e.Found)
		} else if d.drops {
			l.at(lintCode128, data, "pairs of digits", "^BC ignores %q in subset %c", quoteFrom(field, d.dropped), d.set)
		}
	}
}

// modeD is about what ^BC takes out of the data in mode D.
func (l *linter) modeD(data *Command, field []byte) {
	lost := bytes.ContainsAny(identifiers.ReplaceAll(field, nil), "() ")
	switch {
	case lost:
		l.at(lintModeD, data, "mode N", "mode D of ^BC takes parentheses and spaces out of the data")
	case bytes.ContainsAny(field, "() "):
		l.softly().at(lintModeD, data, "mode N", "mode D of ^BC takes the parentheses out and replaces check digits")
	}
}

// identifiers are application identifiers in parentheses, and the spaces after
// them.
var identifiers = regexp.MustCompile(`\(\d{2,4}\) *`)

func (l *linter) dataMatrix(c, data *Command, field []byte) {
	if c.Int(2, 0) != 200 {
		l.at(lintQuality, c, "200", "^BX has quality %d", c.Int(2, 0))
		return
	}
	escape := c.Char(6, 0)
	if escape == 0 {
		if bytes.HasPrefix(field, []byte("_1")) || bytes.HasPrefix(field, []byte("~1")) {
			l.at(lintDataMatrix, c, "the escape character as parameter g", "^BX does not say what escapes %q", field[0])
		}
		return
	}
	var e *Error
	if _, err := DataMatrixData(field, escape); errors.As(err, &e) {
		l.at(lintDataMatrix, data, e.Expected, "^BX finds %q in the data", e.Found)
	}
}

// carriesSerial reports whether the data of a symbol is that of GS1 and has a
// serial number that no other label may have: AI 21 or 00.
func carriesSerial(data []rune) bool {
	if len(data) == 0 || data[0] != FNC1 {
		return false
	}
	text := make([]byte, 0, len(data)) // none but bytes and FNC1
	for _, r := range data[1:] {
		if r == FNC1 {
			r = 0x1d
		}
		text = append(text, byte(r))
	}
	elements, _ := gs1.AppendElements(nil, string(text), nil)
	return slices.ContainsFunc(elements, func(e gs1.Element) bool { return e.AI == gs1.AI21 || e.AI == gs1.AI00 })
}

// endFormat is about a whole format; c is its ^XZ.
func (l *linter) endFormat(c *Command) {
	if l.format == nil {
		return
	}
	l.endField(c)
	if l.label.numbers != nil && !l.label.stored && !l.label.recalled {
		for _, n := range slices.Sorted(maps.Keys(l.label.numbers)) {
			if f := l.label.numbers[n]; !f.filled {
				l.at(lintNumber, f.command, "^FD", "field %d gets no data", n)
			}
		}
	}
	l.danger()
	l.format = nil
}

// danger is about what may give one serial number to two labels.
func (l *linter) danger() {
	if l.label.stored || !l.options.Controlled && l.label.serial == nil && l.label.tag == nil {
		return
	}
	if p := l.label.copies; p != nil {
		l.at(lintCopies, p, "^PQ1", "%d labels of one format", p.Int(0, 1))
	}
	if !l.noReprint {
		l.at(lintReprint, l.format, "^JZN", "no ^JZN keeps the printer from printing the label again")
	}
}
