package zpl

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// jobs writes jobs one a line.
func jobs(list []Job) string {
	var b strings.Builder
	for _, j := range list {
		fmt.Fprintf(&b, "%s", j.Kind)
		if j.Code != "" {
			fmt.Fprintf(&b, " %s", j.Code)
		}
		if j.Data != nil {
			fmt.Fprintf(&b, " %q", j.Data)
		}
		if j.Err != nil {
			fmt.Fprintf(&b, " %v", j.Err)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSplitter(t *testing.T) {
	for _, tt := range []struct{ name, stream, want string }{
		{"formats", "^XA1^XZ\r\n^XA2^XZ", "format \"^XA1^XZ\"\nformat \"^XA2^XZ\"\n"},
		{"incomplete", "^XA^FDx", ""},
		{"status between", "^XA^XZ~HS", "format \"^XA^XZ\"\ncontrol ~HS \"~HS\"\n"},
		{"status inside", "^XA^FDa~HSb^FS^XZ", "control ~HS \"~HS\"\nformat \"^XA^FDab^FS^XZ\"\n"},
		{"lower case", "~hs^xa^xz", "control ~HS \"~hs\"\nformat \"^xa^xz\"\n"},
		{"report", "~HQES~HQ", "control ~HQ \"~HQES\"\n"},
		{"with parameter", "~SD15\r\n~TA5^XA^XZ", "control ~SD \"~SD15\"\ncontrol ~TA \"~TA5\"\nformat \"^XA^XZ\"\n"},
		{"with parameter inside", "^XA~SD15^XZ", "format \"^XA~SD15^XZ\"\n"},
		{"cancelled", "^XA^FDx~JA^FDy^XZ^XA^XZ", "dropped zpl: format of 7 bytes so far was cancelled by ~JA\ncontrol ~JA \"~JA\"\nformat \"^XA^XZ\"\n"},
		{"cancelled partial", "^XA~JX^XZ", "dropped zpl: format of 3 bytes so far was cancelled by ~JX\ncontrol ~JX \"~JX\"\n"},
		{"nothing to cancel", "~JA", "control ~JA \"~JA\"\n"},
		{"prefix NUL", "^CT\x00~HS", "control ~HS \"~HS\"\n"},
		{"text between", "abc^XA^XZ def 5^FO1", "format \"^XA^XZ\"\n"},
		{"nested", "^XA^XA^XZ^XZ", "format \"^XA^XA^XZ\"\n"},
		{"control characters", "\x02^FDx\x03", "format \"\\x02^FDx\\x03\"\n"},
		{"SGD", "! U1 getvar \"a\"\r\n! U1 setvar \"b\" \"^XA\"\n", "SGD \"! U1 getvar \\\"a\\\"\"\nSGD \"! U1 setvar \\\"b\\\" \\\"^XA\\\"\"\n"},
		{"nearly SGD", "! U2 x\r\n!! U1 do \"a\"\r\n! ^XA! U1 x\r\n^XZ", "SGD \"! U1 do \\\"a\\\"\"\nformat \"^XA! U1 x\\r\\n^XZ\"\n"},
		{"broken names", "^XA^F^FO1~^XZ^^XA^XZ", "format \"^XA^F^FO1~^XZ\"\nformat \"^XA^XZ\"\n"},
		{"changed prefix", "^XA^CC/^XZ/XZ/XA^XZ/XZ~CC^^XA^XZ", "format \"^XA^CC/^XZ/XZ\"\nformat \"/XA^XZ/XZ\"\nformat \"^XA^XZ\"\n"},
		{"changed control prefix", "^CT+~HS+HS", "control ~HS \"+HS\"\n"},
		{"binary picture", "^XA^GFB,3,3,1,^XZ^FS^XZ", "format \"^XA^GFB,3,3,1,^XZ^FS^XZ\"\n"},
		{"cancelled in a binary picture", "^XA^GFB,3,3,1,~JA~JA", "dropped zpl: format of 17 bytes so far was cancelled by ~JA\ncontrol ~JA \"~JA\"\n"},
		{"binary picture outside", "^GFB,9,9,1,^XA^FDx^XZ^XA^XZ", "format \"^XA^XZ\"\n"},
		{"binary file", "~DYR:X,B,G,5,1,~HS\r\n~HS", "control ~DY \"~DYR:X,B,G,5,1,~HS\\r\\n\"\ncontrol ~HS \"~HS\"\n"},
		{"binary file inside", "^XA~DYR:X,B,G,3,1,^XZ^XZ", "format \"^XA~DYR:X,B,G,3,1,^XZ^XZ\"\n"},
		{"picture of many lines", "~DGR:X,4,1,\nFF\n" + strings.Repeat("0", 5000) + "~HS", "control ~DG \"~DGR:X,4,1,\\nFF\\n" + strings.Repeat("0", 5000) + "\"\ncontrol ~HS \"~HS\"\n"},
		{"no binary", "~DYR:X,B^XA^GFB,1^XZ", "control ~DY \"~DYR:X,B\"\nformat \"^XA^GFB,1^XZ\"\n"},
		{"long line", "! U1 " + strings.Repeat("x", 4092) + "~HS", "dropped zpl: SGD line is longer than 4096 bytes\ncontrol ~HS \"~HS\"\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s Splitter
			if diff := cmp.Diff(tt.want, jobs(s.Append(nil, []byte(tt.stream)))); diff != "" {
				t.Errorf("at once (-want +got):\n%s", diff)
			}
			var one Splitter
			var got []Job
			for i := range len(tt.stream) {
				got = one.Append(got, []byte(tt.stream[i:i+1]))
			}
			if diff := cmp.Diff(tt.want, jobs(got)); diff != "" {
				t.Errorf("byte by byte (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSplitterPrefixes(t *testing.T) {
	var s Splitter
	list := s.Append(nil, []byte("~CC/~CD;/XA/CC^^FO1;2^XZ^XA^XZ"))
	if len(list) != 2 || list[0].Prefixes != (Prefixes{'/', '~', ';'}) || list[1].Prefixes != (Prefixes{'^', '~', ';'}) {
		t.Fatalf("jobs %+v", list)
	}
	f := ParseWith(list[0].Data, list[0].Prefixes).Formats()
	if len(f) != 1 || f[0].Commands[2].Int(1, 0) != 2 {
		t.Errorf("the first format is read as %+v", f)
	}
	if s.Prefixes() != list[1].Prefixes {
		t.Errorf("prefixes at the end %+v", s.Prefixes())
	}
}

func TestSplitterReset(t *testing.T) {
	var s Splitter
	s.Append(nil, []byte("~CC/ /XA/FDhalf a label"))
	if !s.Receiving() {
		t.Error("no partial format in the middle of one")
	}
	s.Reset()
	if s.Receiving() {
		t.Error("a partial format after Reset")
	}
	if got := jobs(s.Append(nil, []byte("/XZ/XA/XZ"))); got != "format \"/XA/XZ\"\n" {
		t.Errorf("after Reset: %s", got)
	}
}

func TestSplitterLimit(t *testing.T) {
	s := Splitter{Limit: 20}
	stream := "^XA" + strings.Repeat("x", 14) + "^XZ" + "^XA" + strings.Repeat("x", 15) + "~HS^XZ^XA^XZ"
	want := fmt.Sprintf("format %q\n", "^XA"+strings.Repeat("x", 14)+"^XZ") +
		"control ~HS \"~HS\"\ndropped zpl: format is longer than 20 bytes\nformat \"^XA^XZ\"\n"
	stream += "~DYR:X,B,G,99,1," + strings.Repeat("~", 99) + "\r\n~HS"
	want += "dropped zpl: ~DY is longer than 20 bytes\ncontrol ~HS \"~HS\"\n"
	if diff := cmp.Diff(want, jobs(s.Append(nil, []byte(stream)))); diff != "" {
		t.Errorf("jobs (-want +got):\n%s", diff)
	}
}

// TestSplitterCuts holds that the jobs of a stream do not depend on its pieces.
func TestSplitterCuts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := source().Draw(t, "stream")
		whole := Splitter{Limit: 60}
		want := jobs(whole.Append(nil, stream))
		cut := Splitter{Limit: 60}
		var got []Job
		for rest := stream; len(rest) > 0; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "piece")
			got = cut.Append(got, rest[:n])
			rest = rest[n:]
		}
		if diff := cmp.Diff(want, jobs(got)); diff != "" {
			t.Fatalf("jobs (-whole +pieces):\n%s", diff)
		}
	})
}

// TestSplitterAndParse holds that both find the same formats in a stream
// without control commands, which only the splitter takes out of a format.
func TestSplitterAndParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := bytes.ReplaceAll(source().Draw(t, "stream"), []byte{'~'}, nil)
		stream = bytes.ReplaceAll(stream, []byte("^CT"), nil)
		var s Splitter
		var got []string
		for _, j := range s.Append(nil, stream) {
			if j.Kind == JobFormat {
				got = append(got, string(j.Data))
			}
		}
		var want []string
		for _, f := range Parse(stream).Formats() {
			want = append(want, string(f.AppendTo(nil)))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("formats (-parsed +split) of %q:\n%s", stream, diff)
		}
	})
}
