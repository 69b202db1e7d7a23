package dl_test

import (
	"net/url"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1/dl"
)

var (
	naivePair      = regexp.MustCompile(`/([0-9]{2,4})/([^/?#]+)`)
	naiveParameter = regexp.MustCompile(`[?&]([0-9]{2,4})=([^&#]+)`)
)

// naive reads a URI whose stem is nothing but a host, the way it is done in an
// hour: values by identifier, nothing judged.
func naive(uri string) map[string]string {
	values := map[string]string{}
	for _, pair := range naivePair.FindAllStringSubmatch(uri, -1) {
		values[pair[1]], _ = url.PathUnescape(pair[2])
	}
	for _, parameter := range naiveParameter.FindAllStringSubmatch(uri, -1) {
		values[parameter[1]], _ = url.QueryUnescape(parameter[2])
	}
	return values
}

// TestNaive verifies that the parser finds what the naive one does in a URI that
// is right.
func TestNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		uri, err := dl.Append(nil, drawMessage(t), nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := dl.Parse(string(uri), nil)
		if err != nil {
			t.Fatal(err)
		}
		values := naive(string(uri))
		if len(values) != len(m.Elements) {
			t.Fatalf("%s: %s, %v", uri, m, values)
		}
		for _, e := range m.Elements {
			if values[e.AI.String()] != e.Value {
				t.Fatalf("%s: (%s)%s, want %s", uri, e.AI, e.Value, values[e.AI.String()])
			}
		}
	})
}
