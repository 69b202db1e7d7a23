package zpl

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// codes writes a program as its codes with their arguments in brackets; text
// between commands is in braces.
func codes(p *Program) string {
	var b strings.Builder
	for _, c := range p.Commands {
		if c.Code == "" || c.Code == CodeSGD {
			fmt.Fprintf(&b, "%s{%s}", c.Code, c.Source())
			continue
		}
		fmt.Fprintf(&b, "%s[%s]", c.Code, c.Args())
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"empty", "", ""},
		{"label", "^XA^FO10,20^A0N,30^FDx^FS^XZ", "^XA[]^FO[10,20]^A[0N,30]^FD[x]^FS[]^XZ[]"},
		{"lower case", "^xa^fo1^xz~hs", "^XA[]^FO[1]^XZ[]~HS[]"},
		{"line ends", "\r\n^XA\r\n^PW2\n^XZ\n", "{\r\n}^XA[]{\r\n}^PW[2\n]^XZ[]{\n}"},
		{"unknown", "^QQ1,2~zz3^Ω", "^QQ[1,2]~ZZ[3]^Ω[]"},
		{"bare prefixes", "^^XA~^", "^[]^XA[]~[]^[]"},
		{"cut name", "^F", "^F[]"},
		{"control characters", "\x02^FDa\x0f^FDb\x03", "^XA[]^FD[a]^FS[]^FD[b]^XZ[]"},
		{"immediate", "^XA^FDab~HScd^XZ~HQESx", "^XA[]^FD[ab]~HS[]{cd}^XZ[]~HQ[ES]{x}"},
		{"comment", "^FX a, b^FS", "^FX[ a, b]^FS[]"},
		{"format prefix", "^XA^CC/^x/FO1/XZ/CC^^XA", "^XA[]^CC[/]{^x}^FO[1]^XZ[]^CC[^]^XA[]"},
		{"prefix by control", "~CC/ /XA", "~CC[/]{ }^XA[]"},
		{"control prefix", "^CT+~HS+HS", "^CT[+]{~HS}~HS[]"},
		{"prefix at the end", "^CC", "^CC[]"},
		{"SGD", "a! U1 getvar \"^x\"\r\n^XA! U1 no^XZ", "{a}! U1{! U1 getvar \"^x\"\r\n}^XA[]{! U1 no}^XZ[]"},
		{"SGD after a format", "^XZ! U1 x\n^FO1! U1 y\n", "^XZ[]! U1{! U1 x\n}^FO[1]! U1{! U1 y\n}"},
		{"one-letter name", "^A^FO1", "^A[]^FO[1]"},
		{"picture", "^GFA,4,4,2,FF,00", "^GF[A,4,4,2,FF,00]"},
		{"binary picture", "^GFB,4,4,2,^XZ~\r\n^FS^XZ", "^GF[B,4,4,2,^XZ~\r\n]^FS[]^XZ[]"},
		{"compressed picture", "^gfc,2,4,2,~H\x03", "^GF[c,2,4,2,~H]^XZ[]"},
		{"picture counted by text", "^GFA,4,4,2,^XZ", "^GF[A,4,4,2,]^XZ[]"},
		{"picture without count", "^GFB,,4,2,^XZ", "^GF[B,,4,2,]^XZ[]"},
		{"cut picture", "^GFB,9,9,1,^X", "^GF[B,9,9,1,^X]"},
		{"no picture", "^GFB,9^FS,,,^XZ", "^GF[B,9]^FS[]{,,,}^XZ[]"},
		{"count without end", "^GFB," + strings.Repeat(" ", 250) + "9,9,1,^XZ", "^GF[B," + strings.Repeat(" ", 250) + "9,9,1,]^XZ[]"},
		{"picture under other prefixes", "^CD;^CC/^/GFB;2;2;1;/X/FS", "^CD[;]^CC[/]{^}^GF[B;2;2;1;/X]^FS[]"},
		{"font", "~DYR:A.TTF,B,T,4,,^FO~~HS", "~DY[R:A.TTF,B,T,4,,^FO~]~HS[]"},
		{"hexadecimal file", "~DYR:A,A,G,4,1,FFFF~HS", "~DY[R:A,A,G,4,1,FFFF]~HS[]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := Parse([]byte(tt.src))
			if diff := cmp.Diff(tt.want, codes(p)); diff != "" {
				t.Errorf("commands (-want +got):\n%s", diff)
			}
			checkLossless(t, []byte(tt.src), p)
		})
	}
}

