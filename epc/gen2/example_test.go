package gen2_test

import (
	"encoding/hex"
	"fmt"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
)

func ExampleChipByName() {
	chip, ok := gen2.ChipByName("M730")
	fmt.Println(chip.Vendor, chip.Name, chip.EPC, chip.User, ok)
	// Output: Impinj M730 128 0 true
}

func ExampleChips() {
	n := 0
	for chip := range gen2.Chips() {
		if chip.EPC >= 256 {
			n++
		}
	}
	fmt.Println(n, "chips hold SGTIN-198")
	// Output: 6 chips hold SGTIN-198
}

func ExampleParseEPCBank() {
	bank, err := hex.DecodeString("AAF930003074257BF7194E4000001A85")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := gen2.ParseEPCBank(bank)
	if err != nil {
		fmt.Println(err)
		return
	}
	tag, err := b.Tag()
	fmt.Println(b.PC, b.PC.Words(), b.CheckCRC(), tag.Elements(), err)
	// Output: 3000 6 <nil> (01)80614141123458(21)6789 <nil>
}

func ExampleNewEPCBank() {
	tag, err := epc.ParseHex("3074257BF7194E4000001A85", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%X\n", gen2.NewEPCBank(tag).AppendBytes(nil))
	// Output: AAF930003074257BF7194E4000001A85
}

func ExampleCheckWritten() {
	factory, err := hex.DecodeString("E2801191A500112233445566")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(gen2.CheckWritten(factory))
	// Output: gen2: no EPC is written: this is what a chip Impinj M730 has from the factory, at bit 20h of the EPC bank; encode the tag
}

func ExampleParseTID() {
	bank, err := hex.DecodeString("E2801190200069F009420300")
	if err != nil {
		fmt.Println(err)
		return
	}
	tid, err := gen2.ParseTID(bank)
	if err != nil {
		fmt.Println(err)
		return
	}
	chip, _ := tid.Chip(0)
	serial, err := tid.ChipSerial()
	fmt.Println(tid, chip, serial, err)
	// Output: urn:epc:stid:x801.x190.x69F009420300 Impinj M750 137458371056 <nil>
}

func ExampleAppendUserMemory() {
	m, err := gs1.ParseBracketed("(17)271231(10)LOT42", &gs1.ParseOptions{PartOfLabel: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	bank, err := gen2.AppendUserMemory(nil, m)
	fmt.Printf("%X %v\n", bank, err)
	// Output: 892A465D4237F1C54B01A000 <nil>
}

func ExampleParseUserMemory() {
	bank, err := hex.DecodeString("892A465D4237F1C54B01A000")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(gen2.ParseUserMemory(bank))
	// Output: (17)271231(10)LOT42 <nil>
}

func ExampleParseLocks() {
	locks, err := gen2.ParseLocks(0xA82A0)
	fmt.Println(locks.Kill, locks.Access, locks.EPC, locks.TID, locks.User, err)
	m730, _ := gen2.ChipByName("M730")
	fmt.Println(m730.CheckLocks(gen2.Locks{Access: gen2.Lock}))
	// Output:
	// lock lock lock leave leave <nil>
	// gen2: Impinj M730 has one password for killing and access: it cannot leave the one and lock the other, and answers Not supported; lock both passwords alike, and no user memory where there is none
}

func ExampleParsePasswords() {
	p, err := gen2.ParsePasswords([]byte{0, 0, 0, 0, 0x12, 0x34, 0x56, 0x78})
	fmt.Printf("%08X %08X %v\n", p.Kill, p.Access, err)
	// Output: 00000000 12345678 <nil>
}

func ExamplePC_Same() {
	fmt.Println(gen2.PC(0x3000).Same(0x3400), gen2.PC(0x3000).Same(0x3800))
	// Output: true false
}
