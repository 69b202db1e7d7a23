package epc

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// vector is one tag in all its forms; what is empty has no such form. The names
// of the outer vectors and those of testdata/published.jsonl differ only where
// both are given here.
type vector struct {
	Scheme       string `json:"scheme"`
	Clause       string `json:"clause"`
	Source       string `json:"source"`
	Hex          string `json:"hex"`
	Bits         int    `json:"bits"`
	Filter       uint8  `json:"filter"`
	PrefixLength int    `json:"prefix_length"`
	GCPLen       int    `json:"gcp_len"`
	TagURI       string `json:"tag_uri"`
	PureURI      string `json:"pure_uri"`
	Elements     string `json:"elements"`
	Bracketed    string `json:"element_string"`
	DigitalLink  string `json:"digital_link"`
	Host         string `json:"hostname"`
	Reason       string `json:"reason"`
	Verified     bool   `json:"verified"`
}

func readVectors[T any](t *testing.T, file string) (list []T) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	if err := lines.Err(); err != nil || len(list) == 0 {
		t.Fatalf("%s: %d rows, %v", file, len(list), err)
	}
	return list
}

// outerVectors returns the folder of vectors that are not part of the project.
func outerVectors(t *testing.T) string {
	dir := os.Getenv("EACHMARK_VECTORS")
	if dir == "" {
		t.Skip("EACHMARK_VECTORS is not set")
	}
	return dir
}

var bracketed = regexp.MustCompile(`\((\d{2,4})\)`)

// message takes "(01)…(21)…" apart, also where it is not valid.
func message(t testing.TB, text string) gs1.Message {
	t.Helper()
	places := bracketed.FindAllStringSubmatchIndex(text, -1)
	var elements []gs1.Element
	for i, at := range places {
		end := len(text)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		ai, err := gs1.ParseAI(text[at[2]:at[3]])
		if err != nil {
			t.Fatal(err)
		}
		elements = append(elements, gs1.Element{AI: ai, Value: text[at[1]:end]})
	}
	return gs1.NewMessage(elements...)
}

// options are what the forms of v without a filter value or a company prefix need.
func (v *vector) options(t *testing.T) *Options {
	scheme, err := ParseScheme(v.Scheme)
	if err != nil {
		t.Fatal(err)
	}
	o := &Options{Scheme: scheme, CompanyPrefixLength: v.PrefixLength, Host: v.Host}
	if v.Scheme != "GID-96" {
		o.Filter = &v.Filter
	}
	return o
}

// checkVector goes every way between the forms of v.
func checkVector(t *testing.T, v vector) {
	t.Helper()
	o := v.options(t)
	if v.Hex == "" {
		tag, err := ParseURI(v.TagURI, nil)
		if err != nil {
			t.Errorf("%s: %v", v.TagURI, err)
			return
		}
		v.Hex = tag.String()
	}
	tag, err := ParseHex(v.Hex, nil)
	if err != nil {
		t.Errorf("%s %s: %v", v.Scheme, v.Hex, err)
		return
	}
	for way, parse := range v.ways(t, o) {
		got, err := parse()
		if err != nil || got != tag {
			t.Errorf("%s %s: from %s: %v, %v", v.Scheme, v.Hex, way, got, err)
		}
	}
	for what, pair := range map[string][2]string{
		"hex":          {strings.TrimRight(string(tag.AppendHex(nil)), "0"), strings.TrimRight(v.Hex, "0")},
		"bytes":        {strings.ToUpper(hex.EncodeToString(tag.Bytes())), tag.String()},
		"tag URI":      {string(tag.AppendTagURI(nil)), v.TagURI},
		"pure URI":     {string(tag.AppendPureURI(nil)), v.PureURI},
		"elements":     {tag.Elements().String(), message(t, v.Elements).String()},
		"text":         {string(tag.AppendElements(nil)), message(t, v.Elements).String()},
		"Digital Link": {link(tag), v.DigitalLink},
		"host":         {tag.Host(), v.Host},
	} {
		if pair[0] != pair[1] && (what != "Digital Link" || v.DigitalLink != "") {
			t.Errorf("%s %s: %s is %s, want %s", v.Scheme, v.Hex, what, pair[0], pair[1])
		}
	}
	if tag.Filter() != v.Filter || tag.Scheme() != o.Scheme || v.Bits != 0 && tag.Bits() != v.Bits {
		t.Errorf("%s %s: filter %d, scheme %v, %d bits", v.Scheme, v.Hex, tag.Filter(), tag.Scheme(), tag.Bits())
	}
}

// link is "" where package dl has no URI for the elements.
func link(tag Tag) string {
	uri, err := tag.AppendLink(nil, "")
	if err != nil {
		return ""
	}
	return string(uri)
}

