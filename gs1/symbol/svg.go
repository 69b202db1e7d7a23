package symbol

import (
	"fmt"
	"strconv"
	"strings"
)

// AppendSVG appends the symbol as an SVG document: a white background and one
// black path, in real millimetres, and the text as text. The user unit is a
// micrometre, so that every coordinate is a whole number.
func (s *Symbol) AppendSVG(b []byte, o *RenderOptions) []byte {
	l := s.micrometres(o)
	b = appendSVGHead(b, l.width, l.height)
	b = append(b, `<path d="`...)
	for r := range l.rectangles {
		b = appendBar(b, r.Min.X, r.Min.Y, r.Dx(), r.Dy())
	}
	b = append(b, "\"/>\n"...)
	for _, line := range l.lines {
		b = line.appendSVG(b)
	}
	return append(b, "</svg>\n"...)
}

// maxLength is the largest X-dimension and height of bars that is drawn, 10 m.
const maxLength Micrometre = 10_000_000

// micrometres lays the symbol out in micrometres.
func (s *Symbol) micrometres(o *RenderOptions) *layout {
	if o == nil {
		o = &RenderOptions{}
	}
	x, bars := s.lengths(o)
	module := max(nearest(int(min(x, maxLength)), s.XModules()), 1)
	return s.newLayout(module, int(min(bars, maxLength)), o)
}

// appendSVGHead appends the start of a document of width × height micrometres
// and its background.
func appendSVGHead(b []byte, width, height int) []byte {
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg" width="`...)
	b = appendThousandths(b, width)
	b = append(b, `mm" height="`...)
	b = appendThousandths(b, height)
	b = append(b, `mm" viewBox="0 0 `...)
	b = strconv.AppendInt(b, int64(width), 10)
	b = append(b, ' ')
	b = strconv.AppendInt(b, int64(height), 10)
	b = append(b, "\" shape-rendering=\"crispEdges\">\n"...)
	return append(b, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"...)
}

// appendBar appends a closed rectangle to the data of a path.
func appendBar(b []byte, x, y, width, height int) []byte {
	b = strconv.AppendInt(append(b, 'M'), int64(x), 10)
	b = strconv.AppendInt(append(b, ' '), int64(y), 10)
	b = strconv.AppendInt(append(b, 'h'), int64(width), 10)
	b = strconv.AppendInt(append(b, 'v'), int64(height), 10)
	b = strconv.AppendInt(append(b, "h-"...), int64(width), 10)
	return append(b, 'z')
}

// appendSVG appends the line as a text element, kept to the width that was
// measured whatever font the reader has. Letters at a pitch are spread around the
// middle of their places.
func (l line) appendSVG(b []byte) []byte {
	x, width, anchor := l.x, l.width(), ""
	if l.pitch > 0 {
		x, width, anchor = l.x+width/2, width-l.pitch+measure(l.text[:1], l.size), ` text-anchor="middle"`
	}
	b = fmt.Appendf(b, `<text font-family="Go, OCR-B, Helvetica, Arial, sans-serif" font-size="%d" x="%d" y="%d"%s`, l.size, x, l.y, anchor)
	if len(l.text) > 1 {
		b = fmt.Appendf(b, ` textLength="%d"`, width)
	}
	return fmt.Appendf(b, ">%s</text>\n", xmlText.Replace(l.text))
}

var xmlText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// appendThousandths appends n thousandths as a decimal number: micrometres as
// millimetres.
func appendThousandths(b []byte, n int) []byte {
	b = strconv.AppendInt(b, int64(n/1000), 10)
	fraction := n % 1000
	if fraction == 0 {
		return b
	}
	b = append(b, '.')
	for place := 100; fraction > 0; place /= 10 {
		b = append(b, '0'+byte(fraction/place))
		fraction %= place
	}
	return b
}
