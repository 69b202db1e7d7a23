package virtual

import (
	"image"
	"math"
)

// voidWord is what is printed across a label whose tag failed, in cells of a
// coarse raster.
var voidWord = [...]string{
	"#...#..###..###.####.",
	"#...#.#...#..#..#...#",
	"#...#.#...#..#..#...#",
	".#.#..#...#..#..#...#",
	"..#....###..###.####.",
}

// voided returns the drawing of a label of which the tag failed when the part at
// was printed: what stands above that, and VOID below, length dots of it.
func voided(whole *image.Paletted, at float64, length int) (d *drawing, err error) {
	img := *whole
	from := int(math.Round(at * float64(img.Rect.Dy())))
	img.Pix = make([]uint8, len(whole.Pix)) // colour 0 is white
	copy(img.Pix[:from*img.Stride], whole.Pix)
	if length <= 0 || length > img.Rect.Dy()-from {
		length = img.Rect.Dy() - from
	}
	stampVoid(&img, from, length)
	d = &drawing{image: &img, elements: pictureElements(&img)}
	d.png, err = encode(&img)
	return d, err
}

// stampVoid prints VOID over the rows from the one given, as large as they and
// the width of the label let it.
func stampVoid(img *image.Paletted, from, length int) {
	width := len(voidWord[0]) + 2
	cell := min(img.Rect.Dx()/width, length/(len(voidWord)+2))
	if cell < 1 {
		return
	}
	left, top := (img.Rect.Dx()-cell*len(voidWord[0]))/2, from+(length-cell*len(voidWord))/2
	for v, row := range voidWord {
		for u, c := range row {
			if c == '#' {
				fill(img, image.Rect(0, 0, cell, cell).Add(image.Pt(left+u*cell, top+v*cell)))
			}
		}
	}
}

func fill(img *image.Paletted, r image.Rectangle) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetColorIndex(x, y, 1)
		}
	}
}
