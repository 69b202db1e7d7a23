package zpl

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"
)

// maxPNG is the most dots of a PNG file that is read, in any colours: more than a
// label of four by six inches has at 24 dots a millimetre.
const maxPNG = 16 << 20

// graphicFile reads the picture of a ~DY. The file is a GRF, or a PNG where one of
// the format of the data and the ending says so.
func (c Command) graphicFile() (Graphic, error) {
	format, ending := c.Choice(1, 0), string(bytes.ToUpper(c.Param(2)))
	switch {
	case format == 'C':
		return Graphic{}, c.graphicError(1, 0, "format A, B or P")
	case format == 'P' || ending == "P":
		return c.graphicPNG()
	case ending == "" || ending == "G":
		return c.graphicRows(3)
	}
	return Graphic{}, c.graphicError(2, 0, "G or P for a picture")
}

// graphicPNG reads a PNG file.
func (c Command) graphicPNG() (Graphic, error) {
	const size, data = 3, 5
	n, err := c.graphicSize(size)
	if err != nil {
		return Graphic{}, err
	}
	file := Graphic{Row: 1}
	read, at, fault := c.graphicData(&file, n, data)
	if fault != "" {
		return Graphic{}, c.graphicError(data, at, fault)
	}
	g, fault := decodePNG(file.Bits[:min(read, len(file.Bits))])
	if fault != "" {
		return Graphic{}, c.graphicError(data, 0, fault)
	}
	return g, nil
}

// decodePNG returns the picture in a file, dots darker than half black. Fault says
// what was expected, if it is none.
func decodePNG(file []byte) (g Graphic, fault string) {
	info, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return g, "a PNG file"
	}
	const most = 8 * 1100 // dots out of a byte: zlib makes 1032 bytes of one
	room := min(maxPNG, most*len(file))
	if info.Width > int(MaxDots) || info.Width > room/max(info.Height, 1) {
		return g, "a PNG file with data for at most " + strconv.Itoa(maxPNG) + " dots"
	}
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return g, "a PNG file"
	}
	return newGraphic(img), ""
}

// newGraphic returns the picture of an image on white.
func newGraphic(img image.Image) Graphic {
	r := img.Bounds()
	g := Graphic{Row: (r.Dx() + 7) / 8}
	g.Bits = make([]byte, g.Row*r.Dy())
	for y := range r.Dy() {
		row := g.Bits[y*g.Row:]
		for x := range r.Dx() {
			if isDark(img.At(r.Min.X+x, r.Min.Y+y)) {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return g
}

// isDark reports whether a colour on white is nearer to black.
func isDark(c color.Color) bool {
	red, green, blue, alpha := c.RGBA()
	return (299*red+587*green+114*blue)/1000+(0xffff-alpha) < 0x8000 // luma of ITU-R BT.601
}
