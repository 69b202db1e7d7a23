package symbol

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strconv"
)

// AppendPDF appends the symbol as a PDF document (ISO 32000-1:2008, version 1.4)
// of one page as large as the drawing: bars, modules and the outlines of the text
// as filled paths, in black. Printers that cannot place edges between their dots
// print bars of uneven width from any vector drawing: for those take
// [Symbol.AppendPNG] or [Symbol.AppendZPL] at their own resolution.
func (s *Symbol) AppendPDF(b []byte, o *RenderOptions) ([]byte, error) {
	l := s.micrometres(o)
	content, err := deflate(l.pdfContent())
	if err != nil {
		return b, fmt.Errorf("symbol: %w", err)
	}
	w := pdfWriter{b: b, start: len(b)}
	w.b = append(w.b, "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"...)
	w.object("<</Type/Catalog/Pages 2 0 R>>")
	w.object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	w.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 %s %s]/Contents 4 0 R>>",
		points(l.width), points(l.height)))
	w.object(fmt.Sprintf("<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream", len(content), content))
	return w.end(), nil
}

// points returns micrometres in the unit of PDF, 1/72 inch.
func points(micrometres int) string {
	return strconv.FormatFloat(float64(micrometres)*72/25400, 'f', 4, 64)
}

func deflate(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// pdfContent returns the page: the unit is a micrometre and y runs down.
func (l *layout) pdfContent() []byte {
	const point = 72.0 / 25400
	b := fmt.Appendf(nil, "%.10f 0 0 -%.10f 0 %s cm\n", point, point, points(l.height))
	for r := range l.rectangles {
		b = fmt.Appendf(b, "%d %d %d %d re\n", r.Min.X, r.Min.Y, r.Dx(), r.Dy())
	}
	b = append(b, "f\n"...)
	p := pdfPen{b: b}
	for _, line := range l.lines {
		line.trace(&p)
		p.b = append(p.b, "f\n"...)
	}
	return p.b
}

// A pdfPen writes outlines as operators of a PDF page.
type pdfPen struct {
	b    []byte
	x, y float32
}

func (p *pdfPen) operator(name string, xy ...float32) {
	for _, v := range xy {
		p.b = strconv.AppendFloat(p.b, float64(v), 'f', 1, 32)
		p.b = append(p.b, ' ')
	}
	p.b = append(append(p.b, name...), '\n')
	if n := len(xy); n > 0 {
		p.x, p.y = xy[n-2], xy[n-1]
	}
}

func (p *pdfPen) MoveTo(x, y float32) { p.operator("m", x, y) }
func (p *pdfPen) LineTo(x, y float32) { p.operator("l", x, y) }
func (p *pdfPen) ClosePath()          { p.operator("h") }

func (p *pdfPen) CubeTo(bx, by, cx, cy, dx, dy float32) { p.operator("c", bx, by, cx, cy, dx, dy) }

// QuadTo draws a quadratic curve as the cubic one it equals: PDF has no other.
func (p *pdfPen) QuadTo(bx, by, cx, cy float32) {
	p.CubeTo((p.x+2*bx)/3, (p.y+2*by)/3, (cx+2*bx)/3, (cy+2*by)/3, cx, cy)
}

// A pdfWriter numbers the objects of a document from 1 and keeps where they
// begin.
type pdfWriter struct {
	b       []byte
	start   int
	offsets []int
}

func (w *pdfWriter) object(body string) {
	w.offsets = append(w.offsets, len(w.b)-w.start)
	w.b = fmt.Appendf(w.b, "%d 0 obj\n%s\nendobj\n", len(w.offsets), body)
}

// end appends the table of objects and the trailer.
func (w *pdfWriter) end() []byte {
	table := len(w.b) - w.start
	w.b = fmt.Appendf(w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, offset := range w.offsets {
		w.b = fmt.Appendf(w.b, "%010d 00000 n \n", offset)
	}
	return fmt.Appendf(w.b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets)+1, table)
}
