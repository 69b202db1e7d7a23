package symbol

import (
	"fmt"
	"image/color"
	"strconv"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/datamatrix"

	"github.com/eachmark/eachmark/gs1"
)

// FNC1 is Function 1 in the data of [EncodeRaw]: in first position it makes a
// symbol a GS1 one, elsewhere it separates elements and is transmitted as GS.
const FNC1 rune = -1

// Options limits the symbol. A nil *Options is the zero value.
type Options struct {
	// MaxModules refuses a symbol wider or higher than so many modules, without
	// quiet zone; 0 is no limit but the symbology's.
	MaxModules int
}

// Encode returns the symbol of kind k for the message m: FNC1 first, and FNC1
// between elements where [gs1.Message.AppendScan] writes GS. It does not judge the
// elements, which [gs1.Check] does, but refuses values that are empty or have
// other characters than the visible ones of ASCII, and more than 48 characters in
// a GS1-128 symbol.
func Encode(k Kind, m gs1.Message, o *Options) (*Symbol, error) {
	if !k.IsValid() {
		return nil, &Error{Err: ErrKind}
	}
	if err := checkElements(k, m); err != nil {
		return nil, err
	}
	scan := m.AppendScan(nil, "")
	// GS1 General Specifications §5.4: 48 data characters, identifiers and
	// separators included, FNC1 in first position not.
	if k == GS1128 && len(scan) > 48 {
		return nil, &Error{
			Kind: k, Err: ErrTooLong, Len: len(m.Input),
			Found: strconv.Itoa(len(scan)) + " data characters", Expected: "at most 48",
			Rule: "GS1 General Specifications 5.4",
		}
	}
	data := make([]rune, 1, len(scan)+1)
	data[0] = FNC1
	for _, c := range scan {
		if c == gs1.GS {
			data = append(data, FNC1)
		} else {
			data = append(data, rune(c))
		}
	}
	return encode(k, data, len(m.Input), o)
}

// checkElements refuses what would make AppendScan write something else than the
// elements of m.
func checkElements(k Kind, m gs1.Message) error {
	if len(m.Elements) == 0 {
		return &Error{Kind: k, Err: ErrEmpty, Len: len(m.Input)}
	}
	for _, e := range m.Elements {
		if !e.AI.IsValid() || e.Value == "" {
			return &Error{Kind: k, Err: ErrEmpty, AI: e.AI, Pos: e.Pos}
		}
		for i := range len(e.Value) {
			if e.Value[i] <= ' ' || e.Value[i] > '~' {
				return &Error{
					Kind: k, Err: ErrCharacter, AI: e.AI, Pos: e.Pos + i, Len: 1,
					Found: quote(e.Value[i : i+1]), Expected: "a visible ASCII character",
					Rule: "GS1 General Specifications 7.11",
				}
			}
		}
	}
	return nil
}

// EncodeRaw returns the symbol of kind k for data as they are: runes 0 to 255 are
// bytes, [FNC1] is the function character. Without FNC1 in first position it is a
// plain Data Matrix or Code 128 symbol. It is for drawing what a printer was
// told to print; [Encode] is for making a symbol of a message. The rules of GS1,
// such as 48 characters, are not applied; the limits of the encoder, named in the
// package comment, are.
func EncodeRaw(k Kind, data []rune, o *Options) (*Symbol, error) {
	if !k.IsValid() {
		return nil, &Error{Err: ErrKind}
	}
	return encode(k, data, len(data), o)
}

// encode encodes data; inputLen is what an error about all of them covers.
func encode(k Kind, data []rune, inputLen int, o *Options) (*Symbol, error) {
	if len(data) == 0 || len(data) == 1 && data[0] == FNC1 {
		return nil, &Error{Kind: k, Err: ErrEmpty, Len: inputLen}
	}
	draw := drawDataMatrix
	if k == GS1128 {
		draw = drawCode128
	}
	code, err := draw(data)
	if err != nil {
		err.Kind = k
		if err.Err == ErrTooLong {
			err.Len = inputLen
		}
		return nil, err
	}
	s := grid(k, code, data[0] == FNC1)
	if o != nil && o.MaxModules > 0 && max(s.Width, s.Height) > o.MaxModules {
		return nil, &Error{
			Kind: k, Err: ErrTooLong, Len: inputLen,
			Found: fmt.Sprintf("%d × %d modules", s.Width, s.Height), Expected: fmt.Sprintf("at most %d", o.MaxModules),
		}
	}
	return s, nil
}

