package epc

import (
	"bytes"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
)

// drawDigits draws n digits.
func drawDigits(r *rapid.T, n int, label string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0' + rapid.ByteRange(0, 9).Draw(r, label)
	}
	return string(b)
}

const (
	set82 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!\"%&'()*+,-./:;<=>?_"
	set39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/"
	cages = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
)

// drawText draws least to most characters of an alphabet, none of an empty one.
func drawText(r *rapid.T, alphabet string, least, most int, label string) string {
	if alphabet == "" {
		return ""
	}
	n := rapid.IntRange(least, most).Draw(r, label+" length")
	b := make([]byte, n)
	for i := range b {
		b[i] = rapid.SampledFrom([]byte(alphabet)).Draw(r, label)
	}
	return string(b)
}

// drawComponent draws any value of a field, as text without escapes.
func drawComponent(r *rapid.T, f *field) string {
	switch f.method {
	case methodDigits:
		return drawDigits(r, int(f.size), f.name)
	case methodInteger:
		return utoa(rapid.Uint64Range(0, f.limit-1).Draw(r, f.name))
	case methodString:
		return drawText(r, set82, 1, int(f.size), f.name)
	case methodNumeric:
		return drawText(r, "0123456789", 1, int(f.size), f.name)
	case methodTerminated:
		text := drawText(r, set39, int(f.least), int(f.size), f.name)
		if text != "" && f.hash != hashNone && rapid.Bool().Draw(r, "hash") {
			text = "#" + text[1:]
		}
		return text
	}
	return drawText(r, cages, cageLength-1, cageLength, f.name)
}

// drawURI draws a tag URI of a classic scheme.
func drawURI(r *rapid.T, c *coding) string {
	var parts []string
	if c.filter.bits != 0 {
		parts = append(parts, utoa(rapid.Uint64Range(0, c.filter.max()).Draw(r, "filter")))
	}
	add := func(f *field) {
		var b []byte
		for _, char := range []byte(drawComponent(r, f)) {
			b = appendChar(b, char, true)
		}
		parts = append(parts, string(b))
	}
	if c.rows != nil {
		row := &c.rows[rapid.IntRange(0, 6).Draw(r, "partition")]
		add(&row.prefix)
		add(&row.rest)
	}
	for i := range c.tail {
		if c.tail[i].method != methodZero {
			add(&c.tail[i])
		}
	}
	return c.tagURI + strings.Join(parts, ".")
}

// TestClassicLaws draws from the whole domain of each classic scheme and goes every
// way.
func TestClassicLaws(t *testing.T) {
	for s := range Schemes() {
		c := &schemes[s]
		if s.Plus() {
			continue
		}
		t.Run(c.slug, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				uri := drawURI(r, c)
				tag, err := ParseURI(uri, nil)
				if err != nil || tag.Scheme() != s || c.bits != 0 && tag.Bits() != int(c.bits) {
					r.Fatalf("%s is %v, %v", uri, tag, err)
				}
				if got := string(tag.AppendTagURI(nil)); got != uri {
					r.Fatalf("%s became %s", uri, got)
				}
				checkLaws(r, tag)
				if c.decodeOnly {
					return
				}
				filter := tag.Filter()
				o := &Options{Scheme: s, Filter: &filter, CompanyPrefixLength: len(tag.CompanyPrefix())}
				pure := string(tag.AppendPureURI(nil))
				if again, err := ParseURI(pure, o); err != nil || again != tag {
					r.Fatalf("%s is %v, %v, want %v", pure, again, err, tag)
				}
				m := tag.Elements()
				if len(m.Elements) == 0 || strings.Trim(m.Elements[0].Value, "0") == "" {
					return // no key, or one of zeros
				}
				if again, err := Encode(m, o); err != nil || again != tag {
					r.Fatalf("%v is %v, %v, want %v", m, again, err, tag)
				}
			})
		})
	}
}

