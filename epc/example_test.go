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

func ExampleTag_Elements() {
	// A tag of TDS 2.x has any elements behind the EPC.
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI21, Value: "007"},
		gs1.Element{AI: gs1.AI17, Value: "271231"}, gs1.Element{AI: gs1.AI10, Value: "LOT42"},
	)
	tag, err := epc.Encode(m, &epc.Options{Scheme: epc.SGTINPlus})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag, tag.Bits())
	fmt.Println(tag.Elements())
	// Output:
	// F79095060001343520301C5CDE7C4194B393E360 156
	// (01)09506000134352(21)007(17)271231(10)LOT42
}

func ExamplePlan() {
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: "09506000134352"}, gs1.Element{AI: gs1.AI21, Value: "007"},
		gs1.Element{AI: gs1.AI17, Value: "271231"}, gs1.Element{AI: gs1.AI10, Value: "LOT42"},
	)
	best := epc.Plan(m, 128, &epc.Options{CompanyPrefixLength: 7})[0]
	fmt.Println(best.Scheme, best.Bits, gs1.NewMessage(best.Left...))
	// Output: dsgtin+ 112 (10)LOT42
}

func ExampleParseLink() {
	tag, err := epc.ParseLink("https://id.gs1.org/eh30164596f40c0e5cbe991a83", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag.Elements())

	tag, err = epc.ParseLink("https://id.example.com/01/09528765123457/21/A1", &epc.Options{Scheme: epc.SGTINPlusPlus})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tag.Host())
	// Output:
	// (01)09528765123457(21)123456789123
	// id.example.com
}

func ExampleTag_AppendLink() {
	tag, err := epc.ParseURI("urn:epc:tag:sgtin-198:3.9521141.012345.32a%2Fb", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	uri, err := tag.AppendLink(nil, "https://example.com")
	fmt.Printf("%s %v\n", uri, err)
	// Output: https://example.com/01/09521141123454/21/32a%2Fb <nil>
}

func ExampleTag_AppendBinaryLink() {
	tag, err := epc.ParseHex("30164596F40C0E5CBE991A83", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", tag.AppendBinaryLink(nil, "", false))
	fmt.Printf("%s\n", tag.AppendBinaryLink(nil, "", true))
	// Output:
	// https://id.gs1.org/eh30164596f40c0e5cbe991a83
	// https://id.gs1.org/exMBZFlvQMDly-mRqD
}

func ExampleParsePattern() {
	p, err := epc.ParsePattern("urn:epc:pat:sgtin-96:3.0652642.[102400-204700].*")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, uri := range []string{"urn:epc:tag:sgtin-96:3.0652642.102400.7", "urn:epc:tag:sgtin-96:1.0652642.102400.7"} {
		tag, err := epc.ParseURI(uri, nil)
		fmt.Println(p.Match(tag), err)
	}
	// Output:
	// true <nil>
	// false <nil>
}

func ExampleSchemesFor() {
	for s := range epc.SchemesFor(gs1.AI00) {
		fmt.Println(s, s.Plus(), s.HoldsHost())
	}
	// Output:
	// sscc-96 false false
	// sscc+ true false
	// sscc++ true true
}

func ExampleScheme_FilterMeaning() {
	fmt.Println(epc.SSCC96.FilterMeaning(6))
	// Output: Unit Load
}
