package symbol_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
	"github.com/eachmark/eachmark/gs1/symbol"
)

const (
	digits = "0123456789"
	upper  = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	// GS1 AI encodable character set 82 (GS1 General Specifications §7.11).
	set82 = upper + "abcdefghijklmnopqrstuvwxyz" + `!"%&'()*+,-./:;<=>?_`
)

// A sample is a message and what a scanner sends for its symbol, put together here
// and not by the code under test.
type sample struct {
	message gs1.Message
	scan    string
}

// An entry is an identifier the samples use and how its values are made.
type entry struct {
	ai         string
	predefined bool // needs no separator (GS1 General Specifications §7.8.5.2)
	value      func(r *rand.Rand) string
}

func text(set string, shortest, longest int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		b := make([]byte, shortest+r.IntN(longest-shortest+1))
		for i := range b {
			b[i] = set[r.IntN(len(set))]
		}
		return string(b)
	}
}

func checked(length int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		s := text(digits, length-1, length-1)(r)
		return s + string(gs1.CheckDigit(s))
	}
}

func date(r *rand.Rand) string {
	b := []byte{'2' + byte(r.IntN(2)), '0' + byte(r.IntN(10)), '0', '1' + byte(r.IntN(9)), '0' + byte(r.IntN(3)), '1' + byte(r.IntN(8))}
	return string(b)
}

var entries = []entry{
	{"00", true, checked(18)},
	{"01", true, checked(14)},
	{"11", true, date},
	{"17", true, date},
	{"3103", true, text(digits, 6, 6)},
	{"410", true, checked(13)},
	{"10", false, text(upper, 1, 20)},
	{"21", false, text(set82, 1, 20)},
	{"240", false, text(set82, 1, 30)},
	{"30", false, text(digits, 1, 8)},
	{"420", false, text(upper, 3, 9)},
	{"7003", false, func(r *rand.Rand) string { return date(r) + "1259" }},
	{"8005", false, text(digits, 6, 6)},
	{"91", false, text(set82, 1, 60)},
}

// linkEntries are those of the samples for Digital Link URIs, the key first.
var linkEntries = []entry{
	{"01", true, checked(14)},
	{"10", false, text(upper, 1, 20)},
	{"21", false, text(upper, 1, 20)},
	{"17", true, date},
	{"3103", true, text(digits, 6, 6)},
}

// samples returns n messages, the same for the same kind, short enough for it.
func samples(t testing.TB, k symbol.Kind, n int) []sample {
	t.Helper()
	r := rand.New(rand.NewPCG(20261122, uint64(k)))
	var all []sample
	for len(all) < n {
		s := sampleOf(t, k, r)
		if _, err := symbol.Encode(k, s.message, nil); errors.Is(err, symbol.ErrTooLong) && k.Linear() {
			continue
		}
		all = append(all, s)
	}
	return all
}

func sampleOf(t testing.TB, k symbol.Kind, r *rand.Rand) sample {
	t.Helper()
	switch k {
	case symbol.DLDataMatrix, symbol.DLQR:
		return randomLink(t, k, r)
	case symbol.EAN13, symbol.UPCA:
		return randomGTIN(r, k, map[symbol.Kind]int{symbol.EAN13: 13, symbol.UPCA: 12}[k])
	case symbol.EAN8:
		return randomGTIN(r, k, 8)
	case symbol.UPCE:
		return randomUPCE(r)
	case symbol.ITF14, symbol.DataBarOmni, symbol.DataBarTruncated, symbol.DataBarStacked, symbol.DataBarStackedOmni, symbol.DataBarLimited:
		return randomGTIN(r, k, 14)
	}
	s := randomElements(t, r)
	s.scan = k.SymbologyID() + s.scan
	return s
}

func randomElements(t testing.TB, r *rand.Rand) sample {
	t.Helper()
	var elements []gs1.Element
	var data strings.Builder
	separate := false
	for _, i := range r.Perm(len(entries))[:1+r.IntN(4)] {
		e := entries[i]
		value := e.value(r)
		elements = append(elements, element(t, e.ai, value))
		if separate {
			data.WriteByte(gs1.GS)
		}
		data.WriteString(e.ai + value)
		separate = !e.predefined
	}
	return sample{gs1.NewMessage(elements...), data.String()}
}

func element(t testing.TB, ai, value string) gs1.Element {
	t.Helper()
	parsed, err := gs1.ParseAI(ai)
	if err != nil {
		t.Fatal(err)
	}
	return gs1.Element{AI: parsed, Value: value}
}

func randomLink(t testing.TB, k symbol.Kind, r *rand.Rand) sample {
	t.Helper()
	var elements []gs1.Element
	for i, e := range linkEntries {
		if i == 0 || r.IntN(2) == 0 {
			elements = append(elements, element(t, e.ai, e.value(r)))
		}
	}
	m := gs1.NewMessage(elements...)
	uri, err := dl.Append(nil, m, nil)
	if err != nil {
		t.Fatal(err)
	}
	return sample{m, k.SymbologyID() + string(uri)}
}

// randomGTIN returns a GTIN of so many digits, sometimes with an add-on where the
// kind has one.
func randomGTIN(r *rand.Rand, k symbol.Kind, n int) sample {
	gtin := checked(n)(r)
	switch {
	case k == symbol.DataBarLimited:
		gtin = text("01", 1, 1)(r) + text(digits, 12, 12)(r)
		gtin += string(gs1.CheckDigit(gtin))
	case n == 12 || n == 13:
		gtin = "4" + gtin[1:n-1] // no GTIN-8
		gtin += string(gs1.CheckDigit(gtin))
	}
	return gtinSample(r, k, gtin)
}

// randomUPCE returns a GTIN-12 with zeros that UPC-E leaves out.
func randomUPCE(r *rand.Rand) sample {
	company, item := text(digits[1:], 1, 1)(r)+text(digits, 2, 2)(r), text(digits, 2, 2)(r) // no GTIN-8
	gtin := "0" + company + "00000" + item
	switch r.IntN(3) {
	case 0:
		gtin = "0" + company[:2] + string(digits[r.IntN(3)]) + "0000" + item + company[2:]
	case 1:
		gtin = "0" + company + item + "0000" + text("56789", 1, 1)(r)
	}
	return gtinSample(r, symbol.UPCE, gtin+string(gs1.CheckDigit(gtin)))
}

// gtinMessage returns the message of a GTIN of up to 14 digits.
func gtinMessage(gtin string) gs1.Message {
	return gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: strings.Repeat("0", 14-len(gtin)) + gtin})
}

func gtinSample(r *rand.Rand, k symbol.Kind, gtin string) sample {
	m := gtinMessage(gtin)
	scan := k.SymbologyID() + gtin
	switch {
	case strings.HasPrefix(scan, "]e0"):
		scan = "]e001" + gtin
	case len(gtin) == 12:
		scan = "]E00" + gtin
	}
	if len(gtin) == 12 || len(gtin) == 13 {
		if m.AddOn = text(digits, 5, 5)(r)[:[]int{0, 2, 5}[r.IntN(3)]]; m.AddOn != "" {
			scan = "]E3" + scan[3:] + m.AddOn
		}
	}
	return sample{m, scan}
}
