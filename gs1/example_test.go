package gs1_test

import (
	"fmt"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

func ExampleParseScan() {
	m, err := gs1.ParseScan("]d201095060001343521727123110LOT42\x1d21SN0001", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range m.Elements {
		fmt.Printf("%-16s %s\n", e.AI.Title(), e.Value)
	}
	fmt.Println(m)
	// Output:
	// GTIN             09506000134352
	// USE BY or EXPIRY 271231
	// BATCH/LOT        LOT42
	// SERIAL           SN0001
	// (01)09506000134352(17)271231(10)LOT42(21)SN0001
}

func ExampleParseScan_problems() {
	const scan = "]d201095212345432141727133110LOT42"
	var problems []gs1.Finding
	m, _ := gs1.ParseScan(scan, &gs1.ParseOptions{Problems: &problems})
	for _, f := range problems {
		fmt.Printf("%s\n%s\n", f.Message, gs1.Mark(scan, f.Start, f.End))
	}
	fmt.Println(len(m.Elements), "elements")
	// Output:
	// check digit of GTIN (01) is 4, expected 3
	// ]d201095212345432141727133110LOT42
	//                   ^
	// month of USE BY or EXPIRY (17) is 13, expected 01 to 12
	// ]d201095212345432141727133110LOT42
	//                        ^^
	// 3 elements
}

func ExampleParseBracketed() {
	m, err := gs1.ParseBracketed(`(01)09506000134352(10)A\(1)(21)12345678`, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	lot, _ := m.Value(gs1.AI10)
	fmt.Println(lot)
	fmt.Printf("%q\n", m.AppendScan(nil, "]d2"))
	// Output:
	// A(1)
	// "]d2010950600013435210A(1)\x1d2112345678"
}

func ExampleParseData() {
	m, err := gs1.ParseData("^010950600013435210ABC^2112345678", nil)
	fmt.Println(m, err)
	// Output: (01)09506000134352(10)ABC(21)12345678 <nil>
}

func ExampleAppendElements() {
	elements, err := gs1.AppendElements(nil, "0109506000134352310300019510ABC", nil)
	for _, e := range elements {
		fmt.Println(e.AI, e.Value)
	}
	fmt.Println(err)
	// Output:
	// 01 09506000134352
	// 3103 000195
	// 10 ABC
	// <nil>
}

func ExampleAppendScanElements() {
	var elements []gs1.Element // its memory is used again for each scan
	for _, scan := range []string{"]d2010950600013435210A\x1d2112", "]d20109506000134352211234"} {
		var err error
		elements, err = gs1.AppendScanElements(elements[:0], scan, nil)
		fmt.Println(len(elements), elements[len(elements)-1].Value, err)
	}
	// Output:
	// 3 12 <nil>
	// 2 1234 <nil>
}

func ExampleAppendBracketedElements() {
	elements, err := gs1.AppendBracketedElements(nil, "(01)09506000134352(10)ABC", nil)
	fmt.Println(len(elements), elements[1].Value, err)
	// Output: 2 ABC <nil>
}

func ExampleCheckValue() {
	for f := range gs1.CheckValue(gs1.AI17, "271331") {
		fmt.Println(f.Message)
	}
	// Output: month of USE BY or EXPIRY (17) is 13, expected 01 to 12
}

func ExampleCheck() {
	m := gs1.NewMessage(
		gs1.Element{AI: gs1.AI01, Value: "09506000134352"},
		gs1.Element{AI: gs1.AI10, Value: "LOT 42"},
	)
	for f := range gs1.Check(m, nil) {
		fmt.Printf("%s", f.AppendText(nil, m.Input, "label"))
	}
	// Output:
	// error GS1-CHARACTER: BATCH/LOT (10) has " ", expected a character of set 82
	//   --> label byte 25
	//    |  (01)09506000134352(10)LOT 42
	//    |                           ^
	//    = fix: replace or remove the character
	//    = rule: GS1 General Specifications §7.11
}

func ExampleParseGTIN() {
	g, err := gs1.ParseGTIN("9506000134352")
	fmt.Println(g, err)
	_, err = gs1.ParseGTIN("9506000134354")
	fmt.Println(err)
	// Output:
	// 09506000134352 <nil>
	// gs1: check digit of GTIN (01) is 4, expected 2, at byte 12
}

func ExampleParseDate() {
	ref := time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)
	expiry, err := gs1.ParseDate("280200", ref)
	fmt.Println(expiry.Format(time.DateOnly), err)
	// Output: 2028-02-29 <nil>
}

func ExampleAI_Info() {
	ai, err := gs1.ParseAI("3103")
	if err != nil {
		fmt.Println(err)
		return
	}
	info, _ := ai.Info()
	fmt.Println(info.Title, info.Predefined, info.Requires, info.Excludes)
	// Output: NET WEIGHT (kg) true [[[01] [02]]] [310n]
}

func ExampleMark() {
	fmt.Println(gs1.Mark("10ABC\x1d21é", 8, 10))
	// Output:
	// 10ABC␝21é
	//         ^
}

func ExampleElement_Meaning() {
	m, err := gs1.ParseBracketed("(01)09506000134352(3103)001950(3932)9781250(7003)2712311030", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	ref := time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)
	for _, e := range m.Elements {
		switch meaning, err := e.Meaning(ref); meaning.Kind {
		case gs1.KindMeasure:
			fmt.Println(e.AI.Title(), meaning.Number, meaning.Unit)
		case gs1.KindAmount:
			fmt.Println(e.AI.Title(), meaning.Number, meaning.Currency, meaning.Number.Coefficient)
		default:
			fmt.Println(e.AI.Title(), meaning.Kind, meaning, err)
		}
	}
	// Output:
	// GTIN text  <nil>
	// NET WEIGHT (kg) 1.950 kg
	// PRICE 12.50 EUR 1250
	// EXPIRY TIME time 2027-12-31 10:30 <nil>
}
