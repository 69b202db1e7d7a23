package symbol

import (
	"fmt"
	"strings"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/symbol/datamatrix"
)

// The codes of the findings of [Fit].
const (
	CodeApplication gs1.Code = "SYMBOL-APPLICATION"
	CodeResolution  gs1.Code = "SYMBOL-RESOLUTION"
	CodeTarget      gs1.Code = "SYMBOL-BELOW-TARGET"
	CodeRoom        gs1.Code = "SYMBOL-NO-ROOM"
	CodeDMRE        gs1.Code = "SYMBOL-DMRE"
)

// A Place is where a symbol is printed.
type Place struct {
	Width, Height Micrometre  // for symbol and quiet zone, without text; 0 is any
	DPMM          int         // dots a millimetre of the printer, 1 to MaxDPMM
	Application   Application // 0 is the kind's Table
}

// A Fitting is the size of a symbol at a place.
type Fitting struct {
	Module        int        // width of a module of the grid in dots
	Bars          int        // height of bars in dots
	XDimension    Micrometre // so many dots
	Width, Height Micrometre // with quiet zone, without text
}

// RenderOptions returns how to draw the symbol at that size.
func (f Fitting) RenderOptions(dpmm int) RenderOptions {
	return RenderOptions{
		Module: f.Module, Height: f.Bars, DPMM: dpmm,
		XDimension: f.XDimension, BarHeight: Micrometre(f.Bars * 1000 / dpmm),
	}
}

// Fit makes the symbol of kind k for the message m and says how large it comes out
// at the place: with the X-dimension of whole dots that is nearest to the target
// of the symbol specification table, or with the largest smaller one of the table
// that has room. The findings are warnings:
//   - [CodeApplication]: the table has no such kind of symbol.
//   - [CodeResolution]: no X-dimension of the table is a whole number of dots.
//   - [CodeTarget]: there is only room for an X-dimension below the target.
//   - [CodeRoom]: there is no room even for the smallest one; the fitting is that.
//   - [CodeDMRE]: a Data Matrix Rectangular Extension, which not every reader of
//     GS1 symbols knows.
//
// Their Fix names the nearest symbol that fits: of another shape, of another kind,
// or at another resolution.
func Fit(k Kind, m gs1.Message, o *Options, p Place) (*Symbol, Fitting, []gs1.Finding, error) {
	if p.DPMM < 1 || p.DPMM > MaxDPMM {
		return nil, Fitting{}, nil, fmt.Errorf("symbol: %d dots a millimetre, want 1 to %d", p.DPMM, MaxDPMM)
	}
	s, err := p.encode(k, m, o)
	if err != nil {
		return nil, Fitting{}, nil, err
	}
	findings := s.Warnings()
	size, ok := k.Size(p.application(k))
	if !ok {
		findings = append(findings, p.noSuchKind(k, m))
		size = k.size()
	}
	fitting, problem := s.fit(size, p)
	if problem != "" {
		f := p.explain(problem, s, size, fitting, alternatives(k, m, o, p))
		f.End = len(m.Input)
		findings = append(findings, f)
	}
	return s, fitting, findings, nil
}

// encode makes the symbol of the shape that has room at the target, or if none has
// the one of the smallest area.
func (p Place) encode(k Kind, m gs1.Message, o *Options) (*Symbol, error) {
	size, ok := k.Size(p.application(k))
	if o == nil || o.Shapes == 0 || !ok || p.Width == 0 || p.Height == 0 {
		return Encode(k, m, o)
	}
	_, target, _ := (&Symbol{Kind: k}).dotRange(size, p.DPMM)
	left, right, vertical := (&Symbol{Kind: k}).QuietZone()
	modules := func(length Micrometre) int { return int(length) * p.DPMM / (1000 * target) }
	boxed := *o
	boxed.MaxWidth = smaller(o.MaxWidth, modules(p.Width)-left-right)
	boxed.MaxHeight = smaller(o.MaxHeight, modules(p.Height)-2*vertical)
	if s, err := Encode(k, m, &boxed); err == nil {
		return s, nil
	}
	return Encode(k, m, o)
}

