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

// skipHost takes a domain name.
func (r *bitReader) skipHost() {
	var buf [2 * maxValue]byte
	r.host(buf[:0])
}

// host appends the domain name that follows.
func (r *bitReader) host(b []byte) []byte {
	from, start := r.at, len(b)
	units := r.take(1) == 1
	n := int(r.take(hostLengthBits))
	if n == 0 {
		r.fail(from, badLength, 0)
		return b
	}
	if units {
		b = r.hostUnits(b, n)
	} else {
		b = r.code40(b, n)
	}
	if r.failed {
		return b
	}
	if len(b)-start > maxHost {
		r.fail(from, tooMany, maxHost)
	}
	for _, c := range b[start:] {
		if !isHostChar(c) {
			r.fail(from, badCharacter, int(c))
		}
	}
	return b
}

// hostUnits appends what n units of seven bits stand for.
func (r *bitReader) hostUnits(b []byte, n int) []byte {
	for ; n > 0 && !r.failed; n-- {
		from := r.at
		v := r.take(hostUnit)
		text := ""
		if v < firstOfTwo {
			if n--; n == 0 {
				r.fail(from, badHostCode, int(v))
				return b
			}
			text = codeOf(v<<hostUnit|r.take(hostUnit), 2)
		} else if text = codeOf(v, 1); text == "" && charsetOf(byte(v))&char82 != 0 {
			b = append(b, byte(v))
			continue
		}
		if text == "" {
			r.fail(from, badHostCode, int(v))
			return b
		}
		if len(b)+len(text) <= cap(b) {
			b = append(b, text...)
		}
	}
	return b
}

// Host returns the domain name of a "++" tag, "id.example.com", and "" for others.
func (t *Tag) Host() string {
	if !t.Scheme().HoldsHost() {
		return ""
	}
	c := t.coding()
	r := bitReader{store: &t.store, at: plusKeys, end: t.Bits()}
	if c.date {
		r.at += dateTypeBits + dateBits
	}
	var buf [maxValue]byte
	for i := range c.keys {
		c.keys[i].format.read(buf[:0], &r)
	}
	return string(r.host(buf[:0]))
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
