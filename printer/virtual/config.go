package virtual

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
)

// Scheme is the scheme of the URIs of virtual printers.
const Scheme = "virtual"

// A Config says which virtual printer to switch on and how it behaves.
type Config struct {
	// Dir is the folder that keeps the roll and the odometers. It is made if it
	// is not there.
	Dir string

	// Seed makes the printer's identity a function of it, and cuts its answers
	// into pieces at places drawn from it. 0: an identity by chance, whole
	// answers.
	Seed uint64

	// Faults happen once each in the life of the roll. A fault at a position
	// that the roll has passed does not happen any more.
	Faults []Fault

	// Speed is how fast paper moves, in mm/s; 0 means in no time.
	Speed float64

	// DPMM is the resolution of the print head; 0 means 8.
	DPMM zpl.DPMM

	// FaultRate is how likely each label has a fault drawn from the seed as well,
	// 0 to 1, of the kinds of [RandomKinds].
	FaultRate float64

	// Answers says what it answers while something is wrong.
	Answers Answers

	// EarlyEcho has it send what ^HV asks for when the tag of the label is
	// programmed, before the label is out; no document says which printers do.
	EarlyEcho bool

	// Model is the model it is, one of those that zebra.QuirksOf knows: it does not
	// know the variables that those lack. "" is one of its own, which knows all.
	Model string

	// Mode is what becomes of a printed label when it is switched on; 0 is tear off.
	Mode zpl.PrintMode

	// Reprint is its ezpl.reprint_mode when it comes from the maker.
	Reprint ReprintMode

	// CountsBegun has its odometers count labels that something stopped in the
	// middle, too.
	CountsBegun bool

	// Feeds is how many labels it feeds to find their gaps when it is switched on
	// and when the head was open. They are on the roll, and the odometer does not
	// count them.
	Feeds int

	// Language and Prefixes are those it is set to when it is switched on; zero
	// values are ZPL and the usual prefixes.
	Language string
	Prefixes zpl.Prefixes

	// Inlay is the memory of the tag on each label.
	Inlay InlaySize

	// Watch, if not nil, is told what happens, once it is written down. It must
	// be quick and not call the printer.
	Watch func(Event)

	// DecodeCommand takes the elements of a complete label from the commands of
	// its symbol and draws no picture of it. Partial labels are drawn and
	// decoded all the same, with the settings of their own format only.
	DecodeCommand bool
}

// like reports whether a printer with the configuration c is as d wants it; the
// folder may be spelt differently.
func (c Config) like(d Config) bool {
	return c.Seed == d.Seed && slices.Equal(c.Faults, d.Faults) && c.Speed == d.Speed &&
		c.dpmm() == d.dpmm() && c.DecodeCommand == d.DecodeCommand && c.inlaySize() == d.inlaySize() &&
		c.EarlyEcho == d.EarlyEcho && c.Reprint == d.Reprint && c.Model == d.Model && c.mode() == d.mode() && c.CountsBegun == d.CountsBegun && c.Feeds == d.Feeds && c.FaultRate == d.FaultRate && c.Answers == d.Answers && c.language() == d.language() && c.prefixes() == d.prefixes()
}

func (c Config) language() string { return cmp.Or(c.Language, languageZPL) }

func (c Config) mode() zpl.PrintMode { return cmp.Or(c.Mode, zpl.ModeTearOff) }

func (c Config) productName() string { return cmp.Or(c.Model, productName) }

// hostModel returns the model as ~HI has it.
func (c Config) hostModel() string {
	if c.Model == "" {
		return hostModel
	}
	return fmt.Sprintf("%s-%ddpi", c.Model, 25*c.dpmm()) // as a ZT410 calls 8 dots/mm 200 dpi
}

// languageZPL is what device.languages says of a printer that understands ZPL.
const languageZPL = "zpl"

func (c Config) prefixes() zpl.Prefixes {
	return zpl.Prefixes{
		Format:    cmp.Or(c.Prefixes.Format, zpl.UsualPrefixes.Format),
		Control:   cmp.Or(c.Prefixes.Control, zpl.UsualPrefixes.Control),
		Delimiter: cmp.Or(c.Prefixes.Delimiter, zpl.UsualPrefixes.Delimiter),
	}
}

func (c Config) inlaySize() InlaySize {
	if c.Inlay == (InlaySize{}) {
		return InlaySize{EPC: 496, User: 512}
	}
	return c.Inlay
}

func (c Config) dpmm() zpl.DPMM {
	if c.DPMM == 0 {
		return zpl.DPMM8
	}
	return c.DPMM
}

// URI returns the URI of the virtual printer with the roll in dir.
func URI(dir string) string {
	return Scheme + ":" + strings.NewReplacer("%", "%25", "?", "%3F").Replace(dir)
}