// smaller returns the smaller of a limit, where 0 is none, and the room there is.
func smaller(limit, room int) int {
	room = max(room, 1)
	if limit == 0 {
		return room
	}
	return min(limit, room)
}

// Warnings returns what is questionable about the symbol wherever it is printed.
func (s *Symbol) Warnings() []gs1.Finding {
	if !s.isExtended() {
		return nil
	}
	return []gs1.Finding{{
		Code: CodeDMRE, Severity: gs1.SeverityWarning, Found: fmt.Sprintf("%d × %d modules", s.Width, s.Height),
		Message: "the symbol is a Data Matrix Rectangular Extension, which not every reader of GS1 symbols knows",
		Fix:     "make sure that everybody who scans it reads ISO/IEC 21471, or take a square or rectangular symbol",
		Rule:    "ISO/IEC 21471",
	}}
}

// isExtended reports whether the symbol is a Data Matrix Rectangular Extension.
func (s *Symbol) isExtended() bool {
	if s.Kind != GS1DataMatrix && s.Kind != DLDataMatrix {
		return false
	}
	size, _ := datamatrix.SizeOf(s.Width, s.Height)
	return size.Shape == datamatrix.Extended
}

func (p Place) application(k Kind) Application {
	if p.Application == 0 {
		return k.Table()
	}
	return p.Application
}

// fit chooses the X-dimension. problem is the code of what stands in the way.
func (s *Symbol) fit(size Size, p Place) (f Fitting, problem gs1.Code) {
	low, target, high := s.dotRange(size, p.DPMM)
	if low > high {
		return s.fitting(target, size, p.DPMM), CodeResolution
	}
	for x := target; x >= low; x-- {
		if x%s.XModules() != 0 {
			continue
		}
		if f = s.fitting(x, size, p.DPMM); p.holds(f) {
			if x < target {
				problem = CodeTarget
			}
			return f, problem
		}
	}
	return f, CodeRoom
}

// dotRange returns the smallest, the target and the largest X-dimension of size
// in dots, whole modules each. low > high says that there is none; target then is
// the one nearest to it.
func (s *Symbol) dotRange(size Size, dpmm int) (low, target, high int) {
	n := s.XModules()
	low = (int(size.Min)*dpmm + 1000*n - 1) / (1000 * n) * n
	high = int(size.Max) * dpmm / (1000 * n) * n
	target = max(nearest(int(size.Target)*dpmm, 1000*n), 1) * n
	if low <= high {
		target = max(low, min(target, high))
	}
	return low, target, high
}

// fitting returns the size of the symbol with an X-dimension of x dots.
func (s *Symbol) fitting(x int, size Size, dpmm int) Fitting {
	length := func(dots int) Micrometre { return Micrometre(nearest(dots*1000, dpmm)) }
	f := Fitting{Module: max(x/s.XModules(), 1), XDimension: length(x)}
	f.Bars = s.barDots(f.XDimension, size, dpmm)
	l := s.newLayout(f.Module, f.Bars, &RenderOptions{})
	f.Width, f.Height = length(l.width), length(l.height)
	return f
}

// barDots returns the least height of a row of bars in dots.
func (s *Symbol) barDots(x Micrometre, size Size, dpmm int) int {
	return max((int(s.Kind.barHeight(x, size))*dpmm+999)/1000, 1)
}

// barHeight returns the least height of a row of bars at an X-dimension. The table
// has that of two rows and three modules between them for kinds in rows.
func (k Kind) barHeight(x Micrometre, size Size) Micrometre {
	if kindFacts[k].absolute || size.Target == 0 {
		return size.Height
	}
	height := uint64(size.Height) * uint64(x) / uint64(size.Target)
	if kindFacts[k].rows {
		return Micrometre((height - 3*uint64(x) + 1) / 2)
	}
	return Micrometre(height)
}

// holds reports whether a symbol of that size has room.
func (p Place) holds(f Fitting) bool {
	return (p.Width == 0 || f.Width <= p.Width) && (p.Height == 0 || f.Height <= p.Height)
}

