package symbol

import "strconv"

// AppendSVG appends the symbol as an SVG document: a white background and one
// black path, in real millimetres. The user unit is a micrometre, so that every
// coordinate is a whole number.
func (s *Symbol) AppendSVG(b []byte, o *RenderOptions) []byte {
	if o == nil {
		o = &RenderOptions{}
	}
	x := s.Kind.XDimension()
	if o.XDimension > 0 {
		x = o.XDimension
	}
	width, height := uint64(x), uint64(x)
	if s.Kind.Linear() {
		height = uint64(barHeight)
		if o.BarHeight > 0 {
			height = uint64(o.BarHeight)
		}
	}
	left, top := uint64(0), uint64(0)
	if !o.NoQuietZone {
		h, v := s.QuietZone()
		left, top = uint64(h)*width, uint64(v)*height
	}
	b = appendSVGHead(b, 2*left+uint64(s.Width)*width, 2*top+uint64(s.Height)*height)
	b = append(b, `<path d="`...)
	for y := range s.Height {
		for start, end := s.nextBar(0, y); start < end; start, end = s.nextBar(end, y) {
			b = appendBar(b, left+uint64(start)*width, top+uint64(y)*height, uint64(end-start)*width, height)
		}
	}
	return append(b, "\"/>\n</svg>\n"...)
}

// nextBar returns the columns [start, end) of the first run of dark modules of
// row y from column x on; both are Width if there is none.
func (s *Symbol) nextBar(x, y int) (start, end int) {
	for start = x; start < s.Width && !s.Dark(start, y); start++ {
	}
	for end = start; s.Dark(end, y); end++ {
	}
	return start, end
}

// appendSVGHead appends the start of a document of width × height micrometres
// and its background.
func appendSVGHead(b []byte, width, height uint64) []byte {
	b = append(b, `<svg xmlns="http://www.w3.org/2000/svg" width="`...)
	b = appendMillimetres(b, width)
	b = append(b, `mm" height="`...)
	b = appendMillimetres(b, height)
	b = append(b, `mm" viewBox="0 0 `...)
	b = strconv.AppendUint(b, width, 10)
	b = append(b, ' ')
	b = strconv.AppendUint(b, height, 10)
	b = append(b, "\" shape-rendering=\"crispEdges\">\n"...)
	return append(b, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"...)
}

// appendBar appends a closed rectangle to the data of a path.
func appendBar(b []byte, x, y, width, height uint64) []byte {
	b = strconv.AppendUint(append(b, 'M'), x, 10)
	b = strconv.AppendUint(append(b, ' '), y, 10)
	b = strconv.AppendUint(append(b, 'h'), width, 10)
	b = strconv.AppendUint(append(b, 'v'), height, 10)
	b = strconv.AppendUint(append(b, "h-"...), width, 10)
	return append(b, 'z')
}

// appendMillimetres appends a length in micrometres as a decimal number of
// millimetres.
func appendMillimetres(b []byte, micrometres uint64) []byte {
	b = strconv.AppendUint(b, micrometres/1000, 10)
	fraction := micrometres % 1000
	if fraction == 0 {
		return b
	}
	b = append(b, '.')
	for place := uint64(100); fraction > 0; place /= 10 {
		b = append(b, '0'+byte(fraction/place))
		fraction %= place
	}
	return b
}
