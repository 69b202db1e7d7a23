package symbol

// AppendText appends the symbol in block characters, a line a row of text, with
// quiet zone: two rows of modules of a matrix a line, two modules of bars a
// column. Dark modules are drawn, for black on white.
func (s *Symbol) AppendText(b []byte, o *RenderOptions) []byte {
	return s.appendBlocks(b, o, "", "")
}

// AppendTerminal appends what [Symbol.AppendText] does, in black on white by the
// colour sequences of ECMA-48 (256 colours), so that a camera can read it from a
// dark terminal and from a light one.
func (s *Symbol) AppendTerminal(b []byte, o *RenderOptions) []byte {
	return s.appendBlocks(b, o, "\x1b[38;5;16;48;5;231m", "\x1b[0m")
}

// quadrants are the block characters: bit 0 is the upper left quarter, 1 the upper
// right, 2 the lower left, 3 the lower right.
const quadrants = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"

func (s *Symbol) appendBlocks(b []byte, o *RenderOptions, before, after string) []byte {
	var quiet RenderOptions
	if o != nil {
		quiet.NoQuietZone = o.NoQuietZone
	}
	blocks := []rune(quadrants)
	t := s.newTerminal(&quiet)
	for y := 0; y < t.height; y += 2 {
		b = append(b, before...)
		for x := 0; x < t.width; x += 2 {
			quarter := t.dark(x, y) | t.dark(x+1, y)<<1 | t.dark(x, y+1)<<2 | t.dark(x+1, y+1)<<3
			b = append(b, string(blocks[quarter])...)
		}
		b = append(append(b, after...), '\n')
	}
	if o == nil || !o.HRI {
		return b
	}
	for _, text := range s.texts() {
		b = append(append(b, text...), '\n')
	}
	return b
}

// A terminal is a symbol in quarters of characters, which are twice as high as
// wide: a module of a matrix is a quarter high and two wide, one of bars one wide.
type terminal struct {
	s             *Symbol
	columns       int // of a module
	left, top     int
	width, height int
	rows          []int // for each quarter from top on, the row of modules
}

// terminalBars is the height of bars in quarters.
const terminalBars = 12

func (s *Symbol) newTerminal(o *RenderOptions) *terminal {
	left, right, vertical := s.QuietZone()
	if o.NoQuietZone {
		left, right, vertical = 0, 0, 0
	}
	t := &terminal{s: s, columns: 2}
	if s.Kind.Linear() {
		t.columns = 1
		vertical = 2 * min(left+right, 1) // the background of a terminal may be dark
	}
	t.left, t.top = left*t.columns, vertical
	t.width = (left + s.Width + right) * t.columns
	for y := range s.Height {
		for range s.quarters(y) {
			t.rows = append(t.rows, y)
		}
	}
	t.height = 2*vertical + len(t.rows)
	return t
}

// quarters returns how many quarters high row y is: two modules of bars are one.
func (s *Symbol) quarters(y int) int {
	switch h := s.RowHeight(y); {
	case !s.Kind.Linear():
		return 1
	case h > 0:
		return max(h/2, 1)
	}
	return terminalBars
}

func (t *terminal) dark(x, y int) int {
	y -= t.top
	if x < t.left || y < 0 || y >= len(t.rows) || !t.s.Dark((x-t.left)/t.columns, t.rows[y]) {
		return 0
	}
	return 1
}
