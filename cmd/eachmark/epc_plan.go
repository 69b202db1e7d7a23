package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
)

func (p *program) epcPlanCommand() *cli.Command {
	return &cli.Command{
		Name: "plan", Usage: "tell what fits the memory of a chip, and in which scheme",
		UsageText: `eachmark epc plan [ELEMENTS…|-] --chip NAME|--bits N [--gcp PREFIX|--gcp-length N|--gcp-table FILE] [--json]

eachmark epc plan '(01)09506000134352(17)271231(10)LOT42(21)007' --chip M730
eachmark epc plan '(01)09506000134352(21)A1' --bits 96 --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "chip", Usage: "the `NAME` of the chip, such as M730 or 'UCODE 8'"},
			&cli.IntFlag{Name: "bits", Usage: "the EPC memory has `N` bits behind the PC word"},
			jsonFlag(),
		}, tagFlags()...),
		Action: func(c *cli.Context) error {
			o, err := encodeOptions(c)
			if err != nil {
				return err
			}
			chip, err := chipOf(c.String("chip"), c.Int("bits"))
			if err != nil {
				return err
			}
			return helpWithoutInput(c, p.epcLines(c.Context, c.Args().Slice(), func() tagWork { return &tagPlanner{o, chip, c.Bool("json")} }))
		},
	}
}

// chipOf returns the chip of a name, or one with bits of EPC memory.
func chipOf(name string, bits int) (gen2.Chip, error) {
	switch {
	case (name == "") == (bits == 0):
		return gen2.Chip{}, usageError("for example: --chip M730", "how much the memory holds is to be said by --chip or by --bits")
	case bits != 0 && (bits < 0 || bits > 496):
		return gen2.Chip{}, usageError("for example: --bits 128", "--bits is %d, expected 1 to 496", bits)
	case bits != 0:
		return gen2.Chip{Name: fmt.Sprintf("%d bits", bits), EPC: bits}, nil
	}
	chip, ok := gen2.ChipByName(name)
	if !ok {
		return chip, usageError("give its EPC memory instead, as --bits 128", "--chip %q is not known; known are %s", name, chipNames())
	}
	return chip, nil
}

func chipNames() string {
	var names []string
	for c := range gen2.Chips() {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// planRecord is one proposal of "epc plan".
type planRecord struct {
	Schema string       `json:"schema"`
	Input  string       `json:"input"`
	Chip   string       `json:"chip"`
	Memory int          `json:"memory"` // bits
	Scheme string       `json:"scheme,omitempty"`
	Fits   bool         `json:"fits"`
	Bits   int          `json:"bits,omitempty"`
	Hex    string       `json:"hex,omitempty"`
	Held   string       `json:"held,omitempty"`
	Left   string       `json:"left,omitempty"`
	To     string       `json:"left_to,omitempty"`
	Why    string       `json:"why,omitempty"`   // it does not fit
	Error  *gs1.Finding `json:"error,omitempty"` // in place of proposals
}

// A tagPlanner tells what fits a chip.
type tagPlanner struct {
	o    epc.Options
	chip gen2.Chip
	json bool
}

func (t *tagPlanner) add(b *batch, r record) {
	in := read(r, parseOptions{partOfLabel: true})
	in.tolerate()
	for i := range in.findings {
		t.addFinding(b, r, in.findings[i])
	}
	if !in.valid {
		return
	}
	proposals := epc.Plan(in.message, t.chip.EPC, &t.o)
	if len(proposals) == 0 || !proposals[0].Tag.IsValid() {
		t.addRefusal(b, r, proposals)
	}
	for _, p := range proposals {
		t.addProposal(b, r.text, p)
	}
}

// addRefusal tells that nothing fits.
func (t *tagPlanner) addRefusal(b *batch, r record, proposals []epc.Proposal) {
	f := gs1.Finding{
		Code: codeNoMemory, Severity: gs1.SeverityError, End: len(r.text), Found: fmt.Sprintf("%d bits", t.chip.EPC),
		Message: "no scheme holds the elements in the EPC memory of " + t.chip.Name,
		Fix:     "take a chip with more EPC memory, or a shorter serial", Rule: "GS1 Tag Data Standard 2.3 §14.6",
	}
	if len(proposals) == 0 {
		f.Message, f.Fix = "the elements have no key that tags are for", "give (01) and (21), (00) or another key of an item"
	}
	t.addFinding(b, r, f)
}

func (t *tagPlanner) addFinding(b *batch, r record, f gs1.Finding) {
	if f.Severity == gs1.SeverityError {
		b.worsen(&f)
	}
	if t.json {
		b.addJSON(planRecord{Schema: "epc-plan/1", Input: r.text, Chip: t.chip.Name, Memory: t.chip.EPC, Error: &f})
		return
	}
	b.addFindings([]gs1.Finding{f}, r.text, r.place())
}

func (t *tagPlanner) addProposal(b *batch, input string, p epc.Proposal) {
	r := planRecord{
		Schema: "epc-plan/1", Input: input, Chip: t.chip.Name, Memory: t.chip.EPC,
		Scheme: p.Scheme.String(), Fits: p.Tag.IsValid(), Bits: p.Bits,
	}
	if p.Err != nil {
		r.Why = cliFinding(p.Err, input).Message
	} else {
		r.Hex, r.Held, r.Left = p.Tag.String(), gs1.NewMessage(p.Held...).String(), gs1.NewMessage(p.Left...).String()
	}
	if r.Left != "" {
		r.To = t.leftTo()
	}
	if t.json {
		b.addJSON(r)
		return
	}
	b.out = fmt.Appendf(b.out, "%-9s ", r.Scheme)
	switch {
	case !r.Fits:
		b.out = fmt.Appendf(b.out, "no: %s\n", r.Why)
	case r.Left == "":
		b.out = fmt.Appendf(b.out, "%d of %d bits  %s  holds all\n", r.Bits, r.Memory, r.Hex)
	default:
		b.out = fmt.Appendf(b.out, "%d of %d bits  %s  holds %s, leaves %s to %s\n", r.Bits, r.Memory, r.Hex, r.Held, r.Left, r.To)
	}
}

// leftTo says where elements can stand that the EPC memory does not hold.
func (t *tagPlanner) leftTo() string {
	if t.chip.User > 0 {
		return fmt.Sprintf("the barcode or the user memory of %d bits", t.chip.User)
	}
	return "the barcode"
}
