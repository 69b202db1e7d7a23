package grid

import "testing"

func TestGrid(t *testing.T) {
	var g Grid
	g.Reset(9, 2)
	g.SetDark(0, 0)
	g.SetBar(7, 1, 2)
	g.SetRowHeight(1, Stretch)
	for y, want := range []string{"#........", ".......##"} {
		got := ""
		for x := range g.Width {
			got += map[bool]string{true: "#", false: "."}[g.Dark(x, y)]
		}
		if got != want {
			t.Errorf("row %d is %s, want %s", y, got, want)
		}
	}
	if start, end := g.NextBar(1, 1); start != 7 || end != 9 {
		t.Errorf("bar at %d to %d, want 7 to 9", start, end)
	}
	if start, end := g.NextBar(1, 0); start != 9 || end != 9 {
		t.Errorf("bar at %d to %d, want none", start, end)
	}
	img := g.Image(2, 5, 1)
	if got, want := img.Bounds().Size().String(), "(22,16)"; got != want {
		t.Errorf("picture of %s, want %s", got, want)
	}
	for _, p := range []struct {
		x, y int
		dark uint8
	}{{2, 2, 1}, {3, 3, 1}, {4, 3, 0}, {16, 4, 1}, {19, 13, 1}, {19, 14, 0}, {15, 5, 0}} {
		if got := img.ColorIndexAt(p.x, p.y); got != p.dark {
			t.Errorf("pixel %d, %d is %d, want %d", p.x, p.y, got, p.dark)
		}
	}
}

func TestSetElements(t *testing.T) {
	var g Grid
	g.Reset(10, 1)
	if x := g.SetElements(1, 0, true, []byte("213")); x != 7 {
		t.Errorf("elements end at %d, want 7", x)
	}
	if x := g.SetElements(7, 0, false, []byte("12")); x != 10 {
		t.Errorf("elements end at %d, want 10", x)
	}
	if got := g.Row(0); got[0] != 0b01101110 || got[1] != 0b11000000 {
		t.Errorf("modules %08b", got)
	}
}

func TestResetForgets(t *testing.T) {
	var g Grid
	g.Reset(30, 30)
	for y := range 30 {
		g.SetBar(0, y, 30)
		g.SetRowHeight(y, 7)
	}
	g.Reset(20, 10)
	for y := range 10 {
		if start, _ := g.NextBar(0, y); start != 20 || g.RowHeight(y) != 1 {
			t.Fatalf("row %d keeps what was there before", y)
		}
	}
	if n := testing.AllocsPerRun(10, func() { g.Reset(30, 30) }); n != 0 {
		t.Errorf("%v allocations for a grid that has room", n)
	}
}

func TestOutside(t *testing.T) {
	var g Grid
	g.Reset(3, 1)
	g.SetBar(0, 0, 3)
	for _, p := range [][2]int{{-1, 0}, {3, 0}, {0, -1}, {0, 1}} {
		if g.Dark(p[0], p[1]) {
			t.Errorf("module %v outside the grid is dark", p)
		}
	}
}
