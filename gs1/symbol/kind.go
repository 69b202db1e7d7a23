package symbol

import "strings"

// A Kind is a symbology with its GS1 rules. The zero value is no kind.
type Kind uint8

const (
	GS1DataMatrix          Kind = iota + 1 // Data Matrix ECC 200, FNC1 first
	GS1128                                 // Code 128, FNC1 first
	GS1QR                                  // QR Code, FNC1 in first position
	DLDataMatrix                           // Data Matrix ECC 200 with a GS1 Digital Link URI
	DLQR                                   // QR Code with a GS1 Digital Link URI
	EAN13                                  // a GTIN-13, or a GTIN-12 with a zero before it
	EAN8                                   // a GTIN-8
	UPCA                                   // a GTIN-12
	UPCE                                   // a GTIN-12 with zeros that can be left out
	ITF14                                  // a GTIN of 14 digits in Interleaved 2 of 5
	DataBarOmni                            // GS1 DataBar Omnidirectional: a GTIN
	DataBarTruncated                       // GS1 DataBar Truncated: Omnidirectional with low bars
	DataBarStacked                         // GS1 DataBar Stacked: a GTIN in two low rows
	DataBarStackedOmni                     // GS1 DataBar Stacked Omnidirectional: a GTIN in two rows
	DataBarLimited                         // GS1 DataBar Limited: a GTIN that begins with 0 or 1
	DataBarExpanded                        // GS1 DataBar Expanded: element strings
	DataBarExpandedStacked                 // GS1 DataBar Expanded Stacked: element strings in rows
	kinds                                  // how many there are, and one
)

// A carries says what part of a message goes into a symbol.
type carries uint8

const (
	carriesElements carries = iota // element strings
	carriesURI                     // the Digital Link URI
	carriesGTIN                    // the GTIN alone, and what is in a composite component
)

// kindFacts are what is laid down for each kind. Identifiers are those of the GS1
// General Specifications §5.1 and ISO/IEC 15424, quiet zones those of §5.2 to §5.6
// in modules; DataBar needs none, and one module ends its outermost elements on a
// dark ground too.
var kindFacts = [kinds]struct {
	name, title string
	id, plain   string // symbology identifiers; plain without FNC1 in first position
	carries     carries
	digits      int  // of the GTIN in the symbol
	matrix      bool // not of bars
	left, right int  // quiet zone beside the symbol
	vertical    int  // and above and below
	table       Application
	absolute    bool // bars are as high in millimetres at any X-dimension
	ean         bool // EAN or UPC: digits at places of their own, add-on
	rows        bool // in rows as high as the bars are drawn
	clause      string
}{
	GS1DataMatrix:          {name: "gs1-datamatrix", title: "GS1 DataMatrix", id: "]d2", plain: "]d1", matrix: true, left: 1, right: 1, vertical: 1, table: HealthcareNonRetail, clause: "5.6"},
	GS1128:                 {name: "gs1-128", title: "GS1-128", id: "]C1", plain: "]C0", left: 10, right: 10, table: HealthcareNonRetail, absolute: true, clause: "5.4"},
	GS1QR:                  {name: "gs1-qr", title: "GS1 QR Code", id: "]Q3", plain: "]Q1", matrix: true, left: 4, right: 4, vertical: 4, table: Retail, clause: "5.6"},
	DLDataMatrix:           {name: "dl-datamatrix", title: "Data Matrix (GS1 Digital Link URI)", id: "]d1", plain: "]d1", carries: carriesURI, matrix: true, left: 1, right: 1, vertical: 1, table: RetailDL, clause: "5.6"},
	DLQR:                   {name: "dl-qr", title: "QR Code (GS1 Digital Link URI)", id: "]Q1", plain: "]Q1", carries: carriesURI, matrix: true, left: 4, right: 4, vertical: 4, table: RetailDL, clause: "5.6"},
	EAN13:                  {name: "ean-13", title: "EAN-13", id: "]E0", plain: "]E0", carries: carriesGTIN, digits: 13, left: 11, right: 7, table: Retail, ean: true, clause: "5.2"},
	EAN8:                   {name: "ean-8", title: "EAN-8", id: "]E4", plain: "]E4", carries: carriesGTIN, digits: 8, left: 7, right: 7, table: Retail, ean: true, clause: "5.2"},
	UPCA:                   {name: "upc-a", title: "UPC-A", id: "]E0", plain: "]E0", carries: carriesGTIN, digits: 12, left: 9, right: 9, table: Retail, ean: true, clause: "5.2"},
	UPCE:                   {name: "upc-e", title: "UPC-E", id: "]E0", plain: "]E0", carries: carriesGTIN, digits: 12, left: 9, right: 7, table: Retail, ean: true, clause: "5.2"},
	ITF14:                  {name: "itf-14", title: "ITF-14", id: "]I1", plain: "]I0", carries: carriesGTIN, digits: 14, left: 10, right: 10, table: GeneralDistribution, absolute: true, clause: "5.3"},
	DataBarOmni:            {name: "databar-omni", title: "GS1 DataBar Omnidirectional", id: "]e0", plain: "]e0", left: 1, right: 1, carries: carriesGTIN, digits: 14, table: Retail, clause: "5.5"},
	DataBarTruncated:       {name: "databar-truncated", title: "GS1 DataBar Truncated", id: "]e0", plain: "]e0", left: 1, right: 1, carries: carriesGTIN, digits: 14, table: NonRetail, clause: "5.5"},
	DataBarStacked:         {name: "databar-stacked", title: "GS1 DataBar Stacked", id: "]e0", plain: "]e0", left: 1, right: 1, carries: carriesGTIN, digits: 14, table: NonRetail, clause: "5.5"},
	DataBarStackedOmni:     {name: "databar-stacked-omni", title: "GS1 DataBar Stacked Omnidirectional", id: "]e0", plain: "]e0", left: 1, right: 1, carries: carriesGTIN, digits: 14, table: Retail, rows: true, clause: "5.5"},
	DataBarLimited:         {name: "databar-limited", title: "GS1 DataBar Limited", id: "]e0", plain: "]e0", left: 1, right: 1, carries: carriesGTIN, digits: 14, table: NonRetail, clause: "5.5"},
	DataBarExpanded:        {name: "databar-expanded", title: "GS1 DataBar Expanded", id: "]e0", plain: "]e0", left: 1, right: 1, table: Retail, clause: "5.5"},
	DataBarExpandedStacked: {name: "databar-expanded-stacked", title: "GS1 DataBar Expanded Stacked", id: "]e0", plain: "]e0", left: 1, right: 1, table: Retail, rows: true, clause: "5.5"},
}

