package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/dl"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/testdata/judges"
)

// TestExamples runs the example of every code, and finds this code and no other.
// With a damaged text it also finds what is wrong with the plain reading.
func TestExamples(t *testing.T) {
	for _, e := range catalogue() {
		t.Run(string(e.Code), func(t *testing.T) {
			found := foundBy(t, e)
			if !slices.Contains(found, string(e.Code)+" "+e.Severity.String()) {
				t.Errorf("%s: found %q", e.example(), found)
			}
			if len(found) > 1 && !isDamage(e.Code) {
				t.Errorf("%s: found %q and nothing else is expected", e.example(), found)
			}
			if strings.ContainsFunc(e.example(), func(r rune) bool { return r < ' ' }) || e.Cause == "" || e.Fix == "" || e.Rule == "" {
				t.Errorf("%+v", e)
			}
		})
	}
}

func isDamage(code gs1.Code) bool {
	return slices.Contains([]gs1.Code{
		gs1.CodeLostSeparator, gs1.CodeGSReplaced, gs1.CodeCase, gs1.CodeKeyboard, gs1.CodeDoubledPrefix, gs1.CodeDamaged,
	}, code)
}

// foundBy runs the example and returns "CODE severity" of what it found.
func foundBy(t *testing.T, e entry) []string {
	if e.code != "" {
		f := cliFinding(foundByGo(t, e.Code), "")
		return []string{string(f.Code) + " " + f.Severity.String()}
	}
	p, stdout, stderr := newTestProgram(t, "")
	if e.setup != "" {
		shell(t, e.setup)
	}
	if e.pipe != "" {
		p.stdin = strings.NewReader(shell(t, e.pipe))
	}
	p.run(t.Context(), append([]string{"eachmark", "--json"}, e.args...))
	var found []string
	for d := json.NewDecoder(bytes.NewReader(append(stdout.Bytes(), stderr.Bytes()...))); d.More(); {
		var v any
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%v\n%s%s", err, stdout, stderr)
		}
		found = append(found, codesIn(v)...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// shell returns what a shell command prints.
func shell(t *testing.T, command string) string {
	t.Helper()
	out, err := exec.Command(judges.Command(t, "sh", "dash"), "-c", command).Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return string(out)
}

// codesIn returns "CODE severity" of every finding in a JSON value.
func codesIn(v any) (found []string) {
	switch v := v.(type) {
	case []any:
		for _, member := range v {
			found = append(found, codesIn(member)...)
		}
	case map[string]any:
		if code, ok := v["code"].(string); ok {
			severity, _ := v["severity"].(string)
			found = append(found, code+" "+severity)
		}
		for _, member := range v {
			found = append(found, codesIn(member)...)
		}
	}
	return found
}

// foundByGo runs the examples that are Go code.
func foundByGo(t *testing.T, code gs1.Code) (err error) {
	switch code {
	case gs1.CodeFNC1First:
		_, err = gs1.ParseData("HELLO", nil)
	case gs1.CodeDayZero:
		m, _ := gs1.ParseBracketed("(01)09506000134352(17)271200", nil)
		for f := range gs1.Check(m, &gs1.CheckOptions{Healthcare: true}) {
			err = &findingError{f}
		}
	case gs1.CodeDLScheme:
		_, err = dl.Parse("ftp://id.gs1.org/01/09506000134352", nil)
	case symbol.CodeKind:
		_, err = symbol.Encode(0, gs1.NewMessage(gs1.Element{AI: gs1.AI21, Value: "1"}), nil)
	case symbol.CodeEmpty:
		_, err = symbol.Encode(symbol.GS1DataMatrix, gs1.Message{}, nil)
	case symbol.CodeCharacter:
		_, err = symbol.EncodeRaw(symbol.GS1128, []rune{symbol.FNC1, '€'}, nil)
	case symbol.CodeLength:
		_, err = symbol.EncodeRaw(symbol.ITF14, []rune("9506000134352"), nil)
	case symbol.CodeCheck:
		_, err = symbol.EncodeRaw(symbol.EAN13, []rune("9506000134353"), nil)
	case symbol.CodeSize:
		_, err = symbol.Encode(symbol.GS1DataMatrix, gs1.NewMessage(gs1.Element{AI: gs1.AI21, Value: "1"}), &symbol.Options{Columns: 11, Rows: 11})
	case epc.CodePattern:
		_, err = epc.ParsePattern("urn:epc:pat:sgtin-96:*.*.012345.*")
	case gen2.CodeLock:
		_, err = gen2.ParseLocks(1)
	case gen2.CodeSerial:
		_, err = gen2.TID{}.ChipSerial()
	case codeInput:
		err = errors.New("no words")
	default:
		t.Fatalf("%s has no example", code)
	}
	return err
}

// TestCatalogueIsComplete looks into the source for codes that nobody explains.
func TestCatalogueIsComplete(t *testing.T) {
	var explained []string
	for _, e := range catalogue() {
		explained = append(explained, string(e.Code))
	}
	for _, dir := range []string{".", "../../gs1", "../../gs1/dl", "../../gs1/symbol", "../../gs1/serial", "../../epc", "../../epc/gen2", "../../zpl"} {
		for _, code := range codesOfSource(t, dir) {
			if !slices.Contains(explained, code) {
				t.Errorf("%s: %s is not explained", dir, code)
			}
		}
	}
	slices.Sort(explained)
	if len(slices.Compact(slices.Clone(explained))) != len(explained) {
		t.Error("a code is explained twice")
	}
}

// codesOfSource returns the text constants of a package that look like codes.
func codesOfSource(t *testing.T, dir string) (codes []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(fs.ErrNotExist, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, _ := strconv.Unquote(literal.Value); looksLikeCode(text) {
					codes = append(codes, text)
				}
			}
			return true
		})
	}
	return codes
}

func looksLikeCode(text string) bool {
	head, rest, found := strings.Cut(text, "-")
	return found && slices.Contains([]string{"GS1", "SYMBOL", "EPC", "GEN2", "SERIAL", "ZPL", "INPUT", "PRINT"}, head) && rest != "" &&
		strings.Trim(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

func TestShellQuoted(t *testing.T) {
	for arg, want := range map[string]string{
		"": "''", "--gcp": "--gcp", "(01)1": "'(01)1'", "it's": `'it'\''s'`, "a b": "'a b'", "a\"b": `'a"b'`, "2%": "2%",
	} {
		if got := shellQuoted(arg); got != want {
			t.Errorf("%q is quoted %s, want %s", arg, got, want)
		}
	}
}
