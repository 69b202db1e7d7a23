package gs1

import "strconv"

// A Decimal is an exact number: Coefficient divided by ten to the power of Scale.
// It is comparable, and 1.50 is not 1.5: the number of decimals tells how finely
// was measured. The zero value is 0.
type Decimal struct {
	Coefficient int64
	Scale       uint8 // digits after the decimal point
}

// String returns the number with all its decimals and a point before them:
// "1.950", "-18.00", "42".
func (d Decimal) String() string { return string(d.append(nil)) }

// AppendText implements [encoding.TextAppender]. The error is nil.
func (d Decimal) AppendText(b []byte) ([]byte, error) { return d.append(b), nil }

// MarshalText implements [encoding.TextMarshaler].
func (d Decimal) MarshalText() ([]byte, error) { return d.append(nil), nil }

func (d Decimal) append(b []byte) []byte {
	magnitude := uint64(d.Coefficient)
	if d.Coefficient < 0 {
		b, magnitude = append(b, '-'), -magnitude
	}
	digits := strconv.AppendUint(make([]byte, 0, 20), magnitude, 10)
	whole := len(digits) - int(d.Scale)
	if whole <= 0 {
		b = append(b, '0')
	} else {
		b = append(b, digits[:whole]...)
	}
	if d.Scale == 0 {
		return b
	}
	b = append(b, '.')
	for ; whole < 0; whole++ {
		b = append(b, '0')
	}
	return append(b, digits[whole:]...)
}

// integer returns the value of a text of at most 18 digits.
func integer(digits string) (n int64) {
	for i := range len(digits) {
		n = n*10 + int64(digits[i]-'0')
	}
	return n
}
