// Package listtable compiles the lists of codes that package gs1 looks values up
// in, countries.txt, currencies.txt, media.txt and packages.txt, to Go. [Parse]
// reads the texts, [Generate] writes the source of the tables.
//
// # Specification
//
// The layout of each text is explained at its head. Lists of numbers and of
// two letters become sets of bits, one bit for each code that could be; package
// types become a text in which each has three characters, filled with blanks, and
// currencies one in which each has six, its digits and its letters.
//
// # Errors
//
// Errors name the text and the line that is wrong.
package listtable

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"go/format"
	"slices"
	"strconv"
	"strings"
)

// Names are the texts, in the order of [Parse].
var Names = [...]string{"countries.txt", "currencies.txt", "media.txt", "packages.txt"}

// Lists are the parsed texts: the codes of each.
type Lists struct {
	CountryNumbers  []int    // ISO 3166-1 numeric
	CountryLetters  []int    // ISO 3166-1 alpha-2, to the base 26
	CurrencyNumbers []int    // ISO 4217 numeric
	CurrencyLetters []string // ISO 4217 alphabetic, in the order of the numbers
	MediaTypes      []int
	PackageTypes    []string
}

// Parse reads the texts, in the order of [Names].
func Parse(texts [len(Names)][]byte) (*Lists, error) {
	l := new(Lists)
	for i, add := range [...]func(words []string) error{l.addCountry, l.addCurrency, l.addMedia, l.addPackages} {
		if err := parse(texts[i], add); err != nil {
			return nil, fmt.Errorf("%s: %w", Names[i], err)
		}
	}
	slices.Sort(l.CountryLetters)
	for i, ok := range [...]bool{
		rises(l.CountryNumbers) && rises(l.CountryLetters), rises(l.CurrencyNumbers), rises(l.MediaTypes), rises(l.PackageTypes),
	} {
		if !ok {
			return nil, fmt.Errorf("%s: codes are out of order or there twice", Names[i])
		}
	}
	return l, nil
}

// rises reports whether each code is greater than the one before it.
func rises[T cmp.Ordered](codes []T) bool {
	for i := 1; i < len(codes); i++ {
		if codes[i-1] >= codes[i] {
			return false
		}
	}
	return true
}

// parse gives the words of each line to add.
func parse(text []byte, add func(words []string) error) error {
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || words[0][0] == '#' {
			continue
		}
		if err := add(words); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}

// addCountry reads "276 DE Germany".
func (l *Lists) addCountry(words []string) error {
	if len(words) < 3 || !isUpper(words[1], 2) {
		return fmt.Errorf("%q, expected a number, two letters and a name", words)
	}
	l.CountryLetters = append(l.CountryLetters, int(words[1][0]-'A')*26+int(words[1][1]-'A'))
	return addNumber(&l.CountryNumbers, words[0], 3)
}

// addCurrency reads "978 EUR Euro".
func (l *Lists) addCurrency(words []string) error {
	if len(words) < 3 || !isUpper(words[1], 3) {
		return fmt.Errorf("%q, expected a number, three letters and a name", words)
	}
	l.CurrencyLetters = append(l.CurrencyLetters, words[1])
	return addNumber(&l.CurrencyNumbers, words[0], 3)
}

// addMedia reads "01-10 ICCBBA".
func (l *Lists) addMedia(words []string) error {
	first, last, ok := strings.Cut(words[0], "-")
	if !ok || len(words) < 2 {
		return fmt.Errorf("%q, expected two numbers and who assigned them", words)
	}
	var ends []int
	if err := addNumber(&ends, first, 2); err != nil {
		return err
	}
	if err := addNumber(&ends, last, 2); err != nil {
		return err
	}
	for n := ends[0]; n <= ends[1]; n++ {
		l.MediaTypes = append(l.MediaTypes, n)
	}
	return nil
}

// addPackages reads any number of codes.
func (l *Lists) addPackages(words []string) error {
	for _, code := range words {
		if len(code) > packageWidth || strings.Trim(code, "0123456789"+letters) != "" {
			return fmt.Errorf("%q, expected 1 to %d digits and upper-case letters", code, packageWidth)
		}
	}
	l.PackageTypes = append(l.PackageTypes, words...)
	return nil
}

const (
	packageWidth = 3
	letters      = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

func addNumber(list *[]int, digits string, n int) error {
	v, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || len(digits) != n {
		return fmt.Errorf("%q, expected %d digits", digits, n)
	}
	*list = append(*list, int(v))
	return nil
}

func isUpper(s string, n int) bool {
	return len(s) == n && strings.Trim(s, letters) == ""
}

// Generate returns the Go source of the tables.
func Generate(l *Lists) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated from countries.txt, currencies.txt, media.txt and packages.txt by internal/gen; DO NOT EDIT.\n\npackage gs1\n\n")
	set(&b, "countryNumbers", l.CountryNumbers, 1000)
	set(&b, "countryLetters", l.CountryLetters, 26*26)
	set(&b, "currencyNumbers", l.CurrencyNumbers, 1000)
	set(&b, "mediaTypes", l.MediaTypes, 100)
	var currencies []string
	for i, n := range l.CurrencyNumbers {
		currencies = append(currencies, fmt.Sprintf("%03d%s", n, l.CurrencyLetters[i]))
	}
	text(&b, "currency", "currencyCodes", currencies, 6)
	text(&b, "package", "packageTypes", l.PackageTypes, packageWidth)
	return format.Source(b.Bytes())
}

// text writes codes as a text in which each has width characters, and the width
// as a constant.
func text(b *bytes.Buffer, kind, name string, codes []string, width int) {
	fmt.Fprintf(b, "const %sWidth = %d\n\nconst %s = \"\"", kind, width, name)
	for line := range slices.Chunk(codes, 72/width) {
		b.WriteString(" +\n\"")
		for _, code := range line {
			fmt.Fprintf(b, "%-*s", width, code)
		}
		b.WriteString("\"")
	}
	b.WriteString("\n\n")
}

// set writes codes as a set of size bits.
func set(b *bytes.Buffer, name string, codes []int, size int) {
	words := make([]uint64, (size+63)/64)
	for _, n := range codes {
		words[n/64] |= 1 << (n % 64)
	}
	fmt.Fprintf(b, "var %s = [...]uint64{", name)
	for i, w := range words {
		if i%4 == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "%#016x, ", w)
	}
	b.WriteString("\n}\n\n")
}