// maxCodewords is the data capacity of the largest symbol taken from the encoder,
// 132 × 132 modules (ISO/IEC 16022:2006 table 7).
const maxCodewords = 1304

// drawDataMatrix has boombuler draw a Data Matrix symbol. In its input byte 232 in
// first position is FNC1, and then every byte 232 is; otherwise none is.
func drawDataMatrix(data []rune) (barcode.Barcode, *Error) {
	isGS1 := data[0] == FNC1
	content := make([]byte, len(data))
	for i, r := range data {
		switch {
		case r == FNC1 && isGS1:
			content[i] = datamatrix.FNC1
		case r == FNC1:
			return nil, &Error{Err: ErrCharacter, Pos: i, Len: 1, Found: "FNC1", Expected: "FNC1 only in a symbol that begins with it"}
		case r < 0 || r > 255:
			return nil, &Error{Err: ErrCharacter, Pos: i, Len: 1, Found: strconv.QuoteRune(r), Expected: "a byte"}
		case r == rune(datamatrix.FNC1) && (isGS1 || i == 0):
			return nil, &Error{Err: ErrCharacter, Pos: i, Len: 1, Found: "byte 232", Expected: "byte 232 only within a symbol without FNC1"}
		default:
			content[i] = byte(r)
		}
	}
	if n := asciiCodewords(data); n > maxCodewords {
		return nil, &Error{
			Err: ErrTooLong, Found: strconv.Itoa(n) + " codewords",
			Expected: "at most " + strconv.Itoa(maxCodewords) + ", the capacity of 132 × 132 modules",
		}
	}
	code, err := datamatrix.Encode(string(content))
	if err != nil {
		return nil, &Error{Err: ErrTooLong, Found: err.Error()}
	}
	return code, nil
}

// asciiCodewords counts the codewords of data in the ASCII encodation: two digits
// make one, an upper-shifted byte makes two (ISO/IEC 16022:2006 §5.2.3).
func asciiCodewords(data []rune) (n int) {
	for i := 0; i < len(data); i++ {
		n++
		switch {
		case data[i] > 127:
			n++
		case isDigit(data[i]) && i+1 < len(data) && isDigit(data[i+1]):
			i++
		}
	}
	return n
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// maxCode128 is boombuler's limit of characters, function characters included.
const maxCode128 = 80

// drawCode128 has boombuler draw a Code 128 symbol. In its input U+00F1 to U+00F4
// are the function characters, so data above ASCII must not get there.
func drawCode128(data []rune) (barcode.Barcode, *Error) {
	if len(data) > maxCode128 {
		return nil, &Error{
			Err: ErrTooLong, Found: strconv.Itoa(len(data)) + " characters",
			Expected: "at most " + strconv.Itoa(maxCode128),
		}
	}
	content := make([]rune, len(data))
	for i, r := range data {
		switch {
		case r == FNC1:
			content[i] = code128.FNC1
		case r < 0 || r > 127:
			return nil, &Error{Err: ErrCharacter, Pos: i, Len: 1, Found: strconv.QuoteRune(r), Expected: "an ASCII character"}
		default:
			content[i] = r
		}
	}
	code, err := code128.Encode(string(content))
	if err != nil {
		return nil, &Error{Err: ErrCharacter, Found: err.Error()}
	}
	return code, nil
}

// grid copies the modules of a boombuler symbol.
func grid(k Kind, code barcode.Barcode, isGS1 bool) *Symbol {
	size := code.Bounds()
	s := newSymbol(k, size.Dx(), size.Dy(), isGS1)
	for y := range s.Height {
		for x := range s.Width {
			if code.At(x, y) == color.Black {
				s.setDark(x, y)
			}
		}
	}
	return s
}
