package schemetable

import (
	"fmt"
	"math/big"
	"slices"
)

// PartitionBits is the width of the partition value at the head of a field of
// method "partition".
const PartitionBits = 3 // TDS 2.3 §14.3.3

// DigitBits is how many bits the largest number of that many digits needs.
func DigitBits(digits int) int {
	v := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	return v.Sub(v, big.NewInt(1)).BitLen()
}

func (t *Table) verify() error {
	if t.Document == "" || t.ShortestPrefix == 0 {
		return fmt.Errorf("schemetable: no document or no company-prefix")
	}
	for i := range t.Schemes {
		if err := t.verifyScheme(&t.Schemes[i]); err != nil {
			return fmt.Errorf("schemetable: scheme %s: %w", t.Schemes[i].Name, err)
		}
	}
	return t.verifyFormats()
}

func (t *Table) verifyScheme(s *Scheme) error {
	h := slices.IndexFunc(t.Headers, func(h Header) bool { return h.Name == s.Name })
	if h < 0 {
		return fmt.Errorf("has no header")
	}
	s.Header = t.Headers[h].Value
	if s.Filters != "" && !slices.ContainsFunc(t.Filters, func(f FilterSet) bool { return f.Name == s.Filters }) {
		return fmt.Errorf("has unknown filters %q", s.Filters)
	}
	if len(s.Plus) > 0 {
		return t.verifyPlus(s)
	}
	if s.PureURI == "" || (s.Key == "") != (len(s.Elements) == 0) {
		return fmt.Errorf("lacks pure, key or element")
	}
	sum, variable := 0, false
	for _, f := range s.Fields {
		if err := t.verifyField(f); err != nil {
			return err
		}
		sum, variable = sum+f.Bits, variable || f.Bits == 0
	}
	if !variable && sum != s.Bits || variable && s.Bits != 0 {
		return fmt.Errorf("its fields are not %d bits", s.Bits)
	}
	return nil
}

func (t *Table) verifyPlus(s *Scheme) error {
	if s.Key == "" || s.PureURI != "" || len(s.Fields) > 0 {
		return fmt.Errorf("lacks key, or has pure or field beside plus")
	}
	for _, k := range s.Plus {
		if !slices.ContainsFunc(t.Formats, func(f Format) bool { return slices.Contains(f.AIs, k.AI) }) {
			return fmt.Errorf("(%s) has no format", k.AI)
		}
	}
	return nil
}

func (t *Table) verifyField(f Field) error {
	if f.Method != "partition" {
		return nil
	}
	p := slices.IndexFunc(t.Partitions, func(p Partition) bool { return p.Name == f.Partition })
	if p < 0 {
		return fmt.Errorf("has unknown partition table %q", f.Partition)
	}
	for value, row := range t.Partitions[p].Rows {
		if f.Bits != 0 && PartitionBits+row.PrefixBits+row.RestBits != f.Bits {
			return fmt.Errorf("partition %d is not %d bits", value, f.Bits)
		}
	}
	return nil
}

// verifyFormats holds that the first two digits of an identifier tell its
// length, as decoding relies on.
func (t *Table) verifyFormats() error {
	length, seen := map[string]int{}, map[string]bool{}
	for _, f := range t.Formats {
		for _, ai := range f.AIs {
			if n := length[ai[:2]]; seen[ai] || n != 0 && n != len(ai) {
				return fmt.Errorf("schemetable: identifier %s is there twice, or others that begin like it are not as long", ai)
			}
			length[ai[:2]], seen[ai] = len(ai), true
		}
	}
	return nil
}
