package datamatrix

import (
	"fmt"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// A reader decodes the data codewords of a symbol the plain way, as ISO/IEC 16022
// describes them. It shares nothing with the encoder.
type reader struct {
	words []int // without pad
	at    int
	data  []rune
}

// decode returns the data of a symbol's data codewords, pad included.
func decode(codewords []byte) (data []rune, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("codewords %v: %v", codewords, p)
		}
	}()
	r := &reader{}
	for _, c := range codewords {
		r.words = append(r.words, int(c))
	}
	for r.left() > 0 {
		switch w := r.word(); {
		case w == 129:
			return r.data, r.checkPad()
		case w <= 128:
			r.add(w - 1)
		case w <= 229:
			r.add('0' + (w-130)/10)
			r.add('0' + (w-130)%10)
		case w == 230:
			r.triplets(c40Sets)
		case w == 231:
			r.base256()
		case w == 232:
			r.add(-1)
		case w == 235:
			r.add(r.word() + 127)
		case w == 238:
			r.x12()
		case w == 239:
			r.triplets(textSets)
		case w == 240:
			r.edifact()
		case w == 254 && r.left() == 0: // the unlatch that would have been assumed
		default:
			panic(fmt.Sprintf("codeword %d at %d", w, r.at-1))
		}
	}
	return r.data, nil
}

func (r *reader) left() int { return len(r.words) - r.at }

func (r *reader) word() int {
	r.at++
	return r.words[r.at-1]
}

func (r *reader) add(c int) { r.data = append(r.data, rune(c)) }

// checkPad checks the words behind the first pad.
func (r *reader) checkPad() error {
	for i := r.at; i < len(r.words); i++ {
		plain := r.words[i] - (149*(i+1)%253 + 1)
		if plain <= 0 {
			plain += 254
		}
		if plain != 129 {
			return fmt.Errorf("pad %d at %d", r.words[i], i)
		}
	}
	return nil
}

// The four sets of C40 and Text, by value; FNC1 and upper shift are marked.
type sets [4]string

const (
	control = "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"
	signs   = "!\"#$%&'()*+,-./:;<=>?@[\\]^_"
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	small   = "abcdefghijklmnopqrstuvwxyz"
)

var (
	c40Sets  = sets{"??? 0123456789" + letters, control, signs, "`" + small + "{|}~\x7f"}
	textSets = sets{"??? 0123456789" + small, control, signs, "`" + letters + "{|}~\x7f"}
)

// triple returns the next three values; ok is false where the encodation ends.
func (r *reader) triple() (values [3]int, ok bool) {
	if r.left() <= 1 {
		return values, false
	}
	first := r.word()
	if first == 254 {
		return values, false
	}
	v := first*256 + r.word() - 1
	return [3]int{v / 1600, v / 40 % 40, v % 40}, true
}

func (r *reader) triplets(s sets) {
	set, upper := 0, 0
	for {
		values, ok := r.triple()
		if !ok {
			return
		}
		for _, v := range values {
			switch {
			case set == 0 && v < 3:
				set = v + 1
				continue
			case set == 2 && v == 27:
				r.add(-1)
			case set == 2 && v == 30:
				upper = 128
				set = 0
				continue
			default:
				r.add(int(s[set][v]) + upper)
				upper = 0
			}
			set = 0
		}
	}
}

func (r *reader) x12() {
	for {
		values, ok := r.triple()
		if !ok {
			return
		}
		for _, v := range values {
			r.add(int(("\r*> 0123456789" + letters)[v]))
		}
	}
}

func (r *reader) edifact() {
	for r.left() > 2 {
		w := r.word()<<16 | r.word()<<8 | r.word()
		for i := range 4 {
			v := w >> (18 - 6*i) & 63
			if v == 31 {
				r.at -= 3 - (6*(i+1)+7)/8 // the rest of a codeword begun is lost
				return
			}
			if v < 32 {
				v += 64
			}
			r.add(v)
		}
	}
}

func (r *reader) base256() {
	plain := func() int {
		w := r.word() - (149*r.at%255 + 1)
		return (w + 256) % 256
	}
	n := plain()
	switch {
	case n == 0:
		n = r.left()
	case n >= 250:
		n = (n-249)*250 + plain()
	}
	for range n {
		r.add(plain())
	}
}

// show writes data for messages of tests.
func show(data []rune) string {
	s := ""
	for _, r := range data {
		if r == grid.FNC1 {
			s += "<FNC1>"
		} else {
			s += fmt.Sprintf("%q", r)
		}
	}
	return s
}
