package zpl

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/zpl/internal/commandtable"
)

func TestGeneratedTable(t *testing.T) {
	text, err := os.ReadFile("commands.txt")
	if err != nil {
		t.Fatal(err)
	}
	table, err := commandtable.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	want, err := table.Source()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("commands_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("commands_gen.go is not what commands.txt says; run go generate ./zpl (-want +got):\n%s", diff)
	}
}

func TestLookup(t *testing.T) {
	info, ok := Lookup("^BX")
	if !ok || len(info.Params) != 8 || info.Params[6].Default != "_" || info.Lasts != LastsField || info.Blank {
		t.Errorf("Lookup(^BX) = %+v, %v", info, ok)
	}
	if info, ok := Lookup("^A"); !ok || info.Params[0].Kind != ParamJoin {
		t.Errorf("Lookup(^A) = %+v, %v", info, ok)
	}
	for _, code := range []string{"", "^", "BX", "^bx", "~BX", "^BXN", "!!!"} {
		if _, ok := Lookup(code); ok {
			t.Errorf("Lookup(%q) found a command", code)
		}
	}
	for info := range Commands() {
		found, ok := Lookup(info.Code)
		if !ok || found.Code != info.Code {
			t.Errorf("Lookup(%s) = %s, %v", info.Code, found.Code, ok)
		}
		if !strings.HasSuffix(info.Source, info.Code) {
			t.Errorf("%s cites %q", info.Code, info.Source)
		}
	}
}

func TestTableRefusals(t *testing.T) {
	const source = "source S doc\n"
	for _, tt := range []struct{ name, text, want string }{
		{"twice", source + "^FO field - [S] x\n^FO field - [S] x\n", "line 3: ^FO stands twice"},
		{"no source", "^FO field - [S] x\n", `line 1: ^FO has unknown source "S"`},
		{"lasts", source + "^FO ever - [S] x\n", `line 2: ^FO lasts "ever"`},
		{"word", source + "^FO field loud [S] x\n", `line 2: ^FO has word "loud"`},
		{"orphan", "    x 0..1 - y\n", "line 1: parameter before the first command"},
		{"after rest", source + "^FD field data [S] x\n a rest - y\n b text - y\n", "line 4: ^FD has a parameter after one that takes everything"},
		{"range", source + "^FO field - [S] x\n a 9..1 - y\n", `line 3: ^FO parameter a: range "9..1"`},
		{"values", source + "^FO field - [S] x\n a many - y\n", `line 3: ^FO parameter a: value "many"`},
		{"alternatives", source + "^FO field - [S] x\n a A|9..1 - y\n", `line 3: ^FO parameter a: range "9..1"`},
		{"count", source + "^GF field - [S] x\n a A|B - y\n b rest[a=B:c] - y\n", `line 4: ^GF parameter b: condition "a=B:c"`},
		{"code", source + "FO field - [S] x\n", `line 2: code "FO"`},
		{"columns", source + "^FO field -\n", "line 2: command has 3 columns"},
	} {
		_, err := commandtable.Parse(tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}
