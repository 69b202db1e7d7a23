package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// An entry is one entry of the journal as the chain sees it.
type entry struct {
	run, serial        string
	seq                int64
	n                  int
	from, to           string
	at                 int64 // microseconds since 1970
	evidence, operator string
	reason             string
}

// chain returns the hash of an entry in hex: SHA-256 over the hash of the entry
// before it, "" for the first, and every field, each with its length before it.
// Nothing in the journal can be changed, left out or put between without another
// hash at its end.
func (e entry) chain(before string) string {
	var b []byte
	for _, field := range []string{
		before, e.run, e.serial, fmt.Sprint(e.seq), fmt.Sprint(e.n), e.from, e.to, fmt.Sprint(e.at), e.evidence, e.operator, e.reason,
	} {
		b = binary.AppendUvarint(b, uint64(len(field)))
		b = append(b, field...)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