// ways are the forms of v that a tag can be made of.
func (v *vector) ways(t *testing.T, o *Options) map[string]func() (Tag, error) {
	ways := map[string]func() (Tag, error){
		"lower-case hex": func() (Tag, error) { return ParseHex(strings.ToLower(v.Hex), nil) },
		"bytes": func() (Tag, error) {
			b, err := hex.DecodeString(v.Hex + strings.Repeat("0", len(v.Hex)%2))
			if err != nil {
				return Tag{}, err
			}
			return Decode(b)
		},
	}
	if v.TagURI != "" {
		ways["tag URI"] = func() (Tag, error) { return ParseURI(v.TagURI, nil) }
	}
	if o.Scheme == GDTI113 {
		return ways // must not be written any more
	}
	if v.PureURI != "" {
		ways["pure URI"] = func() (Tag, error) { return ParseURI(v.PureURI, o) }
	}
	if v.Elements != "" {
		ways["element strings"] = func() (Tag, error) { return Encode(message(t, v.Elements), o) }
	}
	if v.DigitalLink != "" {
		ways["Digital Link"] = func() (Tag, error) { return ParseLink(v.DigitalLink, o) }
	}
	return ways
}

func TestPublished(t *testing.T) {
	for _, v := range readVectors[vector](t, "testdata/published.jsonl") {
		t.Run(v.Clause, func(t *testing.T) { checkVector(t, v) })
	}
}

func TestVectors(t *testing.T) {
	rows, verified := map[string]int{}, 0
	for _, v := range readVectors[vector](t, filepath.Join(outerVectors(t), "epc.jsonl")) {
		v.PrefixLength, v.Elements = v.GCPLen, v.Bracketed
		checkVector(t, v)
		rows[strings.ToLower(v.Scheme)]++
		if v.Verified {
			verified++
		}
	}
	for s := range Schemes() {
		if rows[s.String()] == 0 {
			t.Errorf("no row is %v", s)
		}
	}
	t.Logf("%d verified rows", verified)
}

// TestInvalidVectors wants every row refused for the reason that it gives.
func TestInvalidVectors(t *testing.T) {
	codes := map[string]gs1.Code{
		"partition 7": CodePartition, "reference overflow": CodeOverflow, "7-bit char not in cset82": CodeCharacter,
		"header 44": CodeHeader, "header 00": CodeHeader, "header FF": CodeHeader, "header FE": CodeHeader,
		"empty string": CodeSerial, "numeric string lacks leading 1": CodeOverflow, "truncated": CodeLength,
		"#": CodeCharacter, "cage": CodeCharacter, "reserved encoding indicator": CodeData, "int overflow": CodeData,
		"7-bit char": CodeData, "date": CodeData, "empty host": CodeHost, "reserved host seq": CodeHost, "reserved host char": CodeHost,
	}
	for _, v := range readVectors[struct{ Hex, Reason, Ref_error string }](t, filepath.Join(outerVectors(t), "epc_invalid.jsonl")) {
		tag, err := ParseHex(v.Hex, nil)
		e := (*Error)(nil)
		if !errors.As(err, &e) {
			t.Errorf("%s (%s) is %v, %v", v.Hex, v.Reason, tag, err)
			continue
		}
		want := codes[v.Ref_error]
		if strings.HasPrefix(v.Hex, "F9") {
			want = CodeTrailing // the header is misprinted: SSCC+ has no domain name
		}
		if e.Code != want {
			t.Errorf("%s (%s): %v, want %s", v.Hex, v.Reason, err, want)
		}
	}
}

// TestPeerVectors goes both ways for the rows that give a tag and a tag URI or
// both sides of a conversion.
func TestPeerVectors(t *testing.T) {
	n := 0
	for _, v := range readVectors[struct{ Implementation, Bug, Scheme, Input, Expected string }](t, filepath.Join(outerVectors(t), "epc_peer_bugs.jsonl")) {
		var tag Tag
		var err error
		switch {
		case strings.HasPrefix(v.Input, "urn:"):
			tag, err = ParseURI(v.Input, nil)
		case len(v.Input) >= 20 && strings.Trim(v.Input, "0123456789ABCDEF") == "":
			tag, err = ParseHex(v.Input, nil)
		default:
			continue // tells of many inputs, and gives none
		}
		n++
		if err != nil {
			t.Errorf("%s: %v", v.Input, err)
			continue
		}
		forms := strings.Join([]string{
			string(tag.AppendTagURI(nil)), string(tag.AppendPureURI(nil)), link(tag), strings.TrimRight(tag.String(), "0"),
		}, " ")
		for _, want := range strings.Split(v.Expected, " ; ") {
			want = strings.TrimRight(strings.TrimSuffix(strings.TrimPrefix(want, "..."), "..."), "0")
			if want != "encodes" && !strings.Contains(forms, want) {
				t.Errorf("%s: %s has no %s", v.Input, forms, want)
			}
		}
	}
	t.Logf("%d rows", n)
}
