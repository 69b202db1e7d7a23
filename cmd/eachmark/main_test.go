package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// asProgram makes the test binary the program itself, for tests that start and
// kill it.
const asProgram = "EACHMARK_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"eachmark": main})
}

// TestScripts runs testdata/script/*.txtar: each is a story of the command line
// that a person can read.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"findrun": findRun, "lines": writeLines, "owned": owned, "startprinter": startPrinter, "type": typeLine},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Setenv("LocalAppData", env.WorkDir+"/data")
			env.Values[typist{}] = &typist{}
			return nil
		},
	})
}

// findRun sets ID to the id of the one run with a folder in the folder named, and
// SERIAL1 and EPC1 and so on to its serials and what their tags should hold.
func findRun(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: findrun DIR")
	}
	runs, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "R*"))
	if err != nil || len(runs) != 1 {
		ts.Fatalf("%d runs in %s, expected one", len(runs), args[0])
	}
	ts.Setenv("ID", filepath.Base(runs[0]))
	var report struct{ Run runRecord }
	if err := json.Unmarshal([]byte(ts.ReadFile(filepath.Join(runs[0], "report.json"))), &report); err != nil {
		ts.Fatalf("%v", err)
	}
	for _, item := range report.Run.Items {
		ts.Setenv(fmt.Sprintf("SERIAL%d", item.N), item.Serial)
		ts.Setenv(fmt.Sprintf("EPC%d", item.N), item.EPC)
	}
}

// writeLines writes its other arguments, a line each, into the file named first.
func writeLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: lines FILE LINE...")
	}
	text := strings.Join(args[1:], "\n") + "\n"
	if err := os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666); err != nil {
		ts.Fatalf("%v", err)
	}
}

// owned fails unless only their owner may read the files named.
func owned(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if private := info.Mode().Perm()&0o077 == 0; private == neg && runtime.GOOS != "windows" {
			ts.Fatalf("%s has mode %v", name, info.Mode())
		}
	}
}
