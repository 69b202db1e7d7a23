package epc_test

import (
	"fmt"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
)

func ExampleEncode() {
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: "09506000134352"},
		gs1.Element{AI: gs1.AI21, Value: "123456789"},
	)
	tag, err := epc.Encode(m, &epc.Options{CompanyPrefix: "95060001343"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag)
	fmt.Printf("%s\n", tag.AppendTagURI(nil))
	// Output:
	// 3026C4409047E140075BCD15
	// urn:epc:tag:sgtin-96:1.95060001343.05.123456789
}

func ExampleDecode() {
	tag, err := epc.Decode([]byte{0x30, 0x66, 0xC4, 0x40, 0x90, 0x47, 0xE1, 0x40, 0x07, 0x5B, 0xCD, 0x15})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag.Scheme(), tag.Filter(), tag.Elements())
	// Output: sgtin-96 3 (01)09506000134352(21)123456789
}

func ExampleParseHex() {
	var notes []gs1.Finding
	tag, err := epc.ParseHex("3066 c440 9047 e140 075b cd15", &epc.Options{Notes: &notes})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag.Elements())
	fmt.Println(notes[0].Code)

	_, err = epc.ParseHex("301C00004000004000000001", nil)
	fmt.Println(err)
	// Output:
	// (01)09506000134352(21)123456789
	// EPC-SPELLING
	// epc: partition value of SGTIN-96 is 7, want 0 to 6, at bit 11, hex position 2
}

func ExampleParseURI() {
	tag, err := epc.ParseURI("urn:epc:id:sgtin:95060001343.05.123456789", &epc.Options{Filter: new(uint8(3))})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag)
	// Output: 3066C4409047E140075BCD15
}
