package epc

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

// Options is what the element strings or a pure identity URI do not say.
type Options struct {
	// Scheme is the coding scheme. 0 takes the one that this package has for
	// the elements: SGTIN-96 for (01) and (21).
	Scheme Scheme

	// Filter is the filter value, 0 to 7. Nil takes 1 for SGTIN, a point of
	// sale trade item. The standard sets no default (TDS 2.3 §10.1), and 1 is
	// wrong for cases and pallets: a warning in Notes says so if the GTIN has
	// an indicator digit. Values the standard reserves are written, with a
	// warning.
	Filter *uint8

	// CompanyPrefix is the GS1 Company Prefix of 4 to 12 digits that the key
	// was made of. Encode needs it or its length, unless the key is a GTIN-8
	// (TDS 2.3 §7.3.2). For a key that was assigned alone it is the 12 digits
	// before the check digit (§7.2.1). A U.P.C. Company Prefix has a zero
	// before it.
	CompanyPrefix string

	// CompanyPrefixLength is the number of digits of the company prefix, 4 to
	// 12. Lengths 4 and 5 are taken as 6, as the standard wants (§7.1). 0 is not
	// stated, or stated by CompanyPrefix.
	CompanyPrefixLength int

	// Notes, if not nil, is appended what was accepted but is worth knowing:
	// findings of severity info and warning.
	Notes *[]gs1.Finding
}

// note appends to Notes, which is not nil.
func (o *Options) note(f gs1.Finding) { *o.Notes = append(*o.Notes, f) }

// Encode makes the EPC of the element strings of m: (01), of 8, 12, 13 or 14
// digits, and (21). An EPC holds no others; they are left out, with an info in
// Notes. Where an element stands twice the first counts. Nil options lack the
// company prefix, which makes an error.
//
// The error is an [*Error] with positions in m.Input and [CodeElement],
// [CodeSerial], [CodePrefixLength], [CodePrefix], [CodeFilter] or
// [CodeScheme]; for a wrong GTIN it has the code of its cause, which is of
// package gs1.
func Encode(m gs1.Message, o *Options) (Tag, error) {
	if o == nil {
		o = new(Options)
	}
	t, err := encode(m, o)
	if err != nil {
		return Tag{}, err
	}
	return t, nil
}

func encode(m gs1.Message, o *Options) (Tag, *Error) {
	scheme := o.Scheme
	if scheme == 0 {
		scheme = SGTIN96
	}
	if !scheme.IsValid() {
		return Tag{}, badScheme(scheme)
	}
	c := &schemes[scheme]
	key, err := find(m, gs1.AI01, c)
	if err != nil {
		return Tag{}, err
	}
	serial, err := find(m, gs1.AI21, c)
	if err != nil {
		return Tag{}, err
	}
	gtin, err := parseGTIN(key)
	if err != nil {
		return Tag{}, err
	}
	f, err := o.key(c, gtin, key)
	if err != nil {
		return Tag{}, err
	}
	if f.filter, err = o.filter(c, gtin[0], key.Pos); err != nil {
		return Tag{}, err
	}
	if f.serial, err = c.parseSerial(serial.Value); err != nil {
		err.ai, err.Start, err.End = serial.AI, serial.Pos, serial.Pos+len(serial.Value)
		return Tag{}, err
	}
	o.noteElements(m, c, gtin, key)
	return scheme.pack(f), nil
}

// find returns the first element with the identifier ai.
func find(m gs1.Message, ai gs1.AI, c *coding) (gs1.Element, *Error) {
	i := slices.IndexFunc(m.Elements, func(e gs1.Element) bool { return e.AI == ai })
	if i < 0 {
		return gs1.Element{}, &Error{
			Code: CodeElement, ai: ai, expected: "(" + ai.String() + ")",
			message: fmt.Sprintf("element (%s) is missing, %s needs it", ai, c.name),
			rule:    document + " §7.3",
		}
	}
	return m.Elements[i], nil
}