// rule returns the clause on the kind, for an error.
func (k Kind) rule() string { return "GS1 General Specifications " + kindFacts[k].clause }

// Kinds returns all kinds.
func Kinds() []Kind {
	all := make([]Kind, 0, kinds-1)
	for k := Kind(1); k < kinds; k++ {
		all = append(all, k)
	}
	return all
}

// ParseKind reads the name of a kind, as [Kind.String] writes it.
func ParseKind(s string) (Kind, error) {
	for k := Kind(1); k < kinds; k++ {
		if k.String() == s {
			return k, nil
		}
	}
	return 0, &Error{Err: ErrKind, Len: len(s), Found: quote(s), Expected: kindNames()}
}

// kindNames returns the names of all kinds, "a, b or c".
func kindNames() string {
	names := make([]string, 0, kinds-1)
	for _, k := range Kinds() {
		names = append(names, k.String())
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// IsValid reports whether k is a kind and not the zero value.
func (k Kind) IsValid() bool { return 0 < k && k < kinds }

// String returns the name of the kind, such as "gs1-datamatrix" or "ean-13".
func (k Kind) String() string {
	if !k.IsValid() {
		return "invalid symbol kind"
	}
	return kindFacts[k].name
}

// Title returns the name GS1 gives the symbology, such as "GS1 DataMatrix"; "" for
// an invalid kind.
func (k Kind) Title() string {
	if !k.IsValid() {
		return ""
	}
	return kindFacts[k].title
}

// SymbologyID returns the AIM symbology identifier a scanner sends before the
// data of a message in this kind of symbol, such as "]d2" (GS1 General
// Specifications §5.1); "" for an invalid kind. Behind an EAN or UPC symbol with
// an add-on it is "]E3", which [Symbol.SymbologyID] knows.
func (k Kind) SymbologyID() string {
	if !k.IsValid() {
		return ""
	}
	return kindFacts[k].id
}

// Linear reports whether the symbols are made of bars, in one row or several, and
// not of square modules.
func (k Kind) Linear() bool { return k.IsValid() && !kindFacts[k].matrix }

// XDimension returns the width of a module that drawings take by default: the
// target in the kind's own table, see [Kind.Table].
func (k Kind) XDimension() Micrometre { return k.size().Target }

// Table returns the symbol specification table that the kind's default sizes come
// from: that of the application it is printed for most.
func (k Kind) Table() Application {
	if !k.IsValid() {
		return 0
	}
	return kindFacts[k].table
}
