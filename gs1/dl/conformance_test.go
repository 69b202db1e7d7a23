package dl_test

import (
	"bufio"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// A vector is one line of gs1_diff.jsonl or gs1_dl.jsonl, verdicts of GS1's
// Barcode Syntax Engine 1.4.1.
type vector struct {
	ID         int
	Kind       string
	Input      string
	InputHex   string `json:"input_hex"`
	Want       string
	Normalised *string
	Ignored    []string `json:"dl_ignored"`
	DL         string
	DLErr      string `json:"dl_err"`
	Code       string
	Lint       string
	Stem       string
	WantDL     string  `json:"want_dl"`
	WantPath   *string `json:"want_path"`
	WantQuery  *string `json:"want_query"`
	PathHex    string  `json:"want_path_hex"`
	Alphas     bool
	Unknown    bool
	UnkDL      *bool // whether identifiers that are not assigned are no data attributes
	ZS         bool
	Opts       struct {
		Unknown, ZS bool
		UnkDL, Req  *bool // Req: whether requirements are judged
	}
	Oracle struct {
		Code    string
		DL      string
		Ignored []string `json:"dl_ignored"`
	}
}

func readVectors(t *testing.T, name string) (list []vector) {
	t.Helper()
	folder := os.Getenv("EACHMARK_VECTORS")
	if folder == "" {
		t.Skip("EACHMARK_VECTORS is not set; the other tests stand in with a few cases")
	}
	f, err := os.Open(filepath.Join(folder, name))
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
				t.Fatal(err)
			}
			v.Input = string(raw)
		}
		v.Code = strings.TrimSpace(v.Code + v.Oracle.Code)
		v.DL += v.Oracle.DL
		v.Ignored = append(v.Ignored, v.Oracle.Ignored...)
		v.ZS = v.ZS || v.Opts.ZS
		v.Unknown = v.Unknown || v.Opts.Unknown
		v.UnkDL = cmp.Or(v.UnkDL, v.Opts.UnkDL)
		list = append(list, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// A deviation is one line of testdata/deviations.txt.
type deviation struct {
	verb   string
	inputs *regexp.Regexp
	used   int
}

func readDeviations(t *testing.T) (list []*deviation) {
	t.Helper()
	text, err := os.ReadFile("testdata/deviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		verb, rest, _ := strings.Cut(line, " | ")
		columns := strings.Split(rest, " | ")
		pattern := strings.Join(columns[:len(columns)-2], " | ")
		list = append(list, &deviation{strings.TrimSpace(verb), regexp.MustCompile(strings.TrimSpace(pattern)), 0})
	}
	return list
}

// TestReference compares what is read, and what is written again, with GS1's
// reference implementation.
func TestReference(t *testing.T) {
	deviations := readDeviations(t)
	for _, name := range []string{"gs1_diff.jsonl", "gs1_dl.jsonl"} {
		t.Run(name, func(t *testing.T) {
			right, deviating := 0, 0
			for _, v := range readVectors(t, name) {
				if !v.isURI() {
					continue
				}
				got := v.read()
				switch d := v.deviation(deviations); {
				case got == v.wants():
					right++
					v.testPlaces(t)
				case d != nil && d.fits(v, got):
					deviating++
					d.used++
				default:
					t.Errorf("%d %s: %q: reference -, here +\n%s", v.ID, v.Kind, v.Input, gocmp.Diff(v.wants(), got, gocmp.AllowUnexported(result{})))
				}
			}
			t.Logf("%d agree, %d deviate deliberately", right, deviating)
		})
	}
	for _, d := range deviations {
		if d.used == 0 && d.verb != "write" && os.Getenv("EACHMARK_VECTORS") != "" {
			t.Errorf("no case needs the deviation %s", d.inputs)
		}
	}
}

// isURI reports whether the vector is for this package: a URI that the reference
// read as one, or one with http or https in another case.
func (v vector) isURI() bool {
	if v.Kind == "parse_dl" {
		return true
	}
	at := strings.Index(v.Input, "://")
	return v.Kind == "data" && at > 0 && slices.Contains([]string{"http", "https"}, strings.ToLower(v.Input[:at]))
}

// A result is what was read and what is written of it.
type result struct{ verdict, elements, ignored, uri string }

func (v vector) wants() result {
	r := result{verdict: v.Want}
	if v.Want != "ok" {
		return r
	}
	if v.Normalised != nil {
		r.elements = strings.Replace(*v.Normalised, "(0000)", "(00)", 1) // the reference counts the letters of "sscc"
	}
	r.ignored = strings.Join(slices.DeleteFunc(v.Ignored, func(s string) bool { return s == "" }), " ")
	r.uri = v.DL
	return r
}

func (v vector) options() *dl.ParseOptions {
	return &dl.ParseOptions{ShortNames: v.Alphas, ShortGTIN: v.ZS, UnknownAIs: v.unknownAttributes(), PartOfLabel: v.Opts.Req != nil && !*v.Opts.Req}
}

// unknownAttributes reports whether the reference took identifiers that are not
// assigned for data attributes.
func (v vector) unknownAttributes() bool { return v.Unknown && v.UnkDL != nil && !*v.UnkDL }

func (v vector) read() result {
	m, err := dl.Parse(v.Input, v.options())
	if err != nil {
		return result{verdict: "error"}
	}
	r := result{verdict: "ok", elements: m.String()}
	if v.Kind == "parse_dl" {
		return r
	}
	var ignored []string
	for p := range dl.Ignored(v.Input) {
		ignored = append(ignored, v.Input[p.Pos:p.Pos+p.Len])
	}
	r.ignored = strings.Join(ignored, " ")
	uri, err := dl.Append(nil, m, &dl.Options{UnknownAIs: v.unknownAttributes()})
	if err != nil {
		return result{verdict: err.Error()}
	}
	r.uri = string(uri)
	return r
}

// testPlaces requires the finding that the reference's code stands for, and
// places inside the input.
func (v vector) testPlaces(t *testing.T) {
	t.Helper()
	var problems []gs1.Finding
	o := v.options()
	o.Problems = &problems
	dl.Parse(v.Input, o)
	found := v.Want == "ok" || codes[v.Code] == nil
	for _, f := range problems {
		found = found || slices.Contains(codes[v.Code], f.Code)
		found = found || f.Code == gs1.CodeAIUnknown && v.Unknown // here the option is one, for both that and the query
		if f.Start < 0 || f.End < f.Start || f.End > len(v.Input) {
			t.Errorf("%d: %q: %s at [%d, %d)", v.ID, v.Input, f.Code, f.Start, f.End)
		}
	}
	if !found {
		t.Errorf("%d: %q: %v, reference says %s", v.ID, v.Input, problems, v.Code)
	}
}

// codes says which finding must be among those about a URI that the reference
// refuses with a code.
var codes = map[string][]gs1.Code{
	"URI_CONTAINS_ILLEGAL_CHARACTERS":                          {gs1.CodeDLCharacter},
	"URI_CONTAINS_ILLEGAL_SCHEME":                              {gs1.CodeDLScheme, gs1.CodeEmpty},
	"DOMAIN_CONTAINS_ILLEGAL_CHARACTERS":                       {gs1.CodeDLHost},
	"URI_MISSING_DOMAIN_AND_PATH_INFO":                         {gs1.CodeDLHost, gs1.CodeDLKey},
	"NO_GS1_DL_KEYS_FOUND_IN_PATH_INFO":                        {gs1.CodeDLKey, gs1.CodeDLName, gs1.CodeAIUnknown},
	"INVALID_KEY_QUALIFIER_SEQUENCE":                           {gs1.CodeDLOrder, gs1.CodeDLRepeat},
	"AI_VALUE_PATH_ELEMENT_IS_EMPTY":                           {gs1.CodeValueEmpty},
	"AI_VALUE_QUERY_ELEMENT_IN_EMPTY":                          {gs1.CodeValueEmpty},
	"UNKNOWN_AI_IN_QUERY_PARAMS":                               {gs1.CodeAIUnknown, gs1.CodeAISyntax},
	"DUPLICATE_AI":                                             {gs1.CodeDLRepeat},
	"AI_IS_NOT_VALID_DATA_ATTRIBUTE":                           {gs1.CodeDLElement, gs1.CodeDLQuery},
	"AI_SHOULD_BE_IN_PATH_INFO":                                {gs1.CodeDLQuery},
	"DECODED_AI_FROM_DL_PATH_INFO_CONTAINS_ILLEGAL_NULL":       {gs1.CodeCharacter},
	"DECODED_AI_VALUE_FROM_QUERY_PARAMS_CONTAINS_ILLEGAL_NULL": {gs1.CodeCharacter},
	"AI_CONTAINS_ILLEGAL_CARAT_CHARACTER":                      {gs1.CodeCharacter},
	"AI_VALUE_IS_TOO_LONG":                                     {gs1.CodeLengthLong},
	"AI_VALUE_IS_TOO_SHORT":                                    {gs1.CodeLengthShort},
}

func (v vector) deviation(list []*deviation) *deviation {
	for _, d := range list {
		if d.verb != "write" && d.inputs.MatchString(v.Input) {
			return d
		}
	}
	return nil
}

// fits reports whether got is what d says about v.
func (d *deviation) fits(v vector, got result) bool {
	switch d.verb {
	case "accept":
		return v.Want != "ok" && got.verdict == "ok"
	case "refuse":
		return v.Want == "ok" && got.verdict == "error"
	}
	return v.Want == "ok" && got.verdict == "ok" && got != v.wants()
}

// TestReferenceWriting compares with the URIs that the reference wrote.
func TestReferenceWriting(t *testing.T) {
	deviations := readDeviations(t)
	right := 0
	for _, v := range append(readVectors(t, "gs1_diff.jsonl"), readVectors(t, "gs1_dl.jsonl")...) {
		wantsError := v.DLErr != "" || v.Kind == "dlgen" && v.Want == "error"
		want := v.DL
		if v.Kind == "dlgen" {
			want = v.WantDL
		} else if v.Want != "ok" {
			continue
		}
		if strings.HasPrefix(v.Input, "]E") {
			continue // the GTIN is an element here, and data without identifier for the reference
		}
		if v.isURI() || want == "" && !wantsError {
			continue
		}
		m, err := parse(v.Kind, v.Input, &gs1.ParseOptions{UnknownAIs: v.Unknown})
		if err != nil {
			continue // text
		}
		got, err := dl.Append(nil, m, &dl.Options{Stem: v.Stem, UnknownAIs: v.unknownAttributes()})
		written := slices.ContainsFunc(deviations, func(d *deviation) bool { return d.verb == "write" && d.inputs.MatchString(m.String()) })
		if agrees := string(got) == want && (err != nil) == wantsError; agrees == written {
			t.Errorf("%d: %s: %s, %v, reference %s%s", v.ID, m, got, err, want, v.DLErr)
		}
		right++
	}
	t.Logf("%d cases", right)
}

func parse(kind, input string, o *gs1.ParseOptions) (gs1.Message, error) {
	switch {
	case kind == "ai", kind == "dlgen":
		return gs1.ParseBracketed(input, o)
	case kind == "data" && strings.HasPrefix(input, "^"):
		return gs1.ParseData(input, o)
	}
	if dl.IsScan(input) {
		return dl.ParseScan(input, nil)
	}
	return gs1.ParseScan(input, o)
}

// TestReferenceEscapes compares percent-encoding and the order of the path. The
// reference writes a blank in a query "+", this package "%20": no value of an
// identifier has a blank.
func TestReferenceEscapes(t *testing.T) {
	for _, v := range readVectors(t, "gs1_dl.jsonl") {
		switch v.Kind {
		case "uri_escape":
			m := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "1"}, gs1.Element{AI: gs1.AI10, Value: v.Input}, gs1.Element{AI: gs1.AI240, Value: v.Input})
			got, err := dl.Append(nil, m, nil)
			want := "https://id.gs1.org/01/1/10/" + *v.WantPath + "?240=" + strings.ReplaceAll(*v.WantQuery, "+", "%20")
			if err != nil || string(got) != want {
				t.Errorf("%q: %s, %v, want %s", v.Input, got, err, want)
			}
		case "uri_unescape":
			v.testUnescape(t)
		case "dl_pathseq":
			v.testSequence(t)
		}
	}
}

func (v vector) testUnescape(t *testing.T) {
	var problems []gs1.Finding
	m, _ := dl.Parse("https://a/01/12312312312333/10/"+v.Input+"?240="+v.Input, &dl.ParseOptions{Problems: &problems})
	var path, query string
	if raw, err := hex.DecodeString(v.PathHex); err == nil && v.PathHex != "" {
		path, query = string(raw), string(raw)
	} else {
		path, query = *v.WantPath, *v.WantQuery
	}
	if len(m.Elements) != 3 || m.Elements[1].Value != path || m.Elements[2].Value != query {
		t.Errorf("%q: %+v, want %q and %q", v.Input, m.Elements, path, query)
	}
}

func (v vector) testSequence(t *testing.T) {
	var problems []gs1.Finding
	uri := "https://a"
	for digits := range strings.FieldsSeq(v.Input) {
		uri += "/" + digits + "/1"
	}
	dl.Parse(uri, &dl.ParseOptions{Problems: &problems})
	for _, f := range problems {
		if f.Code == gs1.CodeDLOrder || f.Code == gs1.CodeDLKey {
			t.Errorf("%s: %s", uri, f.Message)
		}
	}
}