// parseGTIN returns the 14 digits of a GTIN, of which shorter ones are filled
// up with zeros (TDS 2.3 §7.3.1, §7.3.2).
func parseGTIN(e gs1.Element) (string, *Error) {
	g, err := gs1.ParseGTIN(e.Value)
	if err == nil {
		if len(e.Value) == gtinDigits {
			return e.Value, nil
		}
		return g.String(), nil
	}
	out := &Error{
		Code: CodeElement, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value), Err: err,
		found: clip(e.Value), message: strings.TrimPrefix(err.Error(), "gs1: "),
	}
	if cause := (*gs1.Error)(nil); errors.As(err, &cause) {
		f := cause.Finding()
		out.Code, out.Start, out.End = f.Code, e.Pos+cause.Pos, e.Pos+cause.Pos+cause.Len
		out.found, out.expected, out.message, out.fix, out.rule = f.Found, f.Expected, f.Message, f.Fix, f.Rule
	}
	return "", out
}

// gtinDigits is the length of the value of AI (01).
const gtinDigits = 14

// key parts the 14 digits of a GTIN into company prefix and rest: the rest is
// the indicator digit and the item reference (TDS 2.3 §7.3).
func (o *Options) key(c *coding, gtin string, e gs1.Element) (parts, *Error) {
	value, err := o.partition(c, gtin, e)
	if err != nil {
		return parts{}, err
	}
	row := &c.rows[value]
	item := 1 + row.prefixDigits
	return parts{
		partition: value,
		prefix:    number(gtin[1:item]),
		rest:      number(gtin[:1])*(row.restLimit/10) + number(gtin[item:gtinDigits-1]),
	}, nil
}

// number returns the number that digits, which are at most 19, make.
func number(digits string) (v uint64) {
	for i := range len(digits) {
		v = v*10 + uint64(digits[i]-'0')
	}
	return v
}

// partition returns the partition value for the company prefix of the GTIN.
func (o *Options) partition(c *coding, gtin string, e gs1.Element) (int, *Error) {
	prefix, n := o.CompanyPrefix, o.CompanyPrefixLength
	fail := func(code gs1.Code, clause, message, fix string) (int, *Error) {
		return 0, &Error{
			Code: code, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value),
			found: clip(e.Value), message: message, fix: fix, rule: document + " " + clause,
		}
	}
	if prefix != "" {
		if n != 0 && n != len(prefix) {
			return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix %s has %d digits, not the %d stated beside it",
				quote(prefix), len(prefix), n), "state one of the two")
		}
		n = len(prefix)
	}
	least, most := c.prefixDigits()
	switch {
	case n == 0:
		if n = assignedLength(c, gtin); n == 0 {
			return fail(CodePrefixLength, "§7.3", fmt.Sprintf("company prefix length of GTIN %s is not known, and %s needs it", gtin, c.name),
				"state CompanyPrefix or CompanyPrefixLength, from the licence of the GS1 organisation; SGTIN+ needs neither, but is not supported yet")
		}
	case n < shortestPrefix || n > most:
		return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix has %d digits, want %d to %d", n, shortestPrefix, most), "")
	}
	if !strings.HasPrefix(gtin[1:], prefix) {
		return fail(CodePrefix, "§7.3", fmt.Sprintf("GTIN %s does not have the company prefix %s after its first digit", gtin, quote(prefix)),
			prefixFix(gtin, prefix))
	}
	value, _ := c.row(max(n, least)) // the rows have every number of digits from least to most
	return value, nil
}

// assignedLength returns the company prefix length of keys that the standard
// settles, 0 for others.
func assignedLength(c *coding, gtin string) int {
	for _, k := range knownLengths {
		if k.key == c.key && gtin[0] == '0' && begins(gtin[1:], k.from, k.to) { // TDS 2.3 §7.3.2: indicator zero
			return k.length
		}
	}
	return 0
}

// prefixFix tells a U.P.C. Company Prefix from one that is wrong.
func prefixFix(gtin, prefix string) string {
	if strings.HasPrefix(gtin[1:], "0"+prefix) {
		return "state 0" + prefix + ": a U.P.C. Company Prefix has a zero before it as a GS1 Company Prefix"
	}
	return "compare the GTIN with the licence of the company prefix"
}

