package raster

import (
	"strconv"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// settings is what a printer keeps from format to format.
type settings struct {
	width, length zpl.Dots  // 0: not set
	homeX, homeY  int       // ^LH
	shift, top    int       // ^LS, ^LT
	reverse       bool      // ^LR
	inverted      bool      // ^PO
	mirrored      bool      // ^PM
	charset       int       // ^CI
	font          lettering // ^CF
	orientation   byte      // ^FW
	right         bool      // ^FW
	module, bars  zpl.Dots  // ^BY
	ratio         float64   // ^BY, of wide to narrow bars
	ahead         [3]offset // of the clocks, ^SO
	language      int       // of the clock, ^SL
}

// A lettering is the selection of ^A or ^CF; a width of 0 is that which belongs
// to the height.
type lettering struct {
	name          byte
	height, width zpl.Dots
}

// powerUp returns the initial values of commands.txt.
func powerUp() settings {
	return settings{font: lettering{'A', 9, 5}, orientation: 'N', module: 2, bars: 10, ratio: 3}
}

// command interprets one command.
func (r *Renderer) command(c *zpl.Command) {
	if c.Code == "" || r.setting(c) || r.unknownSetting(c) || r.fieldCommand(c) {
		return
	}
	info, known := zpl.Lookup(c.Code)
	switch {
	case c.Code == "^IS":
		r.saveImage(c)
	case c.Code == "^TO" || c.Code == "^CM":
		r.problem(c, "is not interpreted, and what is stored may be found where it is not")
	case known && info.Blank:
		r.store(c)
	case strings.HasPrefix(c.Code, "^B"):
		// The data of symbols is no text.
		r.field.unknown = true
		r.problem(c, "is not drawn, nor is its data")
	default:
		r.problem(c, "is not interpreted")
	}
}

// setting interprets commands whose settings stay.
func (r *Renderer) setting(c *zpl.Command) bool {
	s := &r.settings
	switch c.Code {
	case "^PW":
		if w := c.Dots(0, 0); w > 0 {
			s.width = max(w, 2)
		}
	case "^LL":
		if l := c.Dots(0, 0); l > 0 {
			s.length = l
		}
	case "^LH":
		s.homeX, s.homeY = int(c.Dots(0, 0)), int(c.Dots(1, 0))
	case "^LS":
		s.shift = clamp(c.Int(0, 0), 9999)
	case "^LT":
		s.top = clamp(c.Int(0, s.top), 120)
	case "^LR":
		s.reverse = yes(c, 0, s.reverse)
	case "^PM":
		s.mirrored = yes(c, 0, s.mirrored)
	case "^PO":
		s.inverted = c.Choice(0, 'N') == 'I'
	case "^CI":
		s.charset = c.Int(0, 0)
		if len(c.Param(1)) > 0 {
			r.problem(c, "characters are not exchanged")
		}
	case "^CF":
		s.font = selectFont(c.Choice(0, s.font.name), c.Dots(1, 0), c.Dots(2, 0), s.font)
	case "^FW":
		s.orientation = orientation(c, 0, s.orientation)
		s.right = r.rightJustified(c, 1, false)
	case "^BY":
		s.module = min(max(c.Dots(0, s.module), 1), 10)
		s.bars = max(c.Dots(2, s.bars), 1)
		if ratio, err := strconv.ParseFloat(string(c.Param(1)), 64); err == nil && ratio >= 2 && ratio <= 3 {
			s.ratio = ratio
		}
	case "^SO":
		r.setAhead(c)
	case "^SL":
		s.language = c.Int(1, 0)
	default:
		return false
	}
	return true
}

// unknownSetting takes settings of which only the usual ones are as here, and reports
// others.
func (r *Renderer) unknownSetting(c *zpl.Command) bool {
	switch c.Code {
	case "^MU":
		if u := c.Choice(0, 'D'); u != 'D' {
			r.problem(c, "lengths are taken as dots, not in unit %c", u)
		}
		if from, to := c.Int(1, 0), c.Int(2, 0); from != to {
			r.problem(c, "lengths are not converted from %d to %d dots per inch", from, to)
		}
	case "^CW":
		if c.Char(0, 0) == scalableFont { // the use of any other font is a problem itself
			r.problem(c, "font 0 is not replaced")
		}
	case "^PA": // what it has printed otherwise, scripts the font has no characters of, is a problem itself
	case "^MC":
		if !yes(c, 0, true) {
			r.problem(c, "the next label is drawn on an empty one")
		}
	case "^JM":
		if c.Choice(0, 'A') == 'B' {
			r.problem(c, "dots are not drawn twice as large")
		}
	default:
		return false
	}
	return true
}

// selectFont applies the rule of ^A: without height and width they are those of
// before, with one of them the other one belongs to it.
func selectFont(name byte, height, width zpl.Dots, before lettering) lettering {
	switch {
	case height == 0 && width == 0:
		height, width = before.height, before.width
	case height == 0:
		height = width
	}
	return lettering{name, height, width}
}

// yes reads a parameter of Y or N.
func yes(c *zpl.Command, i int, otherwise bool) bool {
	switch c.Choice(i, 0) {
	case 'Y':
		return true
	case 'N':
		return false
	}
	return otherwise
}

// orientation reads a parameter of N, R, I or B.
func orientation(c *zpl.Command, i int, otherwise byte) byte {
	switch o := c.Choice(i, 0); o {
	case 'N', 'R', 'I', 'B':
		return o
	}
	return otherwise
}

// clamp puts n between -most and most.
func clamp(n, most int) int { return min(max(n, -most), most) }