// ParseURI reads a URI of the form "virtual:DIR?seed=7&faults=head-open@10". A
// "%" or "?" in the name of the folder is written %25 or %3F; [URI] does so.
// Errors are [*printer.URIError].
func ParseURI(uri string) (Config, error) {
	fail := func(format string, args ...any) (Config, error) {
		return Config{}, &printer.URIError{URI: uri, Problem: fmt.Sprintf(format, args...)}
	}
	rest, ok := strings.CutPrefix(uri, Scheme+":")
	path, query, _ := strings.Cut(rest, "?")
	if !ok || path == "" {
		return fail("the folder of the roll is missing, want virtual:DIR")
	}
	dir, err := url.PathUnescape(path)
	if err != nil {
		return fail("a %% in the name of the folder is written %%25")
	}
	params, err := url.ParseQuery(query)
	if err != nil {
		return fail("the parameters are not of the form name=value&name=value")
	}
	c := Config{Dir: filepath.Clean(dir)}
	for name, values := range params {
		if len(values) > 1 {
			return fail("parameter %s is given %d times, want once", name, len(values))
		}
		if problem := c.set(name, values[0]); problem != "" {
			return fail("%s", problem)
		}
	}
	return c, nil
}

// set sets one parameter, or returns what is wrong with it.
func (c *Config) set(name, value string) (problem string) {
	switch name {
	case "seed", "speed", "dpmm", "rate", "feeds":
		return c.setNumber(name, value)
	case "faults":
		c.Faults, problem = parseFaults(value)
	case "inlay":
		c.Inlay, problem = parseInlay(value)
	case "prefixes":
		c.Prefixes, problem = parsePrefixes(value)
	case "language":
		if c.Language = value; value == "" || strings.Trim(value, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return fmt.Sprintf("language is %.64q, want a value of device.languages, such as zpl or line_print", value)
		}
	case "model":
		if c.Model = value; zebra.QuirksOf(zebra.Identity{Product: value}).Name == "" {
			return fmt.Sprintf("model %.64q is not one of which it is known how it differs, such as ZM400 or LE850", value)
		}
	case "mode":
		c.Mode, problem = parseMode(value)
	case "answers":
		return choose(&c.Answers, name, value, "always", "no-status", "nothing")
	case "echo":
		return choose(&c.EarlyEcho, name, value, "late", "early")
	case "reprint":
		return choose(&c.Reprint, name, value, "off", "on", "locked")
	case "counts":
		return choose(&c.CountsBegun, name, value, "whole", "begun")
	case "decode":
		return choose(&c.DecodeCommand, name, value, "picture", "command")
	default:
		return fmt.Sprintf("unknown parameter %.64q, known are answers, counts, decode, dpmm, echo, faults, feeds, inlay, language, mode, model, prefixes, rate, reprint, seed, speed", name)
	}
	return problem
}

// parseMode reads the name of a print mode, "delayed-cut".
func parseMode(s string) (mode zpl.PrintMode, problem string) {
	var names []string
	for _, m := range []zpl.PrintMode{zpl.ModeTearOff, zpl.ModePeelOff, zpl.ModeRewind, zpl.ModeApplicator, zpl.ModeCutter, zpl.ModeDelayedCut} {
		name := strings.ReplaceAll(m.String(), " ", "-")
		if name == s {
			return m, ""
		}
		names = append(names, name)
	}
	return 0, fmt.Sprintf("mode is %.64q, want one of %s", s, strings.Join(names, ", "))
}

// setNumber sets a parameter that is a number.
func (c *Config) setNumber(name, value string) (problem string) {
	var err error
	want := ""
	switch name {
	case "seed":
		c.Seed, err = strconv.ParseUint(value, 10, 64)
		want = "a number from 0 to 2^64-1"
	case "speed":
		c.Speed, err = strconv.ParseFloat(value, 64)
		if !(c.Speed > 0) || math.IsInf(c.Speed, 0) {
			err = strconv.ErrRange
		}
		want = "millimetres per second above 0"
	case "dpmm":
		n, parsed := strconv.Atoi(value)
		c.DPMM, err = zpl.DPMM(n), parsed
		if !slices.Contains([]zpl.DPMM{zpl.DPMM6, zpl.DPMM8, zpl.DPMM12, zpl.DPMM24}, c.DPMM) {
			err = strconv.ErrRange
		}
		want = "6, 8, 12 or 24 dots per millimetre"
	case "rate":
		c.FaultRate, err = strconv.ParseFloat(value, 64)
		if !(c.FaultRate >= 0 && c.FaultRate <= 1) {
			err = strconv.ErrRange
		}
		want = "how likely a fault is on each label, 0 to 1"
	case "feeds":
		c.Feeds, err = strconv.Atoi(value)
		if c.Feeds < 0 || c.Feeds > maxFeeds {
			err = strconv.ErrRange
		}
		want = fmt.Sprintf("0 to %d labels", maxFeeds)
	}
	if err != nil {
		return fmt.Sprintf("%s is %.64q, want %s", name, value, want)
	}
	return ""
}

