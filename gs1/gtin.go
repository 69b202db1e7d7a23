package gs1

import (
	"errors"
	"fmt"
	"strconv"
)

// A GTIN is a Global Trade Item Number. It is comparable; the zero value is no
// GTIN. GTIN-8, GTIN-12 and GTIN-13 are held, and written, as the GTIN-14 with
// leading zeros that AI (01) carries (GS1 General Specifications §3.3.2).
type GTIN struct{ n uint64 }

var (
	// ErrGTINLength says that a text has not 8, 12, 13 or 14 digits.
	ErrGTINLength = errors.New("a GTIN has 8, 12, 13 or 14 digits")
	// ErrGTINZero says that a text is all zeros, which identifies nothing.
	ErrGTINZero = errors.New("a GTIN of zeros identifies nothing")
)

// ParseGTIN reads a GTIN of 8, 12, 13 or 14 digits and verifies its check
// digit. The error is [ErrGTINLength], [ErrGTINZero] or an [*Error] with the
// position of the wrong byte.
func ParseGTIN(s string) (GTIN, error) {
	for i := range len(s) {
		if !isDigit(s[i]) {
			f := fault{code: CodeCharacter, at: i, n: 1, detail: detail{expected: Digits.String()}}
			return GTIN{}, valueError(AI01, s, f)
		}
	}
	switch len(s) {
	case 8, 12, 13, 14:
	default:
		return GTIN{}, fmt.Errorf("gs1: %w, found %d", ErrGTINLength, len(s))
	}
	if f := csum(s); f.code != "" {
		return GTIN{}, valueError(AI01, s, f)
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return GTIN{}, err
	}
	if n == 0 {
		return GTIN{}, fmt.Errorf("gs1: %w", ErrGTINZero)
	}
	return GTIN{n}, nil
}

// IsValid reports whether g is a GTIN and not the zero value.
func (g GTIN) IsValid() bool { return g.n != 0 }

// String returns the 14 digits, or "invalid GTIN" for the zero value.
func (g GTIN) String() string {
	if !g.IsValid() {
		return "invalid GTIN"
	}
	return string(g.append(nil))
}

func (g GTIN) append(b []byte) []byte {
	start := len(b)
	b = append(b, "00000000000000"...)
	for i, n := len(b)-1, g.n; i >= start; i, n = i-1, n/10 {
		b[i] = '0' + byte(n%10)
	}
	return b
}

// AppendText implements [encoding.TextAppender]. The zero value appends nothing.
func (g GTIN) AppendText(b []byte) ([]byte, error) {
	if !g.IsValid() {
		return b, nil
	}
	return g.append(b), nil
}

// MarshalText implements [encoding.TextMarshaler].
func (g GTIN) MarshalText() ([]byte, error) { return g.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] by [ParseGTIN]; empty
// text gives the zero value.
func (g *GTIN) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*g = GTIN{}
		return nil
	}
	*g, err = ParseGTIN(string(text))
	return err
}

// CheckDigit returns the check digit that belongs after digits: weights 3 and
// 1 alternate from the right, and the sum is filled up to a multiple of ten
// (GS1 General Specifications §7.9.1). It expects ASCII digits only.
func CheckDigit(digits string) byte {
	sum := 0
	for i := range len(digits) {
		d := int(digits[i] - '0')
		if (len(digits)-i)%2 == 1 {
			d *= 3
		}
		sum += d
	}
	return '0' + byte((10-sum%10)%10)
}
