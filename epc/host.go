package epc

import (
	"fmt"
	"strings"
)

// A hostCode is a part of a domain name and its code of one or two units of seven
// bits.
type hostCode struct {
	text  string
	code  uint16
	units uint8
}

// Widths and limits of a domain name, TDS 2.3 §14.5.16.
const (
	hostUnit       = 7
	hostLengthBits = 6
	maxHost        = 63
)

// codeOf returns the text of a code, "" if it is reserved.
func codeOf(code uint64, units int) string {
	for i := range hostCodes {
		if h := &hostCodes[i]; uint64(h.code) == code && int(h.units) == units {
			return h.text
		}
	}
	return ""
}

// firstOfTwo is how many codes of one unit are the first of two.
const firstOfTwo = 4

// isHostChar reports whether a domain name, with a port, may have the character.
func isHostChar(c byte) bool {
	return charsetOf(c)&charBase64 != 0 || c == '.' || c == ':'
}

// host checks a domain name.
func (r *checker) host(at int) int {
	from := at
	at = r.skip(from, 1+hostLengthBits)
	if at == failed {
		return failed
	}
	n := int(r.get(from+1, hostLengthBits))
	if n == 0 {
		return r.fail(from, at, badLength, 0)
	}
	if r.get(from, 1) == 0 {
		return r.code40(at, n) // which has no other characters
	}
	end := at + hostUnit*n
	var buf [2 * maxHost]byte
	parts := bitCursor{r.store, at}
	for host := buf[:0]; parts.at < end; {
		at, before := parts.at, len(host)
		host = parts.appendHostPart(host)
		switch part := host[before:]; {
		case parts.at > r.end && end > r.end:
			return r.fail(at, r.end, cutShort, end-at)
		case len(part) == 0 || parts.at > end:
			return r.fail(at, min(parts.at, end), badHostCode, int(r.get(at, hostUnit)))
		case len(host) > maxHost:
			return r.fail(from, parts.at, tooMany, maxHost)
		case len(part) == 1 && !isHostChar(part[0]):
			return r.fail(at, parts.at, badCharacter, int(part[0]))
		}
	}
	return end
}

// appendHost appends the domain name that follows.
func (r *bitCursor) appendHost(b []byte) []byte {
	inUnits, n := r.next(1), int(r.next(hostLengthBits))
	if inUnits == 0 {
		return r.appendCode40(b, n)
	}
	for end := r.at + hostUnit*n; r.at < end; {
		b = r.appendHostPart(b)
	}
	return b
}

// appendHostPart appends what the next unit stands for, or the next two; nothing if
// they are reserved.
func (r *bitCursor) appendHostPart(b []byte) []byte {
	v := r.next(hostUnit)
	if v < firstOfTwo {
		return append(b, codeOf(v<<hostUnit|r.next(hostUnit), 2)...)
	}
	if text := codeOf(v, 1); text != "" || charsetOf(byte(v))&char82 == 0 {
		return append(b, text...)
	}
	return append(b, byte(v))
}

// Host returns the domain name of a "++" tag, "id.example.com", and "" for others.
func (t *Tag) Host() string {
	c := t.coding()
	if !c.host {
		return ""
	}
	r := bitCursor{&t.store, plusKeys}
	if c.date {
		r.at += dateTypeBits + dateBits
	}
	var buf [maxValue]byte
	for i := range c.keys {
		c.keys[i].format.append(buf[:0], &r)
	}
	return string(r.appendHost(buf[:0]))
}

// writeHost appends a domain name. It returns why it cannot be written, "" if it
// is.
func writeHost(w *bitWriter, host string) (why string) {
	switch {
	case host == "":
		return "is not stated"
	case len(host) > maxHost:
		return fmt.Sprintf("has %d characters, a tag holds %d", len(host), maxHost)
	}
	for i := range len(host) {
		if !isHostChar(host[i]) {
			return "has the character " + quote(host[i:i+1])
		}
	}
	units := hostUnits(host)
	if common(host)&charCode40 != 0 && textBits(indicatorCode40, len(host)) <= hostUnit*units {
		w.put(uint64(len(host)), 1+hostLengthBits)
		w.putCode40(host)
		return ""
	}
	w.put(1, 1)
	w.put(uint64(units), hostLengthBits)
	for host != "" {
		h := bestCode(host)
		w.put(uint64(h.code), hostUnit*int(h.units))
		host = host[len(h.text):]
	}
	return ""
}

// bestCode returns the code that the shortest way to write host begins with, of
// several a character.
func bestCode(host string) hostCode {
	best := hostCode{host[:1], uint16(host[0]), 1}
	least := 1 + hostUnits(host[1:])
	for _, h := range hostCodes {
		if !strings.HasPrefix(host, h.text) {
			continue
		}
		n := int(h.units) + hostUnits(host[len(h.text):])
		if n < least {
			best, least = h, n
		}
	}
	return best
}

// hostUnits is how few units of seven bits write host.
func hostUnits(host string) int {
	var least [maxHost + 1]int // by where the rest begins
	for at := len(host) - 1; at >= 0; at-- {
		least[at] = 1 + least[at+1]
		for _, h := range hostCodes {
			if strings.HasPrefix(host[at:], h.text) {
				least[at] = min(least[at], int(h.units)+least[at+len(h.text)])
			}
		}
	}
	return least[0]
}
