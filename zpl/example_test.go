package zpl_test

import (
	"fmt"

	"github.com/eachmark/eachmark/zpl"
)

func ExampleBuilder() {
	var b zpl.Builder
	b.Begin(400, 240)
	b.DataMatrix(16, 16, 4, zpl.AppendElementRunes(nil, "010950600013435221SN_1"))
	b.Text(120, 16, 24, 0, "serial SN_1 ^XZ")
	b.End()
	format, err := b.Bytes()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s", format)
	// Output:
	// ^XA^CI28^JZN^MUD^PW400^LL240^LH0,0^FWN,0^PMN^PON^LRN^PQ1
	// ^FO16,16^BXN,4,200,0,0,,_^FH\^FD_1010950600013435221SN__1^FS
	// ^FO120,16^A0N,24,0^FH\^FDserial SN_1 \5EXZ^FS
	// ^XZ
}

func ExampleParse() {
	p := zpl.Parse([]byte(`^XA^FO20,30^A0N,40^FH^FDcaf_C3_A9^FS^XZ`))
	for _, c := range p.Commands {
		switch c.Code {
		case "^FO":
			fmt.Println("at", c.Dots(0, 0), c.Dots(1, 0))
		case "^FD":
			fmt.Printf("prints %s\n", c.AppendData(nil))
		}
	}
	// Output:
	// at 20 30
	// prints café
}

func ExampleFormat_Symbols() {
	p := zpl.Parse([]byte(`^XA^FO9,9^BXN,4,200,,,,_^FD_110A__1_1210^FS^XZ`))
	for s, err := range p.Formats()[0].Symbols() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		for _, r := range s.Data {
			if r == zpl.FNC1 {
				fmt.Print("<FNC1>")
				continue
			}
			fmt.Print(string(r))
		}
	}
	// Output: <FNC1>10A_1<FNC1>210
}

func ExampleSplitter() {
	var s zpl.Splitter
	var jobs []zpl.Job
	for _, piece := range []string{"^XA^FDab", "~H", "Scd^FS^X", "Z"} {
		jobs = s.Append(jobs, []byte(piece))
	}
	for _, j := range jobs {
		fmt.Printf("%s %s\n", j.Kind, j.Data)
	}
	// Output:
	// control ~HS
	// format ^XA^FDabcd^FS^XZ
}

func ExampleParseHostStatus() {
	answer := "\x02030,1,1,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,1,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
	s, _, err := zpl.ParseHostStatus([]byte(answer))
	fmt.Println("paper out:", s.PaperOut, "mode:", s.PrintMode, err)
	// Output: paper out: true mode: tear off <nil>
}

func ExampleParseSGDAnswer() {
	request := zpl.AppendGetvar(nil, "odometer.total_label_count")
	fmt.Printf("%q\n", request)
	value, n, err := zpl.ParseSGDAnswer([]byte(`"31084"`))
	fmt.Printf("%s %d %v\n", value, n, err)
	// Output:
	// "! U1 getvar \"odometer.total_label_count\"\r\n"
	// 31084 7 <nil>
}

func ExampleParseErrorStatus() {
	answer := zpl.ErrorStatus{Errors: zpl.ErrorHeadOpen | zpl.ErrorPaused}.AppendTo(nil)
	s, _, err := zpl.ParseErrorStatus(answer)
	fmt.Println(s.Errors, err)
	// Output: head open, paused <nil>
}

func ExampleLint() {
	src := `^XA^FO9,9^BXN,4^FD_1010950600013435221SN1^FS^XZ`
	for f := range zpl.Lint([]byte(src), nil) {
		fmt.Println(f.Severity, f.Code, src[f.Start:f.End])
	}
	// Output: warning ZPL-QUALITY ^BXN,4
}

func ExampleProgram_AppendFormatted() {
	p := zpl.Parse([]byte(`^XA^FO9,9^A0N,30^FDone^FS^XZ`))
	fmt.Printf("%s", p.AppendFormatted(nil))
	// Output:
	// ^XA
	// ^FO9,9
	// ^A0N,30
	// ^FDone^FS
	// ^XZ
}

func ExampleCommand_Graphic() {
	c := zpl.Parse([]byte(`^GFA,8,8,2,HF,9,::`)).Commands[0]
	g, err := c.Graphic()
	fmt.Printf("%d rows %X %v\n", g.Rows(), g.Bits, err)
	// Output: 4 rows FF00900090009000 <nil>
}

func ExampleGraphic_AppendField() {
	g := zpl.Graphic{Row: 2, Bits: []byte{0xff, 0xf0, 0xff, 0xf0}}
	fmt.Printf("%s\n", g.AppendField(nil, zpl.GraphicRuns))
	// Output: ^GFA,4,4,2,IF,:
}

func ExampleParseHostID() {
	id, _, err := zpl.ParseHostID([]byte("ZT410-200dpi,V75.19.15Z,8,4096KB"))
	fmt.Println(id.Model, id.DPMM, err)
	// Output: ZT410-200dpi 8 <nil>
}

func ExampleParseHeadDiagnostic() {
	answer := "\x02Head Temp = 22\r\nCOMMAND PFX = ~ : FORMAT PFX = ^ : DELIMITER = ,\r\n\x03\r\n"
	r, _, err := zpl.ParseHeadDiagnostic([]byte(answer))
	fmt.Println(r.Value("Head Temp"), r.Prefixes() == zpl.UsualPrefixes, err)
	// Output: 22 true <nil>
}

func ExampleParseHostQuery() {
	answer := "\x02\r\n  PRINT METERS\r\n   TOTAL NONRESETTABLE:    2457 \"\r\n\x03"
	r, _, err := zpl.ParseHostQuery([]byte(answer))
	fmt.Println(r.Title, r.Value("TOTAL NONRESETTABLE"), err)
	// Output: PRINT METERS 2457 " <nil>
}

func ExampleParseTagLog() {
	for _, op := range zpl.ParseTagLog("W,F1,D3,27,00000000,3034257BF7194E4000001A85\r\n") {
		fmt.Println(op.Operation, op.Position, op.Done(), op.Data)
	}
	// Output: W F1 true 3034257BF7194E4000001A85
}

func ExampleParseJSONAnswer() {
	values, _, err := zpl.ParseJSONAnswer([]byte(`{"device.languages":"zpl"}`))
	fmt.Println(values["device.languages"], err)
	// Output: zpl <nil>
}

func ExampleGraphic_AppendDownload() {
	logo := zpl.Graphic{Row: 2, Bits: []byte{0xff, 0xff, 0x80, 0x01, 0xff, 0xff}}
	fmt.Printf("%s\n", logo.AppendDownload(nil, "R:LOGO.GRF", zpl.GraphicRuns))
	// Output:
	// ~DGR:LOGO.GRF,6,2,!8001!
}

func ExampleInterpretationText() {
	symbol := zpl.Parse([]byte("^BCN,80,Y,N,N,D")).Commands[0]
	field := []byte("(01)0950600013435(10)LOT42")
	data, err := zpl.SymbolData(symbol, field)
	fmt.Printf("%q %v\n", string(data[1:]), err) // after FNC1
	fmt.Println(zpl.InterpretationText(symbol, field))
	// Output:
	// "010950600013435210LOT42" <nil>
	// (01)09506000134352(10)LOT42 <nil>
}
