package epc

import (
	"errors"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

// TestLinkOfSerials reads links whose last part looks like the bits of an EPC.
func TestLinkOfSerials(t *testing.T) {
	for _, serial := range []string{"eh30", "ehF", "exuPgZ-Y", "ex", "eh", "eh3066c4409047e140075bcd15"} {
		o := &Options{Scheme: SGTINPlus, Filter: new(uint8(1))}
		m := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI21, Value: serial})
		if len(serial) > 20 {
			m = gs1.NewMessage(gs1.Element{AI: gs1.AI8004, Value: "9506000" + serial[:20]})
			o.Scheme = GIAIPlus
		}
		tag, err := Encode(m, o)
		if err != nil {
			t.Fatal(err)
		}
		uri, err := tag.AppendLink(nil, "")
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ParseLink(string(uri), o); err != nil || again != tag || IsBinaryLink(string(uri)) {
			t.Errorf("%s is %v, %v, want %v", uri, again, err, tag)
		}
	}
	tag := mustHex(t, "3066C4409047E140075BCD15")
	for _, stem := range []string{"", "https://example.com/12", "https://example.com/01/21"} {
		uri := string(tag.AppendBinaryLink(nil, stem, false))
		if again, err := ParseLink(uri, nil); err != nil || again != tag || !IsBinaryLink(uri) {
			t.Errorf("%s is %v, %v", uri, again, err)
		}
	}
}

// TestLinkOfOtherKey refuses elements in the query that only stand behind an EPC.
func TestLinkOfOtherKey(t *testing.T) {
	const uri = "https://id.gs1.org/8018/321641677549936960?01=09506000134352&21=123"
	for _, scheme := range []Scheme{SGTIN96, SGTINPlus} {
		tag, err := ParseLink(uri, &Options{Scheme: scheme, CompanyPrefixLength: 7})
		if e := (*gs1.Error)(nil); !errors.As(err, &e) || e.Code != gs1.CodeDLElement {
			t.Errorf("%v: %v, %v", scheme, tag, err)
		}
	}
}

// TestLinkOfNoHost has a domain name on the tag that no URI can have.
func TestLinkOfNoHost(t *testing.T) {
	tag, err := Encode(message(t, "(414)9506000134352"), &Options{Scheme: SGLNPlusPlus, Host: "_", Filter: new(uint8(0))})
	if err != nil {
		t.Fatal(err)
	}
	b, err := tag.AppendLink([]byte("before"), "")
	if e := (*gs1.Error)(nil); !errors.As(err, &e) || e.Code != gs1.CodeDLHost || string(b) != "before" {
		t.Errorf("%s, %v", b, err)
	}
	if b, err = tag.AppendLink(nil, dl.DefaultStem); err != nil {
		t.Errorf("%s, %v", b, err)
	}
}