// checkLaws holds what is true of every tag.
func checkLaws(r *rapid.T, tag Tag) {
	if again, err := Decode(tag.Bytes()); err != nil || again != tag {
		r.Fatalf("%v from bytes: %v, %v", tag, again, err)
	}
	text, _ := tag.MarshalText()
	var again Tag
	if err := again.UnmarshalText(text); err != nil || again != tag {
		r.Fatalf("%v from text: %v, %v", tag, again, err)
	}
	nibbles := tag.String()[:(tag.Bits()+3)/4]
	if again, err := ParseHex(nibbles, nil); err != nil || again != tag {
		r.Fatalf("%v from its %d digits: %v, %v", tag, len(nibbles), again, err)
	}
	raw := string(tag.AppendRawURI(nil))
	if again, err := ParseURI(raw, nil); err != nil || again != tag {
		r.Fatalf("%v from %s: %v, %v", tag, raw, again, err)
	}
	for _, short := range []bool{false, true} {
		uri := string(tag.AppendBinaryLink(nil, "", short))
		if again, err := ParseLink(uri, nil); err != nil || again != tag {
			r.Fatalf("%v from %s: %v, %v", tag, uri, again, err)
		}
	}
	if got, want := string(tag.AppendElements(nil)), tag.Elements().String(); got != want {
		r.Fatalf("%v has the elements %s and %s", tag, got, want)
	}
}

// withCheck puts the check digit in its place: behind the digits before n.
func withCheck(digits string, n int) string {
	return digits[:n-1] + string(gs1.CheckDigit(digits[:n-1])) + digits[n:]
}

// drawValue draws a value of a format.
func drawValue(r *rapid.T, f format, alphabet string) string {
	value := ""
	for i := range f {
		value += drawPart(r, &f[i], alphabet)
	}
	return value
}

func drawPart(r *rapid.T, p *coded, alphabet string) string {
	switch p.method {
	case codingBcd:
		digits := drawDigits(r, int(p.digits), "digits")
		if p.checked > 0 {
			digits = withCheck("1"+digits[1:], int(p.checked))
		}
		return digits
	case codingInteger:
		return drawDigits(r, int(p.digits), "number")
	case codingNumber:
		return drawText(r, "0123456789", 1, int(p.most), "number")
	case codingText:
		return drawText(r, alphabet, 1, int(p.most), "text")
	case codingDelimited:
		head := drawText(r, "0123456789", 1, int(p.most), "digits")
		return head + drawText(r, strings.Trim(alphabet, "0123456789"), 0, min(1, int(p.most)-len(head)), "text")
	case codingDate:
		return drawTime(r, dateParts)
	case codingDateMinute:
		return drawTime(r, 5)
	case codingDateRange:
		if rapid.Bool().Draw(r, "range") {
			return drawTime(r, dateParts) + drawTime(r, dateParts)
		}
		return drawTime(r, dateParts)
	case codingDateTime:
		return drawTime(r, rapid.IntRange(dateParts, len(timeParts)).Draw(r, "precision"))
	case codingCountry:
		return drawText(r, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2, 2, "country")
	case codingBit:
		return drawText(r, "01", 1, 1, "bit")
	case codingMinus:
		return rapid.SampledFrom([]string{"", "-"}).Draw(r, "minus")
	}
	return drawText(r, "123456789", 1, 1, "n") + "/" + drawText(r, "123456789", 1, 1, "m")
}

func drawTime(r *rapid.T, parts int) string {
	values := []int{
		rapid.IntRange(0, 99).Draw(r, "year"), rapid.IntRange(1, 12).Draw(r, "month"), rapid.IntRange(0, 28).Draw(r, "day"),
		rapid.IntRange(0, 23).Draw(r, "hour"), rapid.IntRange(0, 59).Draw(r, "minute"), rapid.IntRange(0, 59).Draw(r, "second"),
	}
	text := ""
	for _, v := range values[:parts] {
		text += fmt.Sprintf("%02d", v)
	}
	return text
}

// drawMessage draws the elements of a scheme of TDS 2.x, a date if it has one, and up
// to two others.
func drawMessage(r *rapid.T, c *coding) gs1.Message {
	alphabet := rapid.SampledFrom([]string{"0123456789", "0123456789ABCDEF", "0123456789abcdef", "ABCXYZ0189-.:", "azAZ09-_", set82}).Draw(r, "alphabet")
	var elements []gs1.Element
	has := map[gs1.AI]bool{}
	add := func(ai gs1.AI, f format) {
		if !has[ai] {
			elements = append(elements, gs1.Element{AI: ai, Value: drawValue(r, f, alphabet)})
			has[ai] = true
		}
	}
	for i := range c.keys {
		k := &c.keys[i]
		if k.none == "" || rapid.Bool().Draw(r, "optional") {
			add(k.ai, *k.format)
		}
		if n := len(elements); k.none != "" && has[k.ai] && elements[n-1].Value == k.none {
			elements = elements[:n-1]
		}
		has[k.ai] = true
	}
	if c.date {
		ai := rapid.SampledFrom(dateTypes[:]).Draw(r, "date")
		elements = append(elements, gs1.Element{AI: ai, Value: drawTime(r, dateParts)})
		has[ai] = true
	}
	for range rapid.IntRange(0, 2).Draw(r, "others") {
		f := rapid.SampledFrom(formatOf[:]).Draw(r, "other")
		add(f.ai, formats[f.index])
	}
	return gs1.NewMessage(elements...)
}

