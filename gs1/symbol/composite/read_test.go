package composite

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
)

// ReadCCA reads the bits of a CC-A component from its modules: every symbol character
// is one of the cluster of its row, row address patterns follow each other, and the
// codewords fulfil the error correction. Tests outside the package read the bits on.
func ReadCCA(t testing.TB, g *grid.Grid, l Linear) (bits string) {
	t.Helper()
	n := columns[l]
	var codewords []int
	previous := [3]int{-1, -1, -1}
	clusterOf := -1
	rows := 0
	for ; g.RowHeight(rows) == 2 && !isSeparator(g, rows); rows++ {
		b := elements(g, rows)
		var addresses []int
		address := func(table string) {
			addresses = append(addresses, lookup(t, table, b[:6]))
			b = b[6:]
		}
		if n != 3 {
			address(sideAddresses)
		}
		for i := range n {
			if n == 3 && i == 1 || n == 4 && i == 2 {
				address(centreAddresses)
			}
			if clusterOf < 0 {
				clusterOf = cluster(b[:8])
			}
			if cluster(b[:8]) != (clusterOf+rows)%3 {
				t.Fatalf("row %d: a symbol character of cluster %d", rows, 3*cluster(b[:8]))
			}
			codewords = append(codewords, lookup(t, clusters[cluster(b[:8])], b[:8]))
			b = b[8:]
		}
		address(sideAddresses)
		if b != "1" {
			t.Fatalf("row %d ends with %q", rows, b)
		}
		for i, a := range addresses {
			if previous[i] >= 0 && a != (previous[i]+1)%52 {
				t.Fatalf("row %d: address %d follows %d", rows, a, previous[i])
			}
			previous[i] = a
		}
	}
	for _, c := range microSizes {
		if c.version == CCA && c.columns == n && c.rows == rows {
			checkCodewords(t, codewords, c.checks)
			return base928(codewords[:len(codewords)-c.checks])
		}
	}
	t.Fatalf("CC-A of %d columns and %d rows", n, rows)
	return ""
}

// isSeparator reports whether row y is the separator of an EAN or UPC symbol, two dark
// modules.
func isSeparator(g *grid.Grid, y int) bool {
	_, end := g.NextBar(0, y)
	_, end = g.NextBar(end, y)
	start, _ := g.NextBar(end, y)
	return start == g.Width
}

// elements returns the widths of row y from its first bar to its last.
func elements(g *grid.Grid, y int) string {
	var b strings.Builder
	last := -1
	for start, end := g.NextBar(0, y); start < end; start, end = g.NextBar(end, y) {
		if last >= 0 {
			fmt.Fprint(&b, start-last)
		}
		fmt.Fprint(&b, end-start)
		last = end
	}
	return b.String()
}

// cluster returns the cluster of a symbol character by its bars, 0, 1 or 2 for 0, 3 and
// 6 (ISO/IEC 15438:2015 §5).
func cluster(widths string) int {
	bar := func(i int) int { return int(widths[i] - '0') }
	return (bar(0) - bar(2) + bar(4) - bar(6) + 9) % 9 / 3
}

func lookup(t testing.TB, table, widths string) int {
	t.Helper()
	for i := 0; i < len(table); i += len(widths) {
		if table[i:i+len(widths)] == widths {
			return i / len(widths)
		}
	}
	t.Fatalf("no pattern %s", widths)
	return 0
}

// checkCodewords evaluates the codewords as a polynomial, 0 at the powers of three.
func checkCodewords(t testing.TB, codewords []int, checks int) {
	t.Helper()
	root := 1
	for range checks {
		root = root * 3 % 929
		value := 0
		for _, c := range codewords {
			value = (value*root + c) % 929
		}
		if value != 0 {
			t.Fatalf("codewords %v with %d of error correction are %d at %d", codewords, checks, value, root)
		}
	}
}

// base928 returns the bits of codewords, 69 of seven and 10n-1 of the last n.
func base928(codewords []int) string {
	var bits strings.Builder
	for len(codewords) > 0 {
		n := min(7, len(codewords))
		length := 69
		if n < 7 {
			length = 10*n - 1
		}
		sum := new(big.Int)
		for _, c := range codewords[:n] {
			sum.Mul(sum, big.NewInt(928)).Add(sum, big.NewInt(int64(c)))
		}
		fmt.Fprintf(&bits, "%0*b", length, sum)
		codewords = codewords[n:]
	}
	return bits.String()
}
