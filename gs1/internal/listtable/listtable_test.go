package listtable

import (
	"strings"
	"testing"
)

const (
	countries  = "# head\n\n004 AF Afghanistan\n276 DE Germany\n"
	currencies = "978 EUR Euro\n"
	media      = "01-03 somebody\n"
	packages   = "1A 8\n8A ABE\n"
)

func parseAll(texts ...string) (*Lists, error) {
	var all [len(Names)][]byte
	for i, text := range texts {
		all[i] = []byte(text)
	}
	return Parse(all)
}

func TestParse(t *testing.T) {
	lists, err := parseAll(countries, currencies, media, packages)
	if err != nil {
		t.Fatal(err)
	}
	source, err := Generate(lists)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"var countryNumbers = [...]uint64{\n\t0x0000000000000010, 0x0000000000000000",
		"var countryLetters = [...]uint64{\n\t0x0000000000000020, 0x0000000000040000",
		"var mediaTypes = [...]uint64{\n\t0x000000000000000e, 0x0000000000000000,\n}",
		"const currencyWidth = 6\n\nconst currencyCodes = \"\" +\n\t\"978EUR\"\n",
		"const packageTypes = \"\" +\n\t\"1A 8  8A ABE\"\n",
	} {
		if !strings.Contains(string(source), want) {
			t.Errorf("no %s in\n%s", want, source)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct{ countries, currencies, media, packages, want string }{
		{"276 DE", "", "", "", "countries.txt: line 1: "},
		{"276 De Germany", "", "", "", "two letters"},
		{"27 DE Germany", "", "", "", "expected 3 digits"},
		{"27x DE Germany", "", "", "", "expected 3 digits"},
		{countries + countries, "", "", "", "countries.txt: codes are out of order"},
		{"", "978 EU Euro", "", "", "currencies.txt: line 1: "},
		{"", currencies + currencies, "", "", "there twice"},
		{"", "", "01 somebody", "", "media.txt: line 1: "},
		{"", "", "1-02 somebody", "", "expected 2 digits"},
		{"", "", "01-2 somebody", "", "expected 2 digits"},
		{"", "", "", "AB\nabc", "packages.txt: line 2: "},
		{"", "", "", "ABCD", "1 to 3"},
		{"", "", "", "8A 8", "packages.txt: codes are out of order"},
	} {
		_, err := parseAll(test.countries, test.currencies, test.media, test.packages)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%+v: %v, want %s", test, err, test.want)
		}
	}
}
