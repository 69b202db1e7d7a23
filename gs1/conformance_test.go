package gs1_test

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// vectors is the folder that EACHMARK_VECTORS names, "" if none. It holds cases
// of GS1's Barcode Syntax Engine 1.4.1: those of its own tests and its verdicts
// about synthesised data.
var vectors = os.Getenv("EACHMARK_VECTORS")

// A vector is one line of those files.
type vector struct {
	ID         int
	Kind       string
	Category   string
	Input      string
	InputHex   string `json:"input_hex"`
	Want       string
	Normalised *string
	Data       string // the unbracketed form, or for kind data the input
	HRI        []string
	ScanGS1128 string `json:"scan_gs1_128"`
	ScanDM     string `json:"scan_dm"`
	Code       string
	Lint       string
	WantLint   string `json:"want_lint"`
	Linter     string
	ErrPos     int `json:"want_err_pos"`
	ErrLen     int `json:"want_err_len"`
	Rule       string
	Sym        string
	WantScan   string `json:"want_scan"`
	Req        *bool  // whether requirements are judged
	Unknown    bool
	Opts       struct {
		Unknown bool
		Req     *bool // whether requirements are judged
	}
	Markup string
	Oracle struct {
		Code, Lint, Markup, Data string
		HRI                      []string
		ScanGS1128               string `json:"scan_gs1_128"`
		ScanDM                   string `json:"scan_dm"`
		AssocCode                string `json:"assoc_code"`
	}
}

