package gs1_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/gs1"
)

// TestForms reads each message of testdata/forms.txt in every form and writes it
// in every other.
func TestForms(t *testing.T) {
	for _, line := range readLines(t, "testdata/forms.txt") {
		cells := strings.Split(line, "\t")
		bracketed, data, scan := cells[0], cells[1], strings.ReplaceAll(cells[2], "␝", "\x1d")
		t.Run(bracketed, func(t *testing.T) {
			for _, in := range []struct {
				text  string
				parse func(string, *gs1.ParseOptions) (gs1.Message, error)
			}{{bracketed, gs1.ParseBracketed}, {data, gs1.ParseData}, {scan, gs1.ParseScan}} {
				var problems []gs1.Finding
				m, err := in.parse(in.text, &gs1.ParseOptions{Problems: &problems})
				if err != nil || problems != nil {
					t.Fatalf("%q: %v %v", in.text, err, problems)
				}
				got := []string{m.String(), string(m.AppendData(nil)), string(m.AppendScan(nil, scan[:3]))}
				if diff := cmp.Diff([]string{bracketed, data, scan}, got); diff != "" {
					t.Errorf("%q: want -, got +\n%s", in.text, diff)
				}
				testPositions(t, m)
				for f := range gs1.Check(m, nil) {
					t.Errorf("%q: Check: %s", in.text, f.Message)
				}
			}
		})
	}
}

// testPositions verifies that every element is where its position says.
func testPositions(t *testing.T, m gs1.Message) {
	t.Helper()
	for _, e := range m.Elements {
		here := m.Input[e.Pos:]
		if !strings.HasPrefix(here, e.Value) && !strings.HasPrefix(here, strings.ReplaceAll(e.Value, "(", `\(`)) {
			t.Errorf("%q: (%s)%s at %d", m.Input, e.AI, e.Value, e.Pos)
		}
	}
}

func readLines(t *testing.T, name string) (lines []string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestAppendHRI(t *testing.T) {
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: "09506000134352"},
		gs1.Element{AI: gs1.AI10, Value: "A(B"},
	)
	if got, want := string(m.AppendHRI(nil)), "(01) 09506000134352 (10) A(B"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if value, ok := m.Value(gs1.AI10); !ok || value != "A(B" {
		t.Errorf("Value(10) = %q, %t", value, ok)
	}
	if _, ok := m.Value(gs1.AI21); ok {
		t.Error("Value(21) is there")
	}
	testPositions(t, m)
}
