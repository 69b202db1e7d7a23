package percent_test

import (
	"testing"

	"github.com/eachmark/eachmark/gs1/internal/percent"
)

func TestByte(t *testing.T) {
	for _, test := range []struct {
		in   string
		want byte
		ok   bool
	}{
		{"%00", 0, true}, {"%4a", 'J', true}, {"%4A!", 'J', true}, {"%fF", 0xff, true},
		{in: ""}, {in: "%"}, {in: "%4"}, {in: "%g0"}, {in: "%0g"}, {in: "%:0"}, {in: "%@0"}, {in: "41%"},
	} {
		if c, ok := percent.Byte(test.in); ok != test.ok || ok && c != test.want {
			t.Errorf("%q: %#x, %v", test.in, c, ok)
		}
	}
}
