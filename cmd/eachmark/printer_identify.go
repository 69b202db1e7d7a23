package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/file"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/zebra"
)

func (p *program) identifyCommand() *cli.Command {
	return &cli.Command{
		Name:  "identify",
		Usage: "tell which printer it is and how far its word goes; prints nothing",
		UsageText: `eachmark printer identify URI [--zpl] [--json]

eachmark printer identify tcp://192.0.2.17:9100
eachmark printer identify 'virtual:roll?model=ZM400'`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "zpl", Usage: "ask a printer in ZPL that answers nothing else; one set to another language may print that"},
			jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usageError("for example: eachmark printer identify tcp://192.0.2.17:9100", "%d printers are given, expected one", c.NArg())
			}
			return p.identify(c.Context, c.Args().First(), c.Bool("zpl"), c.Bool("json"))
		},
	}
}

// identify asks a printer what it tells of itself.
func (p *program) identify(ctx context.Context, uri string, inZPL, asJSON bool) (err error) {
	w := &work{printer: uri}
	transports := w.transports(file.Options{}, 0)
	delete(transports, file.Scheme) // it would be made, and says nothing
	if plainVirtual(uri) {
		return usageError("for example: virtual:roll", "virtual alone is made for each run, expected virtual:DIR")
	}
	engine := &run.Engine{AskZPL: inZPL, Connect: func(ctx context.Context) (printer.Conn, error) { return transports.Open(ctx, uri) }}
	defer func() { err = errors.Join(err, engine.Close(), w.hub.Close()) }()
	if err := engine.Open(ctx); err != nil {
		return identifyError(uri, err)
	}
	s, err := engine.Survey(ctx)
	if err != nil {
		return identifyError(uri, err)
	}
	if s.Trust.Tier == run.TierNone && s.Setup == nil {
		hint := "check that it is on and connected"
		if !inZPL {
			hint += "; --zpl asks in ZPL too, which a printer that is set to another language may print"
		}
		return ioError(fmt.Errorf("printer %s: %w", uri, zebra.ErrSilent), hint)
	}
	if asJSON {
		err = writeJSON(p.stdout, newIdentityJSON(uri, s))
	} else {
		_, err = fmt.Fprint(p.stdout, surveyWords(s))
	}
	if err != nil {
		return ioError(err, "")
	}
	return nil
}

// identifyError gives an error of opening or asking a printer its exit code.
func identifyError(uri string, err error) error {
	var (
		unknown *printer.UnknownSchemeError
		bad     *printer.URIError
	)
	if errors.As(err, &unknown) || errors.As(err, &bad) {
		return usageError("see: eachmark printer identify --help", "%w", err)
	}
	hint := "check that the printer is on and the address is right"
	if errors.Is(err, os.ErrPermission) {
		hint = "" // the system says what is not allowed
	}
	return ioError(fmt.Errorf("printer %s: %w", uri, err), hint)
}

// An identityJSON is the record "printer-identity/1" of the command line contract.
// What the printer does not tell is left out.
type identityJSON struct {
	Schema    string        `json:"schema"`
	URI       string        `json:"uri"`
	Model     string        `json:"model,omitempty"`
	Serial    string        `json:"serial_number,omitempty"`
	Firmware  string        `json:"firmware,omitempty"`
	LinkOS    string        `json:"link_os,omitempty"`
	Tier      run.Tier      `json:"trust"`
	Meaning   string        `json:"trust_meaning"`
	Language  string        `json:"language,omitempty"`
	Prefixes  string        `json:"prefixes,omitempty"` // format, control, delimiter
	PrintMode string        `json:"print_mode,omitempty"`
	Labels    *uint64       `json:"labels,omitempty"`
	Openings  *uint64       `json:"latch_opens,omitempty"`
	Uptime    *float64      `json:"uptime_seconds,omitempty"`
	RFID      *bool         `json:"rfid,omitempty"`
	Good      *uint64       `json:"tags_good,omitempty"`
	Void      *uint64       `json:"tags_void,omitempty"`
	Family    string        `json:"family,omitempty"`
	Quirks    []zebra.Quirk `json:"quirks,omitempty"`
	Warnings  []string      `json:"warnings,omitempty"`
}

func newIdentityJSON(uri string, s run.Survey) identityJSON {
	j := identityJSON{
		Schema: "printer-identity/1", URI: uri, Model: s.Identity.Product, Serial: s.Identity.UniqueID,
		Firmware: s.Identity.Firmware, LinkOS: s.Identity.LinkOS, Tier: s.Trust.Tier, Meaning: s.Trust.Meaning(),
		Family: s.Family.Name, Quirks: s.Family.Quirks, Warnings: s.Warnings,
	}
	if s.Setup != nil {
		j.Language, j.Prefixes, j.PrintMode = s.Setup.Languages, prefixChars(*s.Setup), s.Setup.PrintMode
		reader := s.Tags != nil
		j.RFID = &reader
	}
	if c := s.Counters; c != nil {
		seconds := c.Uptime.Seconds()
		j.Labels, j.Openings, j.Uptime = &c.Labels, &c.LatchOpens, &seconds
	}
	if s.Tags != nil {
		j.Good, j.Void = &s.Tags.Good, &s.Tags.Void
	}
	return j
}

// prefixChars returns the characters that stand for ^, ~ and the comma, "" if the
// printer does not tell them.
func prefixChars(s zebra.Setup) string {
	if !s.Told {
		return ""
	}
	return string([]byte{s.Prefixes.Format, s.Prefixes.Control, s.Prefixes.Delimiter})
}

// surveyWords are what a person reads of a survey, a line each.
func surveyWords(s run.Survey) string {
	var b strings.Builder
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-14s %s\n", name, value)
		}
	}
	line("model", s.Identity.Product)
	line("serial number", s.Identity.UniqueID)
	line("firmware", s.Identity.Firmware)
	line("Link-OS", s.Identity.LinkOS)
	line("trust", s.Trust.String())
	if s.Setup != nil {
		line("language", s.Setup.Languages)
		line("prefixes", strings.Join(strings.Split(prefixChars(*s.Setup), ""), " "))
		line("print mode", s.Setup.PrintMode)
	}
	if c := s.Counters; c != nil {
		line("counters", fmt.Sprintf("%s, %s of the head, on for %v", countOf(c.Labels, "label"), countOf(c.LatchOpens, "opening"), c.Uptime.Round(time.Second)))
	}
	switch {
	case s.Tags != nil:
		line("RFID", fmt.Sprintf("yes, %d tags good, %d void", s.Tags.Good, s.Tags.Void))
	case s.Setup != nil:
		line("RFID", "no, or it does not count tags")
	}
	for _, q := range s.Family.Quirks {
		if q.Unsure {
			q.Sentence = "probably " + q.Sentence
		}
		line("quirk", "It "+q.Sentence+".")
	}
	for _, w := range s.Warnings {
		line("mind", w)
	}
	return b.String()
}

// introduce says before a run how far the printer's word goes, where it is not all
// the way, and what to look out for.
func (p *program) introduce(ctx context.Context, engine *run.Engine, talk talkOptions) {
	s, err := engine.Survey(ctx)
	if err != nil || talk.quiet {
		return // what is wrong with the printer, printing will tell
	}
	if s.Trust.Tier != run.TierCounts {
		fmt.Fprintf(p.stderr, "Trust %s.\n", s.Trust)
	}
	for _, w := range s.Warnings {
		fmt.Fprintln(p.stderr, w)
	}
}