// TestPlusLaws draws elements for each scheme of TDS 2.x and goes every way.
func TestPlusLaws(t *testing.T) {
	for s := range Schemes() {
		c := &schemes[s]
		if !s.Plus() {
			continue
		}
		t.Run(c.slug, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				m := drawMessage(r, c)
				filter := rapid.Uint8Range(0, 7).Draw(r, "filter")
				o := &Options{Scheme: s, Filter: &filter}
				if c.host {
					o.Host = drawHost(r)
				}
				tag, err := Encode(m, o)
				if e, ok := err.(*Error); ok && e.Code == CodeLength {
					return // more than an EPC has room for
				}
				if err != nil || tag.Filter() != filter || tag.Host() != o.Host {
					r.Fatalf("%v is %v with filter %d and host %q, %v", m, tag, tag.Filter(), tag.Host(), err)
				}
				if got := tag.Elements().String(); got != m.String() {
					r.Fatalf("%v became %s", m, got)
				}
				checkLaws(r, tag)
				if again, err := Encode(tag.Elements(), o); err != nil || again != tag {
					r.Fatalf("%v again is %v, %v, want %v", m, again, err, tag)
				}
			})
		})
	}
}

func drawHost(r *rapid.T) string {
	parts := []string{"id.", "www.", "qr.", "a", "brand", "x-1", ".", ".com", ".co", ".co.uk", ".org.cn", ".tech", ".nl", "ID", "9", ":8080"}
	host := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 8).Draw(r, "host"), "")
	return host[:min(len(host), maxHost)]
}

// TestDecodeAny draws bits behind every header. What is accepted is kept bit for
// bit, and its elements make the same tag, or one of equal meaning.
func TestDecodeAny(t *testing.T) {
	for s := range Schemes() {
		c := &schemes[s]
		t.Run(c.slug, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				b := rapid.SliceOfN(rapid.Byte(), 0, maxBytes-1).Draw(r, "bytes")
				b = append([]byte{c.header}, b...)
				if n := int(c.bits+7) / 8; n > 0 && rapid.Bool().Draw(r, "whole") {
					b = append(b, make([]byte, n)...)[:n]
					b[n-1] &= ^byte(0) << (8*n - int(c.bits))
				}
				tag, err := Decode(b)
				if err != nil {
					if tag.IsValid() {
						r.Fatalf("an error and a tag: %v, %v", tag, err)
					}
					return
				}
				kept := tag.Bytes()
				for len(kept) < len(b) {
					kept = append(kept, 0)
				}
				if !bytes.HasPrefix(kept, b) {
					r.Fatalf("% X became % X", b, kept)
				}
				checkLaws(r, tag)
				checkMeaning(r, tag)
			})
		})
	}
}

// checkMeaning encodes the elements of a tag again.
func checkMeaning(r *rapid.T, tag Tag) {
	m := tag.Elements()
	if len(m.Elements) == 0 || tag.Scheme() == GDTI113 || strings.Trim(m.Elements[0].Value, "0") == "" {
		return
	}
	filter := tag.Filter()
	again, err := Encode(m, &Options{
		Scheme: tag.Scheme(), Filter: &filter, CompanyPrefixLength: len(tag.CompanyPrefix()), Host: tag.Host(),
	})
	if err != nil {
		r.Fatalf("%v: %v, %v", tag, m, err)
	}
	if !tag.Scheme().Plus() && again != tag || again.Elements().String() != m.String() || again.Host() != tag.Host() {
		r.Fatalf("%v: %v became %v", tag, m, again)
	}
}

// TestDigitBits compares the widths of numbers with their definition, for all
// lengths that an element has.
func TestDigitBits(t *testing.T) {
	for n := range 91 {
		most := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
		if want := most.Sub(most, big.NewInt(1)).BitLen(); digitBits(n) != want {
			t.Errorf("%d digits need %d bits, want %d", n, digitBits(n), want)
		}
	}
}
