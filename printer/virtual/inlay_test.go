package virtual

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/zpl"
)

// Operations on one tag, and what is on it then.
func TestTagMemory(t *testing.T) {
	const (
		passwords = "^RFW,H,P^FD12345678,11223344^FS"
		state     = "^RFS,H,P^FD12345678^FS"
		wrong     = "^RFS,H,P^FD12345679^FS"
		lockAll   = "^RLM,L,L,L,L^FS"
		write     = "^RFW,H,,,A^FD300102030405060708090A0B^FS"
		written   = "300102030405060708090A0B"
	)
	for _, tt := range []struct {
		name     string
		commands []string // a format each, on the same tag, as long as it is not printed
		want     Label
		status   string
	}{
		{"EPC of 96 bits", []string{"^RFW,H^FD3034ABCD^FS"}, Label{EPC: "3034ABCD0000000000000000"}, ""},
		{"too long for 96 bits", []string{"^RFW,H^FD" + written + "0C^FS"}, Label{}, "INVALID WR DATA"},
		{"no hexadecimal", []string{"^RFW,H^FD3G^FS"}, Label{}, "INVALID WR DATA"},
		{"characters", []string{"^RFW,A^FD00 my data^FS"}, Label{EPC: "3030206D7920646174610000"}, ""},
		{"partitions", []string{"^RB96,8,3,3,20,24,38^FS^RFW,E^FD48,1,6,770289,10001025,1^FS"}, Label{EPC: "303AF03C6626A04000000001"}, ""},
		{"partitions, a number too large", []string{"^RB96,8,3,3,20,24,38^FS^RFW,E^FD48,9,6,770289,10001025,1^FS"}, Label{}, "INVALID WR DATA"},
		{"PC word follows", []string{"^RFW,H,,,A^FD1122334455667788^FS"}, Label{EPC: "1122334455667788"}, ""},
		{"more than 96 bits", []string{"^RFW,H,,,A^FD" + written + written + "^FS"}, Label{EPC: written + written}, ""},
		{"more than fits", []string{"^RFW,H,,,A^FD" + strings.Repeat("00", 64) + "^FS"}, Label{}, "INVALID ADDR"},
		{"PC word by hand", []string{"^RFW,H,1,8,1^FD1800AABBCCDDEEFF^FS"}, Label{EPC: "AABBCCDDEEFF"}, ""},
		{"CRC", []string{"^RFW,H,0,2,1^FD0000^FS"}, Label{}, "INVALID ADDR"},
		{"TID", []string{"^RFW,H,0,2,2^FD0000^FS"}, Label{}, "GEN2 MEM LOCKED"},
		{"user", []string{"^RFW,H,1,4,3^FDAABBCCDD^FS"}, Label{User: "0000AABBCCDD" + strings.Repeat("0", 116)}, ""},
		{"user, beyond", []string{"^RFW,H,31,4,3^FDAABBCCDD^FS"}, Label{}, "INVALID ADDR"},
		{"passwords", []string{passwords}, Label{Passwords: "kill access"}, ""},
		{"kill password", []string{"^RFW,H,P^FD,88887777^FS"}, Label{Passwords: "kill"}, ""},
		{"lock", []string{write + passwords + lockAll}, Label{EPC: written, Passwords: "kill access", Locks: "LLLL"}, ""},
		{"lock without password", []string{"^RLM,,,L^FS"}, Label{}, "GEN2 MEM LOCKED"},
		{"lock for good without password", []string{write + "^RLM,,,P^FS"}, Label{EPC: written, Locks: "UUPU"}, ""},
		{"write what is locked", []string{write + passwords + lockAll, "^RFW,H^FD00^FS"},
			Label{EPC: written, Passwords: "kill access", Locks: "LLLL"}, "GEN2 MEM LOCKED"},
		{"with the wrong password", []string{write + passwords + lockAll, wrong + "^RFW,H^FD00^FS"},
			Label{EPC: written, Passwords: "kill access", Locks: "LLLL"}, "GEN2 MEM LOCKED"},
		{"with the right password", []string{write + passwords + lockAll, state + "^RFW,H^FD00^FS"},
			Label{EPC: "000000000000000000000000", Passwords: "kill access", Locks: "LLLL"}, ""},
		{"locked for good", []string{write + passwords + "^RLM,P,P,P,P^FS", state + "^RFW,H^FD00^FS"},
			Label{EPC: written, Passwords: "kill access", Locks: "PPPP"}, "GEN2 MEM LOCKED"},
		{"open for good", []string{write + passwords + "^RLM,,,O^FS", "^RFW,H^FDAB^FS", state + "^RLM,,,L^FS"},
			Label{EPC: "AB0000000000000000000000", Passwords: "kill access", Locks: "UUOU"}, "GEN2 MEM LOCKED"},
		{"read a locked password", []string{passwords + lockAll, "^RFR,H,0,8,0^FN1^FS"},
			Label{Passwords: "kill access", Locks: "LLLL"}, "GEN2 MEM LOCKED"},
		{"sections of user memory", []string{"^RLB,0,2^FS", "^RFW,H,8,2,3^FDABCD^FS", "^RFW,H,7,2,3^FDABCD^FS"},
			Label{User: strings.Repeat("0", 32) + "ABCD" + strings.Repeat("0", 92)}, "GEN2 MEM LOCKED"},
		{"all for good", []string{write + "^RLP^FS"}, Label{EPC: written, Locks: "PPPP"}, ""},
		{"serial number of the TID", []string{"^RU^FS^RFW,H^FD12#H^FS"}, Label{EPC: "122F67000001000000000000"}, ""},
		{"EPC with the serial number of the TID", []string{write, "^RU111^FS^RFW,H^FD#F^FS"}, Label{EPC: "300102030405063F67000001"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tag := newInlay(Config{}.inlaySize(), "printer", 1)
			status := ""
			for _, commands := range tt.commands {
				f := newFormat(zpl.Job{Data: []byte("^XA" + commands + "^XZ")}, nil)
				f.read(&power{rfid: usualRFID()})
				work := f.program(tag, f.values)
				tag, status = work.tag, ""
				if work.err != nil {
					status = work.err.Error()
				}
			}
			got := Label{}
			tag.describe(&got)
			got.TID = ""
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("tag (-want +got):\n%s", diff)
			}
			if status != tt.status {
				t.Errorf("status %q, want %q", status, tt.status)
			}
		})
	}
}

