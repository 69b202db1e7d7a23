// Package symbol turns a GS1 message into a barcode symbol: a grid of dark and
// light modules, and from it a picture. [Encode] makes the symbol of a message,
// [Symbol.AppendPNG] a PNG of it; [Symbol.AppendSVG] writes it in millimetres
// and [Symbol.Image] is for drawing it onto something larger. Package
// [github.com/eachmark/eachmark/gs1/symbol/readback] reads symbols back.
//
// The modules come from github.com/boombuler/barcode v1.1.0: DataMatrix from its
// datamatrix, GS1-128 from its code128 package. Their symbols are right but not
// always the smallest, and these limits are theirs:
//   - DataMatrix uses the ASCII encodation only (two digits, or one character, a
//     codeword), squares only, and ends at 132 × 132 modules: the error
//     correction of its 144 × 144 is such that common readers cannot read it, so
//     it is refused here.
//   - a GS1 DataMatrix cannot carry byte 232 as data; a plain one cannot begin
//     with it and cannot have FNC1 anywhere.
//   - Code 128 chooses its code sets greedily, carries ASCII only and at most 80
//     characters.
//
// What a symbol cannot carry is refused, never encoded as something else.
//
// # Specification
//
// GS1 General Specifications, Release 26.0: §5.4 (GS1-128), §5.6 (GS1
// DataMatrix), §5.12.3 (X-dimension and height; defaults are the targets of
// symbol specification table 6, regulated healthcare). ISO/IEC 15417:2007 (Code
// 128), ISO/IEC 16022:2006 (Data Matrix ECC 200).
//
// # Errors
//
// Encoding fails with an [*Error], which wraps [ErrKind], [ErrEmpty],
// [ErrCharacter] or [ErrTooLong].
package symbol

// A Kind is a symbology with its GS1 rules. The zero value is no kind.
type Kind uint8

const (
	GS1DataMatrix Kind = iota + 1 // Data Matrix ECC 200, FNC1 first
	GS1128                        // Code 128, FNC1 first
)

// ParseKind reads the name of a kind, as [Kind.String] writes it.
func ParseKind(s string) (Kind, error) {
	for k := GS1DataMatrix; k.IsValid(); k++ {
		if k.String() == s {
			return k, nil
		}
	}
	return 0, &Error{Err: ErrKind, Len: len(s), Found: quote(s), Expected: "gs1-datamatrix or gs1-128"}
}

// IsValid reports whether k is a kind and not the zero value.
func (k Kind) IsValid() bool { return k == GS1DataMatrix || k == GS1128 }

// String returns "gs1-datamatrix" or "gs1-128".
func (k Kind) String() string {
	switch k {
	case GS1DataMatrix:
		return "gs1-datamatrix"
	case GS1128:
		return "gs1-128"
	}
	return "invalid symbol kind"
}

// SymbologyID returns the AIM symbology identifier a scanner sends before the
// data of a GS1 message in this kind of symbol, "]d2" or "]C1" (GS1 General
// Specifications §5.1), "" for an invalid kind.
func (k Kind) SymbologyID() string {
	switch k {
	case GS1DataMatrix:
		return "]d2"
	case GS1128:
		return "]C1"
	}
	return ""
}

// Linear reports whether the symbols are one row of bars.
func (k Kind) Linear() bool { return k == GS1128 }

// XDimension returns the target width of a module, the one [Symbol.AppendSVG]
// takes by default.
func (k Kind) XDimension() Micrometre {
	if k.Linear() {
		return 495 // GS1 General Specifications, Release 26.0, §5.12.3, table 6: 0.170, target 0.495, at most 0.495 mm
	}
	return 380 // same table: 0.254, target 0.380, at most 0.990 mm
}

// barHeight is the smallest height of bars (GS1 General Specifications, Release
// 26.0, §5.12.3, table 6).
const barHeight Micrometre = 12700

// A Micrometre is a length of a thousandth of a millimetre.
type Micrometre uint32

// A Symbol is the module grid of one barcode symbol, without quiet zone. It is
// made by [Encode] or [EncodeRaw].
type Symbol struct {
	Kind   Kind
	Width  int // modules
	Height int // modules; 1 for a linear symbol, whose bars are as high as they are drawn

	gs1  bool   // FNC1 in first position
	bits []byte // rows of (Width+7)/8 bytes, the leftmost module the highest bit
}

// newSymbol returns a symbol all of whose modules are light.
func newSymbol(k Kind, width, height int, gs1 bool) *Symbol {
	return &Symbol{Kind: k, Width: width, Height: height, gs1: gs1, bits: make([]byte, (width+7)/8*height)}
}

// Dark reports whether the module in column x, row y is dark; 0, 0 is the top
// left one. Outside the grid everything is light.
func (s *Symbol) Dark(x, y int) bool {
	if x < 0 || y < 0 || x >= s.Width || y >= s.Height {
		return false
	}
	return s.bits[(s.Width+7)/8*y+x/8]&(0x80>>(x%8)) != 0
}

func (s *Symbol) setDark(x, y int) { s.bits[(s.Width+7)/8*y+x/8] |= 0x80 >> (x % 8) }

// QuietZone returns how many light modules the symbol needs left and right of
// it, and above and below.
func (s *Symbol) QuietZone() (horizontal, vertical int) {
	if s.Kind.Linear() {
		return 10, 0 // GS1 General Specifications §5.4: 10X each side
	}
	return 1, 1 // GS1 General Specifications §5.6: 1X all round
}

// SymbologyID returns the AIM symbology identifier a scanner sends before the
// data: that of the kind, or "]d1" or "]C0" for a symbol of [EncodeRaw] that does
// not begin with FNC1.
func (s *Symbol) SymbologyID() string {
	switch {
	case s.gs1:
		return s.Kind.SymbologyID()
	case s.Kind == GS1DataMatrix:
		return "]d1" // ISO/IEC 15424
	default:
		return "]C0" // ISO/IEC 15424
	}
}
