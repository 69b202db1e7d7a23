package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
)

func (p *program) epcMemoryCommand() *cli.Command {
	return &cli.Command{
		Name: "memory", Usage: "tell what the banks of tags hold; write user memory",
		UsageText: `eachmark epc memory --bank epc|tid|user|reserved [HEX|ELEMENTS…|-] [--pc WORD] [--json]

eachmark epc memory --bank tid E2801190200069F009420300
eachmark epc memory --bank epc AAF930003074257BF7194E4000001A85
eachmark epc memory --bank user '(17)271231(10)LOT42'
eachmark epc memory --bank user 892A465D4237F1C54B01A000`,
		Description: "Banks are read from their first bit on: that of the EPC with its CRC and PC word.\nElements instead of digits are written: the answer is what user memory must hold.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "bank", Usage: "the `BANK`: epc, tid, user or reserved"},
			&cli.StringFlag{Name: "pc", Usage: "the PC `WORD` of the tag, such as 3400: tells chips with the same TID apart"},
			jsonFlag(),
		},
		Action: func(c *cli.Context) error {
			w := memoryReader{json: c.Bool("json")}
			if err := w.setBank(c.String("bank"), c.String("pc")); err != nil {
				return err
			}
			return helpWithoutInput(c, p.epcLines(c.Context, c.Args().Slice(), func() tagWork { return &w }))
		},
	}
}

// A memoryReader tells what one bank of tags holds.
type memoryReader struct {
	bank string
	pc   gen2.PC
	json bool
}

func (w *memoryReader) setBank(bank, pc string) error {
	switch bank {
	case "epc", "tid", "user", "reserved":
		w.bank = bank
	default:
		return usageError("for example: --bank tid", "--bank is %q, expected epc, tid, user or reserved", bank)
	}
	if pc == "" {
		return nil
	}
	word, err := hex.DecodeString(pc)
	if err != nil || len(word) != 2 {
		return usageError("for example: --pc 3400", "--pc is %q, expected four hexadecimal digits", pc)
	}
	w.pc = gen2.PC(word[0])<<8 | gen2.PC(word[1])
	return nil
}

// memoryRecord is the record "memory/1" of the command line contract.
type memoryRecord struct {
	Schema   string        `json:"schema"`
	Input    string        `json:"input,omitempty"`
	Bank     string        `json:"bank"`
	Hex      string        `json:"hex,omitempty"`
	EPC      *epcBankJSON  `json:"epc,omitempty"`
	TID      *tidJSON      `json:"tid,omitempty"`
	Elements string        `json:"elements,omitempty"` // of user memory
	Kill     string        `json:"kill,omitempty"`
	Access   string        `json:"access,omitempty"`
	Error    *gs1.Finding  `json:"error,omitempty"`
	Findings []gs1.Finding `json:"findings,omitempty"`

	line string // for people
}

type epcBankJSON struct {
	CRC        string     `json:"crc"`
	PC         string     `json:"pc"`
	UserMemory bool       `json:"user_memory"`
	XPC        string     `json:"xpc,omitempty"`
	AFI        string     `json:"afi,omitempty"` // of a tag that follows ISO
	Hex        string     `json:"hex"`
	Tag        *epcRecord `json:"tag,omitempty"`
}

type tidJSON struct {
	Designer     uint16 `json:"designer"`
	DesignerName string `json:"designer_name,omitempty"`
	Model        uint16 `json:"model"`
	Chip         string `json:"chip,omitempty"`
	Serial       string `json:"serial,omitempty"`
	STID         string `json:"stid,omitempty"`
	ChipSerial   uint64 `json:"chip_serial,omitempty"` // 38 bits, by the vendor's formula
	UserWords    *int   `json:"user_words,omitempty"`  // as the XTID has it
	Truncated    bool   `json:"truncated,omitempty"`
}

// add implements tagWork.
func (w *memoryReader) add(b *batch, r record) {
	result, err := w.read(r)
	result.Schema, result.Input, result.Bank = "memory/1", r.text, w.bank
	if err != nil {
		f := cliFinding(err, r.text)
		if plainHex(r.text) != r.text {
			f.Start, f.End = 0, len(r.text)
		}
		result.Error = &f
		b.worsen(&f)
	}
	if w.json {
		b.addJSON(result)
		return
	}
	if result.line != "" {
		b.out = append(append(b.out, result.line...), '\n')
	}
	if result.Error != nil {
		result.Findings = append(result.Findings, *result.Error)
	}
	b.addFindings(result.Findings, r.text, r.place())
}

