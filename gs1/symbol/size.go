package symbol

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// An Application is what a symbol is printed for: one of the symbol
// specification tables of the GS1 General Specifications, §5.12.3, which says how
// large its modules and how high its bars are. The zero value is none.
type Application uint8

// The tables, in the order of sizes.txt.
const (
	Retail                 Application = iota + 1 // table 1
	RetailPackageURL                              // table 1, symbols with AI (8200)
	RetailDL                                      // table 1, symbols with a Digital Link URI
	GeneralDistribution                           // table 2
	RetailAndDistribution                         // table 3
	NonRetail                                     // table 4
	LogisticUnits                                 // table 5
	HealthcareNonRetail                           // table 6
	DirectMarkingInk                              // table 7
	DirectMarkingConnected                        // table 7, modules that touch
	DirectMarkingDots                             // table 7, modules that do not touch
	HealthcareDistribution                        // table 8
	Keys                                          // table 9
	HealthcareRetail                              // table 10
	ServiceRelations                              // table 11
	TobaccoGroups                                 // table 12
	TobaccoLogisticUnits                          // table 12
	TobaccoTradeItems                             // table 12
	applications                                  // how many there are, and one
)

// A Size is what a symbol specification table says of a kind.
type Size struct {
	Min, Target, Max Micrometre // X-dimension
	Height           Micrometre // the least, of the bars at Target; 0 where the modules give it
}

//go:embed sizes.txt
var sizesText string

// sizeTables are the symbol specification tables.
type sizeTables struct {
	names  [applications]string
	titles [applications]string // "table 6: regulated healthcare …"
	sizes  [applications][kinds]Size
}

// tables reads sizes.txt, once. A line that cannot be read is left out, and a
// test finds it.
var tables = sync.OnceValue(func() *sizeTables {
	t, _ := parseSizes(sizesText)
	return t
})

// parseSizes reads the text of the tables; the first line that is wrong is the
// error.
func parseSizes(text string) (t *sizeTables, err error) {
	t = &sizeTables{}
	var at Application
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		var failed error
		switch {
		case len(fields) == 0 || fields[0] == "#" || line[0] == '#':
		case fields[0] == "table" && at+1 < applications:
			at++
			failed = t.addTable(at, line)
		default:
			failed = t.addSize(at, fields)
		}
		if err == nil {
			err = failed
		}
	}
	return t, err
}

// addTable reads "table 6 healthcare: regulated healthcare …".
func (t *sizeTables) addTable(at Application, line string) error {
	head, title, ok := strings.Cut(strings.TrimSpace(line), ": ")
	fields := strings.Fields(head)
	if !ok || len(fields) != 3 {
		return fmt.Errorf("symbol: sizes: %q is no head of a table", line)
	}
	t.names[at] = fields[2]
	t.titles[at] = "table " + fields[1] + ": " + title
	return nil
}

// addSize reads the name of a kind and four lengths.
func (t *sizeTables) addSize(at Application, fields []string) error {
	k, err := ParseKind(fields[0])
	if err != nil {
		return err
	}
	if len(fields) != 5 {
		return fmt.Errorf("symbol: sizes: %d fields for %v, want 5", len(fields), k)
	}
	var n [4]Micrometre
	for i, f := range fields[1:] {
		if f == "-" {
			continue
		}
		v, err := strconv.ParseUint(f, 10, 20)
		if err != nil {
			return fmt.Errorf("symbol: sizes of %v: %w", k, err)
		}
		n[i] = Micrometre(v)
	}
	t.sizes[at][k] = Size{n[0], n[1], n[2], n[3]}
	return nil
}

// Applications returns all applications.
func Applications() []Application {
	all := make([]Application, 0, applications-1)
	for a := Application(1); a < applications; a++ {
		all = append(all, a)
	}
	return all
}

// ParseApplication reads the name of an application, as [Application.String]
// writes it.
func ParseApplication(s string) (Application, error) {
	var names []string
	for _, a := range Applications() {
		if a.String() == s {
			return a, nil
		}
		names = append(names, a.String())
	}
	return 0, fmt.Errorf("symbol: application %.64q is not known, want one of %s", s, strings.Join(names, ", "))
}

// IsValid reports whether a is an application and not the zero value.
func (a Application) IsValid() bool { return 0 < a && a < applications }

// String returns the name of the application, such as "retail" or "healthcare".
func (a Application) String() string {
	if !a.IsValid() {
		return "invalid application"
	}
	return tables().names[a]
}

// Title returns the number of the symbol specification table and what it is for,
// "table 2: trade items scanned in general distribution"; "" for an invalid
// application.
func (a Application) Title() string {
	if !a.IsValid() {
		return ""
	}
	return tables().titles[a]
}

// Size returns the sizes of the kind for an application; ok is false if its table
// does not have the kind, which then is not a symbol for that use.
func (k Kind) Size(a Application) (size Size, ok bool) {
	if !k.IsValid() || !a.IsValid() {
		return Size{}, false
	}
	size = tables().sizes[a][k]
	return size, size != Size{}
}

// size returns the sizes in the kind's own table.
func (k Kind) size() Size {
	size, _ := k.Size(k.Table())
	return size
}
