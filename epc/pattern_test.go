package epc

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1"
)

func TestPattern(t *testing.T) {
	const tag = "urn:epc:tag:sgtin-96:3.0652642.102400.6789"
	for _, test := range []struct {
		pattern, uri string
		want         bool
	}{
		{"urn:epc:pat:sgtin-96:3.0652642.[102400-204700].*", tag, true}, // TDS 2.3 §13
		{"urn:epc:pat:sgtin-96:3.0652642.[102401-204700].*", tag, false},
		{"urn:epc:pat:sgtin-96:*.*.*.*", tag, true},
		{"urn:epc:pat:sgtin-96:[0-2].*.*.*", tag, false},
		{"urn:epc:pat:sgtin-96:*.0652642.102400.6789", tag, true},
		{"urn:epc:pat:sgtin-96:*.0652642.102400.[6790-6800]", tag, false},
		{"urn:epc:pat:sgtin-96:*.652642.*.*", tag, false},
		{"urn:epc:pat:sgtin-198:*.*.*.*", tag, false},
		{"urn:epc:idpat:sgtin:0652642.*.*", tag, true},
		{"urn:epc:idpat:sgtin:*.*.*", "urn:epc:tag:sgtin-198:3.0652642.102400.a.b", true},
		{"urn:epc:pat:sgtin-198:*.*.*.32a%2Fb", "urn:epc:tag:sgtin-198:3.0652642.102400.32a%2Fb", true},
		{"urn:epc:idpat:sscc:*.*", tag, false},
		{"urn:epc:pat:gid-96:*.[2000-3000].*", "urn:epc:tag:gid-96:952056.2718.1414", true},
		{"urn:epc:pat:usdod-96:*.2S194.*", "urn:epc:tag:usdod-96:15.2S194.68719476735", true},
		{"urn:epc:pat:sgln-96:*.952114112345.*.*", "urn:epc:tag:sgln-96:3.952114112345..0", true},
	} {
		p, err := ParsePattern(test.pattern)
		if err != nil || p.String() != test.pattern {
			t.Errorf("%s: %v, %v", test.pattern, p, err)
			continue
		}
		tag, err := ParseURI(test.uri, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Match(tag); got != test.want {
			t.Errorf("%s matches %s: %t", test.pattern, test.uri, got)
		}
	}
	if (Pattern{}).Match(mustHex(t, "3066C4409047E140075BCD15")) || (Pattern{}).Match(Tag{}) {
		t.Error("the zero pattern matches")
	}
}

func TestParsePatternRefuses(t *testing.T) {
	for _, test := range []struct {
		pattern string
		code    gs1.Code
		at      string
	}{
		{"urn:epc:tag:sgtin-96:*", CodePattern, "urn:epc:tag:"},
		{"urn:epc:pat:sgtin+:*", CodeScheme, "sgtin+"},
		{"urn:epc:idpat:sgtin-96:*.*.*", CodeScheme, "sgtin-96"},
		{"urn:epc:pat:sgtin-96:*.*.*", CodePattern, "*"},
		{"urn:epc:pat:sgtin-96:*.*.012345.*", CodePattern, "urn:epc:pat:sgtin-96:*.*.012345.*"},
		{"urn:epc:pat:sgtin-96:*.[0652642-0652643].*.*", CodePattern, "urn:epc:pat:sgtin-96:*.[0652642-0652643].*.*"},
		{"urn:epc:pat:sgtin-96:[2-1].*.*.*", CodePattern, "[2-1]"},
		{"urn:epc:pat:sgtin-96:[2].*.*.*", CodePattern, "[2]"},
		{"urn:epc:pat:sgtin-96:*.*.*.[1-x", CodePattern, "[1-x"},
		{"urn:epc:pat:sgtin-198:*.*.*.a/b", CodeURI, "/"},
		{"urn:epc:pat:sgtin", CodeURI, "sgtin"},
	} {
		p, err := ParsePattern(test.pattern)
		e := (*Error)(nil)
		if !errors.As(err, &e) || e.Code != test.code || test.pattern[e.Start:e.End] != test.at || p.String() != "" {
			t.Errorf("%s: %v, %v", test.pattern, p, err)
		}
	}
}
