package fuzz

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/eachmark/eachmark"

// floorPlan is a statement of policy: what the non-test files of each package
// may import. A line is "package: project packages | modules"; a package not
// listed may not exist. "pure" among the modules forbids the packages of the
// standard library that reach the world; "std" says that nothing but the
// standard library and the listed project packages is allowed.
const floorPlan = `
# words
gs1/internal/percent:  | pure
gs1:                   gs1/internal/percent | pure
gs1/internal/aitable:  | pure
gs1/internal/listtable: | pure
gs1/internal/meaningtable: | pure
gs1/internal/gen:      gs1/internal/aitable gs1/internal/listtable gs1/internal/meaningtable
gs1/dl:                gs1 gs1/internal/percent | pure
gs1/gcp:               gs1 | pure
gs1/serial:            gs1 | pure
gs1/record:            gs1 | pure
gs1/symbol/grid:       | pure
gs1/symbol/qr:         gs1/symbol/grid gs1/symbol/reedsolomon | pure
gs1/symbol/reedsolomon: | pure
gs1/symbol/datamatrix: gs1/symbol/grid gs1/symbol/reedsolomon | pure
gs1/symbol/internal/corpus: gs1/symbol/grid | pure
gs1/symbol/code128:    gs1/symbol/grid | pure
gs1/symbol/qr:         gs1/symbol/grid gs1/symbol/reedsolomon | pure
gs1/symbol/ean:        gs1/symbol/grid | pure
gs1/symbol/internal/compaction: gs1/symbol/grid | pure
gs1/symbol/internal/compaction/compactiontest:
gs1/symbol/databar:    gs1/symbol/grid gs1/symbol/internal/compaction | pure
gs1/symbol/composite:  gs1/symbol/code128 gs1/symbol/databar gs1/symbol/ean gs1/symbol/grid gs1/symbol/internal/compaction | pure
gs1/symbol/itf:        gs1/symbol/grid | pure
gs1/symbol:            gs1 gs1/dl gs1/symbol/grid gs1/symbol/datamatrix gs1/symbol/code128 gs1/symbol/qr gs1/symbol/ean gs1/symbol/itf gs1/symbol/databar gs1/symbol/composite | pure golang.org/x/image
gs1/symbol/readback:   gs1 gs1/symbol gs1/symbol/datamatrix gs1/symbol/ean | pure github.com/makiuchi-d/gozxing

# bits
epc:                   gs1 gs1/dl | pure
epc/internal/schemetable: | pure
epc/internal/gen:      epc/internal/schemetable
epc/gen2:              gs1 epc | pure
epc/gen2/internal/memorytable: | pure
epc/gen2/internal/gen: epc/gen2/internal/memorytable

# commands
zpl:                   gs1 gs1/symbol/code128 | pure
zpl/internal/commandtable: | pure
zpl/internal/gen:      zpl/internal/commandtable
zpl/raster:            gs1 gs1/symbol gs1/symbol/composite gs1/symbol/datamatrix gs1/symbol/ean gs1/symbol/itf gs1/symbol/qr zpl | pure golang.org/x/image

# looks
printer/label:         gs1 gs1/symbol zpl zpl/raster | pure
printer/sheet:         | github.com/go-pdf/fpdf

# wires
printer:
printer/tcp:           printer
printer/file:          printer
printer/zebra:         printer zpl
printer/virtual:       gs1 gs1/symbol gs1/symbol/readback zpl zpl/raster printer printer/zebra | github.com/gofrs/flock

# memory
printer/store:         gs1 gs1/serial
printer/run:           gs1 epc zpl printer printer/zebra printer/store

# hands
cmd/eachmark:          * | *

# judges of the tests: imported by tests only
printer/printertest:   printer
printer/store/storetest: gs1 gs1/serial printer/store
gs1/symbol/grid/gridtest: gs1 gs1/symbol/grid gs1/symbol/internal/corpus testdata/judges
testdata/judges:
fuzz:
`

// unclean are the packages that reach the world: files, network, processes,
// databases, cancellation.
var unclean = []string{"os", "os/exec", "net", "net/http", "database/sql", "context", "syscall", "unsafe"}

type policy struct {
	packages, modules []string
	pure              bool
}

func parsePlan(t *testing.T) map[string]policy {
	plan := map[string]policy{}
	for line := range strings.Lines(floorPlan) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, ok := strings.Cut(line, ":")
		if !ok {
			t.Fatalf("floor plan line %q has no colon", line)
		}
		packages, modules, _ := strings.Cut(rest, "|")
		p := policy{packages: strings.Fields(packages)}
		for _, m := range strings.Fields(modules) {
			if m == "pure" {
				p.pure = true
				continue
			}
			p.modules = append(p.modules, m)
		}
		plan[name] = p
	}
	return plan
}

func (p policy) allows(imported string) bool {
	if slices.Contains(p.packages, "*") {
		return true
	}
	if rest, ok := strings.CutPrefix(imported, module+"/"); ok {
		return slices.Contains(p.packages, rest)
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return !p.pure || !slices.Contains(unclean, imported)
	}
	return slices.ContainsFunc(p.modules, func(m string) bool {
		return imported == m || strings.HasPrefix(imported, m+"/")
	})
}

// TestFloorPlan reads every file's imports itself: a test built on "go list"
// would be cached and miss a violation.
func TestFloorPlan(t *testing.T) {
	plan := parsePlan(t)
	root := ".."
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && file != root) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		name, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		found[name] = true
		p, ok := plan[name]
		if !ok {
			t.Errorf("%s: package %s is not in the floor plan", file, name)
			return nil
		}
		if strings.HasSuffix(file, "_test.go") {
			return nil
		}
		checkImports(t, file, name, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range plan {
		if !found[name] {
			t.Errorf("the floor plan names %s, which does not exist", name)
		}
	}
}

func checkImports(t *testing.T, file, name string, p policy) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if !p.allows(imported) {
			t.Errorf("%s: package %s may not import %s", path.Clean(filepath.ToSlash(file)), name, imported)
		}
	}
}