// The values a format reads, in all formats of data.
func TestTagReading(t *testing.T) {
	tag := newInlay(InlaySize{EPC: 128, User: 64}, "printer", 1)
	for _, tt := range []struct{ commands, want string }{
		{"^RFR,H^FN1^FS", "303AF03C6626A04000000001"},
		{"^FN1^RFR,H,,,A^FS", "303AF03C6626A04000000001"},
		{"^RB96,8,3,3,20,24,38^FS^FN1^RFR,E^FS", "48.1.6.770289.10001025.1"},
		{"^RFR,H,1,4,1^FN1^FS", "3000303A"},
		{"^RFR,H,0,6,2^FN1^FS", "E28011902000"},
		{"^RFR,H^FN1^FS^RFR,H,0,2,2^FN1^FS", "E280"},
		{"^RFR,A,0,8,3^FN1^FS", "user mem"},
		{"^RFR,H,4,2,3^FN1^FS", ""},
		{"^RFR,H,0,12,2^FN2^FS", ""},
	} {
		f := newFormat(zpl.Job{Data: []byte("^XA^RB96,8,3,3,20,24,38^FS^RFW,E^FD48,1,6,770289,10001025,1^FS" +
			"^RFW,A,0,8,3^FDuser mem^FS" + tt.commands + "^XZ")}, nil)
		f.read(&power{rfid: usualRFID()})
		if got := f.program(tag, f.values).values[1]; got != tt.want {
			t.Errorf("%s: field 1 is %q, want %q", tt.commands, got, tt.want)
		}
	}
}

// The CRC of the EPC bank, after the tags of the EPC Gen2 air interface: computed
// over the bank with its CRC, what remains is the same for every content.
func TestStoredCRC(t *testing.T) {
	remainder := func(b []byte) uint16 {
		crc := uint16(0xffff)
		for _, c := range b {
			for i := 7; i >= 0; i-- {
				top := crc>>15 != uint16(c>>i&1)
				if crc <<= 1; top {
					crc ^= 0x1021
				}
			}
		}
		return crc
	}
	for n := range 50 {
		tag := newInlay(InlaySize{EPC: 128, User: 0}, "printer", n)
		a := access{tag: tag}
		if err := a.write(bankEPC, placeEPC*word, newTID("data", n)); err != nil {
			t.Fatal(err)
		}
		m := tag.memory[bankEPC]
		sent := append(append([]byte(nil), m[word:placeEPC*word+len(tag.epc())]...), m[:word]...)
		if got := remainder(sent); got != 0x1d0f {
			t.Fatalf("remainder %04x, want 1d0f", got)
		}
	}
}
