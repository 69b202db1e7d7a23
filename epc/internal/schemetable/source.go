package schemetable

import (
	"bytes"
	"fmt"
	"go/format"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// Source returns the Go file that declares the facts in package epc. It is the
// same for the same table.
func (t *Table) Source() ([]byte, error) {
	w := new(writer)
	w.printf("// Code generated from schemes.txt by epc/internal/gen; DO NOT EDIT.\n\npackage epc\n\nimport \"github.com/eachmark/eachmark/gs1\"\n\n")
	w.printf("const document = %q // the standard that every clause below is of\n\n", t.Document)
	w.printf("const shortestPrefix = %d // digits of a company prefix\n\n", t.ShortestPrefix)
	w.constants(t)
	w.schemes(t)
	w.partitions(t)
	w.filters(t)
	w.headers(t)
	w.keys(t)
	w.aidc(t)
	w.hosts(t)
	return format.Source(w.Bytes())
}

type writer struct{ bytes.Buffer }

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(w, format, args...) }

// identifier turns "SGTIN-96" into SGTIN96, "SGTIN++" into SGTINPlusPlus,
// "ADI-var" into ADIVar and "sgtin" into Sgtin.
func identifier(name string) string {
	name = strings.ReplaceAll(name, "+", "Plus")
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}

// schemeName is the identifier of a scheme, USDOD96 for USDoD-96.
func schemeName(name string) string { return strings.Replace(identifier(name), "USDoD", "USDOD", 1) }

// ai returns the source of an identifier as package gs1 keeps it: digits less one,
// and 14 bits of number.
func ai(digits string) string {
	number, _ := strconv.Atoi(digits) // it has digits only: Parse has seen to that
	return fmt.Sprintf("gs1.AI(%#04x)", (len(digits)-1)<<14|number)
}

func (w *writer) constants(t *Table) {
	w.printf("// The binary coding schemes of the standard.\nconst (\n")
	for i, s := range t.Schemes {
		kind := ""
		if i == 0 {
			kind = " Scheme = iota + 1"
		}
		w.printf("%s%s // %s, %s %s\n", schemeName(s.Name), kind, s.Name, t.Document, s.Clause)
	}
	w.printf(")\n\n")
}

func (w *writer) schemes(t *Table) {
	w.printf("var schemes = [...]coding{\n")
	for _, s := range t.Schemes {
		slug := strings.ToLower(s.Name)
		w.printf("%s: { // %s\nname: %q, slug: %q, key: %q,\n", schemeName(s.Name), s.Clause, s.Name, slug, s.Key)
		w.printf("clause: %q,\nheader: 0x%02X", s.Clause, s.Header)
		w.numbers("bits", s.Bits)
		w.printf(",\n")
		if s.DecodeOnly {
			w.printf("decodeOnly: true,\n")
		}
		if len(s.Wider) > 0 {
			w.printf("wider: %q,\n", strings.Join(s.Wider, " or "))
		}
		if s.Filters != "" {
			w.printf("filters: &filters%s,\n", identifier(s.Filters))
		}
		if len(s.Plus) > 0 {
			w.plus(t, s)
		} else {
			w.classic(t, s, slug)
		}
		w.printf("},\n")
	}
	w.printf("}\n\n")
}

func (w *writer) plus(t *Table, s Scheme) {
	w.printf("filter: segment{plusFilter, 3},\ndate: %t, host: %t,\nkeys: []keyRule{\n", s.Date, s.Host)
	for _, k := range s.Plus {
		w.printf("{ai: %s, format: &formats[format%s], none: %q},\n", ai(k.AI), k.AI, k.None)
	}
	w.printf("},\nkeyFormat: format{")
	for _, k := range s.Plus {
		for _, f := range t.Formats {
			if slices.Contains(f.AIs, k.AI) {
				w.parts(f.Parts)
			}
		}
	}
	w.printf("},\n")
}