func (w *memoryReader) read(r record) (memoryRecord, error) {
	if r.problem != nil {
		return memoryRecord{}, &findingError{*r.problem}
	}
	if w.bank == "user" && strings.HasPrefix(r.text, "(") {
		return writeUserMemory(r.text)
	}
	bank, err := hex.DecodeString(plainHex(r.text))
	if err != nil {
		return memoryRecord{}, notHexBank(r.text)
	}
	switch w.bank {
	case "epc":
		return readEPCBank(bank)
	case "tid":
		return readTIDBank(bank, w.pc)
	case "user":
		m, err := gen2.ParseUserMemory(bank)
		return memoryRecord{Elements: m.String(), line: m.String()}, err
	}
	p, err := gen2.ParsePasswords(bank)
	if err != nil {
		return memoryRecord{}, err
	}
	kill, access := fmt.Sprintf("%08X", p.Kill), fmt.Sprintf("%08X", p.Access)
	return memoryRecord{Kill: kill, Access: access, line: "kill " + kill + "\taccess " + access}, nil
}

// plainHex returns hexadecimal digits without blanks and "0x".
func plainHex(text string) string {
	digits := strings.Join(strings.Fields(text), "")
	return strings.TrimPrefix(strings.TrimPrefix(digits, "0x"), "0X")
}

func notHexBank(text string) error {
	return &findingError{gs1.Finding{
		Code: codeHex, Severity: gs1.SeverityError, End: len(text),
		Message: "the bank is not written in hexadecimal digits, two a byte", Fix: "give the digits as a reader shows them", Rule: "eachmark",
	}}
}

func writeUserMemory(text string) (memoryRecord, error) {
	m, err := gs1.ParseBracketed(text, &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		return memoryRecord{}, err
	}
	bank, err := gen2.AppendUserMemory(nil, m)
	if err != nil {
		return memoryRecord{}, err
	}
	digits := fmt.Sprintf("%X", bank)
	return memoryRecord{Hex: digits, Elements: m.String(), line: digits}, nil
}

func readEPCBank(bank []byte) (memoryRecord, error) {
	b, err := gen2.ParseEPCBank(bank)
	if err != nil {
		return memoryRecord{}, err
	}
	info := &epcBankJSON{CRC: fmt.Sprintf("%04X", b.CRC), PC: b.PC.String(), UserMemory: b.PC.UserMemory(), Hex: fmt.Sprintf("%X", b.EPC)}
	if b.HasXPC {
		info.XPC = fmt.Sprintf("%04X", uint16(b.XPC))
	}
	if b.PC.ISO() {
		info.AFI = fmt.Sprintf("%02X", b.PC.Low())
	}
	r := memoryRecord{EPC: info, line: "PC " + info.PC + "\t" + info.Hex}
	tag, err := b.Tag()
	if err == nil {
		decoded := newEPCRecord(tag)
		info.Tag = &decoded
		r.line += "\t" + decoded.Elements
	}
	return r, errors.Join(b.CheckCRC(), err)
}

func readTIDBank(bank []byte, pc gen2.PC) (memoryRecord, error) {
	t, err := gen2.ParseTID(bank)
	if err != nil {
		return memoryRecord{}, err
	}
	info := &tidJSON{
		Designer: t.Designer(), DesignerName: gen2.DesignerName(t.Designer()), Model: t.Model(),
		Serial: fmt.Sprintf("%X", t.AppendSerial(nil)), STID: t.STID(), Truncated: t.Truncated(),
	}
	words := []string{t.String(), fmt.Sprintf("designer %d %s", info.Designer, info.DesignerName), fmt.Sprintf("model %03X", info.Model)}
	if c, ok := t.Chip(pc); ok {
		info.Chip = c.String()
		words = append(words, info.Chip)
	}
	if serial, err := t.ChipSerial(); err == nil {
		info.ChipSerial = serial
		words = append(words, fmt.Sprintf("serial for an SGTIN-96 %d", serial))
	}
	if n, ok := t.UserWords(); ok {
		info.UserWords = &n
		words = append(words, fmt.Sprintf("%d words of user memory", n))
	}
	return memoryRecord{TID: info, line: strings.Join(words, "\t")}, nil
}

// unwrittenTag is a finding about an EPC, with its chip if it is what one has from
// the factory, with a PC word before it or without.
func unwrittenTag(f gs1.Finding, text string) gs1.Finding {
	bits, err := hex.DecodeString(plainHex(text))
	if err != nil {
		return f
	}
	chip, found := gen2.FactoryChip(bits)
	if b, err := gen2.ParseEPCBank(append([]byte{0, 0}, bits...)); err == nil && !found && 2*b.PC.Words() == len(bits)-2 {
		chip, found = gen2.FactoryChip(b.EPC)
	}
	if found {
		f.Code, f.Start, f.End = epc.CodeHeader, 0, len(text)
		f.Message = fmt.Sprintf("no EPC is written to the tag yet: this is what a chip %v has from the factory", chip)
		f.Fix = "encode the tag"
	}
	return f
}