func checkLossless(t interface{ Fatalf(string, ...any) }, src []byte, p *Program) {
	if got := p.AppendTo(nil); !bytes.Equal(got, src) {
		t.Fatalf("written again: %q, want %q", got, src)
	}
	at := 0
	for _, c := range p.Commands {
		if c.Start != at || c.End <= c.Start {
			t.Fatalf("%q is at [%d, %d), want a start of %d", c.Source(), c.Start, c.End, at)
		}
		at = c.End
	}
	if at != len(src) {
		t.Fatalf("the commands end at %d, the source at %d", at, len(src))
	}
}

func TestParam(t *testing.T) {
	for _, tt := range []struct {
		src  string
		want []string
	}{
		{"^FO10, 20 ,1\r\n", []string{"10", "20", "1", ""}},
		{"^FO,7", []string{"", "7", ""}},
		{"^A0N,30,20", []string{"0", "N", "30", "20", ""}},
		{"^A0,30", []string{"0", "", "30", ""}},
		{"^A,30", []string{"", "", "30"}},
		{"^CF0,60", []string{"0", "60", ""}},
		{"^BXN,4,200,,,,_,1", []string{"N", "4", "200", "", "", "", "_", "1", ""}},
		{"^GFA,2,2,1,F,,\n0", []string{"A", "2", "2", "1", "F,,\n0", ""}},
		{"^FDa,b", []string{"a,b", ""}},
		{"^GFB,4,4,2, ^, \n", []string{"B", "4", "4", "2", " ^, ", ""}},
		{"^FN7\"a,b\"", []string{"7", "\"a,b\"", ""}},
		{"^FN7", []string{"7", "", ""}},
		{"^FH\\\r\n", []string{"\\", ""}},
		{"^FH,", []string{","}},
		{"^CD;^FO1;2,3", []string{"1", "2,3"}},
		{"^QQ1,2", []string{"1", "2", ""}},
	} {
		p := Parse([]byte(tt.src))
		c := p.Commands[len(p.Commands)-1]
		for i, want := range tt.want {
			if got := string(c.Param(i)); got != want {
				t.Errorf("%q parameter %d is %q, want %q", tt.src, i, got, want)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	c := Parse([]byte("^FO12,-3,x,+4.9,99999999999999999999,,")).Commands[0]
	for i, want := range []int{12, -3, 77, 4, 1_000_000_000, 77, 77} {
		if got := c.Int(i, 77); got != want {
			t.Errorf("Int(%d) = %d, want %d", i, got, want)
		}
	}
	for i, want := range []Dots{12, 0, 5, 4, MaxDots} {
		if got := c.Dots(i, 5); got != want {
			t.Errorf("Dots(%d) = %d, want %d", i, got, want)
		}
	}
	if got := c.Choice(2, 'N'); got != 'X' {
		t.Errorf("Choice = %c, want X", got)
	}
}

func TestFieldData(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"plain", "^FDa_41b", "a_41b"},
		{"hexadecimal", `^FH^FDa_41_c3_A9b`, "aAéb"},
		{"own indicator", `^FH\^FD_41\5E\7e\5C`, `_41^~\`},
		{"no digits", `^FH^FD_4x_^FS`, "_4x_"},
		{"only the next", `^FH^FD_41^FS^FD_41`, "_41"},
		{"ended by ^FS", `^FH^FS^FD_41`, "_41"},
		{"line ends", "^FH^FDa\r\nb_0D_0Ac\n", "ab\r\nc"},
		{"variable", `^FH^FV_41`, "A"},
		{"changed prefix", `^CC/^FD~x/FDa^b`, "a^b"},
	} {
		p := Parse([]byte(tt.src))
		var got []byte
		for _, c := range p.Commands {
			if data := c.AppendData(nil); data != nil {
				got = data
			}
		}
		if string(got) != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Of ^HV the header and the terminator have the escapes of ^FH, which last until
// the field ends.
func TestHostVerification(t *testing.T) {
	for _, tt := range []struct{ src, header, terminator string }{
		{"^XA^FH_^HV0,8,EPC[,]_0D_0A,L^FS^XZ", "EPC[", "]\r\n"},
		{"^XA^HV0,8,_41,_42,L^FS^XZ", "_41", "_42"},
		{"^XA^FH\\^FS^HV0,8,\\41^FS^XZ", "\\41", ""},
	} {
		for _, c := range Parse([]byte(tt.src)).Commands {
			if c.Code != "^HV" {
				continue
			}
			if h, e := c.AppendParam(nil, 2), c.AppendParam(nil, 3); string(h) != tt.header || string(e) != tt.terminator || c.Int(1, 64) != 8 {
				t.Errorf("%s: header %q, terminator %q; want %q, %q", tt.src, h, e, tt.header, tt.terminator)
			}
		}
	}
}

func TestFormats(t *testing.T) {
	p := Parse([]byte("x^XZ^XA^FO1^XZ ~CC/ /XA/FO2/XA/XZ /XA/FO3"))
	formats := p.Formats()
	var got []string
	for _, f := range formats {
		got = append(got, string(f.AppendTo(nil)))
	}
	if diff := cmp.Diff([]string{"^XA^FO1^XZ", "/XA/FO2/XA/XZ"}, got); diff != "" {
		t.Errorf("formats (-want +got):\n%s", diff)
	}
	if formats[1].Prefixes.Format != '/' {
		t.Errorf("the second format begins under %+v", formats[1].Prefixes)
	}
	again := ParseWith([]byte(got[1]), formats[1].Prefixes)
	if diff := cmp.Diff("^XA[]^FO[2]^XA[]^XZ[]", codes(again)); diff != "" {
		t.Errorf("the second format by itself (-want +got):\n%s", diff)
	}
}

// source generates bytes that are often ZPL, seldom good ZPL.
func source() *rapid.Generator[[]byte] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"^XA", "^XZ", "^FO1,2", "^FD", "^FH", "^FH\\", "_41", "\\5E", "^FS", "^A0N,3", "^CC", "^CT", "^CD", "~CC", "~CT",
			"~HS", "~HQES", "~JA", "~JX", "~SD15", "^", "~", "/", "+", "! U1 getvar \"a\"\r\n", "! U1", "!", "\r\n", "\x02", "\x03", "\x0f",
			"^GFA,8,8,1,FF", "^GFB,3,3,1,", "^GFC,999999999,9,9,", "~DYR:X,B,G,4,1,", ",", ">", "^BXN,2,200,,,,_", "^BCN,5,N",
		}),
		rapid.StringMatching(`[ -~]{0,6}`),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 4), func(b []byte) string { return string(b) }),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 30), func(p []string) []byte { return []byte(strings.Join(p, "")) })
}

func TestParseIsLossless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := source().Draw(t, "source")
		p := Parse(src)
		checkLossless(t, src, p)
		for _, c := range p.Commands {
			for i := range 9 {
				c.Param(i)
				c.Int(i, 0)
			}
			c.AppendData(nil)
		}
		for _, f := range p.Formats() {
			again := ParseWith(f.AppendTo(nil), f.Prefixes)
			if len(again.Formats()) != 1 {
				t.Fatalf("format %q parsed again is %d formats", f.AppendTo(nil), len(again.Formats()))
			}
			for range f.Symbols() {
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	src := testLabel(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(src)
	}
}

func TestFormatted(t *testing.T) {
	src := "\r\n  ^XA^CI28^PW400\r\n^FO10,10^A0N,30^FH^FDa_41\r\n^FS^FX note\r\n^GFB,2,2,1,\r\n^FS^XZ  ~HS\r\n! U1 getvar \"a\"\r\n^XA^QQ^XZ"
	want := "^XA\n^CI28\n^PW400\n^FO10,10\n^A0N,30\n^FH\n^FDa_41^FS\n^FX note\n^GFB,2,2,1,\r\n^FS\n^XZ\n~HS\n! U1 getvar \"a\"\r\n^XA\n^QQ\n^XZ\n"
	if diff := cmp.Diff(want, string(Parse([]byte(src)).AppendFormatted(nil))); diff != "" {
		t.Errorf("formatted (-want +got):\n%s", diff)
	}
}

// meaning is what of a program does not depend on its layout.
func meaning(p *Program) (s []string) {
	for i := range p.Commands {
		c := &p.Commands[i]
		if c.Code == "" && strings.TrimSpace(string(c.source)) == "" {
			continue
		}
		line := []string{c.Code, string(c.AppendData(nil))}
		for k := 0; k < 9 && c.info != nil && !c.info.carriesData(); k++ {
			line = append(line, string(c.Param(k)))
		}
		if c.Binary() {
			line = append(line, string(c.Param(4)), string(c.Param(5)))
		}
		s = append(s, fmt.Sprintf("%q", line))
	}
	return s
}

func TestFormattedMeansTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := source().Draw(t, "source")
		p := Parse(src)
		formatted := p.AppendFormatted(nil)
		again := Parse(formatted)
		if diff := cmp.Diff(meaning(p), meaning(again)); diff != "" {
			t.Fatalf("%q formatted is %q (-before +after):\n%s", src, formatted, diff)
		}
		if twice := again.AppendFormatted(nil); !bytes.Equal(twice, formatted) {
			t.Fatalf("%q formatted is %q, and that formatted %q", src, formatted, twice)
		}
	})
}
