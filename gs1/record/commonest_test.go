package record

import "testing"

func TestCommonest(t *testing.T) {
	for line, want := range map[string]rune{
		"": ',', "udi": ',', "a,b": ',', "a;b": ';', "a\tb": '\t', `"a,b,c";d`: ';', "a;b,c,d": ',',
	} {
		if got := commonest([]byte(line)); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
