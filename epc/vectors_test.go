package epc

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

// vector is one tag in all its forms. The names of the outer vectors and those
// of testdata/published.jsonl differ only where both are given here.
type vector struct {
	Scheme       string `json:"scheme"`
	Clause       string `json:"clause"`
	Source       string `json:"source"`
	Hex          string `json:"hex"`
	Filter       uint8  `json:"filter"`
	PrefixLength int    `json:"prefix_length"`
	GCPLen       int    `json:"gcp_len"`
	TagURI       string `json:"tag_uri"`
	PureURI      string `json:"pure_uri"`
	Elements     string `json:"elements"`
	Bracketed    string `json:"element_string"`
	Reason       string `json:"reason"`
}

func readVectors(t *testing.T, file string) (list []vector) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
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

// message takes "(01)…(21)…" apart, without the parser of package gs1.
func message(t testing.TB, bracketed string) gs1.Message {
	t.Helper()
	gtin, serial, ok := strings.Cut(strings.TrimPrefix(bracketed, "(01)"), "(21)")
	if !ok {
		t.Fatalf("%s is not (01)…(21)…", bracketed)
	}
	return gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: gtin}, gs1.Element{AI: gs1.AI21, Value: serial})
}

// checkVector goes every way between the forms of v.
func checkVector(t *testing.T, v vector) {
	t.Helper()
	o := &Options{Filter: &v.Filter, CompanyPrefixLength: v.PrefixLength}
	tag, err := ParseURI(v.TagURI, nil)
	if err != nil {
		t.Errorf("%s: %v", v.TagURI, err)
		return
	}
	if v.Hex == "" {
		v.Hex = tag.String()
	}
	ways := map[string]func() (Tag, error){
		"tag URI":         func() (Tag, error) { return ParseURI(v.TagURI, nil) },
		"pure URI":        func() (Tag, error) { return ParseURI(v.PureURI, o) },
		"element strings": func() (Tag, error) { return Encode(message(t, v.Elements), o) },
		"upper-case hex":  func() (Tag, error) { return ParseHex(v.Hex, nil) },
		"lower-case hex":  func() (Tag, error) { return ParseHex(strings.ToLower(v.Hex), nil) },
		"bytes": func() (Tag, error) {
			b, err := hex.DecodeString(v.Hex)
			if err != nil {
				return Tag{}, err
			}
			return Decode(b)
		},
	}
	for way, parse := range ways {
		got, err := parse()
		if err != nil || got != tag {
			t.Errorf("%s: from %s: %v, %v", v.Hex, way, got, err)
		}
	}
	for what, pair := range map[string][2]string{
		"hex":      {string(tag.AppendHex(nil)), v.Hex},
		"bytes":    {strings.ToUpper(hex.EncodeToString(tag.Bytes())), v.Hex},
		"tag URI":  {string(tag.AppendTagURI(nil)), v.TagURI},
		"pure URI": {string(tag.AppendPureURI(nil)), v.PureURI},
		"elements": {tag.Elements().String(), v.Elements},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s is %s, want %s", v.Hex, what, pair[0], pair[1])
		}
	}
	if tag.Filter() != v.Filter || tag.Scheme() != SGTIN96 || tag.Bits() != 96 {
		t.Errorf("%s: filter %d, scheme %v, %d bits", v.Hex, tag.Filter(), tag.Scheme(), tag.Bits())
	}
}

func TestPublished(t *testing.T) {
	for _, v := range readVectors(t, "testdata/published.jsonl") {
		t.Run(v.Clause, func(t *testing.T) { checkVector(t, v) })
	}
}

func TestVectors(t *testing.T) {
	n := 0
	for _, v := range readVectors(t, filepath.Join(outerVectors(t), "epc.jsonl")) {
		if v.Scheme == "SGTIN-96" {
			v.PrefixLength, v.Elements = v.GCPLen, v.Bracketed
			checkVector(t, v)
			n++
		}
	}
	if n == 0 {
		t.Error("no row is SGTIN-96")
	}
	t.Logf("%d rows", n)
}

// TestInvalidVectors wants every row refused, and the reason right for those
// that are SGTIN-96 or no scheme.
func TestInvalidVectors(t *testing.T) {
	codes := map[string]gs1.Code{
		"SGTIN-96 partition 7": CodePartition,
		"SGTIN-96 partition 0": CodeOverflow,
		"header ":              CodeHeader,
	}
	for _, v := range readVectors(t, filepath.Join(outerVectors(t), "epc_invalid.jsonl")) {
		tag, err := ParseHex(v.Hex, nil)
		if err == nil {
			t.Errorf("%s (%s) is accepted as %v", v.Hex, v.Reason, tag)
			continue
		}
		for reason, code := range codes {
			if e := (*Error)(nil); strings.HasPrefix(v.Reason, reason) && (!errors.As(err, &e) || e.Code != code) {
				t.Errorf("%s (%s): %v, want %s", v.Hex, v.Reason, err, code)
			}
		}
	}
}
