package run

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/store"
)

const idleStatus = "\x02030,0,0,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"

// answering is a printer that answers the lines of Set-Get-Do from a table and ~HS
// where status is not empty.
func answering(variables map[string]string, status string) (printer.Conn, error) {
	host, far := printer.Pipe(1 << 16)
	go func() {
		in := bufio.NewReader(far)
		for {
			c, err := in.ReadByte()
			if err != nil {
				return
			}
			switch c {
			case '~':
				if rest, _ := in.Peek(2); string(rest) == "HS" && status != "" {
					fmt.Fprint(far, status)
				}
			case '!':
				line, _ := in.ReadString('\n')
				_, name, _ := strings.Cut(line, `getvar "`)
				name, _, _ = strings.Cut(name, `"`)
				value, ok := variables[name]
				if !ok {
					value = "?"
				}
				if variables != nil {
					fmt.Fprintf(far, "%q", value)
				}
			}
		}
	}()
	return host, nil
}

// TestTiers: how far the word of each kind of printer goes.
func TestTiers(t *testing.T) {
	for _, test := range []struct {
		want      Tier
		variables map[string]string
		status    string
	}{
		{TierUptime, map[string]string{"device.uptime": "00 days 02 hours 45 mins 30 secs"}, idleStatus},
		{TierStatus, map[string]string{}, idleStatus},
		{TierNone, nil, ""},
	} {
		t.Run(string(test.want), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStore(t)
				id := newRun(t, s, 2)
				e := Engine{Store: s, Label: testLabel, Connect: func(context.Context) (printer.Conn, error) {
					return answering(test.variables, test.status)
				}}
				result, err := e.Print(t.Context(), id)
				if err != nil || result.Run.State != store.RunUnconfirmed || result.Counts.Sent != 2 {
					t.Fatalf("%+v, %v", result, err)
				}
				r, err := NewReport(t.Context(), s, id)
				if err != nil || len(r.Tiers) != 1 || r.Tiers[0] != test.want || r.Tiers[0].Meaning() == "" {
					t.Errorf("trust %q, %v, want %s", r.Tiers, err, test.want)
				}
			})
		})
	}
}
