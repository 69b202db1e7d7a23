package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
)

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "tell whether the program has what it needs",
		UsageText: `eachmark doctor [--dictionary FILE] [--store FILE] [--json]

eachmark doctor
eachmark doctor --dictionary gs1-syntax-dictionary.txt`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "dictionary", Usage: "compare what is built in with the GS1 Barcode Syntax Dictionary in `FILE`"},
			storeFlag(), jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			if file := c.String("dictionary"); file != "" {
				return p.compareDictionary(file, c.Bool("json"))
			}
			return p.doctor(c.Context, c.String("store"), c.Bool("json"))
		},
	}
}

// A symptom is one thing that was looked at; it is the record "doctor/1" of the
// command line contract.
type symptom struct {
	Schema string `json:"schema"`
	Check  string `json:"check"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
}

// doctor looks at everything the program needs on this computer. The error is
// that of the first thing that is not as it should be.
func (p *program) doctor(ctx context.Context, storeFlag string, asJSON bool) error {
	var worst error
	for _, look := range []struct {
		name string
		at   func() (string, error)
	}{
		{"version", func() (string, error) { return version + ", " + runtime.Version(), nil }},
		{"dictionary", func() (string, error) {
			d := gs1.BuiltIn()
			return fmt.Sprintf("%d application identifiers as of %s", len(d.Infos), d.Release), nil
		}},
		{"data folder", p.examineFolder},
		{"store", func() (string, error) { return p.examineStore(ctx, storeFlag) }},
		{"other programs", func() (string, error) { return "none are needed", nil }},
	} {
		detail, err := look.at()
		s := symptom{Schema: "doctor/1", Check: look.name, OK: err == nil, Detail: detail}
		if err != nil {
			s.Detail = sentence(err)
			var f *failure
			if errors.As(err, &f) {
				s.Hint = f.hint
			}
			if worst == nil {
				worst = errQuiet(codeOf(err))
			}
		}
		if err := p.showSymptom(s, asJSON); err != nil {
			return ioError(err, "")
		}
	}
	return worst
}

// codeOf returns the exit code that err leads to.
func codeOf(err error) int {
	var f *failure
	if errors.As(err, &f) {
		return f.code
	}
	return exitIO
}

func (p *program) showSymptom(s symptom, asJSON bool) error {
	if asJSON {
		return writeJSON(p.stdout, s)
	}
	verdict := "ok"
	if !s.OK {
		verdict = "NOT OK"
	}
	if s.Hint != "" {
		s.Detail += "; " + s.Hint
	}
	_, err := fmt.Fprintf(p.stdout, "%-15s %-7s %s\n", s.Check, verdict, s.Detail)
	return err
}

// examineFolder finds out whether the data folder can be written to, or made.
func (p *program) examineFolder() (string, error) {
	dir, err := p.dataFolder()
	if err != nil {
		return "", ioError(err, "name the store with --store FILE")
	}
	there := dir
	for {
		_, err := os.Stat(there)
		if err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(there) == there {
			break
		}
		there = filepath.Dir(there)
	}
	f, err := os.CreateTemp(there, ".eachmark-doctor-*")
	if err != nil {
		return "", ioError(err, "let yourself write there, or name the store with --store FILE")
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return "", ioError(err, "")
	}
	if there != dir {
		return dir + " will be made when it is needed", nil
	}
	return dir + " can be written to", nil
}

// examineStore opens the store and reads its runs. That there is none yet is no
// fault, unless it was named.
func (p *program) examineStore(ctx context.Context, flag string) (string, error) {
	path, err := p.storePath(flag)
	if err != nil {
		return "", err
	}
	if !isDatabase(path) && !exists(path) && flag == "" {
		return path + " is not there yet; the first run makes it", nil
	}
	s, err := p.openStore(ctx, path, false)
	if err != nil {
		return "", err
	}
	defer s.Close()
	n := 0
	for _, err := range s.Runs(ctx) {
		if err != nil {
			return "", storeError(err)
		}
		n++
	}
	for pool, err := range s.Pools(ctx) {
		var problems []string
		if err == nil {
			problems, err = s.AuditPool(ctx, pool.Name)
		}
		if err == nil && len(problems) > 0 {
			err = fmt.Errorf("%w: pool %s: %s", store.ErrDamaged, pool.Name, problems[0])
		}
		if err != nil {
			return "", storeError(err)
		}
	}
	return fmt.Sprintf("%s is whole and holds %s", withoutSecrets(path), countOf(n, "run")), nil
}

// A differenceRecord is the record "dictionary-difference/1" of the command line
// contract.
type differenceRecord struct {
	Schema     string `json:"schema"`
	AI         string `json:"ai"`
	Difference string `json:"difference"`
}

// compareDictionary tells in what way the dictionary in a file differs from the
// one built in.
func (p *program) compareDictionary(file string, asJSON bool) error {
	f, err := os.Open(file)
	if err != nil {
		return ioError(err, "")
	}
	defer f.Close()
	d, err := gs1.ParseDictionary(f)
	if err != nil {
		return ioError(fmt.Errorf("%s: %w", file, err), "give the file gs1-syntax-dictionary.txt as GS1 publishes it")
	}
	old, n := gs1.BuiltIn(), 0
	for difference := range d.Diff(old) {
		n++
		if asJSON {
			err = writeJSON(p.stdout, differenceRecord{"dictionary-difference/1", difference.AI.String(), difference.What})
		} else {
			_, err = fmt.Fprintln(p.stdout, difference)
		}
		if err != nil {
			return ioError(err, "")
		}
	}
	fmt.Fprintf(p.stderr, "%s: %d identifiers; built in: %d, as of %s; %d differences\n", file, len(d.Infos), len(old.Infos), old.Release, n)
	if n > 0 {
		return errFindings
	}
	return nil
}
