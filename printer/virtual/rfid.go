package virtual

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/big"
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// A tagStep is a field that speaks to the tag: ^RF or ^RL.
type tagStep struct {
	command zpl.Command
	data    []byte // of its ^FD
	hasData bool
	number  int // of its ^FN, noNumber without
}

// noNumber is the number of a field without ^FN.
const noNumber = -1

// rfidSettings is what ^RS says, and ^RB.
type rfidSettings struct {
	position   float64  // mm that are printed before the tag is programmed
	void       zpl.Dots // length of VOID; 0: the whole label
	tries      int      // labels
	action     byte     // N, P or E: after so many labels in vain
	partitions []int    // bits
}

// usualRFID is how a printer treats tags until ^RS and ^RB tell otherwise.
func usualRFID() rfidSettings {
	return rfidSettings{tries: 3, action: 'N', partitions: []int{96}} // commands.txt
}

// maxPosition is the most mm in the position of ^RS.
const maxPosition = 999

// set reads a ^RS. A parameter that is left out is as it was before.
func (s *rfidSettings) set(c zpl.Command) {
	if p := string(c.Param(1)); p != "" {
		s.position = 0 // also where the paper is fed back before
		if mm, ok := strings.CutPrefix(strings.ToUpper(p), "F"); ok {
			n, _ := strconv.Atoi(mm) // a position that is none is the leading edge
			s.position = float64(min(max(n, 0), maxPosition))
		}
	}
	s.void = c.Dots(2, s.void)
	s.tries = min(max(c.Int(3, s.tries), 1), 10)
	if e := c.Choice(4, s.action); e == 'N' || e == 'P' || e == 'E' {
		s.action = e
	}
}

// maxPartitions and maxPartition bound what ^RB says.
const (
	maxPartitions = 16
	maxPartition  = 64 // bits
)

// partition reads a ^RB, if it makes sense: the bits of all partitions, then of
// each.
func (s *rfidSettings) partition(c zpl.Command) {
	numbers := strings.FieldsFunc(string(c.Args()), func(r rune) bool { return r < '0' || r > '9' })
	if len(numbers) < 2 || len(numbers)-1 > maxPartitions {
		return
	}
	var bits []int
	sum := 0
	for _, number := range numbers[1:] {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 || n > maxPartition {
			return
		}
		bits, sum = append(bits, n), sum+n
	}
	if numbers[0] == strconv.Itoa(sum) {
		s.partitions = bits
	}
}

// A tagWork is what a format did to a tag.
type tagWork struct {
	tag    *inlay         // as it is afterwards
	number int            // of the label it is on
	values map[int]string // of the fields it read
	log    []zpl.TagOperation
	err    error // the operation that failed, and ended it
}

// An encoder does to a tag what a format says.
type encoder struct {
	access
	work     *tagWork
	settings rfidSettings
	serial   *tidSerial // ^RU
	values   map[int]string
}

// program does the steps of the format to a copy of the tag, up to the first
// that fails.
func (f *format) program(tag *inlay, values map[int]string) *tagWork {
	w := &tagWork{tag: tag, values: map[int]string{}}
	e := encoder{work: w, settings: f.rfid, serial: f.serial, values: values}
	if tag == nil {
		w.err = errNoTag
		return w
	}
	w.tag = tag.clone()
	e.tag = w.tag
	for _, s := range f.steps {
		if w.err = e.step(s); w.err != nil {
			break
		}
	}
	return w
}

func (e *encoder) step(s tagStep) (err error) {
	operation := "R"
	switch {
	case s.command.Code == "^RL":
		operation = "L"
		err = e.lockStep(s.command)
	case s.command.Choice(0, 'W') == 'R':
		err = e.readStep(s)
	case s.command.Choice(0, 'W') == 'S':
		operation = "S"
		err = e.statePassword(s)
	case s.command.Choice(0, 'W') == 'P':
		err = errAddress // reading passwords by this operation is for older printers
	default:
		operation = "W"
		err = e.writeStep(s)
	}
	e.note(operation, err)
	return err
}

// note adds an operation to the log.
func (e *encoder) note(operation string, err error) {
	line := zpl.TagOperation{
		Operation: operation, Position: "F" + strconv.Itoa(int(e.settings.position)), Antenna: "A1", Power: "16", Status: statusOK,
	}
	if failed := (*tagError)(nil); errors.As(err, &failed) {
		line.Status = failed.status
	} else {
		line.Data = upperHex(e.tag.epc())
	}
	e.work.log = append(e.work.log, line)
}

