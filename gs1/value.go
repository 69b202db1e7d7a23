package gs1

// A Charset is a set of characters that values are made of, named by the
// letter of GS1's format notation.
type Charset byte

const (
	Digits      Charset = 'N' // 0 to 9
	Charset82   Charset = 'X' // GS1 General Specifications §7.11, figure 7.11-1
	Charset39   Charset = 'Y' // figure 7.11-2: digits, A to Z, # - /
	CharsetBase Charset = 'Z' // RFC 4648 §5: base64url, = at the end
)

// String returns what the set is called in findings.
func (c Charset) String() string {
	switch c {
	case Digits:
		return "a digit"
	case Charset82:
		return "a character of set 82"
	case Charset39:
		return "a character of set 39"
	case CharsetBase:
		return "a base64url character"
	}
	return "invalid character set"
}

const (
	inDigits = 1 << iota
	in82
	in39
	inBase
)

// bit returns the bit of charsets that stands for c.
func (c Charset) bit() uint8 {
	switch c {
	case Digits:
		return inDigits
	case Charset82:
		return in82
	case Charset39:
		return in39
	}
	return inBase
}

// charsets holds for each byte the sets it belongs to.
var charsets = [256]uint8{
	'0': all, '1': all, '2': all, '3': all, '4': all, '5': all, '6': all, '7': all, '8': all, '9': all,
	'A': alnum, 'B': alnum, 'C': alnum, 'D': alnum, 'E': alnum, 'F': alnum, 'G': alnum, 'H': alnum, 'I': alnum,
	'J': alnum, 'K': alnum, 'L': alnum, 'M': alnum, 'N': alnum, 'O': alnum, 'P': alnum, 'Q': alnum, 'R': alnum,
	'S': alnum, 'T': alnum, 'U': alnum, 'V': alnum, 'W': alnum, 'X': alnum, 'Y': alnum, 'Z': alnum,
	'a': in82 | inBase, 'b': in82 | inBase, 'c': in82 | inBase, 'd': in82 | inBase, 'e': in82 | inBase,
	'f': in82 | inBase, 'g': in82 | inBase, 'h': in82 | inBase, 'i': in82 | inBase, 'j': in82 | inBase,
	'k': in82 | inBase, 'l': in82 | inBase, 'm': in82 | inBase, 'n': in82 | inBase, 'o': in82 | inBase,
	'p': in82 | inBase, 'q': in82 | inBase, 'r': in82 | inBase, 's': in82 | inBase, 't': in82 | inBase,
	'u': in82 | inBase, 'v': in82 | inBase, 'w': in82 | inBase, 'x': in82 | inBase, 'y': in82 | inBase,
	'z': in82 | inBase,
	'-': in82 | in39 | inBase, '/': in82 | in39, '#': in39, '_': in82 | inBase, '=': in82,
	'!': in82, '"': in82, '%': in82, '&': in82, '\'': in82, '(': in82, ')': in82, '*': in82, '+': in82,
	',': in82, '.': in82, ':': in82, ';': in82, '<': in82, '>': in82, '?': in82,
}

const (
	all   = inDigits | in82 | in39 | inBase
	alnum = in82 | in39 | inBase
)

// A fault is what is wrong with a value.
type fault struct {
	code  Code
	at, n int // bytes [at, at+n) of the value
	detail
}

// A detail is what the sentence about a fault says beside what was found. Its
// parts are constants and numbers, so that noting a fault costs no allocation.
type detail struct {
	part     string // which part: "month"
	expected string // what would have been right, if lo and hi do not say it
	lo, hi   int    // the range that would have been right
	linter   linter // the test that found it
}

// faults takes the faults of one value. With each nil only the first is wanted.
type faults struct {
	first fault
	each  func(fault) bool // returns whether the next is wanted
	done  bool
}

// add takes f and reports whether to go on.
func (fs *faults) add(f fault) bool {
	switch {
	case fs.done:
	case fs.each != nil:
		fs.done = !fs.each(f)
	default:
		fs.first, fs.done = f, true
	}
	return !fs.done
}

// check adds what is wrong with value to fs and reports whether more is wanted,
// which for a caller that wants the first only means: nothing is wrong.
//
// Components take their length from the front; one that is optional and finds
// nothing left is absent. Characters are judged before the length, so that a
// blank in front of a date is called a blank and not a seventh digit. The other
// tests need a component that is whole, and nothing left over behind it.
func (r *rule) check(value string, fs *faults) bool {
	return checkComponents(r.components(), value, fs)
}

// checkComponents is check for a value made of parts.
func checkComponents(parts []component, value string, fs *faults) bool {
	if value == "" {
		return fs.add(fault{code: CodeValueEmpty})
	}
	at, short := 0, false
	for i := range parts {
		c := &parts[i]
		if at == len(value) && c.optional {
			break
		}
		end := min(at+int(c.max), len(value))
		clean := c.checkCharset(value, at, end, fs)
		short = end-at < int(c.min)
		whole := !short && (end == len(value) || i < len(parts)-1)
		if fs.done || clean && whole && !c.checkLinters(value, at, end, fs) {
			return false
		}
		at = end
	}
	switch {
	case short:
		return fs.add(fault{code: CodeLengthShort, n: len(value)})
	case at < len(value):
		return fs.add(fault{code: CodeLengthLong, at: at, n: len(value) - at})
	}
	return true
}

// checkCharset adds every run of characters in value[from:to] that are not in
// the component's set and reports whether there was none.
func (c *component) checkCharset(value string, from, to int, fs *faults) (clean bool) {
	bit, end := Charset(c.charset).bit(), to
	if c.charset == byte(CharsetBase) {
		end = trimPadding(value, from, to)
	}
	clean = true
	for i := from; i < end; i++ {
		if charsets[value[i]]&bit != 0 {
			continue
		}
		start := i
		for i+1 < end && charsets[value[i+1]]&bit == 0 {
			i++
		}
		clean = false
		expected := detail{expected: Charset(c.charset).String()}
		if !fs.add(fault{code: CodeCharacter, at: start, n: i + 1 - start, detail: expected}) {
			return false
		}
	}
	return clean && (end == to || c.checkPadding(from, end, to, fs))
}

// trimPadding returns where the padding at the end of value[from:to] begins.
func trimPadding(value string, from, to int) int {
	for to > from && value[to-1] == '=' {
		to--
	}
	return to
}

// checkPadding judges the padding [pad, to) of base64url text: one or two, after
// something, and the whole a multiple of three characters as GS1's reference
// implementation of the test cset64 has it, not of four as RFC 4648 §3.2 would.
func (c *component) checkPadding(from, pad, to int, fs *faults) bool {
	if to-pad <= 2 && (to-from)%3 == 0 && pad > from {
		return true
	}
	fs.add(fault{code: CodePadding, at: pad, n: to - pad, detail: detail{expected: "a length that is a multiple of 3"}})
	return false
}

// checkLinters applies the component's tests to value[from:to] and reports
// whether to go on.
func (c *component) checkLinters(value string, from, to int, fs *faults) bool {
	for _, l := range c.linters {
		if l == 0 {
			break
		}
		if f := l.check(value[from:to]); f.code != "" {
			f.at += from
			f.linter = l
			if !fs.add(f) {
				return false
			}
		}
	}
	return true
}
