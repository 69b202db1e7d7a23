package symbol_test

import (
	"bytes"
	"fmt"
	"image/png"
	"log"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol"
)

func ExampleEncode() {
	m, err := gs1.ParseBracketed("(01)09506000134352(10)LOT42", nil)
	if err != nil {
		log.Fatal(err)
	}
	s, err := symbol.Encode(symbol.GS1DataMatrix, m, nil)
	if err != nil {
		log.Fatal(err)
	}
	for y := range s.Height {
		for x := range s.Width {
			if s.Dark(x, y) {
				fmt.Print("██")
			} else {
				fmt.Print("··")
			}
		}
		fmt.Println()
	}
	// Output:
	// ██··██··██··██··██··██··██··██··██··
	// ████····████████····████··········██
	// ██······██··██······██··████····██··
	// ██··██████████··████··████··████████
	// ██████··████····██··██··██··████····
	// ██··········██····················██
	// ██····██······██····██··██····████··
	// ██··████··██··██··████████··██····██
	// ██████····████··██····████··██··██··
	// ████··██····████····██████··██····██
	// ██████····██······██········██······
	// ██████··████········██······████··██
	// ████████····██████····██······██····
	// ██████████····██··██········████··██
	// ██········██··██████····████··██····
	// ██··████··········██··██··██····████
	// ██··██····████··██··████··████······
	// ████████████████████████████████████
}

// A plain Data Matrix symbol, as ^BX without an escape for FNC1 prints it.
func ExampleEncodeRaw() {
	s, err := symbol.EncodeRaw(symbol.GS1DataMatrix, []rune("123456"), nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.SymbologyID(), s.Width, "×", s.Height)
	// Output: ]d1 10 × 10
}

// A GS1-128 symbol for a printer of 8 dots a millimetre: a module is 3 dots, 0.375 mm.
func ExampleSymbol_AppendPNG() {
	s, err := symbol.Encode(symbol.GS1128, gs1.NewMessage(gs1.Element{AI: gs1.AI00, Value: "395011010013000129"}), nil)
	if err != nil {
		log.Fatal(err)
	}
	data, err := s.AppendPNG(nil, &symbol.RenderOptions{DPMM: 8})
	if err != nil {
		log.Fatal(err)
	}
	picture, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d modules, %d × %d pixels\n", s.Width, picture.Width, picture.Height)
	// Output: 156 modules, 528 × 102 pixels
}

func ExampleSymbol_AppendSVG() {
	s, err := symbol.Encode(symbol.GS1DataMatrix, gs1.NewMessage(gs1.Element{AI: gs1.AI21, Value: "1"}), nil)
	if err != nil {
		log.Fatal(err)
	}
	head, _, _ := bytes.Cut(s.AppendSVG(nil, nil), []byte("\n"))
	fmt.Printf("%s\n", head)
	// Output: <svg xmlns="http://www.w3.org/2000/svg" width="4.56mm" height="4.56mm" viewBox="0 0 4560 4560" shape-rendering="crispEdges">
}
