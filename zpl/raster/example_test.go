package raster_test

import (
	"fmt"

	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

func ExampleRender() {
	img, err := raster.Render([]byte("^XA^PW12^LL5^FO1,1^GB6,3,1^FS^FO9,2^B7N^XZ"), raster.Options{})
	fmt.Println(err)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			fmt.Print(string(".#"[img.ColorIndexAt(x, y)]))
		}
		fmt.Println()
	}
	// Output:
	// raster: ^B7 at byte 35: is not drawn, nor is its data
	// ............
	// .######.....
	// .#....#.....
	// .######.....
	// ............
}

func ExampleFace() {
	face := raster.NewFace()
	img := raster.NewImage(24, 15)
	face.Draw(img, 1, 0, 18, 0, "e1")
	fmt.Println(face.Measure(18, 0, "e1"), "dots wide")
	for y := 4; y < img.Rect.Dy(); y++ {
		for x := range img.Rect.Dx() {
			fmt.Print(string(".#"[img.ColorIndexAt(x, y)]))
		}
		fmt.Println()
	}
	// Output:
	// 18 dots wide
	// ....####......##........
	// ...#####......##........
	// ..###..##.....##........
	// ..##...##.....##........
	// ..#######.....##........
	// ..#######.....##........
	// ..##..........##........
	// ..###.........##........
	// ...######...######......
	// ....#####...######......
	// ........................
}

func ExampleFilling() {
	var shelf raster.Shelf
	formats := zpl.Parse([]byte("^XA^DFE:BOX^FS^FO9,9^A0N,30^FN1^FS^FO9,60^A0N,30^SN008,1,Y^FS^XZ" +
		"^XA^XFE:BOX^FS^FN1^FDLOT42^FS^XZ")).Formats()
	fmt.Println(shelf.Store(formats[0]))
	for label := range 3 {
		format := raster.Filling{Label: label}.Fill(shelf.Recall(formats[1]))
		for _, c := range format.Commands {
			if data := c.AppendData(nil); data != nil {
				fmt.Printf("%s ", data)
			}
		}
	}
	// Output:
	// E:BOX.ZPL true
	// LOT42 008 LOT42 009 LOT42 010
}

func ExampleRenderer_Draw() {
	logo := zpl.Graphic{Row: 1, Bits: []byte{0xff, 0x81, 0xff}}
	var shelf raster.Shelf
	shelf.Put("R:LOGO.GRF", logo)
	format := zpl.Parse([]byte("^XA^PW20^LL5^FO1,1^XGLOGO,2,1^FS^IDLOGO^XZ")).Formats()[0]

	label, err := raster.New(raster.Options{}).Draw(format, &shelf)
	if err != nil {
		fmt.Println(err)
		return
	}
	for y := range label.Image.Rect.Dy() {
		for x := range label.Image.Rect.Dx() {
			fmt.Print(string(".#"[label.Image.ColorIndexAt(x, y)]))
		}
		fmt.Println()
	}
	fmt.Println("left:", shelf.Names())
	// Output:
	// ....................
	// .################...
	// .##............##...
	// .################...
	// ....................
	// left: []
}

func ExampleShelf_Obey() {
	var shelf raster.Shelf
	for _, c := range zpl.Parse([]byte("~DGR:LOGO.GRF,3,1,FF81FF~DYE:SIGN,A,G,1,1,F0^IDR:*.GRF")).Commands {
		if err := shelf.Obey(c); err != nil {
			fmt.Println(err)
		}
		fmt.Println(c.Code, shelf.Names())
	}
	sign, ok := shelf.Picture("E:SIGN.GRF")
	fmt.Println(sign, ok)
	// Output:
	// ~DG [R:LOGO.GRF]
	// ~DY [E:SIGN.GRF R:LOGO.GRF]
	// ^ID [E:SIGN.GRF]
	// {1 [240]} true
}
