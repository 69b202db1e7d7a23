package judges

import (
	"strings"
	"testing"
)

// TestPeers compares two encoders that share no code with each other: they make
// the same symbol of 10 × 10 modules.
func TestPeers(t *testing.T) {
	const datamatrix, dataMode = 71, 0
	fromZint, speed := Libzint(t, LibzintOptions{Symbology: datamatrix, InputMode: dataMode, Seconds: 0.01}, []string{"123456", strings.Repeat("x", 4000)})
	if speed <= 0 {
		t.Errorf("zint makes %g symbols a second", speed)
	}
	fromBWIPP, speed := BWIPP(t, "datamatrix", "", 0.01, []string{"123456", strings.Repeat("x", 4000)})
	if speed <= 0 {
		t.Errorf("bwip-js makes %g symbols a second", speed)
	}
	if a, b := fromZint[0], fromBWIPP[0]; a != b || a.Width != 10 || a.Height != 10 {
		t.Errorf("zint\n%+v, bwip-js\n%+v", a, b)
	}
	if fromZint[1].Error == "" || fromBWIPP[1].Error == "" {
		t.Errorf("4000 characters are no error: %+v, %+v", fromZint[1], fromBWIPP[1])
	}
}
