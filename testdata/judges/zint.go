package judges

import (
	"os/exec"
	"strings"
	"testing"
)

// Zint draws one symbol with the program of Debian's zint, run with args, and
// returns its rows, "#" for dark modules and "." for light ones. The rows may be up
// to three light modules too long. It is a peer: it knows the standards on its own.
func Zint(t testing.TB, args ...string) []string {
	t.Helper()
	path := Command(t, "zint", "zint")
	cmd := exec.CommandContext(t.Context(), path, append([]string{"--dump"}, args...)...)
	var rows []string
	for line := range strings.Lines(string(output(t, cmd))) {
		var row strings.Builder
		for _, c := range line {
			if i := strings.IndexRune("0123456789ABCDEF", c); i >= 0 {
				for bit := 8; bit > 0; bit /= 2 {
					row.WriteByte(".#"[min(i&bit, 1)])
				}
			}
		}
		if row.Len() > 0 {
			rows = append(rows, row.String())
		}
	}
	return rows
}