// filter returns the filter value to write for an object whose GTIN has the
// indicator digit, which stands at the byte start of the text.
func (o *Options) filter(c *coding, indicator byte, start int) (uint8, *Error) {
	v := c.filters.standard
	if o.Filter != nil {
		v = *o.Filter
	}
	if uint64(v) > c.filter.max() {
		return 0, c.badFilter(utoa(uint64(v)))
	}
	if o.Notes != nil {
		o.noteFilter(c, v, indicator, start)
	}
	return v, nil
}

// noteFilter warns of a value that is reserved, and of the default where it is
// doubtful.
func (o *Options) noteFilter(c *coding, v uint8, indicator byte, start int) {
	set := c.filters
	if o.Filter == nil && indicator != '0' {
		o.note(gs1.Finding{
			Code: CodeAssumedFilter, Severity: gs1.SeverityWarning, Start: start, End: start + 1,
			Found: string(indicator), Rule: document + " §10.1",
			Message: fmt.Sprintf("filter value %d (%s) was taken, but the indicator digit %c says a grouping of items",
				v, set.meaning[v], indicator),
			Fix: "state the filter value of the object that the tag is on",
		})
	}
	if int(v) >= len(set.meaning) || set.meaning[v] == "" {
		o.note(gs1.Finding{
			Code: CodeReservedFilter, Severity: gs1.SeverityWarning,
			Message: fmt.Sprintf("filter value %d of %s is reserved and should not be written", v, c.name),
			Fix:     "use a filter value with a meaning", Rule: document + " §10.1, " + set.clause,
		})
	}
}

// parseSerial returns the number that a serial is, if the scheme holds it: no
// leading zero, and not above what its bits hold (TDS 2.3 §12.3.1, §14.3.1).
func (c *coding) parseSerial(s string) (uint64, *Error) {
	if s == "" {
		return 0, c.badSerial(s, "is empty")
	}
	var v uint64
	limit, fits := c.serial.max(), true
	for i := range len(s) {
		d := uint64(s[i] - '0')
		if d > 9 {
			return 0, c.badSerial(s, "is not a number")
		}
		fits = fits && v <= (limit-d)/10
		v = v*10 + d
	}
	switch {
	case s[0] == '0' && len(s) > 1:
		return 0, c.badSerial(s, "has a leading zero, which would be lost")
	case !fits:
		return 0, c.badSerial(s, "is above "+utoa(limit))
	}
	return v, nil
}

// badSerial says why the scheme does not hold the serial, and which would.
func (c *coding) badSerial(s, why string) *Error {
	want := fmt.Sprintf("a number from 0 to %d without leading zeros", c.serial.max())
	e := &Error{
		Code: CodeSerial, ai: gs1.AI21, found: clip(s), expected: want,
		message: fmt.Sprintf("serial %s %s; %s holds %s", quote(s), why, c.name, want),
		fix:     "use such a number",
		rule:    document + " §12.3.1, " + c.clause,
	}
	for f := range gs1.CheckValue(gs1.AI21, s) {
		if f.Severity == gs1.SeverityError {
			return e
		}
	}
	e.fix += "; " + c.wider + " would hold the serial as it is, but neither is supported yet"
	return e
}

// noteElements tells what is left out, and a GTIN that should not be an EPC.
func (o *Options) noteElements(m gs1.Message, c *coding, gtin string, key gs1.Element) {
	if o.Notes == nil {
		return
	}
	for _, e := range m.Elements {
		if e.AI != gs1.AI01 && e.AI != gs1.AI21 {
			o.note(gs1.Finding{
				Code: CodeNotHeld, Severity: gs1.SeverityInfo, AI: e.AI.String(), Start: e.Pos, End: e.Pos + len(e.Value),
				Message: fmt.Sprintf("(%s) is not in the tag: %s holds (01) and (21) only", e.AI, c.name),
			})
		}
	}
	for _, x := range exclusions {
		if x.key == c.key && begins(gtin[1:], x.from, x.to) {
			o.note(gs1.Finding{
				Code: CodeExcluded, Severity: gs1.SeverityWarning, AI: key.AI.String(),
				Start: key.Pos, End: key.Pos + len(key.Value), Found: gtin,
				Message: "numbers like GTIN " + gtin + " are " + x.what + ", which should not become an EPC",
				Rule:    document + " " + x.clause,
			})
		}
	}
}
