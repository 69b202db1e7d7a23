package zpl

import (
	"errors"
	"fmt"
	"strconv"
)

// ErrIncomplete means that a reply has begun as it should and is not all there
// yet: read more and parse again.
var ErrIncomplete = errors.New("zpl: reply is incomplete")

// An Error is something that is not what the grammar of What expects.
type Error struct {
	What     string // "host status", "^BX data", …
	Pos      int    // byte offset in the input; for data of runes, the index
	Found    string // at most 64 bytes of the input
	Expected string
}

func (e *Error) Error() string {
	found := "nothing"
	if e.Found != "" {
		found = strconv.Quote(e.Found)
	}
	return fmt.Sprintf("zpl: %s: found %s, expected %s, at byte %d", e.What, found, e.Expected, e.Pos)
}

const maxQuote = 64 // bytes of input in an error

func quoteFrom[T string | []byte](s T, pos int) string {
	if pos >= len(s) {
		return ""
	}
	return string(s[pos:min(len(s), pos+maxQuote)])
}
