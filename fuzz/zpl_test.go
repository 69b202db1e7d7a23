package fuzz

import (
	"bytes"
	"testing"

	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// FuzzZPL: any bytes parse without loss, cut anywhere they give the same jobs,
// and drawing them never fails but by an error.
func FuzzZPL(f *testing.F) {
	for _, s := range []string{
		"^XA^FO10,10^BXN,4,200,0,0,,_^FH\\^FD_10109506000134352^FS^XZ", "~HS", "^XA^CC+^XA+XZ",
		"! U1 getvar \"device.uptime\"\r\n", "^XA^A0N,30,0^FB100,3,0,L^FDa b c^FS^GB9,9,1^FS^XZ", "^XA^BY2^BCN,50,N,N,N,N^FD>;>8010^FS^XZ",
	} {
		f.Add([]byte(s), uint8(3))
	}
	f.Fuzz(func(t *testing.T, in []byte, cut uint8) {
		program := zpl.Parse(in)
		if out := program.AppendTo(nil); !bytes.Equal(out, in) {
			t.Fatalf("%q came back as %q", in, out)
		}
		at := min(int(cut), len(in))
		var whole, parts zpl.Splitter
		jobs := whole.Append(nil, in)
		cutJobs := parts.Append(parts.Append(nil, in[:at]), in[at:])
		if len(jobs) != len(cutJobs) {
			t.Fatalf("%q: %d jobs whole, %d when cut at %d", in, len(jobs), len(cutJobs), at)
		}
		for i := range jobs {
			if jobs[i].Kind != cutJobs[i].Kind || !bytes.Equal(jobs[i].Data, cutJobs[i].Data) {
				t.Fatalf("%q: job %d is %+v whole, %+v when cut at %d", in, i, jobs[i], cutJobs[i], at)
			}
		}
		for _, format := range program.Formats() {
			result, err := raster.New(raster.Options{Width: 200, Length: 100}).Render(format)
			if err == nil && result.Image == nil && result.Stored == "" {
				t.Fatalf("%q: neither a picture nor an error", in)
			}
		}
	})
}

// FuzzFieldData: whatever text is put on a label, the format holds one label and
// the text, and nothing of it is a command.
func FuzzFieldData(f *testing.F) {
	for _, s := range []string{"^XZ~JA", "_d065\\5E", "größe", "\x00\x1b", ">;>8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var z zpl.Builder
		z.Begin(400, 240)
		z.Text(10, 10, 30, 0, text)
		z.End()
		format, err := z.Bytes()
		if err != nil {
			return // longer than a field may be
		}
		program := zpl.Parse(format)
		texts := 0
		for _, c := range program.Commands {
			switch c.Code {
			case "^FD":
				texts++
				if got := c.AppendData(nil); !bytes.Equal(got, []byte(text)) {
					t.Fatalf("%q is on the label as %q", text, got)
				}
			case "~JA", "^DF", "^XF", "~DG":
				t.Fatalf("%q became the command %s", text, c.Code)
			}
		}
		if texts != 1 || len(program.Formats()) != 1 {
			t.Fatalf("%q: %d fields in %d formats", text, texts, len(program.Formats()))
		}
	})
}
