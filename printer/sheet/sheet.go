// Package sheet puts pictures of labels on PDF pages: the contact sheet of a
// run, on which every label is drawn at its real size with a line below it.
// [Write] makes the whole document; [WriteReport] one of facts and a table.
//
// # Specification
//
// Pages are ISO 216 A4, portrait. Pictures are placed at their physical size;
// one too wide for the page is scaled down.
//
// # Errors
//
// Errors of the picture source and of the writer pass through.
package sheet

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/go-pdf/fpdf"
)

// A Label is one picture of the sheet.
type Label struct {
	PNG     []byte
	Width   float64 // of the printed label, in millimetres
	Height  float64
	Caption string // one short line, ISO 8859-1 characters
}

// A Sheet is what Write needs to know beside the labels.
type Sheet struct {
	Title    string // head line of every page
	Subtitle string
}

// Millimetres of an A4 page and of the layout on it.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 12.0
	headHeight = 14.0
	captionGap = 4.0
	gutter     = 2.5
)

// Write writes a PDF with labels in rows, in order, to w.
func Write(w io.Writer, s Sheet, labels iter.Seq2[Label, error]) error {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetTitle(s.Title, true)
	pdf.SetCreator("eachmark", true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AliasNbPages("")
	pdf.SetHeaderFunc(func() { head(pdf, s) })
	at := cursor{}
	n := 0
	for label, err := range labels {
		if err != nil {
			return err
		}
		n++
		at.place(pdf, label, fmt.Sprintf("label%d", n))
	}
	if n == 0 {
		pdf.AddPage()
	}
	return pdf.Output(w)
}

func head(pdf *fpdf.Fpdf, s Sheet) {
	latin := pdf.UnicodeTranslatorFromDescriptor("")
	pdf.SetXY(margin, margin)
	pdf.SetFont("Helvetica", "B", 11)
	pdf.CellFormat(pageWidth-2*margin-25, 5, latin(s.Title), "", 0, "L", false, 0, "")
	pdf.SetFont("Helvetica", "", 8)
	pdf.CellFormat(25, 5, fmt.Sprintf("page %d of {nb}", pdf.PageNo()), "", 1, "R", false, 0, "")
	pdf.SetX(margin)
	pdf.CellFormat(pageWidth-2*margin, 4, latin(s.Subtitle), "", 0, "L", false, 0, "")
}

// A cursor is where the next label goes.
type cursor struct {
	x, y, rowHeight float64
}

func (c *cursor) place(pdf *fpdf.Fpdf, label Label, name string) {
	width, height := label.Width, label.Height
	if room := pageWidth - 2*margin; width > room {
		width, height = room, height*room/width
	}
	if c.x+width > pageWidth-margin {
		c.x, c.y, c.rowHeight = margin, c.y+c.rowHeight+gutter, 0
	}
	if pdf.PageNo() == 0 || c.y+height+captionGap > pageHeight-margin {
		pdf.AddPage()
		*c = cursor{x: margin, y: margin + headHeight}
	}
	pdf.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(label.PNG))
	pdf.ImageOptions(name, c.x, c.y, width, height, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	pdf.SetDrawColor(190, 190, 190)
	pdf.SetLineWidth(0.1)
	pdf.Rect(c.x, c.y, width, height, "D")
	pdf.SetFont("Helvetica", "", 7)
	pdf.ClipRect(c.x, c.y+height, width, captionGap, false)
	pdf.SetXY(c.x, c.y+height+0.5)
	pdf.CellFormat(width, 3, pdf.UnicodeTranslatorFromDescriptor("")(label.Caption), "", 0, "L", false, 0, "")
	pdf.ClipEnd()
	c.x += width + gutter
	c.rowHeight = max(c.rowHeight, height+captionGap)
}
