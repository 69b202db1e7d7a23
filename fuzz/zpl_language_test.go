package fuzz

import (
	"bytes"
	"testing"

	"github.com/eachmark/eachmark/zpl"
)

// FuzzZPLLanguage: any bytes under any prefixes parse without loss, binary data
// included; formatted they are the same commands, and stay so; findings lie
// inside.
func FuzzZPLLanguage(f *testing.F) {
	for _, s := range []string{
		"^XA^FO1,1^GFB,4,4,2,^XZ~^FS^XZ", "~DYR:A,B,G,3,1,^XA\r\n~HS", "^XA^GFC,99999,9,9,^XZ", "~DGR:A.GRF,8,2,FF\n:,\n^XA^XGR:A.GRF^FS^XZ",
		"^XA^BXN,4,200,,,,_^FH\\^FD_10109506000134352\\5E^FS^PQ2^XZ", "^XA^BCN,,,,,D^FD(10)A(1)^FS^SN1^RFW,H^FD3^FS^XZ",
		"^CD;^CC/^CT+/XA/FO1;2/FDa^b/FS/XZ+HS", "! U1 getvar \"a\"\r\n^XA^FN1\"x\"^FS^XZ", "^XA^^FDa^", "\x02^FDx\x0f\x03",
	} {
		f.Add([]byte(s), byte('^'), byte('~'), byte(','))
	}
	f.Fuzz(func(t *testing.T, in []byte, format, control, delimiter byte) {
		prefixes := zpl.Prefixes{Format: format, Control: control, Delimiter: delimiter}
		program := zpl.ParseWith(in, prefixes)
		if out := program.AppendTo(nil); !bytes.Equal(out, in) {
			t.Fatalf("%q came back as %q", in, out)
		}
		formatted := program.AppendFormatted(nil)
		again := zpl.ParseWith(formatted, prefixes)
		if a, b := codes(program), codes(again); !bytes.Equal(a, b) {
			t.Fatalf("%q has the commands %s, formatted as %q %s", in, a, formatted, b)
		}
		if twice := again.AppendFormatted(nil); !bytes.Equal(twice, formatted) {
			t.Fatalf("%q formatted twice is %q", formatted, twice)
		}
		for f := range zpl.Lint(in, &zpl.LintOptions{Prefixes: prefixes, Controlled: len(in)%2 == 0}) {
			if f.Start < 0 || f.End <= f.Start || f.End > len(in) || f.Message == "" {
				t.Fatalf("%q: finding %+v", in, f)
			}
		}
		for _, c := range program.Commands {
			if g, err := c.Graphic(); err == nil && len(g.Bits) != g.Rows()*g.Row {
				t.Fatalf("%q: %d bytes in rows of %d", in, len(g.Bits), g.Row)
			}
		}
	})
}

// codes lists the commands of a program without text that is only white space.
func codes(p *zpl.Program) (b []byte) {
	for _, c := range p.Commands {
		if c.Code != "" || len(bytes.TrimSpace(c.Source())) > 0 {
			b = append(append(b, c.Code...), ' ')
		}
	}
	return b
}

// FuzzGraphic: a picture comes back from every encoding; any data is a picture
// or an error.
func FuzzGraphic(f *testing.F) {
	f.Add([]byte{0, 1, 0xff, 0xff}, uint16(2), uint8(0))
	f.Add(bytes.Repeat([]byte{0, 0xff}, 500), uint16(10), uint8(2))
	f.Fuzz(func(t *testing.T, bits []byte, row uint16, encoding uint8) {
		raw := append([]byte("^GFA,9,99,3,"), bits...)
		_, _ = zpl.Parse(raw).Commands[0].Graphic()
		if row = row % 4001; row == 0 || len(bits) < int(row) { // no row is longer
			return
		}
		g := zpl.Graphic{Row: int(row), Bits: bits[:len(bits)/int(row)*int(row)]}
		e := zpl.GraphicEncoding(encoding % (uint8(zpl.GraphicBinary) + 1))
		field := g.AppendField(nil, e)
		got, err := zpl.Parse(field).Commands[0].Graphic()
		if err != nil || got.Row != g.Row || !bytes.Equal(got.Bits, g.Bits) {
			t.Fatalf("%q is read as %d bytes a row, %d bytes, %v", field, got.Row, len(got.Bits), err)
		}
	})
}

// FuzzReplies: whatever a printer answers is a reply, the beginning of one, or an
// error; what was read can be written and read again.
func FuzzReplies(f *testing.F) {
	for _, s := range []string{
		"\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:  1 00000000 00010003\r\n   WARNINGS: 0 00000000 00000000\r\n\x03",
		"\x02ZT410-200dpi,V75.19.15Z,8,4096KB\x03\r\n", "\x021024,0780,0780\x03\r\n",
		"\x02Head Temp = 22\r\nCOMMAND PFX = ~ : FORMAT PFX = ^ : DELIMITER = ,\r\n\x03", "{\"a\":\"b\",\"c\":null}", "W,F1,D3,27,00000000,30",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if s, _, err := zpl.ParseErrorStatus(in); err == nil {
			if again, _, err := zpl.ParseErrorStatus(s.AppendTo(nil)); err != nil || again != s {
				t.Fatalf("%+v came back as %+v, %v", s, again, err)
			}
		}
		if m, _, err := zpl.ParseHostMemory(in); err == nil {
			if again, _, err := zpl.ParseHostMemory(m.AppendTo(nil)); err != nil || again != m {
				t.Fatalf("%+v came back as %+v, %v", m, again, err)
			}
		}
		for _, parse := range []func([]byte) (int, error){
			func(b []byte) (int, error) { _, n, err := zpl.ParseHostQuery(b); return n, err },
			func(b []byte) (int, error) { _, n, err := zpl.ParseHostID(b); return n, err },
			func(b []byte) (int, error) { _, n, err := zpl.ParseHeadDiagnostic(b); return n, err },
			func(b []byte) (int, error) { _, n, err := zpl.ParseJSONAnswer(b); return n, err },
		} {
			if n, err := parse(in); n < 0 || n > len(in) || err == nil && n == 0 {
				t.Fatalf("%q: %d bytes, %v", in, n, err)
			}
		}
		zpl.ParseTagLog(string(in))
	})
}
