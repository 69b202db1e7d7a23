package sheet

import (
	"io"
	"iter"

	"github.com/go-pdf/fpdf"
)

// A Report is a document of facts and one table.
type Report struct {
	Title    string // head line of every page
	Subtitle string
	Facts    [][2]string // name and value
	Columns  []Column
}

// A Column is one of the table.
type Column struct {
	Title string
	Width float64 // in millimetres; all together at most 186
	Code  bool    // small and of one width, for what machines compare
}

// Millimetres of the lines of a report.
const (
	factHeight = 5.0
	factName   = 38.0
	rowHeight  = 4.2
)

// WriteReport writes a PDF with the facts and, below, the rows of the table, the
// head of which stands on every page. Text that is too long for its column is
// cut; characters are those of ISO 8859-1.
func WriteReport(w io.Writer, r Report, rows iter.Seq[[]string]) error {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetTitle(r.Title, true)
	pdf.SetCreator("eachmark", true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AliasNbPages("")
	pdf.SetHeaderFunc(func() { head(pdf, Sheet{Title: r.Title, Subtitle: r.Subtitle}) })
	pdf.AddPage()
	pdf.SetY(margin + headHeight)
	for _, fact := range r.Facts {
		r.fact(pdf, fact)
	}
	pdf.Ln(rowHeight)
	r.row(pdf, r.titles(), true)
	for row := range rows {
		if pdf.GetY()+rowHeight > pageHeight-margin {
			pdf.AddPage()
			pdf.SetY(margin + headHeight)
			r.row(pdf, r.titles(), true)
		}
		r.row(pdf, row, false)
	}
	return pdf.Output(w)
}

func (r Report) titles() []string {
	var titles []string
	for _, c := range r.Columns {
		titles = append(titles, c.Title)
	}
	return titles
}

// fact writes a name and its value, which may take several lines.
func (r Report) fact(pdf *fpdf.Fpdf, fact [2]string) {
	latin := pdf.UnicodeTranslatorFromDescriptor("")
	pdf.SetX(margin)
	pdf.SetFont("Helvetica", "", 9)
	pdf.SetTextColor(110, 110, 110)
	pdf.CellFormat(factName, factHeight, latin(fact[0]), "", 0, "L", false, 0, "")
	pdf.SetTextColor(0, 0, 0)
	pdf.MultiCell(pageWidth-2*margin-factName, factHeight, latin(fact[1]), "", "L", false)
}

func (r Report) row(pdf *fpdf.Fpdf, cells []string, title bool) {
	latin := pdf.UnicodeTranslatorFromDescriptor("")
	border := ""
	if title {
		border = "B"
	}
	pdf.SetX(margin)
	for i, c := range r.Columns {
		switch {
		case title:
			pdf.SetFont("Helvetica", "B", 8)
		case c.Code:
			pdf.SetFont("Courier", "", 6)
		default:
			pdf.SetFont("Helvetica", "", 8)
		}
		text := ""
		if i < len(cells) {
			text = fit(pdf, latin(cells[i]), c.Width)
		}
		pdf.CellFormat(c.Width, rowHeight, text, border, 0, "L", false, 0, "")
	}
	pdf.Ln(rowHeight)
}

// fit cuts text to a width; one byte is one character.
func fit(pdf *fpdf.Fpdf, text string, width float64) string {
	const padding = 2
	for len(text) > 0 && pdf.GetStringWidth(text) > width-padding {
		text = text[:len(text)-1]
	}
	return text
}
