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

// answering is a printer that answers the lines of Set-Get-Do from a table, if it
// is not nil, and ~HS and ~HI where status is not empty.
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
				switch rest, _ := in.Peek(2); {
				case string(rest) == "HS":
					fmt.Fprint(far, status)
				case string(rest) == "HI" && status != "":
					fmt.Fprint(far, "\x02ZM400-200dpi,V53.17.7Z,8,8176KB\x03\r\n")
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
		want      Trust
		variables map[string]string
		status    string
		askZPL    bool
	}{
		{Trust{TierUptime, "ZM400-200dpi"}, map[string]string{"device.uptime": "00 days 02 hours 45 mins 30 secs", "device.languages": "zpl"}, idleStatus, false},
		{Trust{TierUptime, ""}, map[string]string{"device.uptime": "00 days 02 hours 45 mins 30 secs"}, idleStatus, false},
		{Trust{TierUptime, "ZM600"}, map[string]string{"device.uptime": "00 days 02 hours 45 mins 30 secs", "device.product_name": "ZM600"}, "", false},
		{Trust{TierStatus, "ZM400-200dpi"}, map[string]string{"device.languages": "epl_zpl"}, idleStatus, false},
		{Trust{TierStatus, "ZM400-200dpi"}, map[string]string{}, idleStatus, true},
		{Trust{TierStatus, "ZM400-200dpi"}, nil, idleStatus, true},
		{Trust{TierNone, ""}, nil, idleStatus, false}, // nobody knows whether it would print ~HS
		{Trust{TierNone, ""}, map[string]string{}, idleStatus, false},
		{Trust{TierNone, ""}, nil, "", true},
	} {
		t.Run(fmt.Sprintf("%s %t %t", test.want.Tier, test.variables != nil, test.askZPL), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStore(t)
				id := newRun(t, s, 2)
				e := Engine{Store: s, Label: testLabel, AskZPL: test.askZPL, Connect: func(context.Context) (printer.Conn, error) {
					return answering(test.variables, test.status)
				}}
				result, err := e.Print(t.Context(), id)
				if err != nil || result.Run.State != store.RunUnconfirmed || result.Counts.Sent != 2 {
					t.Fatalf("%+v, %v", result, err)
				}
				r, err := NewReport(t.Context(), s, id)
				if err != nil || len(r.Trusts) != 1 || r.Trusts[0] != test.want {
					t.Errorf("trust %q, %v, want %s", r.Trusts, err, test.want)
				}
			})
		})
	}
}

// A printer that does not count but says that it is set to another language, or
// takes no tags, gets no label that it would spoil.
func TestUncountedUnfit(t *testing.T) {
	for language, want := range map[string]printer.FaultKind{"line_print": printer.FaultLanguage, "zpl": printer.FaultNoRFID} {
		s := newStore(t)
		id := newRun(t, s, 2)
		e := Engine{Store: s, Label: testLabel, Tag: testTag, Connect: func(context.Context) (printer.Conn, error) {
			return answering(map[string]string{"device.languages": language}, idleStatus)
		}}
		result, err := e.Print(t.Context(), id)
		if err != nil || result.Fault == nil || result.Fault.Kind != want || result.Counts.Waiting != 2 {
			t.Errorf("%s: %+v, %v", language, result, err)
		}
	}
}
