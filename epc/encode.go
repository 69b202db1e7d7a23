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
	// Scheme is the coding scheme. 0 takes the first of the standard that is for
	// the key among the elements and that every reader knows: SGTIN-96 for (01)
	// and (21), SSCC-96 for (00).
	Scheme Scheme

	// Filter is the filter value, 0 to 7. Nil takes 1 for SGTIN, a point of sale
	// trade item, and 0, all others, for the other keys. The standard sets no
	// default (TDS 2.3 §10.1), and 1 is wrong for cases and pallets: a warning in
	// Notes says so if the GTIN has an indicator digit. Values the standard
	// reserves are written, with a warning.
	Filter *uint8

	// CompanyPrefix is the GS1 Company Prefix of 4 to 12 digits that the key
	// was made of. Encode needs it or its length for the classic schemes, unless
	// the key is a GTIN-8 (TDS 2.3 §7.3.2). For a key that was assigned alone it
	// is the 12 digits before the check digit (§7.2.1). A U.P.C. Company Prefix
	// has a zero before it.
	CompanyPrefix string

	// CompanyPrefixLength is the number of digits of the company prefix, 4 to
	// 12. Lengths 4 and 5 are taken as 6, as the standard wants (§7.1). 0 is not
	// stated, or stated by CompanyPrefix.
	CompanyPrefixLength int

	// Prefixes is asked for the company prefix of an element that is neither
	// stated nor settled by the standard; package gs1/gcp has tables to ask. Nil
	// knows none.
	Prefixes func(gs1.Element) (prefix string, err error)

	// Host is the domain name that the "++" schemes hold, "id.example.com".
	Host string

	// Notes, if not nil, is appended what was accepted but is worth knowing:
	// findings of severity info and warning.
	Notes *[]gs1.Finding
}

// note appends to Notes, which is not nil.
func (o *Options) note(f gs1.Finding) { *o.Notes = append(*o.Notes, f) }

// Encode makes the EPC of the element strings of m: of (01), of 8, 12, 13 or 14
// digits, and (21), or of another key with what belongs to it. The classic schemes
// hold no others; they are left out, with an info in Notes. Those of TDS 2.x take
// them all, DSGTIN+ the first date as its own. Where an element stands twice the
// first counts.
//
// The error is an [*Error] with positions in m.Input and [CodeElement],
// [CodeSerial], [CodePrefixLength], [CodePrefix], [CodeFilter], [CodeScheme],
// [CodeData], [CodeHost] or [CodeLength]; for a wrong key it has the code of its
// cause, which is of package gs1.
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
	scheme, err := o.schemeFor(m)
	if err != nil {
		return Tag{}, err
	}
	c := &schemes[scheme]
	switch {
	case c.keys != nil:
		return o.encodePlus(scheme, m)
	case !c.holdsElements():
		return Tag{}, &Error{
			Code: CodeElement, message: "no element strings stand for " + c.name, fix: "give its tag URI",
			rule: document + " " + c.clause,
		}
	case c.decodeOnly:
		return Tag{}, c.refuseWriting()
	}
	return o.encodeClassic(scheme, m)
}

// schemeFor returns the scheme to write m in: what o says, or the first one for
// the key.
func (o *Options) schemeFor(m gs1.Message) (Scheme, *Error) {
	if o.Scheme != 0 {
		if !o.Scheme.IsValid() {
			return 0, badScheme(o.Scheme)
		}
		return o.Scheme, nil
	}
	for _, e := range m.Elements {
		for s := range SchemesFor(e.AI) {
			return s, nil
		}
	}
	return SGTIN96, nil
}

// find returns the first element with the identifier ai.
func find(m gs1.Message, ai gs1.AI) (e gs1.Element, ok bool) {
	i := slices.IndexFunc(m.Elements, func(e gs1.Element) bool { return e.AI == ai })
	if i < 0 {
		return e, false
	}
	return m.Elements[i], true
}

func (c *coding) missing(ai gs1.AI) *Error {
	return &Error{
		Code: CodeElement, ai: ai, expected: "(" + ai.String() + ")",
		message: fmt.Sprintf("element (%s) is missing, %s needs it", ai, c.name),
		rule:    document + " " + c.clause,
	}
}

// at is where the value of e stands.
func at(e gs1.Element) component {
	return component{text: e.Value, start: e.Pos, end: e.Pos + len(e.Value)}
}

