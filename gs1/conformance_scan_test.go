package gs1_test

import (
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// A deviation is one line of testdata/deviations.txt.
type deviation struct {
	verb   string
	inputs *regexp.Regexp
	used   int
}

func readDeviations(t *testing.T) (list []*deviation) {
	t.Helper()
	for _, line := range readLines(t, "testdata/deviations.txt") {
		verb, rest, _ := strings.Cut(line, " | ")
		columns := strings.Split(rest, " | ")
		pattern := strings.TrimSpace(strings.Join(columns[:len(columns)-2], " | "))
		list = append(list, &deviation{strings.TrimSpace(verb), regexp.MustCompile(pattern), 0})
	}
	return list
}

// fits reports whether the difference between what the reference says of v and
// what is read here is the one that d names.
func (d *deviation) fits(v vector, read string, err error) bool {
	if !d.inputs.MatchString(v.Input) {
		return false
	}
	switch d.verb {
	case "accept":
		return v.Want != "ok" && err == nil
	case "refuse":
		return v.Want == "ok" && err != nil
	}
	return v.Want == "ok" && err == nil && read != v.reads()
}

// reads returns the elements that the reference finds in a scan. The digits of an
// EAN/UPC symbol it does not write as an element; here they are (01).
func (v vector) reads() string {
	elements := ""
	if v.Normalised != nil {
		elements = *v.Normalised
	}
	if v.Want == "ok" && strings.HasPrefix(v.Input, "]E") {
		digits, _, composite := strings.Cut(v.Input[3:], "|")
		if composite {
			elements = "|" + elements
		}
		elements = "(01)" + strings.Repeat("0", 14-len(digits)) + digits + elements
	}
	return elements
}

func carries(scan string) gs1.Carrier {
	_, c := gs1.CarrierOf(scan)
	return c
}

// testScanForms compares the forms that the elements of a scan can be written in.
func (v vector) testScanForms(t *testing.T) {
	t.Helper()
	if v.Input[1] != 'E' {
		if strings.Contains(v.Input, "://") {
			v.Data = ""
		}
		v.testAccepted(t)
		return
	}
	m, _, _ := v.parse(gs1.ParseOptions{})
	got := []string{m.String(), string(m.AppendScan(nil, m.Symbology))}
	if diff := gocmp.Diff([]string{v.reads(), v.Input}, got); diff != "" {
		t.Errorf("%d: %q: reference -, here +\n%s", v.ID, v.Input, diff)
	}
}

// symbologyIDs are those of the symbologies of the reference; a composite of one
// that carries element strings is transmitted as ]e0.
var symbologyIDs = map[string]string{
	"QR": "]Q3", "DM": "]d2", "DotCode": "]J1", "GS1_128_CCA": "]C1", "GS1_128_CCC": "]C1", "DataBarExpanded": "]e0",
	"DataBarOmni": "]e0", "DataBarLimited": "]e0", "UPCA": "]E0", "UPCE": "]E0", "EAN13": "]E0", "EAN8": "]E4",
}

// TestReferenceTransmission compares what is written as scans. Data without "^"
// first is the GTIN of a symbol that holds nothing else; text is left out.
func TestReferenceTransmission(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; TestScanForms stands in with a few cases")
		return
	}
	right := 0
	for _, v := range readVectors(t, "gs1_scan.jsonl") {
		data, symbology := v.Input, symbologyIDs[v.Sym]
		if v.Kind != "scangen" || v.Want != "ok" || strings.HasPrefix(v.WantScan, "]Q1") || strings.HasPrefix(v.WantScan, "]d1") || strings.HasPrefix(v.WantScan, "]J0") {
			continue
		}
		if data[0] != '^' && !v.composite() {
			gtin := data + string(gs1.CheckDigit(data)) // the reference was asked to add it
			data = "^01" + strings.Repeat("0", 14-len(gtin)) + gtin
		}
		m, err := gs1.ParseData(data, &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			t.Errorf("%q: %v", v.Input, err)
			continue
		}
		if got := string(m.AppendScan(nil, symbology)); got != v.WantScan {
			t.Errorf("%q: %q, reference %q", v.Input, got, v.WantScan)
		}
		right++
	}
	t.Logf("%d cases", right)
}