// place returns the bank of a ^RF and its first byte.
func place(c zpl.Command) (b bank, from int) {
	from = min(max(c.Int(2, 0), 0), 1<<16) * word
	switch c.Choice(4, 'E') {
	case '0':
		return bankReserved, from
	case '1':
		return bankEPC, from
	case '2':
		return bankTID, from
	case '3':
		return bankUser, from
	}
	return bankEPC, placeEPC * word
}

// isEPC reports whether the bank of a ^RF is the EPC as such, and whether its PC
// word follows.
func isEPC(c zpl.Command) (epc, adjusts bool) {
	m := c.Choice(4, 'E')
	return strings.IndexByte("0123", m) < 0, m == 'A'
}

// epcBytes is what bank E of ^RF writes: 96 bits.
const epcBytes = 12

// writeStep does ^RF W.
func (e *encoder) writeStep(s tagStep) error {
	text := s.data
	if !s.hasData {
		text = []byte(e.values[s.number])
	}
	text = e.serial.replace(text, e.tag)
	if s.command.Choice(2, 0) == 'P' {
		return e.writePasswords(string(text))
	}
	data, err := e.parse(s.command, text)
	if err != nil {
		return err
	}
	b, from := place(s.command)
	n := s.command.Int(3, 1)
	switch epc, adjusts := isEPC(s.command); {
	case adjusts:
		return e.writeWholeEPC(data)
	case epc:
		n = epcBytes
		if len(data) > n {
			return errData
		}
	}
	if n < 1 || n > len(e.tag.memory[b]) {
		return errAddress
	}
	return e.write(b, from, wholeWords(data[:min(n, len(data))], n))
}

// wholeWords fills data up with zeros to n bytes, and to whole words.
func wholeWords(data []byte, n int) []byte {
	filled := make([]byte, (n+word-1)/word*word)
	copy(filled, data)
	return filled
}

// writeWholeEPC writes an EPC and has the PC word say its length.
func (e *encoder) writeWholeEPC(data []byte) error {
	data = wholeWords(data, len(data))
	m := e.tag.memory[bankEPC]
	if len(data) > len(m)-placeEPC*word {
		return errAddress
	}
	pc := []byte{byte(len(data)/word)<<3 | m[placePC*word]&0x07, m[placePC*word+1]}
	return e.write(bankEPC, placePC*word, append(pc, data...))
}

// writePasswords writes "access,kill" in hexadecimal, of which one may be left
// out. The access password counts as stated from then on.
func (e *encoder) writePasswords(text string) error {
	access, kill, _ := strings.Cut(text, ",")
	for _, p := range []struct {
		text string
		from int
	}{{access, placeAccess * word}, {kill, 0}} {
		if p.text == "" {
			continue
		}
		data, err := parsePassword(p.text)
		if err == nil {
			err = e.write(bankReserved, p.from, data)
		}
		if err != nil {
			return err
		}
		if p.from != 0 {
			e.password = binary.BigEndian.Uint32(data)
		}
	}
	return nil
}

func (e *encoder) statePassword(s tagStep) error {
	data, err := parsePassword(string(s.data))
	if err == nil {
		e.password = binary.BigEndian.Uint32(data)
	}
	return err
}

func parsePassword(text string) ([]byte, error) {
	data, err := hex.DecodeString(text)
	if err != nil || len(data) != 2*word {
		return nil, errData
	}
	return data, nil
}

// parse reads field data in the format of a ^RF.
func (e *encoder) parse(c zpl.Command, text []byte) ([]byte, error) {
	switch c.Choice(1, 'H') {
	case 'A':
		return text, nil
	case 'E':
		return joinPartitions(string(text), e.settings.partitions)
	}
	if len(text)%2 != 0 {
		text = append(text[:len(text):len(text)], '0')
	}
	data, err := hex.DecodeString(string(text))
	if err != nil {
		return nil, errData
	}
	return data, nil
}

