package dl_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
)

func ExampleAppend() {
	m, err := gs1.ParseBracketed("(01)09506000134352(17)271231(10)LOT/42(21)SN0001", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	uri, err := dl.Append(nil, m, nil)
	fmt.Println(string(uri), err)
	// Output: https://id.gs1.org/01/09506000134352/10/LOT%2F42/21/SN0001?17=271231 <nil>
}

func TestAppend(t *testing.T) {
	for _, test := range []struct{ message, stem, want string }{
		{"(01)09506000134352", "", "https://id.gs1.org/01/09506000134352"},
		{"(01)09506000134352", "https://example.com/", "https://example.com/01/09506000134352"},
		{"(01)09506000134352", "http://example.com:8080/a/b", "http://example.com:8080/a/b/01/09506000134352"},
		// Qualifiers in the order of the sequence, not of the message.
		{"(21)C(10)B(01)09506000134352(22)A", "", "https://id.gs1.org/01/09506000134352/22/A/10/B/21/C"},
		{"(01)09506000134352(235)A", "", "https://id.gs1.org/01/09506000134352/235/A"},
		// The sequence that leaves only what the query may have.
		{"(10)B(01)09506000134352(235)A", "", "https://id.gs1.org/01/09506000134352/235/A?10=B"},
		{"(414)9506000134352(254)X", "", "https://id.gs1.org/414/9506000134352/254/X"},
		// Attributes: predefined length first, then as in the message.
		{"(99)x(10)A(3103)000195(00)095060001343520000(11)271231", "",
			"https://id.gs1.org/00/095060001343520000?3103=000195&11=271231&99=x&10=A"},
		// The first of several keys.
		{"(253)9506000134352X(01)09506000134352", "", "https://id.gs1.org/253/9506000134352X?01=09506000134352"},
		// What is there twice is written once.
		{"(01)09506000134352(99)A(01)09506000134352(99)A", "", "https://id.gs1.org/01/09506000134352?99=A"},
		// RFC 3986 §2.3.
		{`(8004)9506!"%&'\()*+,-./:;<=>?_`, "", "https://id.gs1.org/8004/9506%21%22%25%26%27%28%29%2A%2B%2C-.%2F%3A%3B%3C%3D%3E%3F_"},
	} {
		m, err := gs1.ParseBracketed(test.message, &gs1.ParseOptions{PartOfLabel: true})
		if err != nil {
			t.Fatal(err)
		}
		got, err := dl.Append([]byte("> "), m, &dl.Options{Stem: test.stem})
		if err != nil || string(got) != "> "+test.want {
			t.Errorf("%s: %s, %v, want %s", test.message, got, err, test.want)
		}
	}
}

func TestAppendErrors(t *testing.T) {
	for _, test := range []struct{ message, err string }{
		{"(10)ABC", "gs1: there is no primary key for a Digital Link URI, at byte 0"},
		{"(01)09506000134352(8200)x", "gs1: PRODUCT URL (8200) cannot be part of a Digital Link URI with this key, at byte 24"},
		{"(01)09506000134352(22)V(235)A", "gs1: TPX (235) cannot be part of a Digital Link URI with this key, at byte 28"},
		{"(01)09506000134352(99)A(99)B", "gs1: INTERNAL (99) is there more than once, at byte 27"},
	} {
		m, _ := gs1.ParseBracketed(test.message, nil) // all read, though not all go together
		b, err := dl.Append([]byte("b"), m, nil)
		var e *gs1.Error
		if !errors.As(err, &e) || err.Error() != test.err || string(b) != "b" {
			t.Errorf("%s: %v, want %s", test.message, err, test.err)
		}
	}
	empty := gs1.Message{Elements: []gs1.Element{{AI: gs1.AI01, Pos: 99}}}
	if _, err := dl.Append(nil, empty, nil); err == nil {
		t.Error("an empty value was accepted")
	}
	m := gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: "09506000134352"})
	for _, stem := range []string{"id.gs1.org", "ftp://a", "https://", "https://a?b", "https://a#b", "https://a\x00"} {
		if _, err := dl.Append(nil, m, &dl.Options{Stem: stem}); err == nil {
			t.Errorf("stem %q was accepted", stem)
		}
	}
}
