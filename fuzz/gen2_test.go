package fuzz

import (
	"bytes"
	"errors"
	"testing"

	"github.com/eachmark/eachmark/epc/gen2"
)

// FuzzGen2 reads banks of tags: no bytes may bring the readers down, errors name
// bits of the bank, and what is read is written again as it was.
func FuzzGen2(f *testing.F) {
	f.Add([]byte("\xaa\xf9\x30\x00\x30\x74\x25\x7b\xf7\x19\x4e\x40\x00\x00\x1a\x85"))
	f.Add([]byte("\xe2\x80\x11\x90\x20\x00\x69\xf0\x09\x42\x03\x00"))
	f.Add([]byte("\x89\x2a\x46\x5d\x42\x37\xf1\xc5\x4b\x01\xa0\x00"))
	f.Add([]byte("\x89\x0d\x7f\x04\x05\x02\x00\x0c\x10"))
	f.Fuzz(func(t *testing.T, bank []byte) {
		check := func(err error) {
			var e *gen2.Error
			if errors.As(err, &e) && (e.Bit < 0 || e.Bit > 8*len(bank) || e.BitEnd < e.Bit || e.Code == "" || e.Finding().Message == "") {
				t.Fatalf("%X: %+v", bank, e)
			}
		}
		b, err := gen2.ParseEPCBank(bank)
		check(err)
		if err == nil && !bytes.HasPrefix(bank, b.AppendBytes(nil)) {
			t.Fatalf("%X came back as %X", bank, b.AppendBytes(nil))
		}
		tid, err := gen2.ParseTID(bank)
		check(err)
		if err == nil {
			_, err = tid.ChipSerial()
			check(err)
		}
		m, err := gen2.ParseUserMemory(bank)
		check(err)
		if err != nil {
			return
		}
		again, err := gen2.AppendUserMemory(nil, m)
		if err != nil {
			return // a length that only other writers write
		}
		if back, err := gen2.ParseUserMemory(again); err != nil || len(back.Elements) != len(m.Elements) {
			t.Fatalf("%v came back as %v, %v", m, back, err)
		}
	})
}