// noSuchKind is the finding that the table does not have the kind; the fix names
// those it has that carry the message.
func (p Place) noSuchKind(k Kind, m gs1.Message) gs1.Finding {
	var others []string
	for _, other := range Kinds() {
		if _, ok := other.Size(p.Application); ok && checkMessage(other, m) == nil {
			others = append(others, other.String())
		}
	}
	return gs1.Finding{
		Code: CodeApplication, Severity: gs1.SeverityWarning, End: len(m.Input), Found: k.String(),
		Expected: strings.Join(others, ", "),
		Message:  fmt.Sprintf("%s is no symbol for this use: %s", k.Title(), p.Application.Title()),
		Fix:      "take one of " + strings.Join(others, ", "),
		Rule:     "GS1 General Specifications 5.12.3",
	}
}

// explain returns the finding about a problem.
func (p Place) explain(problem gs1.Code, s *Symbol, size Size, f Fitting, others []string) gs1.Finding {
	found := gs1.Finding{
		Code: problem, Severity: gs1.SeverityWarning,
		Found:    f.String(),
		Expected: fmt.Sprintf("an X-dimension of %s mm, at least %s, at most %s", millimetres(size.Target), millimetres(size.Min), millimetres(size.Max)),
		Rule:     "GS1 General Specifications 5.12.3, " + p.application(s.Kind).Title(),
	}
	switch problem {
	case CodeResolution:
		found.Message = fmt.Sprintf("at %d dots a millimetre no whole number of dots is an X-dimension for this use", p.DPMM)
	case CodeTarget:
		found.Message = "there is room for the symbol only with an X-dimension below the target"
	case CodeRoom:
		found.Message = "there is no room for the symbol, even with the smallest X-dimension"
	}
	if problem != CodeResolution {
		_, target, _ := s.dotRange(size, p.DPMM)
		want := s.fitting(target, size, p.DPMM)
		others = append([]string{fmt.Sprintf("give it %s × %s mm", millimetres(want.Width), millimetres(want.Height))}, others...)
	}
	if len(others) == 0 {
		others = []string{"take a printer of finer dots"}
	}
	found.Fix = strings.Join(others, ", or ")
	return found
}

func millimetres(m Micrometre) string { return string(appendThousandths(nil, int(m))) }

// alternatives names the nearest symbols that fit the place at the target: another
// shape, another kind, another resolution.
func alternatives(k Kind, m gs1.Message, o *Options, p Place) (names []string) {
	if o == nil {
		o = &Options{}
	}
	fits := func(k Kind, o *Options, p Place) (Fitting, bool) {
		s, err := p.encode(k, m, o)
		size, ok := k.Size(p.application(k))
		if err != nil || !ok {
			return Fitting{}, false
		}
		f, problem := s.fit(size, p)
		return f, problem == ""
	}
	if k == GS1DataMatrix && o.Shapes == 0 {
		other := *o
		other.Shapes = datamatrix.Rectangle
		if f, ok := fits(k, &other, p); ok {
			names = append(names, "take a rectangular one, "+f.String())
		}
	}
	if other, f, ok := otherKind(k, func(k Kind) (Fitting, bool) { return fits(k, o, p) }); ok {
		names = append(names, "take "+other.String()+", "+f.String())
	}
	for _, dpmm := range [...]int{8, 12, 24, 6} { // those of label printers
		other := p
		other.DPMM = dpmm
		if f, ok := fits(k, o, other); ok && dpmm != p.DPMM {
			names = append(names, fmt.Sprintf("take a printer of %d dots a millimetre, %s", dpmm, f))
			break
		}
	}
	return names
}

// otherKind returns the first kind but k that fits.
func otherKind(k Kind, fits func(Kind) (Fitting, bool)) (Kind, Fitting, bool) {
	for _, other := range Kinds() {
		if other == k || kindFacts[other].carries != kindFacts[k].carries {
			continue
		}
		if f, ok := fits(other); ok {
			return other, f, true
		}
	}
	return 0, Fitting{}, false
}

// String returns for instance "10.5 × 10.5 mm at an X-dimension of 0.375 mm".
func (f Fitting) String() string {
	return fmt.Sprintf("%s × %s mm at an X-dimension of %s mm", millimetres(f.Width), millimetres(f.Height), millimetres(f.XDimension))
}