// choose sets *to to the place of value among names, the first of them being
// false.
func choose[T bool | Answers | ReprintMode](to *T, name, value string, names ...string) (problem string) {
	i := slices.Index(names, value)
	if i < 0 {
		last := len(names) - 1
		return fmt.Sprintf("%s is %.64q, want %s or %s", name, value, strings.Join(names[:last], ", "), names[last])
	}
	switch to := any(to).(type) {
	case *bool:
		*to = i > 0
	case *Answers:
		*to = Answers(i)
	case *ReprintMode:
		*to = ReprintMode(i)
	}
	return ""
}

// ReprintMode says what a press of the REPRINT key does.
type ReprintMode uint8

const (
	ReprintOff    ReprintMode = iota
	ReprintOn                 // the label is printed once more
	ReprintLocked             // so it is, and hosts cannot switch that off
)

// Answers says what a printer answers while something is wrong. Its documents
// have it silent to ~HS then; printers have been heard to answer.
type Answers uint8

const (
	AnswersAlways   Answers = iota
	AnswersNoStatus         // not to ~HS, but to Set-Get-Do
	AnswersNothing
)

// parsePrefixes reads three characters: those of ^, ~ and the comma.
func parsePrefixes(value string) (p zpl.Prefixes, problem string) {
	if len(value) != 3 || value[0] == value[1] || value[1] == value[2] || value[0] == value[2] || strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return p, fmt.Sprintf("prefixes is %.64q, want three different characters instead of ^~,", value)
	}
	return zpl.Prefixes{Format: value[0], Control: value[1], Delimiter: value[2]}, ""
}

// parseInlay reads "EPC/USER" or "none".
func parseInlay(value string) (size InlaySize, problem string) {
	if value == "none" {
		return InlaySize{EPC: -1}, ""
	}
	epc, user, _ := strings.Cut(value, "/")
	var err1, err2 error
	size.EPC, err1 = strconv.Atoi(epc)
	size.User, err2 = strconv.Atoi(user)
	if err1 != nil || err2 != nil || size.EPC < 64 || size.EPC > 496 || size.EPC%16 != 0 || size.User < 0 || size.User > 65536 || size.User%16 != 0 {
		return size, fmt.Sprintf("inlay is %.64q, want the bits of its EPC and user memory, 496/512, in words of 16, or none", value)
	}
	return size, ""
}

// A FaultKind says what goes wrong.
type FaultKind uint8

// Of the kinds that a person has to see to, the first four stop the printer.
const (
	HeadOpen  FaultKind = iota + 1 // somebody opens the head; a person closes it
	MediaOut                       // the labels end; a person loads a roll
	RibbonOut                      // the ribbon ends; a person loads one
	Jam                            // the labels jam; a person frees them
	Pause                          // somebody presses PAUSE; a person, or ~PS, presses it again
	Prefixes                       // somebody's ^CC makes + the format prefix; a person undoes it
	Language                       // somebody sets another language than ZPL; a person sets ZPL

	PowerCut  // the printer goes off and forgets its memory
	CablePull // the connections break; the printer goes on
	HalfOpen  // the connections go dead, and neither end is told; new ones work
	Slow      // the printer takes some bytes a moment from the connections there are
	Cancel    // somebody presses CANCEL: what waits is dropped, as by ~JA
	Reprint   // somebody presses the REPRINT key: in reprint mode the label is printed once more
	Foreign   // another host prints a label

	RFIDVoid // the tag of the label takes what is written, but fails the check
	RFIDDead // the tag of the label does not answer
	RFIDTwin // the tag of the label has the TID of the one before
	RFIDNext // from that label on, the reader reaches the tag of the next label
)

// faultKinds has the name of each kind in a URI, in their order, and what a
// printer reports that stands still for it.
var faultKinds = [...]struct {
	name   string
	status printer.FaultKind
}{
	{"head-open", printer.FaultHeadOpen},
	{"media-out", printer.FaultMediaOut},
	{"ribbon-out", printer.FaultRibbonOut},
	{"jam", printer.FaultJam},
	{"pause", 0}, {"prefixes", 0}, {"language", 0},
	{"power-cut", 0}, {"cable-pull", 0}, {"half-open", 0}, {"slow", 0}, {"cancel", 0}, {"reprint", 0}, {"foreign", 0},
	{"rfid-void", 0}, {"rfid-dead", 0}, {"rfid-twin", 0}, {"rfid-next", 0},
}