func (o *Options) encodeClassic(scheme Scheme, m gs1.Message) (Tag, *Error) {
	c := &schemes[scheme]
	key, err := c.findKey(m)
	if err != nil {
		return Tag{}, err
	}
	partition, err := o.partition(c, key)
	if err != nil {
		return Tag{}, err
	}
	var parts [maxComponents]component
	if err = c.split(&c.elements[0], partition, key, &parts); err != nil {
		return Tag{}, err
	}
	for i := range c.elements[1:] {
		if err = c.second(&c.elements[i+1], m, &parts); err != nil {
			return Tag{}, err
		}
	}
	filter, err := o.filter(c, c.indicator(key), key.Pos)
	if err != nil {
		return Tag{}, err
	}
	t, err := scheme.pack(uint64(filter), partition, parts[:c.components()])
	if err != nil {
		err.ai = c.aiAt(m, err, key)
		return Tag{}, err
	}
	o.noteElements(m, c, key)
	return t, nil
}

// aiAt returns the identifier of the element that an error is about.
func (c *coding) aiAt(m gs1.Message, err *Error, key gs1.Element) gs1.AI {
	for _, r := range c.elements {
		if e, ok := find(m, r.ai); ok && e.Pos <= err.Start && err.End <= e.Pos+len(e.Value) {
			return r.ai
		}
	}
	return key.AI
}

// findKey returns the element of the key, a GTIN with its 14 digits. What a classic
// scheme needs beside it is there.
func (c *coding) findKey(m gs1.Message) (gs1.Element, *Error) {
	ai := c.firstAI()
	e, ok := find(m, ai)
	if !ok {
		return e, c.missing(ai)
	}
	for i := range c.elements {
		r := &c.elements[i]
		if _, ok := find(m, r.ai); !ok && r.unless == "" {
			return e, c.missing(r.ai)
		}
	}
	if ai == gs1.AI01 {
		return parseGTIN(e)
	}
	return e, nil
}

// firstAI is the identifier of the key.
func (c *coding) firstAI() gs1.AI {
	if c.keys != nil {
		return c.keys[0].ai
	}
	return c.elements[0].ai
}

// gtinDigits is the length of the value of AI (01).
const gtinDigits = 14

// parseGTIN returns e with the 14 digits of a GTIN, of which shorter ones are
// filled up with zeros (TDS 2.3 §7.3.1, §7.3.2).
func parseGTIN(e gs1.Element) (gs1.Element, *Error) {
	g, err := gs1.ParseGTIN(e.Value)
	if err == nil {
		if len(e.Value) != gtinDigits {
			e.Value = g.String()
		}
		return e, nil
	}
	return e, keyError(e, err)
}

// keyError is an error of package gs1 about the value of e.
func keyError(e gs1.Element, err error) *Error {
	out := &Error{
		Code: CodeElement, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value), Err: err,
		found: clip(e.Value), message: strings.TrimPrefix(err.Error(), "gs1: "),
	}
	if cause := (*gs1.Error)(nil); errors.As(err, &cause) {
		f := cause.Finding()
		out.Code, out.Start, out.End = f.Code, e.Pos+cause.Pos, e.Pos+cause.Pos+cause.Len
		out.found, out.expected, out.message, out.fix, out.rule = f.Found, f.Expected, f.Message, f.Fix, f.Rule
	}
	return out
}

// split parts the value of the key by its rule.
func (c *coding) split(r *rule, partition int, key gs1.Element, parts *[maxComponents]component) *Error {
	row := &c.rows[partition&7]
	value, n := key.Value, 0
	lead := byte(0)
	for i, p := range r.parts {
		size := 1
		switch {
		case i == len(r.parts)-1 && p >= partComponent:
			size = len(value) - n
		case p == partTail:
			size = int(row.rest.size) - 1
		case p >= partComponent:
			size = int(c.component(row, int(p-partComponent)).size)
		}
		if size < 0 || n+size > len(value) {
			return c.missing(r.ai)
		}
		text := component{text: value[n : n+size], start: key.Pos + n, end: key.Pos + n + size}
		switch {
		case p == partCheck:
			if err := checkKey(key, n); err != nil {
				return err
			}
		case p == partFirst:
			lead = value[n]
		case p == partTail:
			text.lead = lead
			parts[restComponent] = text
		case p >= partComponent:
			parts[p-partComponent] = text
		}
		n += size
	}
	return nil
}

