package run

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
)

// A printer whose reader reaches the tag beside the one meant writes to that, and
// reads back what it wrote. Only another reader, held to the label, finds that out.

// A Place says which label of a run has its tag checked.
type Place string

const (
	FirstTag Place = "first" // of the run, and after the head was opened, or a check failed, the first since
	LastTag  Place = "last"  // of the run
	AnyTag   Place = ""      // one that a person chose
)

// A TagAnswer is what became of the check of a tag.
type TagAnswer string

const (
	TagMatches   TagAnswer = "matches"     // it holds what belongs on its label
	TagWrong     TagAnswer = "wrong"       // it does not
	TagUnchecked TagAnswer = "not-checked" // nobody looked

	TagSuspect TagAnswer = "suspect" // that of another label is wrong, and this one may be
)

// A TagCheck is the check of the tag of one label with another reader than the
// printer's: what is asked and, once it is made, what came of it.
type TagCheck struct {
	Place    Place
	N        int // of the item
	Serial   string
	EPC      string // what the tag must hold, in upper case hexadecimal, whole words
	Answer   TagAnswer
	Read     string    // what the reader read, as it gave it; "" on a person's word
	At       time.Time // zero if nobody was asked
	Operator string
}

// ErrNoRead says that a text is not what a reader reads from a tag.
var ErrNoRead = errors.New("it is not the EPC of a tag in hexadecimal")

// minRead is how many digits what a reader reads has at least: those of the shortest
// EPC there is, 96 bits, so that no serial is taken for one.
const minRead = 24

// IsTagRead reports whether text is what readers make of a tag: hexadecimal digits,
// with spaces or without, of whole words. Digits that are element strings with a
// GTIN first are the print of a label.
func IsTagRead(text string) bool {
	digits := strings.ReplaceAll(strings.TrimSpace(text), " ", "")
	digits = strings.TrimPrefix(strings.TrimPrefix(digits, "0x"), "0X")
	if len(digits) < minRead || len(digits)%4 != 0 || strings.Trim(digits, "0123456789ABCDEFabcdef") != "" {
		return false
	}
	elements, err := gs1.AppendElements(nil, digits, nil)
	return err != nil || elements[0].AI != gs1.AI01
}

// Compare returns the check with its answer for what another reader read from the
// tag: hexadecimal digits in either case, with spaces, the PC word before them, or
// zeros behind. The error is [ErrNoRead] for text that is no such thing.
func (c TagCheck) Compare(read string) (TagCheck, error) {
	if !IsTagRead(read) {
		return c, ErrNoRead
	}
	if c.Read, c.Answer = strings.TrimSpace(read), TagWrong; sameTag(c.EPC, c.Read) {
		c.Answer = TagMatches
	}
	return c, nil
}

// sameTag reports whether a reader that read so read the EPC want.
func sameTag(want, read string) bool {
	tag, err := epc.ParseHex(want, nil)
	if err != nil { // it is nothing that the Tag Data Standard knows
		return strings.EqualFold(want, strings.ReplaceAll(read, " ", ""))
	}
	other, err := epc.ParseHex(read, nil)
	return err == nil && other == tag
}

// A TagError is the tag of a label that holds something else.
type TagError struct {
	N      int // of the item
	Serial string
	Read   string // "" on a person's word
	Of     int    // number of the item whose EPC was read, 0 if none of the run
}

func (e *TagError) Error() string {
	words := fmt.Sprintf("the tag of label %d, serial %s, ", e.N, e.Serial)
	switch {
	case e.Of > 0:
		return words + fmt.Sprintf("holds the EPC of label %d", e.Of)
	case e.Read != "":
		return words + fmt.Sprintf("holds %.64s", e.Read)
	}
	return words + "holds something else"
}
