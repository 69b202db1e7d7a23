package fuzz

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/printer/zebra"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// FuzzVirtual: whatever a host sends, the printer answers the next one, and its
// roll can be read.
func FuzzVirtual(f *testing.F) {
	for _, s := range []string{
		"^XA^RS8,F9,20,2,P^RB96,8,3,3,20,24,38^FS^RFW,E^FD48,1,6,7,8,9^FS^RFR,H,0,12,2^FN1^FS^FH^HV1,9,_02,_03,L^FS^XZ",
		"^XA^RU101,*^FS^RFW,H^FD12*H^FS^RFW,H,P^FD12345678,^FS^RFS,H,P^FD1^FS^RLM,L,L,L,P^FS^RLB,0,99^FS^RLP^FS^XZ",
		"^XA^DFE:A^FS^FO1,1^A0N,9^FN1^FS^XZ^XA^XFE:A^FS^FN1^FDx^FS^PQ2,1,1,N^XZ^XA^IDE:*.*^FS^XZ", "^CC+^XA~JA~JP~PS~HL~JR",
		"^XA^FO1,1^SN01,2,Y^FS^FO1,1^FDA9^SFAd,1^FS^XZ! U1 setvar \"odometer.rfid.void_resettable\" \"0\"\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		dir := t.TempDir()
		p, err := virtual.New(virtual.Config{Dir: dir, DecodeCommand: true})
		if err != nil {
			t.Fatal(err)
		}
		conn, err := p.Dial()
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write(in) // ~JR breaks the connection
		_ = conn.Close()
		if conn, err = p.Dial(); err != nil {
			t.Fatal(err)
		}
		host := zebra.New(conn, &zebra.Options{Timeout: time.Second / 5})
		if _, err := host.Identify(t.Context()); err != nil && !bytes.ContainsAny(in, "!") && !bytes.Contains(bytes.ToUpper(in), []byte("JR")) {
			t.Fatalf("%q: %v", in, err) // unless ! has become a prefix, or the printer was reset
		}
		if err := p.Close(); err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		roll, err := os.ReadFile(filepath.Join(dir, virtual.RollFile))
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range virtual.ReadRoll(bytes.NewReader(roll)) {
			if err != nil {
				t.Fatalf("%q: %v", in, err)
			}
		}
	})
}

// FuzzFill: filled formats have neither numbered nor counted fields, and the data
// that was given.
func FuzzFill(f *testing.F) {
	for _, s := range []string{
		"^XA^FO1,1^FN1^FS^FN1^FDA^FS^XZ", "^XA^SN12,-3,Y^FS^FO1,1^FDAz9^SFAnd,1B1^FS^XZ", "^XA^DFR:A^FN2^FDx^FS^XZ^XA^XFR:A^FS^XZ",
	} {
		f.Add([]byte(s), 3, "value")
	}
	f.Fuzz(func(t *testing.T, in []byte, label int, value string) {
		var shelf raster.Shelf
		for _, format := range zpl.Parse(in).Formats() {
			if _, isStored := shelf.Store(format); isStored {
				continue
			}
			filled := raster.Filling{Label: label & 0xffffff, Values: map[int]string{1: value}}.Fill(shelf.Recall(format))
			if raster.Varies(filled) || raster.Numbered(filled) {
				t.Fatalf("%q: filled it is %q", in, filled.AppendTo(nil))
			}
		}
	})
}