func readVectors(t *testing.T, name string) (list []vector) {
	t.Helper()
	f, err := os.Open(filepath.Join(vectors, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if v.InputHex != "" {
			raw, err := hex.DecodeString(v.InputHex)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			v.Input = string(raw)
		}
		v.Code, v.Lint, v.Markup = cmp.Or(v.Code, v.Oracle.Code), cmp.Or(v.Lint, v.WantLint, v.Oracle.Lint), cmp.Or(v.Markup, v.Oracle.Markup)
		v.Data, v.ScanGS1128, v.ScanDM = cmp.Or(v.Data, v.Oracle.Data), cmp.Or(v.ScanGS1128, v.Oracle.ScanGS1128), cmp.Or(v.ScanDM, v.Oracle.ScanDM)
		v.HRI = append(v.HRI, v.Oracle.HRI...)
		v.Unknown = v.Unknown || v.Opts.Unknown
		list = append(list, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// parse reads the vector's input with the parser of its kind. It reports false
// where this package has none: plain data and URIs. The kinds parse_ai and parse_data are those of a part of the
// reference that does not judge what elements require.
func (v vector) parse(o gs1.ParseOptions) (m gs1.Message, ok bool, err error) {
	o.UnknownAIs = v.Unknown
	o.PartOfLabel = v.Opts.Req != nil && !*v.Opts.Req || strings.HasPrefix(v.Kind, "parse_")
	switch v.Kind {
	case "ai", "parse_ai":
		m, err = gs1.ParseBracketed(v.Input, &o)
	case "data", "parse_data":
		if v.Kind == "data" && !strings.HasPrefix(v.Input, "^") && !strings.Contains(v.Input, "|^") {
			return m, false, nil
		}
		m, err = gs1.ParseData(v.Input, &o)
	case "scan":
		o.PartOfLabel = o.PartOfLabel || v.Req != nil && !*v.Req
		if dl.IsScan(v.Input) {
			m, err = dl.ParseScan(v.Input, &dl.ParseOptions{PartOfLabel: o.PartOfLabel, Problems: o.Problems})
		} else {
			m, err = gs1.ParseScan(v.Input, &o)
		}
	default:
		return m, false, nil
	}
	return m, true, err
}

// composite reports whether the reference splits the input in two, at "|".
func (v vector) composite() bool { return strings.Contains(v.Input, "|") }

// codes says which finding must be among those about data that the reference
// refuses with a code; for the errors of its linters that says lints. Codes that
// are not here are those of limits that this package does not have.
var codes = map[string][]gs1.Code{
	"AI_CONTAINS_ILLEGAL_CARAT_CHARACTER":      {gs1.CodeCharacter},
	"AI_DATA_EMPTY":                            {gs1.CodeEmpty},
	"AI_DATA_HAS_INCORRECT_LENGTH":             {gs1.CodeLengthShort, gs1.CodeLengthLong, gs1.CodeValueEmpty},
	"AI_DATA_IS_EMPTY":                         {gs1.CodeValueEmpty},
	"AI_DATA_IS_TOO_LONG":                      {gs1.CodeLengthLong, gs1.CodeMissingSeparator},
	"AI_PARSE_FAILED":                          {gs1.CodeBracket, gs1.CodeValueEmpty},
	"AI_UNRECOGNISED":                          {gs1.CodeAIUnknown, gs1.CodeBracket},
	"AI_VALUE_IS_TOO_LONG":                     {gs1.CodeLengthLong},
	"AI_VALUE_IS_TOO_SHORT":                    {gs1.CodeLengthShort, gs1.CodeValueEmpty},
	"MISSING_FNC1_IN_FIRST_POSITION":           {gs1.CodeFNC1First, gs1.CodeEmpty},
	"MISSING_SYMBOLOGY_IDENTIFIER":             {gs1.CodeSymbology, gs1.CodeEmpty},
	"NO_AI_FOR_PREFIX":                         {gs1.CodeAIUnknown, gs1.CodeAISyntax, gs1.CodeGSStray, gs1.CodeEmpty},
	"NO_GS1_DL_KEYS_FOUND_IN_PATH_INFO":        {gs1.CodeDLKey, gs1.CodeDLName},
	"PRIMARY_SCAN_DATA_IS_TOO_SHORT":           {gs1.CodeLengthShort, gs1.CodeValueEmpty, gs1.CodeCharacter, gs1.CodeCheckDigit},
	"PRIMARY_MESSAGE_IS_TOO_LONG":              {gs1.CodeLengthLong, gs1.CodeCharacter, gs1.CodePacket, gs1.CodeCheckDigit},
	"PRIMARY_MESSAGE_CHECK_DIGIT_IS_INCORRECT": {gs1.CodeCheckDigit},
	"SCAN_DATA_CONTAINS_ILLEGAL_CARAT":         {gs1.CodeCharacter, gs1.CodeAISyntax},
	"UNSUPPORTED_SYMBOLOGY_IDENTIFIER":         {gs1.CodeSymbology},
	"INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES":    {gs1.CodeRepeat},
	"INVALID_AI_PAIRS":                         {gs1.CodeExcludes},
	"REQUIRED_AIS_NOT_SATISFIED":               {gs1.CodeRequires},
	"SERIAL_NOT_PRESENT":                       {gs1.CodeDigSig},
}

// refusal returns the reference's most exact code.
func (v vector) refusal() string {
	return cmp.Or(v.Lint, v.Code)
}

func TestReference(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; TestForms stands in with a few cases")
		return
	}
	deviations := readDeviations(t)
	for _, name := range []string{"gs1_diff.jsonl", "gs1_element.jsonl", "gs1_scan.jsonl"} {
		t.Run(name, func(t *testing.T) {
			counts := map[string]int{}
			for _, v := range readVectors(t, name) {
				counts[v.test(t, deviations)]++
			}
			t.Log(counts)
		})
	}
	for _, d := range deviations {
		t.Logf("%d %s", d.used, d.inputs)
		if d.used == 0 {
			t.Errorf("no case needs the deviation %s", d.inputs)
		}
	}
}

// test compares the vector with what is read here. It returns what became of it.
func (v vector) test(t *testing.T, deviations []*deviation) string {
	t.Helper()
	m, ok, err := v.parse(gs1.ParseOptions{})
	if !ok {
		return "for another package"
	}
	for _, d := range deviations {
		if d.fits(v, m.String(), err) {
			d.used++
			return "deviates deliberately"
		}
	}
	switch {
	case (err == nil) != (v.Want == "ok"):
		t.Errorf("%d %s: %q: %v, reference says %s %s", v.ID, v.Kind, v.Input, err, v.Want, v.refusal())
	case err != nil:
		v.testRefused(t)
	case v.Kind == "scan":
		v.testScanForms(t)
	default:
		v.testAccepted(t)
	}
	return v.Want
}

// testAccepted parses the vector and compares every form it can be written in.
//
// A separator that is needless is a deliberate difference: the reference keeps
// it in data and scans, this package writes only those that are needed (GS1
// General Specifications §7.8.5).
func (v vector) testAccepted(t *testing.T) {
	t.Helper()
	var notes []gs1.Finding
	m, _, _ := v.parse(gs1.ParseOptions{Problems: &notes})
	got := forms{Bracketed: m.String(), Data: string(m.AppendData(nil))}
	want := forms{Bracketed: *v.Normalised, Data: v.Data}
	if v.Kind == "data" {
		want.Data = v.Input
	}
	if want.Data == "" || notes != nil {
		want.Data = got.Data
	}
	if v.HRI != nil {
		got.HRI, want.HRI = string(m.AppendHRI(nil)), strings.Join(v.HRI, " ")
	}
	if m.Linear > 0 && unicode.IsDigit(rune(v.Input[0])) {
		want = v.withGTIN(want)
	}
	if v.ScanGS1128 != "" && notes == nil {
		got.DM, want.DM = string(m.AppendScan(nil, "]d2")), v.ScanDM
		got.GS1128, want.GS1128 = string(m.AppendScan(nil, "]C1")), v.ScanGS1128
	}
	if m.Linear > 0 {
		want.DM = strings.Replace(got.GS1128, "]e0", "]d2", 1) // see testdata/deviations.txt
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%d %s: %q: reference -, here +\n%s", v.ID, v.Kind, v.Input, diff)
	}
	for _, n := range notes {
		if n.Code != gs1.CodeGSNeedless {
			t.Errorf("%d %s: %q: %s", v.ID, v.Kind, v.Input, n.Message)
		}
	}
}

// withGTIN adds the digits of an EAN/UPC symbol, which are (01) here and which
// the reference does not write as an element.
func (v vector) withGTIN(f forms) forms {
	digits, composite, _ := strings.Cut(v.Input, "|")
	gtin := strings.Repeat("0", 14-len(digits)) + digits
	f.Bracketed = "(01)" + gtin + f.Bracketed
	f.HRI = "(01) " + gtin + " " + f.HRI
	f.Data = "^01" + gtin + "|" + composite
	return f
}

type forms struct{ Bracketed, Data, HRI, DM, GS1128 string }

// testRefused requires the finding that the reference's code stands for, and
// places inside the input. Codes of limits that this package does not have, and
// of text that it knows and refuses for another reason, stand for any.
func (v vector) testRefused(t *testing.T) {
	t.Helper()
	var problems []gs1.Finding
	_, _, err := v.parse(gs1.ParseOptions{Problems: &problems})
	wanted := codes[v.refusal()]
	known := v.refusal() == "UNSUPPORTED_SYMBOLOGY_IDENTIFIER" && carries(v.Input) != gs1.CarriesOther
	found := known || wanted == nil && !v.isLint()
	for _, f := range problems {
		found = found || v.names(f)
		if f.Start < 0 || f.End < f.Start || f.End > len(v.Input) {
			t.Errorf("%d %s: %q: %s at [%d, %d)", v.ID, v.Kind, v.Input, f.Code, f.Start, f.End)
		}
	}
	if e := new(gs1.Error); errors.As(err, &e) && len(wanted) > 0 && isRule(wanted[0]) && !v.composite() {
		found = slices.Contains(wanted, e.Code) // the first, as the reference's
	}
	if !found {
		t.Errorf("%d %s: %q: %v, reference says %s", v.ID, v.Kind, v.Input, problems, v.refusal())
	}
}

// rules says which finding stands for a rule of the reference about elements
// that do not go together.
var rules = map[string]gs1.Code{
	"mutex": gs1.CodeExcludes, "requisites": gs1.CodeRequires, "repeats": gs1.CodeRepeat, "digsig": gs1.CodeDigSig,
}

func isRule(c gs1.Code) bool { return slices.Contains(slices.Collect(maps.Values(rules)), c) }

// TestReferencePairs runs the cases of the reference's rules about elements that
// do not go together: what each rule says, and what all say first.
func TestReferencePairs(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; TestPairs stands in with a few cases")
		return
	}
	cases := 0
	for _, v := range readVectors(t, "gs1_assoc.jsonl") {
		cases++
		var found []gs1.Code
		for f := range gs1.Check(bracketed(t, v.Input), nil) {
			if isRule(f.Code) {
				found = append(found, f.Code)
			}
		}
		if refused := slices.Contains(found, rules[v.Rule]); refused != (v.Want == "error") {
			t.Errorf("%s: %v, want %s of rule %s", v.Input, found, v.Want, v.Rule)
		}
		if first := codes[v.Oracle.AssocCode]; first != nil && (found == nil || found[0] != first[0]) {
			t.Errorf("%s: %v, want %v first", v.Input, found, first)
		}
	}
	t.Logf("%d cases", cases)
}

// bracketed reads elements whose values hold no bracket, of identifiers that need
// not be assigned.
func bracketed(t *testing.T, s string) gs1.Message {
	t.Helper()
	var elements []gs1.Element
	for element := range strings.SplitSeq(s[1:], "(") {
		digits, value, _ := strings.Cut(element, ")")
		elements = append(elements, gs1.Element{AI: ai(t, digits), Value: value})
	}
	return gs1.NewMessage(elements...)
}

// isLint reports whether a linter of the reference refuses the input.
func (v vector) isLint() bool {
	_, ok := lints[v.refusal()]
	return ok
}

// names reports whether the reference's code stands for f, and for a linter also
// whether its marks stand around the same bytes.
func (v vector) names(f gs1.Finding) bool {
	if l, ok := lints[v.refusal()]; ok {
		return l.matches(f) && v.marks(f)
	}
	return slices.Contains(codes[v.refusal()], f.Code)
}

// marks reports whether f is at the place that the reference marks: "(13)2004|32|"
// stands for two bytes of the value of (13). A run of wrong characters is one
// finding here, of which the reference marks the first byte, which is not in the
// vectors if it is not ASCII.
func (v vector) marks(f gs1.Finding) bool {
	parts := strings.Split(v.Markup, "|")
	before, ok := strings.CutPrefix(parts[0], "("+f.AI+")")
	if !ok && v.Unknown {
		before, ok = strings.CutPrefix(parts[0], "()"+f.AI) // as the reference has those that are not assigned
	}
	if strings.Contains(v.Input, "|") {
		return true // the marks cannot be told from the data
	}
	if len(parts) != 3 || !ok {
		return false
	}
	if !strings.HasSuffix(strings.ReplaceAll(v.Input[:f.Start], `\(`, "("), before) {
		return false
	}
	if f.Code == gs1.CodeCharacter {
		return strings.HasPrefix(v.Input[f.Start:], parts[1]) || parts[1][0] >= utf8.RuneSelf
	}
	return v.Input[f.Start:f.End] == parts[1]
}

// TestReferenceLinters runs the cases of GS1's own linter tests. Of a length that
// is too great, the reference marks all and this package what is too much.
func TestReferenceLinters(t *testing.T) {
	if vectors == "" {
		t.Log("EACHMARK_VECTORS is not set; TestLinters stands in with a few cases")
		return
	}
	cases := 0
	for _, v := range readVectors(t, "gs1_lint.jsonl") {
		cases++
		found := gs1.CheckLinter(v.Linter, v.Input)
		wanted := slices.ContainsFunc(found, func(f gs1.Finding) bool {
			start := f.Start == v.ErrPos || f.Code == gs1.CodeLengthLong
			return lints[v.WantLint].matches(f) && start && f.End == v.ErrPos+v.ErrLen
		})
		if ok := v.Want == "ok"; ok && found != nil || !ok && !wanted {
			t.Errorf("%s(%q): %+v, reference says %s [%d, %d)", v.Linter, v.Input, found, v.WantLint, v.ErrPos, v.ErrPos+v.ErrLen)
		}
	}
	t.Logf("%d cases", cases)
}