// joinPartitions packs decimal numbers, separated by full stops or commas, into
// the partitions.
func joinPartitions(text string, bits []int) ([]byte, error) {
	numbers := strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == ',' })
	if len(numbers) != len(bits) {
		return nil, errData
	}
	all, total := new(big.Int), 0
	for i, s := range numbers {
		n, ok := new(big.Int).SetString(s, 10)
		if len(s) > 20 || !ok || n.Sign() < 0 || n.BitLen() > bits[i] {
			return nil, errData
		}
		all.Lsh(all, uint(bits[i])).Or(all, n)
		total += bits[i]
	}
	size := (total + 7) / 8
	all.Lsh(all, uint(size*8-total))
	return all.FillBytes(make([]byte, size)), nil
}

// splitPartitions is the inverse of joinPartitions, with full stops.
func splitPartitions(data []byte, bits []int) string {
	all := new(big.Int).SetBytes(data)
	rest := len(data) * 8
	var numbers []string
	for _, n := range bits {
		if rest -= n; rest < 0 {
			break
		}
		part := new(big.Int).Rsh(all, uint(rest))
		mask := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), uint(n)), big.NewInt(1))
		numbers = append(numbers, part.And(part, mask).String())
	}
	return strings.Join(numbers, ".")
}

// readStep does ^RF R.
func (e *encoder) readStep(s tagStep) error {
	b, from := place(s.command)
	n := s.command.Int(3, 1)
	if epc, _ := isEPC(s.command); epc {
		n = max(len(e.tag.epc()), 1)
	}
	data, err := e.read(b, from, n)
	if err != nil || s.number == noNumber {
		return err
	}
	value := upperHex(data)
	switch s.command.Choice(1, 'H') {
	case 'A':
		value = string(data)
	case 'E':
		value = splitPartitions(data, e.settings.partitions)
	}
	e.work.values[s.number] = value
	return nil
}

// lockStep does ^RL.
func (e *encoder) lockStep(c zpl.Command) error {
	switch c.Choice(0, 0) {
	case 'M':
		for l := range lockables {
			s := lockState(c.Choice(int(l)+1, 0))
			switch s {
			case unlocked, locked, open, closed:
				if err := e.lock(l, s); err != nil {
					return err
				}
			}
		}
		return nil
	case 'B':
		return e.lockSections(c.Int(1, 0), c.Int(2, 1))
	case 'P':
		for l := range lockables {
			if err := e.lock(l, closed); err != nil {
				return err
			}
		}
		return nil
	}
	return errData
}

// A tidSerial is what ^RU sets: field data may hold numbers made from the TID.
type tidSerial struct {
	prefix string // bits
	marker byte
}

// serialBits is the length of the serial number of SGTIN-96.
const serialBits = 38

// newTIDSerial reads a ^RU. Without a prefix of its own it is that of the maker
// of the chips on the roll, 101 (Zebra Programming Guide, ^RU).
func newTIDSerial(c zpl.Command) *tidSerial {
	s := &tidSerial{prefix: string(c.Param(0)), marker: c.Char(1, '#')}
	if s.prefix == "" || len(s.prefix) > serialBits || strings.Trim(s.prefix, "01") != "" {
		s.prefix = "101"
	}
	return s
}

// number returns the serial number of a tag.
func (s *tidSerial) number(t *inlay) uint64 {
	n, _ := strconv.ParseUint(s.prefix, 2, 64) // bits, as newTIDSerial has seen to
	rest := serialBits - len(s.prefix)
	return n<<rest | binary.BigEndian.Uint64(t.memory[bankTID][2*word:])&(1<<rest-1)
}

// replace puts the numbers into field data. Without ^RU, or without a tag, data
// is as it was.
func (s *tidSerial) replace(data []byte, t *inlay) []byte {
	if s == nil || t == nil {
		return data
	}
	mark := string(s.marker)
	n := s.number(t)
	epc := new(big.Int).SetBytes(t.memory[bankEPC][placeEPC*word:][:min(epcBytes, len(t.memory[bankEPC])-placeEPC*word)])
	own := new(big.Int).Rsh(epc, serialBits)
	own.Lsh(own, serialBits).Or(own, new(big.Int).SetUint64(n))
	hexadecimal := func(v *big.Int) string { return upperHex(v.FillBytes(make([]byte, epcBytes))) }
	return []byte(strings.NewReplacer(
		mark+"S", strconv.FormatUint(n, 10),
		mark+"H", upperHex(new(big.Int).SetUint64(n).FillBytes(make([]byte, 5))),
		mark+"E", own.String(), mark+"F", hexadecimal(own),
		mark+"P", epc.String(), mark+"Q", hexadecimal(epc),
	).Replace(string(data)))
}