// checkKey compares the check digit at the byte n of the key.
func checkKey(key gs1.Element, n int) *Error {
	if i := outside(key.Value[:n+1], charDigit); i <= n {
		return keyError(key, gs1.NewError(gs1.CodeCharacter, key.AI, key.Value, i, i+1, "a digit"))
	}
	want := checkDigit([]byte(key.Value[:n]))
	if key.Value[n] == want {
		return nil
	}
	return &Error{
		Code: gs1.CodeCheckDigit, ai: key.AI, Start: key.Pos + n, End: key.Pos + n + 1,
		found: key.Value[n : n+1], expected: string(want),
		message: fmt.Sprintf("check digit of %s is %c, expected %c", keyName(key.AI), key.Value[n], want),
		fix:     "compare with the product and correct the source", rule: "GS1 General Specifications §7.9",
	}
}

// component returns the field of the i-th part of a URI.
func (c *coding) component(row *partition, i int) *field {
	switch i {
	case 0:
		return &row.prefix
	case restComponent:
		return &row.rest
	}
	return &c.tail[i-restComponent-1]
}

// second takes the value of an element beside the key.
func (c *coding) second(r *rule, m gs1.Message, parts *[maxComponents]component) *Error {
	i := int(r.parts[0] - partComponent)
	e, ok := find(m, r.ai)
	switch {
	case ok && r.unless != "" && e.Value == r.unless:
		return c.meansNone(e)
	case ok:
		parts[i] = at(e)
	default:
		parts[i] = component{text: r.unless}
	}
	return nil
}

// meansNone refuses a value that would be read as no element.
func (c *coding) meansNone(e gs1.Element) *Error {
	return &Error{
		Code: CodeSerial, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value), found: e.Value,
		message: fmt.Sprintf("(%s) is %s, which says in %s that there is no such element", e.AI, e.Value, c.name),
		fix:     "leave the element out", rule: document + " " + c.clause,
	}
}

// partition returns the partition value for the company prefix of the key.
func (o *Options) partition(c *coding, e gs1.Element) (int, *Error) {
	prefix, n := o.CompanyPrefix, o.CompanyPrefixLength
	fail := func(code gs1.Code, clause, message, fix string) (int, *Error) {
		return 0, &Error{
			Code: code, ai: e.AI, Start: e.Pos, End: e.Pos + len(e.Value),
			found: clip(e.Value), message: message, fix: fix, rule: document + " " + clause,
		}
	}
	if len(e.Value) <= c.prefixAt() {
		return fail(CodeLength, c.clause, fmt.Sprintf("(%s) has %d characters, too few for %s", e.AI, len(e.Value), c.name), "state the whole key")
	}
	digits := e.Value[c.prefixAt():]
	if prefix != "" {
		if n != 0 && n != len(prefix) {
			return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix %s has %d digits, not the %d stated beside it",
				quote(prefix), len(prefix), n), "state one of the two")
		}
		n = len(prefix)
	}
	if n == 0 {
		n = assignedLength(c, e.Value)
	}
	if n == 0 && o.Prefixes != nil {
		found, err := o.Prefixes(e)
		if err != nil {
			_, e := fail(CodePrefixUnknown, "§7.1", strings.TrimPrefix(err.Error(), "gcp: "), c.prefixFix())
			e.Err = err
			return 0, e
		}
		prefix, n = found, len(found)
	}
	least, most := c.prefixDigits()
	switch {
	case n == 0:
		return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix length of %s %s is not known, and %s needs it",
			keyName(e.AI), clip(e.Value), c.name), c.prefixFix())
	case n < shortestPrefix || n > most:
		return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix has %d digits, want %d to %d", n, shortestPrefix, most), "")
	case len(digits) < max(n, least):
		return fail(CodePrefixLength, "§7.1", fmt.Sprintf("company prefix has %d digits, the key %d", n, len(digits)), "")
	case !strings.HasPrefix(digits, prefix):
		return fail(CodePrefix, "§7.1", fmt.Sprintf("%s %s does not have the company prefix %s", keyName(e.AI), clip(e.Value), quote(prefix)),
			wrongPrefixFix(digits, prefix))
	}
	value, _ := c.row(max(n, least)) // the rows have every number of digits from least to most
	return value, nil
}

