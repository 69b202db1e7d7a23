package meaningtable

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	rows, err := Parse([]byte("# head\n\n3100-3105 | measure | kg | n\n4331 | temperature | °C | 2\n02 | count | - | 0\n"))
	if err != nil {
		t.Fatal(err)
	}
	source, err := Generate(rows)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"quantity{\n\t{1<<14 | 2, 1<<14 | 2, KindCount, \"\", 0},\n",
		"\t{3<<14 | 3100, 3<<14 | 3105, KindMeasure, \"kg\", -1},\n",
		"\t{3<<14 | 4331, 3<<14 | 4331, KindTemperature, \"°C\", 2},\n",
	} {
		if !strings.Contains(string(source), want) {
			t.Errorf("no %s in\n%s", want, source)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"30 | count", "line 1: 2 columns"},
		{"\n3x | count | - | 0", "line 2: \"3x\" is no range"},
		{"3 | count | - | 0", "no range"},
		{"3105-3100 | count | - | 0", "no range"},
		{"310-3105 | count | - | 0", "no range"},
		{"30 | length | m | 0", "kind \"length\""},
		{"30 | count | - | x", "invalid syntax"},
		{"30 | count | - | 16", "out of range"},
		{"3100-3105 | count | - | n\n3105 | count | - | 0", "3105 is there twice"},
	} {
		if _, err := Parse([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
	}
}
