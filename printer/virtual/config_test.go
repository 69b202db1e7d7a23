package virtual_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "roll")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	conn, err := virtual.Open(ctx, virtual.URI(dir))
	if err != nil {
		fmt.Println(err)
		return
	}
	host := zebra.New(conn, nil)
	fmt.Println(host.Send(ctx, []byte("^XA^PW300^LL200^FO20,20^A0N,40^FDhello^FS^XZ")))
	for {
		c, err := host.Counters(ctx)
		if c.Labels == 1 || err != nil {
			fmt.Println(c.Labels, "printed", err)
			break
		}
	}
	fmt.Println(conn.Close())
	// Output:
	// <nil>
	// 1 printed <nil>
	// <nil>
}

func ExampleParseURI() {
	c, err := virtual.ParseURI("virtual:roll?faults=head-open@10,power-cut@25.25&speed=150")
	fmt.Println(c.Dir, c.Faults, c.Speed, err)
	_, err = virtual.ParseURI("virtual:roll?faults=paper-jam@10")
	fmt.Println(err)
	// Output:
	// roll [head-open@10.5 power-cut@25.25] 150 <nil>
	// printer: "virtual:roll?faults=paper-jam@10": unknown fault "paper-jam", known are head-open, media-out, ribbon-out, jam, pause, prefixes, language, power-cut, cable-pull, half-open, slow, cancel, reprint, foreign, rfid-void, rfid-dead, rfid-twin, rfid-next
}

func ExampleReadRoll() {
	roll := `{"n":1,"elements":"(01)09506000134352(21)1","partial":false,"void":false,"png":"labels/0001.png"}
{"n":2,"elements":"","partial":true,"void":false,"png":"labels/0002.png"}
{"n":3,"elem`
	for l, err := range virtual.ReadRoll(strings.NewReader(roll)) {
		fmt.Println(l.N, l.Elements, l.Partial, err)
	}
	// Output:
	// 1 (01)09506000134352(21)1 false <nil>
	// 2  true <nil>
}

func ExamplePrinter_Happen() {
	dir, err := os.MkdirTemp("", "roll")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	p, err := virtual.New(virtual.Config{Dir: dir})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Happen(virtual.HeadOpen), p.Wait(context.Background()), p.Stopped())
	fmt.Println(p.PutRight(), p.Stopped() == 0)
	fmt.Println(p.Close())
	// Output:
	// <nil> <nil> head-open
	// <nil> true
	// <nil>
}

func ExamplePrinter_Off() {
	dir, err := os.MkdirTemp("", "roll")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	p, err := virtual.New(virtual.Config{Dir: dir})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Happen(virtual.PowerCut), p.Wait(context.Background()), p.Off())
	fmt.Println(p.PowerUp(), p.Off())
	fmt.Println(p.Close())
	// Output:
	// <nil> <nil> true
	// <nil> false
	// <nil>
}

func TestParseURI(t *testing.T) {
	for _, tt := range []struct {
		uri  string
		want virtual.Config
	}{
		{"virtual:roll", virtual.Config{Dir: "roll"}},
		{"virtual:roll?", virtual.Config{Dir: "roll"}},
		{"virtual:" + filepath.FromSlash("/a//b/../c/"), virtual.Config{Dir: filepath.FromSlash("/a/c")}},
		{"virtual:50%25 off%3F?decode=picture", virtual.Config{Dir: "50% off?"}},
		{"virtual:r?seed=7&dpmm=12&decode=command&speed=152.4", virtual.Config{
			Dir: "r", Seed: 7, DPMM: 12, DecodeCommand: true, Speed: 152.4}},
		{"virtual:r?model=ZM400&mode=delayed-cut", virtual.Config{Dir: "r", Model: "ZM400", Mode: zpl.ModeDelayedCut}},
		{"virtual:r?faults=head-open@10,media-out@3,ribbon-out@4.0,power-cut@25.5,cable-pull@30.125", virtual.Config{
			Dir: "r", Faults: []virtual.Fault{
				{Kind: virtual.HeadOpen, Label: 10, Done: .5},
				{Kind: virtual.MediaOut, Label: 3, Done: .5},
				{Kind: virtual.RibbonOut, Label: 4},
				{Kind: virtual.PowerCut, Label: 25, Done: .5},
				{Kind: virtual.CablePull, Label: 30, Done: .125},
			}}},
	} {
		got, err := virtual.ParseURI(tt.uri)
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("ParseURI(%q): %v (-want +got):\n%s", tt.uri, err, diff)
		}
		for _, f := range got.Faults {
			if again, err := virtual.ParseFault(f.String()); again != f || err != nil {
				t.Errorf("ParseFault(%q) = %v, %v", f, again, err)
			}
		}
	}
	for _, dir := range []string{"roll", "50% off?", "a b", "ä"} {
		if c, err := virtual.ParseURI(virtual.URI(dir) + "?seed=1"); c.Dir != dir || err != nil {
			t.Errorf("ParseURI(URI(%q)) is %q, %v", dir, c.Dir, err)
		}
	}
}

func TestParseURIRefuses(t *testing.T) {
	for _, tt := range []struct{ uri, problem string }{
		{"virtual", "folder of the roll is missing"},
		{"virtual:", "folder of the roll is missing"},
		{"virtual:?seed=1", "folder of the roll is missing"},
		{"roll", "folder of the roll is missing"},
		{"virtual:50% off", "%25"},
		{"virtual:r?seed=1;dpmm=8", "name=value"},
		{"virtual:r?seed=1&seed=2", "given 2 times"},
		{"virtual:r?sed=1", `unknown parameter "sed", known are answers, counts, decode, dpmm, echo, faults, feeds, inlay, language, mode, model, prefixes, rate, reprint, seed, speed`},
		{"virtual:r?model=ZZ9", "ZM400"},
		{"virtual:r?mode=torn", "tear-off, peel-off"},
		{"virtual:r?seed=-1", "seed"},
		{"virtual:r?seed=", "seed"},
		{"virtual:r?speed=0", "speed"},
		{"virtual:r?speed=-5", "speed"},
		{"virtual:r?speed=NaN", "speed"},
		{"virtual:r?speed=Inf", "speed"},
		{"virtual:r?dpmm=10", "6, 8, 12 or 24"},
		{"virtual:r?decode=scan", "picture or command"},
		{"virtual:r?faults=", `unknown fault "", known are head-open,`},
		{"virtual:r?faults=rfid-null@3", `unknown fault "rfid-null", known are head-open,`},
		{"virtual:r?faults=head-open", "want head-open@LABEL"},
		{"virtual:r?faults=head-open@", "no position"},
		{"virtual:r?faults=head-open@0", "no position"},
		{"virtual:r?faults=head-open@-1", "no position"},
		{"virtual:r?faults=head-open@1.", "no position"},
		{"virtual:r?faults=head-open@1.5e3", "no position"},
		{"virtual:r?faults=head-open@1.-5", "no position"},
		{"virtual:r?faults=head-open@%2B1", "no position"},
		{"virtual:r?faults=head-open@.5", "no position"},
		{"virtual:r?faults=head-open@1." + strings.Repeat("9", 40), "no position"},
		{"virtual:r?faults=head-open@99999999999999999999", "no position"},
		{"virtual:r?faults=head-open@3,head-open@3.50", "given twice"},
	} {
		_, err := virtual.ParseURI(tt.uri)
		var bad *printer.URIError
		if !errors.As(err, &bad) || !strings.Contains(bad.Problem, tt.problem) {
			t.Errorf("ParseURI(%q) = %v, want a problem with %q", tt.uri, err, tt.problem)
		}
	}
}