func (w *writer) classic(t *Table, s Scheme, slug string) {
	w.printf("tagURI: %q, pureURI: %q,\n", "urn:epc:tag:"+slug+":", "urn:epc:id:"+s.PureURI+":")
	tail, filter := []Field(nil), 0
	for _, f := range s.Fields {
		switch {
		case f.Name == "header":
		case f.Name == "filter":
			filter = f.Bits
		case f.Method == "partition":
			w.printf("rows: &rows%s,\n", identifier(f.Partition))
		default:
			tail = append(tail, f)
		}
	}
	w.printf("filter: segment{%d, %d},\n", s.Fields[0].Bits, filter)
	if zeros, ok := plain(t, s, tail); ok {
		w.printf("plain: true, zeros: %#x,\n", zeros)
	}
	if len(tail) > 0 {
		w.printf("tail: []field{\n")
		for _, f := range tail {
			w.field(f)
			w.printf(",\n")
		}
		w.printf("},\n")
	}
	w.elements(s)
}

// plain reports whether a scheme is plain, as package epc has it, and the mask of
// its zeros.
func plain(t *Table, s Scheme, tail []Field) (zeros uint64, ok bool) {
	for _, f := range tail {
		switch {
		case f.Method == "zero":
			zeros = (1<<f.Bits - 1) << (128 - s.Bits)
		case f.Method != "integer" || f.Max != 0:
			return 0, false
		}
	}
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Method == "partition" })
	if i < 0 || s.Bits != 96 {
		return 0, false
	}
	return zeros, slices.ContainsFunc(t.Partitions, func(p Partition) bool {
		return p.Name == s.Fields[i].Partition && (p.Method == "digits" || p.Method == "integer")
	})
}

func (w *writer) elements(s Scheme) {
	if len(s.Elements) == 0 {
		return
	}
	w.printf("elements: []rule{\n")
	for _, e := range s.Elements {
		var parts []string
		for _, name := range e.Parts {
			source, _ := s.part(name)
			parts = append(parts, source)
		}
		w.printf("{ai: %s, open: %q, parts: []part{%s}, unless: %q},\n", ai(e.AI), "("+e.AI+")", strings.Join(parts, ", "), e.Unless)
	}
	w.printf("},\n")
}

// field writes a field; its limit is the number that its values are below.
func (w *writer) field(f Field) {
	limit, size := new(big.Int).Lsh(big.NewInt(1), uint(f.Bits)), f.Max
	switch f.Method {
	case "integer", "digits":
		if digits := pow10(f.Max); f.Max > 0 || f.Method == "digits" {
			limit = smaller(limit, digits)
		}
	case "numeric":
		for size = 0; pow10(size+1).Lsh(pow10(size+1), 1).Cmp(limit) <= 0; size++ {
		}
	case "string":
		if size == 0 {
			size = f.Bits / 7
		}
	}
	if f.Bits == 0 || f.Bits > 64 {
		limit = new(big.Int)
	}
	w.printf("{name: %q, method: method%s", f.Name, identifier(f.Method))
	w.numbers("bits", f.Bits, "least", f.Min, "size", size)
	if limit.Sign() > 0 {
		w.printf(", limit: %d", limit)
	}
	if f.Hash != "" {
		w.printf(", hash: hash%s", identifier(f.Hash))
	}
	w.printf("}")
}

// numbers writes pairs of a name and a number, but those of 0.
func (w *writer) numbers(pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != 0 {
			w.printf(", %s: %d", pairs[i], pairs[i+1])
		}
	}
}

func pow10(digits int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
}

