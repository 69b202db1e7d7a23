package zpl

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
)

// found writes findings as "CODE severity [source] expected".
func found(src string, o *LintOptions) (list []string) {
	for f := range Lint([]byte(src), o) {
		list = append(list, fmt.Sprintf("%s %s [%s] %s", strings.TrimPrefix(string(f.Code), "ZPL-"), f.Severity, src[f.Start:f.End], f.Expected))
	}
	return list
}

func TestLint(t *testing.T) {
	const serial = "^FO9,9^BXN,4,200,,,,_^FD_10109506000134352211^FS"
	for _, tt := range []struct {
		name, src string
		want      []string
	}{
		{"good", "^XA^CI28^PW400^LL240^FO9,9^A0N,30^FH\\^FDcaf\\C3\\A9^FS^FO9,50^GB9,0,1^FS^XZ\r\n", nil},
		{"empty", "", nil},
		{"comment outside", "^FX all of it ^XA^XZ", nil},
		{"shared lines", "^XA^FO9,9^BY2,,50^BCN,,N^FD>;123456^FS^FO9,90^BQN,2,4^FDQA,x^FS^XZ", nil},
		{"unknown", "^XA^QQ1\r\n^ZQ^XZ", []string{"UNKNOWN error [^QQ1] a command", "UNKNOWN error [^ZQ] a command"}},
		{"bare prefix", "^XA^^XZ", []string{"UNKNOWN warning [^] the name of a command"}},
		{"text", "^XA ; note\n^FO1,1^GB9,9^FS^XZ more", []string{"TEXT warning [; note] a command"}},
		{"outside", "^FO1,1^GB9,9^FS^XA^XZ^FO1^XZ", []string{"OUTSIDE warning [^FO1,1] ^XA before it", "OUTSIDE warning [^FO1] ^XA before it", "XA warning [^XZ] ^XA before it"}},
		{"not ended", "^XA^FO1,1^GB9,9^FS", []string{"XZ error [^XA] ^XZ"}},
		{"format in a format", "^XA^XA^XZ", []string{"XZ warning [^XA] ^XZ before it"}},
		{"field not ended", "^XA^FO1,1^A0N,9^FDa^FO1,9^FDb^XZ", []string{"FS error [^FDa] ^FS", "FS warning [^FDb] ^FS"}},
		{"picture without end", "^XA^FO1,1^GFA,1,1,1,FF^FO1,9^GB9,9^FS^XZ", nil},
		{"no data", "^XA^FO1,1^BQN,2,3^FS^FO1,1^BXN,4,200^FN1^FS^FN1^FDx^FS^XZ", []string{"NO-DATA warning [^BQN,2,3] ^FD"}},
		{"values", "^XA^FOx,9^GB9,9,1,X^FS^POQ^XZ", []string{"VALUE error [x] 0 to 32000", "VALUE error [X] B, W", "VALUE error [Q] N, I"}},
		{"ranges", "^XA^FO32001,-1^GB9,9,40000^FS^PR15,a,14^XZ", []string{
			"RANGE error [32001] 0 to 32000", "RANGE error [-1] 0 to 32000", "RANGE error [40000] 1 to 32000", "VALUE error [15] A to E, 1 to 14"}},
		{"zero", "^XA^FO1,1^GB9,9,0^FS^BY126^XZ", []string{"RANGE warning [0] 1 to 32000", "RANGE warning [126] 1 to 10"}},
		{"decimals", "^XA^FO1.5,1^GB9,9,0.8^FS^BY2,2.5^MUM^FO1.5,1^BY0.35^GB9,9,0.5^FS^XZ", []string{"DECIMAL warning [1.5] a whole number", "DECIMAL warning [0.8] a whole number"}},
		{"decimal separator", "^CD;^XA^FO1;2;3^GB9;9^FS^XZ^CD,", []string{"VALUE error [3] 0, 1, 2"}},
		{"surplus", "^XA^FO1,2,0,,7^GB9,9,,,,^FS^XZ", []string{"SURPLUS warning [7] "}},
		{"device", "^XA^DFX:A.ZPL^FS^XZ^XA^XFE:A.ZPL^FS^XZ", []string{"VALUE error [X:A.ZPL] R:, E:, B:, A: or Z:"}},
		{"long data", "^XA^FO1,1^A0N,9^FD" + strings.Repeat("x", 3072) + "^FS^FO1,1^FX" + strings.Repeat("x", 4000) + "^FS^XZ", nil},
		{"prefix in data", "^XA^FO1,1^A0N,9^FDa^?b^FS^FO1,9^A0N,9^FDa~JA^FS^XZ", []string{"UNESCAPED error [^] ^FS", "UNESCAPED error [~] ^FS"}},
		{"escapes", "^XA^FO1,1^A0N,9^FH^FDa_b_4^FS^FO1,1^A0N,9^FDa_5Eb_41^FS^XZ", []string{
			"ESCAPE warning [_] two hexadecimal digits after it", "NO-FH warning [_5E] ^FH"}},
		{"UTF-8", "^XA^FO1,1^A0N,9^FDé^FS^CI28^FO1,1^A0N,9^FDé^FS^FO1,1^A0N,9^FH^FD_E9^FS^CI27^FO1,1^A0N,9^FH^FD_E9^FS^XZ", []string{
			"CHARSET warning [^FDé] ^CI28", "CHARSET warning [^FD_E9] UTF-8"}},
		{"Code 128", "^XA^FO1,1^BCN,9,N^FDa>b^FS^FO1,1^BCN,9,N^FD>;123^FS^XZ", []string{
			"CODE128 error [^FDa>b] an invocation code with a meaning in subset B", "CODE128 error [^FD>;123] pairs of digits"}},
		{"mode D", "^XA^JZN^BCN,9,N,N,N,D^FD(01)09506000134352(21) AB(1)^FS^BCN,9,N,N,N,D^FD(00)123456789012345675^FS^BCN,9,N,N,N,D^FD10AB^FS^XZ", []string{
			"MODE-D error [^FD(01)09506000134352(21) AB(1)] mode N", "MODE-D warning [^FD(00)123456789012345675] mode N"}},
		{"mode U", "^XA^BCN,9,N,N,N,U^FD1234567890123456789^FS^BCN,9,N,N,N,U^FD12^FS^XZ", []string{"MODE-U error [^FD12] 19 digits"}},
		{"mode A", "^XA^BCN,9,N,N,N,A^FD12>8^FS^XZ", []string{"MODE-A warning [^FD12>8] mode N"}},
		{"DataMatrix", "^XA^BXN,4,140^FDx^FS^BXN,4,200^FD_110A^FS^BXN,4,200,,,,|^FDx^FS^BXN,4,200,,,,_^FDx_y^FS^XZ", []string{
			"QUALITY warning [^BXN,4,140] 200", "DATAMATRIX error [^BXN,4,200] the escape character as parameter g",
			"DATAMATRIX error [^FDx_y] _1, _dNNN, __ or a shifted control character"}},
		{"QR Code", "^XA^BQN,2,3^FDMM,A12^FS^BQN,2,3^FDD0103FF,HA,x^FS^BQN,2,3^FDx^FS^XZ", []string{"QR error [^FDx] QA, or the like"}},
		{"block", "^XA^FO1,1^A0N,9^FB,2^FDx^FS^XZ", []string{"BLOCK warning [^FB,2] a width"}},
		{"picture", "~DGR:X.GRF,2,1,FF\n^XA^FO1,1^GFA,2,2,1,F_FF^FS^FO1,1^GFC,2,2,1,xx^FS^XZ", []string{
			"PICTURE warning [\n] data for 2 bytes instead of 1", "PICTURE error [_] hexadecimal digits and repeat counts"}},
		{"numbers", "^XA^FO1,1^A0N,9^FN1^FS^FO1,9^A0N,9^FN2^FS^FN2^FDx^FS^XZ^XA^DFE:A.ZPL^FN1^FS^XZ^XA^XFE:A.ZPL^FN7^FS^XZ", []string{"NUMBER warning [^FN1] ^FD"}},
		{"number read from the tag", "^XA^JZN^FO1,1^A0N,9^FN1^FS^RFR,H,0,12,2^FN1^FS^HV1,24,T,,L^FS^XZ", nil},
		{"size", "^XA^LL9^FO1,1^GB9,9^FS^LL9^PW9^XZ^LL9", []string{"SIZE warning [^LL9] before the first ^FS", "SIZE warning [^PW9] before the first ^FS"}},
		{"prefixes", "^XA^CC+^XZ+XZ", []string{"TEXT warning [^XZ] a command", "PREFIX warning [^CC+] the prefixes of before"}},
		{"prefixes and back", "^CC++CC^^XA^XZ", nil},
		{"settings", "^XA^JUS^XZ~JR", []string{"SETTINGS info [^JUS] ", "SETTINGS info [~JR] "}},
		{"serials of the printer", "^XA^FO1,1^A0N,9^SN01^FS^FO1,1^A0N,9^FD01^SFdd^FS^XZ", []string{"SERIAL warning [^SN01] ^FD", "SERIAL warning [^SFdd] ^FD"}},
		{"copies", "^XA^JZN^FO9,9^GB9,9^FS^PQ3^XZ^XA^JZN" + serial + "^PQ3^XZ", []string{"COPIES warning [^PQ3] ^PQ1"}},
		{"reprint", "^XA" + serial + "^XZ^XA^JZN" + serial + "^XZ^XA" + serial + "^XZ^XA^JZY" + serial + "^XZ", []string{
			"REPRINT warning [^XA] ^JZN", "REPRINT warning [^XA] ^JZN"}},
		{"SSCC", "^XA^FO9,9^BCN,50,N^FD>;>800095060001343520007^FS^XZ", []string{"REPRINT warning [^XA] ^JZN"}},
		{"tries", "^XA^JZN^RS8,,,2,E^RFW,H^FD30^FS^RS8,,,1,N^RFW,H^FD30^FS^RS8,,,1,P^RFW,H^FD30^FS^RFR,H^FN1^FS^XZ", []string{
			"TRIES warning [^RFW,H] ^RS8,,,1,E", "TRIES warning [^RFW,H] ^RS8,,,1,E"}},
		{"tag data", "^XA^JZN^RS8,,,1,E^RFW,H^FD303^FS^RFW,H^FD3x^FS^RFW,H,P^FD11111111,22222222^FS^RFW,H,P^FD1111^FS^RFW,A^FDabc^FS^XZ", []string{
			"TAG-DATA error [^FD303] two digits for every byte", "TAG-DATA error [^FD3x] hexadecimal digits", "TAG-DATA error [^FD1111] two digits for every byte"}},
		{"SGD", "! U1 setvar \"a\" \"^b\"\r\n^XA^XZ", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, found(tt.src, nil)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// What is doubtful elsewhere is wrong where serials are controlled, and the
// builder's own formats are right.
func TestLintControlled(t *testing.T) {
	o := &LintOptions{Controlled: true}
	want := []string{"SERIAL error [^SN1] ^FD", "COPIES error [^PQ2] ^PQ1", "REPRINT error [^XA] ^JZN"}
	if diff := cmp.Diff(want, found("^XA^FO1,1^A0N,9^SN1^FS^PQ2^XZ", o)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if list := found(string(testLabel(t)), o); list != nil {
		t.Errorf("findings in a format of the builder: %q", list)
	}
}

func TestLintStops(t *testing.T) {
	for range Lint([]byte("^QQ^QQ^QQ"), nil) {
		break
	}
}

// TestLintCodes runs the examples: each has its own finding and no other.
func TestLintCodes(t *testing.T) {
	for info := range LintCodes() {
		var codes []gs1.Code
		for f := range Lint([]byte(lintExample(info)), nil) {
			codes = append(codes, f.Code)
			if f.Severity != info.Severity || f.Message == "" || f.Fix == "" || f.Rule == "" {
				t.Errorf("%+v", f)
			}
		}
		if !slices.Equal(codes, []gs1.Code{info.Code}) || info.Cause == "" || info.Sentence == "" {
			t.Errorf("%s: the example has %q", info.Code, codes)
		}
	}
}

func lintExample(info gs1.CodeInfo) string {
	if info.Example == "" { // ZPL-LONG-DATA
		return "^XA^FO9,9^A0N,30^FD" + strings.Repeat("x", 3073) + "^FS^XZ"
	}
	return info.Example
}

func TestLintPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := source().Draw(t, "source")
		for f := range Lint(src, &LintOptions{Controlled: rapid.Bool().Draw(t, "controlled")}) {
			if f.Start < 0 || f.End <= f.Start || f.End > len(src) || !strings.HasPrefix(string(src[f.Start:f.End]), f.Found[:min(len(f.Found), f.End-f.Start)]) {
				t.Fatalf("%+v in %d bytes", f, len(src))
			}
		}
	})
}

// The samples are as good programs write them: a picture, a template, a tag.
func TestLintSamples(t *testing.T) {
	samples, err := filepath.Glob("testdata/*.zpl")
	if err != nil || len(samples) == 0 {
		t.Fatal("no samples", err)
	}
	for _, name := range samples {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if list := found(string(src), nil); list != nil {
			t.Errorf("%s: %q", name, list)
		}
		checkLossless(t, src, Parse(src))
		if list := found(string(Parse(src).AppendFormatted(nil)), nil); list != nil {
			t.Errorf("%s, formatted: %q", name, list)
		}
	}
}