// keyName is what messages call a key.
func keyName(ai gs1.AI) string {
	if title := ai.Title(); title != "" {
		return title + " (" + ai.String() + ")"
	}
	return "(" + ai.String() + ")"
}

// prefixFix tells what to do without a company prefix.
func (c *coding) prefixFix() string {
	return "state the company prefix or its length, from the licence of the GS1 organisation, or take the scheme " +
		c.plus().name + ", which needs neither"
}

// plus returns the first scheme of TDS 2.x for the same key, that of no scheme if
// there is none.
func (c *coding) plus() *coding {
	for s := range Schemes() {
		if d := &schemes[s]; d.key == c.key && d.keys != nil {
			return d
		}
	}
	return &schemes[0]
}

// prefixAt is where in the value of the key the company prefix begins.
func (c *coding) prefixAt() int {
	return slices.Index(c.elements[0].parts, partComponent)
}

// assignedLength returns the company prefix length of keys that the standard
// settles, 0 for others.
func assignedLength(c *coding, key string) int {
	for _, k := range knownLengths {
		if k.key == c.key && key[0] == '0' && begins(key[1:], k.from, k.to) { // TDS 2.3 §7.3.2: indicator zero
			return k.length
		}
	}
	return 0
}

// wrongPrefixFix tells a U.P.C. Company Prefix from one that is wrong.
func wrongPrefixFix(digits, prefix string) string {
	if strings.HasPrefix(digits, "0"+prefix) {
		return "state 0" + prefix + ": a U.P.C. Company Prefix has a zero before it as a GS1 Company Prefix"
	}
	return "compare the key with the licence of the company prefix"
}

// indicator returns the indicator digit of a GTIN, '0' for other keys.
func (c *coding) indicator(key gs1.Element) byte {
	if c.key != "gtin" {
		return '0'
	}
	return key.Value[0]
}

// filter returns the filter value to write for an object whose GTIN has the
// indicator digit, which stands at the byte start of the text.
func (o *Options) filter(c *coding, indicator byte, start int) (uint8, *Error) {
	if c.filters == nil {
		return 0, nil
	}
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
				v, set.of(v), indicator),
			Fix: "state the filter value of the object that the tag is on",
		})
	}
	if set.of(v) == "" {
		o.note(gs1.Finding{
			Code: CodeReservedFilter, Severity: gs1.SeverityWarning,
			Message: fmt.Sprintf("filter value %d of %s is reserved and should not be written", v, c.name),
			Fix:     "use a filter value with a meaning", Rule: document + " §10.1, " + set.clause,
		})
	}
}

// noteElements tells what is left out of a classic tag, and a GTIN that should not
// be an EPC.
func (o *Options) noteElements(m gs1.Message, c *coding, key gs1.Element) {
	if o.Notes == nil {
		return
	}
	for _, e := range m.Elements {
		if !c.holds(e.AI) {
			o.note(gs1.Finding{
				Code: CodeNotHeld, Severity: gs1.SeverityInfo, AI: e.AI.String(), Start: e.Pos, End: e.Pos + len(e.Value),
				Message: fmt.Sprintf("(%s) is not in the tag: %s holds %s only", e.AI, c.name, c.heldElements()),
			})
		}
	}
	o.noteExcluded(c, key)
}

// holds reports whether a classic scheme has an element with the identifier.
func (c *coding) holds(ai gs1.AI) bool {
	return slices.ContainsFunc(c.elements, func(r rule) bool { return r.ai == ai })
}

// heldElements lists the elements of a classic scheme.
func (c *coding) heldElements() string {
	var names []string
	for _, r := range c.elements {
		names = append(names, "("+r.ai.String()+")")
	}
	return strings.Join(names, " and ")
}

func (o *Options) noteExcluded(c *coding, key gs1.Element) {
	for _, x := range exclusions {
		if x.key == c.key && begins(key.Value[1:], x.from, x.to) {
			o.note(gs1.Finding{
				Code: CodeExcluded, Severity: gs1.SeverityWarning, AI: key.AI.String(),
				Start: key.Pos, End: key.Pos + len(key.Value), Found: key.Value,
				Message: "numbers like GTIN " + key.Value + " are " + x.what + ", which should not become an EPC",
				Rule:    document + " " + x.clause,
			})
		}
	}
}