// faultNames returns the names of all kinds, for a person.
func faultNames() string {
	var names []string
	for _, k := range faultKinds {
		names = append(names, k.name)
	}
	return strings.Join(names, ", ")
}

// String returns the kind's name in a URI, such as "head-open".
func (k FaultKind) String() string {
	if k == 0 || int(k) > len(faultKinds) {
		return "invalid fault"
	}
	return faultKinds[k-1].name
}

// NeedsPerson reports whether it stays so until [Printer.PutRight].
func (k FaultKind) NeedsPerson() bool { return k >= HeadOpen && k <= Language }

// ofTag reports whether the fault is one of the label's tag, or of the reader: it
// is there before the label comes, and nothing happens.
func (k FaultKind) ofTag() bool { return k >= RFIDVoid && k <= RFIDNext }

// status returns the fault a printer reports that stands still for it, 0 if it
// does not.
func (k FaultKind) status() printer.FaultKind { return faultKinds[k-1].status }

// A Fault goes wrong while one label is being printed.
type Fault struct {
	Kind  FaultKind
	Label int     // on the roll of the folder, from 1, partial labels included
	Done  float64 // how much of that label is printed by then, from 0 to below 1
}

// halfDone is how much of the label a fault spoils where the URI does not say.
const halfDone = .5

// String returns the fault as a URI has it, the part of the label always given:
// "head-open@10.5".
func (f Fault) String() string {
	done := strings.TrimPrefix(strconv.FormatFloat(f.Done, 'f', -1, 64), "0")
	if done == "" {
		done = ".0"
	}
	return fmt.Sprintf("%s@%d%s", f.Kind, f.Label, done)
}

// ParseFault reads "KIND@LABEL" or "KIND@LABEL.PART": "power-cut@25.75" happens
// when three quarters of label 25 are printed, "power-cut@25" when half of it
// is, "power-cut@25.0" before its first line of dots.
func ParseFault(s string) (Fault, error) {
	f, problem := parseFault(s)
	if problem != "" {
		return Fault{}, fmt.Errorf("virtual: %s", problem)
	}
	return f, nil
}

func parseFault(s string) (f Fault, problem string) {
	name, position, found := strings.Cut(s, "@")
	kind, ok := FaultKindByName(name)
	if !ok {
		return f, fmt.Sprintf("unknown fault %.64q, known are %s", name, faultNames())
	}
	label, part, hasPart := strings.Cut(position, ".")
	n, err := strconv.Atoi(label)
	done := halfDone
	if hasPart && err == nil {
		done, err = strconv.ParseFloat("0."+part, 64)
	}
	if !found || err != nil || n < 1 || done >= 1 || strings.Trim(label+part, "0123456789") != "" || hasPart && part == "" {
		return f, fmt.Sprintf("fault %.64q has no position, want %s@LABEL or %[2]s@LABEL.PART, labels from 1", s, name)
	}
	return Fault{Kind: kind, Label: n, Done: done}, ""
}

// FaultKindByName is the inverse of [FaultKind.String].
func FaultKindByName(name string) (FaultKind, bool) {
	for i := range faultKinds {
		if faultKinds[i].name == name {
			return FaultKind(i + 1), true
		}
	}
	return 0, false
}

func parseFaults(list string) (faults []Fault, problem string) {
	for s := range strings.SplitSeq(list, ",") {
		f, problem := parseFault(s)
		if problem != "" {
			return nil, problem
		}
		if slices.Contains(faults, f) {
			return nil, fmt.Sprintf("fault %s is given twice, and each happens once", f)
		}
		faults = append(faults, f)
	}
	return faults, ""
}

// maxFeeds bounds [Config.Feeds] in a URI.
const maxFeeds = 10

// RandomKinds returns the kinds of faults that [Config.FaultRate] draws from:
// those after which a printer can go on, and no label is one too many.
func RandomKinds() []FaultKind {
	return []FaultKind{HeadOpen, MediaOut, RibbonOut, Jam, Pause, PowerCut, CablePull, HalfOpen, RFIDVoid, RFIDDead}
}

// faultsOn returns the faults that are to happen on label n of the roll, those
// of the list and the one drawn.
func (c Config) faultsOn(n int) []Fault {
	faults := c.Faults
	random := rand.New(rand.NewPCG(c.Seed, uint64(n)))
	if c.FaultRate == 0 || random.Float64() >= c.FaultRate {
		return faults
	}
	kinds := RandomKinds()
	drawn := Fault{Kind: kinds[random.IntN(len(kinds))], Label: n, Done: float64(random.IntN(100)) / 100}
	return append(slices.Clip(faults), drawn)
}