func smaller(a, b *big.Int) *big.Int {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func (w *writer) partitions(t *Table) {
	for _, p := range t.Partitions {
		w.printf("// %s\nvar rows%s = [8]partition{\n", p.Clause, identifier(p.Name))
		for value, row := range p.Rows {
			w.printf("%d: {\nprefix: field", value)
			w.field(Field{Name: "company prefix", Method: "digits", Bits: row.PrefixBits, Max: row.PrefixDigits})
			rest := Field{Name: p.Rest, Method: p.Method, Bits: row.RestBits, Max: row.RestDigits}
			if p.Method == "terminated" {
				rest.Bits, rest.Min, rest.Hash = 0, 1, "any"
			}
			w.printf(",\nrest: field")
			w.field(rest)
			w.printf(",\n},\n")
		}
		w.printf("}\n\n")
	}
}

func (w *writer) filters(t *Table) {
	for _, f := range t.Filters {
		w.printf("// %s\nvar filters%s = filterSet{\nclause: %q, standard: %d,\nmeaning: []string{\n",
			f.Clause, identifier(f.Name), f.Clause, f.Default)
		for v := range 64 {
			if text, ok := f.Meaning[uint8(v)]; ok {
				w.printf("%d: %q,\n", v, text)
			}
		}
		w.printf("},\n}\n\n")
	}
}

func (w *writer) headers(t *Table) {
	w.printf("// schemeOf is the scheme of a header.\nvar schemeOf = [256]Scheme{\n")
	for _, h := range t.Headers {
		w.printf("0x%02X: %s,\n", h.Value, schemeName(h.Name))
	}
	w.printf("}\n\nconst headerClause = %q\n\n", t.HeaderClause)
	w.printf("var reserved = [...]reservedHeader{\n")
	for _, r := range t.Reserved {
		w.printf("{value: 0x%02X, what: %q, fix: %q},\n", r.Value, r.What, r.Fix)
	}
	w.printf("}\n\n")
}

func (w *writer) keys(t *Table) {
	w.printf("var knownLengths = [...]knownLength{\n")
	for _, k := range t.KnownLengths {
		w.printf("{key: %q, from: %q, to: %q, length: %d}, // %s\n", k.Key, k.From, k.To, k.Length, k.Clause)
	}
	w.printf("}\n\nvar exclusions = [...]exclusion{\n")
	for _, x := range t.Excluded {
		w.printf("{key: %q, from: %q, to: %q, what: %q, clause: %q},\n", x.Key, x.From, x.To, x.What, x.Clause)
	}
	w.printf("}\n\n")
}

// aidc writes the formats and the index of them by identifier. Formats of keys
// have a constant.
func (w *writer) aidc(t *Table) {
	w.printf("// §14.5.3\nvar dateTypes = [...]gs1.AI{\n")
	for _, d := range t.Dates {
		w.printf("%s,\n", ai(d))
	}
	w.printf("}\n\nconst (\n")
	index, length := map[string]int{}, map[string]int{}
	for i, f := range t.Formats {
		for _, id := range f.AIs {
			index[id], length[id[:2]] = i, len(id)
		}
	}
	for _, id := range t.plusKeys() {
		w.printf("format%s = %d\n", id, index[id])
	}
	w.printf(")\n\n// §15.3 table F\nvar formats = [...]format{\n")
	for _, f := range t.Formats {
		w.printf("{")
		w.parts(f.Parts)
		w.printf("},\n")
	}
	w.printf("}\n\n// formatOf is an identifier and its place in formats, in the order of identifiers.\nvar formatOf = [...]aiFormat{\n")
	for _, id := range sortedIdentifiers(index) {
		w.printf("{%s, %d},\n", ai(id), index[id])
	}
	w.printf("}\n\n// aiLength is how many digits an identifier has by its first two (§15.3 table K).\nvar aiLength = [100]uint8{\n")
	for v := range 100 {
		if n := length[fmt.Sprintf("%02d", v)]; n != 0 {
			w.printf("%d: %d,\n", v, n)
		}
	}
	w.printf("}\n\n")
}

func (w *writer) parts(parts []Part) {
	for _, p := range parts {
		w.printf("{method: coding%s", identifier(p.Method))
		w.numbers("digits", p.Digits, "length", p.Length, "most", p.Most, "checked", p.Check)
		if p.Hash {
			w.printf(", hash: true")
		}
		w.printf("},")
	}
}

func (t *Table) plusKeys() []string {
	var all []string
	for _, s := range t.Schemes {
		for _, k := range s.Plus {
			if !slices.Contains(all, k.AI) {
				all = append(all, k.AI)
			}
		}
	}
	slices.Sort(all)
	return all
}

// sortedIdentifiers sorts as package gs1 compares identifiers: shorter first.
func sortedIdentifiers(index map[string]int) []string {
	var all []string
	for id := range index {
		all = append(all, id)
	}
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return all
}

func (w *writer) hosts(t *Table) {
	w.printf("// §14.5.16 tables 14-11 to 14-15\nvar hostCodes = [...]hostCode{\n")
	for _, h := range t.Hosts {
		code := 0
		for _, u := range h.Units {
			code = code<<7 | int(u)
		}
		w.printf("{%q, %#x, %d},\n", h.Text, code, len(h.Units))
	}
	w.printf("}\n")
}
