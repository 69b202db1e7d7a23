package gs1_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/internal/meaningtable"
)

var june2026 = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// TestMeaningTable holds meaning_table.go equal to what meanings.txt compiles to.
func TestMeaningTable(t *testing.T) {
	text, err := os.ReadFile("meanings.txt")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := meaningtable.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	want, err := meaningtable.Generate(rows)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("meaning_table.go"); err != nil || !bytes.Equal(got, want) {
		t.Errorf("meaning_table.go is not what meanings.txt compiles to; run go generate (%v)", err)
	}
}

func day(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

func TestMeaning(t *testing.T) {
	for _, test := range []struct {
		ai, value, text string
		want            gs1.Meaning
	}{
		{"01", "09506000134352", "", gs1.Meaning{Kind: gs1.KindText}},
		{"10", "4711", "", gs1.Meaning{Kind: gs1.KindText}},
		{"17", "271231", "2027-12-31", gs1.Meaning{Kind: gs1.KindDate, Time: day(2027, 12, 31), Precision: gs1.PrecisionDay}},
		{"17", "280200", "2028-02-29", gs1.Meaning{Kind: gs1.KindDate, Time: day(2028, 2, 29), Precision: gs1.PrecisionMonth}},
		{"11", "770101", "1977-01-01", gs1.Meaning{Kind: gs1.KindDate, Time: day(1977, 1, 1), Precision: gs1.PrecisionDay}},
		{"7250", "19000228", "1900-02-28", gs1.Meaning{Kind: gs1.KindDate, Time: day(1900, 2, 28), Precision: gs1.PrecisionDay}},
		{"7251", "196912312359", "1969-12-31 23:59", gs1.Meaning{Kind: gs1.KindTime, Time: day(1969, 12, 31).Add(23*time.Hour + 59*time.Minute), Precision: gs1.PrecisionMinute}},
		{"7003", "2712311030", "2027-12-31 10:30", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 12, 31).Add(10*time.Hour + 30*time.Minute), Precision: gs1.PrecisionMinute}},
		{"4324", "2702000000", "2027-02-28 00:00", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 2, 28), Precision: gs1.PrecisionMinute}},
		{"7011", "271231", "2027-12-31", gs1.Meaning{Kind: gs1.KindDate, Time: day(2027, 12, 31), Precision: gs1.PrecisionDay}},
		{"7011", "2712310905", "2027-12-31 09:05", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 12, 31).Add(9*time.Hour + 5*time.Minute), Precision: gs1.PrecisionMinute}},
		{"8008", "27123109", "2027-12-31 09", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 12, 31).Add(9 * time.Hour), Precision: gs1.PrecisionHour}},
		{"8008", "2712310905", "2027-12-31 09:05", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 12, 31).Add(9*time.Hour + 5*time.Minute), Precision: gs1.PrecisionMinute}},
		{"8008", "271231090507", "2027-12-31 09:05:07", gs1.Meaning{Kind: gs1.KindTime, Time: day(2027, 12, 31).Add(9*time.Hour + 5*time.Minute + 7*time.Second), Precision: gs1.PrecisionSecond}},
		{"7007", "261001", "2026-10-01", gs1.Meaning{Kind: gs1.KindDate, Time: day(2026, 10, 1), Precision: gs1.PrecisionDay}},
		{"7007", "261001261007", "2026-10-01 to 2026-10-07", gs1.Meaning{Kind: gs1.KindPeriod, Time: day(2026, 10, 1), Precision: gs1.PrecisionDay, Until: day(2026, 10, 7)}},
		{"30", "0042", "42", gs1.Meaning{Kind: gs1.KindCount, Number: gs1.Decimal{Coefficient: 42}}},
		{"37", "99999999", "99999999", gs1.Meaning{Kind: gs1.KindCount, Number: gs1.Decimal{Coefficient: 99999999}}},
		{"3103", "001950", "1.950 kg", gs1.Meaning{Kind: gs1.KindMeasure, Number: gs1.Decimal{Coefficient: 1950, Scale: 3}, Unit: "kg"}},
		{"3575", "000007", "0.00007 fl oz (US)", gs1.Meaning{Kind: gs1.KindMeasure, Number: gs1.Decimal{Coefficient: 7, Scale: 5}, Unit: "fl oz (US)"}},
		{"3909", "999999999999999", "999999.999999999", gs1.Meaning{Kind: gs1.KindAmount, Number: gs1.Decimal{Coefficient: 999999999999999, Scale: 9}}},
		{"3912", "9781250", "12.50 EUR", gs1.Meaning{Kind: gs1.KindAmount, Number: gs1.Decimal{Coefficient: 1250, Scale: 2}, Currency: "EUR"}},
		{"3930", "3925", "5 JPY", gs1.Meaning{Kind: gs1.KindAmount, Number: gs1.Decimal{Coefficient: 5}, Currency: "JPY"}},
		{"3941", "0125", "12.5 %", gs1.Meaning{Kind: gs1.KindPercentage, Number: gs1.Decimal{Coefficient: 125, Scale: 1}, Unit: "%"}},
		{"3952", "000399", "3.99", gs1.Meaning{Kind: gs1.KindAmount, Number: gs1.Decimal{Coefficient: 399, Scale: 2}}},
		{"8005", "000365", "365", gs1.Meaning{Kind: gs1.KindAmount, Number: gs1.Decimal{Coefficient: 365}}},
		{"7004", "1520", "1520 IU", gs1.Meaning{Kind: gs1.KindMeasure, Number: gs1.Decimal{Coefficient: 1520}, Unit: "IU"}},
		{"4331", "001800-", "-18.00 °C", gs1.Meaning{Kind: gs1.KindTemperature, Number: gs1.Decimal{Coefficient: -1800, Scale: 2}, Unit: "°C"}},
		{"4332", "003200", "32.00 °F", gs1.Meaning{Kind: gs1.KindTemperature, Number: gs1.Decimal{Coefficient: 3200, Scale: 2}, Unit: "°F"}},
		// The example of the GS1 General Specifications: King George Island.
		{"4309", "02790858483015297971", "-62.0914152 -58.4702029", gs1.Meaning{Kind: gs1.KindPosition, Latitude: gs1.Decimal{Coefficient: -620914152, Scale: 7}, Longitude: gs1.Decimal{Coefficient: -584702029, Scale: 7}}},
		{"4309", "18000000001800000000", "90.0000000 180.0000000", gs1.Meaning{Kind: gs1.KindPosition, Latitude: gs1.Decimal{Coefficient: 900000000, Scale: 7}, Longitude: gs1.Decimal{Coefficient: 1800000000, Scale: 7}}},
		{"4309", "00000000003600000000", "-90.0000000 0.0000000", gs1.Meaning{Kind: gs1.KindPosition, Latitude: gs1.Decimal{Coefficient: -900000000, Scale: 7}, Longitude: gs1.Decimal{Scale: 7}}},
	} {
		got, err := gs1.Element{AI: ai(t, test.ai), Value: test.value}.Meaning(june2026)
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil || got.String() != test.text {
			t.Errorf("(%s)%s: %v, %q, want %q\n%s", test.ai, test.value, err, got, test.text, diff)
		}
	}
}

func TestMeaningErrors(t *testing.T) {
	for _, test := range []struct {
		ai, value string
		ref       int
		code      gs1.Code
	}{
		{"17", "27⟦13⟧31", 2026, gs1.CodeDate},
		{"3103", "00⟦A⟧950", 2026, gs1.CodeCharacter},
		{"3912", "⟦000⟧1250", 2026, gs1.CodeCurrency},
		{"7007", "261001⟦⟧", 2026, ""},
		{"7007", "26100126⟦13⟧07", 2026, gs1.CodeDate},
		{"7003", "271231⟦24⟧00", 2026, gs1.CodeTime},
		// Only the century tells that 2100 has no 29 February.
		{"17", "0002⟦29⟧", 2060, gs1.CodeDate},
		{"17", "000229⟦⟧", 2026, ""},
		{"7007", "991231" + "0002⟦29⟧", 2060, gs1.CodeDate},
	} {
		value, places := draw(test.value)
		_, err := gs1.Element{AI: ai(t, test.ai), Value: value}.Meaning(day(test.ref, 1, 1))
		var e *gs1.Error
		if test.code == "" && err == nil {
			continue
		}
		if !errors.As(err, &e) || e.Code != test.code || e.AI != ai(t, test.ai) || [2]int{e.Pos, e.Pos + e.Len} != places[0] {
			t.Errorf("(%s)%s: %v, want %s", test.ai, test.value, err, test.code)
		}
	}
	_, err := gs1.Element{AI: ai(t, "999"), Value: "1"}.Meaning(june2026)
	if e := (*gs1.Error)(nil); !errors.As(err, &e) || e.Code != gs1.CodeAIUnknown {
		t.Errorf("unknown identifier: %v", err)
	}
	if _, err := (gs1.Element{Value: "1"}).Meaning(june2026); err == nil {
		t.Error("the zero identifier has a meaning")
	}
}

// sample returns a valid value of an identifier.
func sample(info gs1.Info) string {
	special := map[string]string{
		"yymmdd": "271231", "yymmd0": "271231", "yyyymmdd": "19991231", "yyyymmd0": "19991231",
		"hhmi": "2359", "hh": "23", "mi": "59", "ss": "59", "iso4217": "978", "hyphen": "-",
	}
	var b strings.Builder
	for _, c := range info.Components {
		text := strings.Repeat("1", c.Max)
		if len(c.Linters) > 0 {
			if s, ok := special[c.Linters[0]]; ok {
				text = s
			}
		}
		b.WriteString(text)
	}
	return b.String()
}

// titleUnit finds the unit in a data title.
var titleUnit = regexp.MustCompile(`\((.*)\)(?:, log)?$`)

// titleUnits are the units that data titles write otherwise.
var titleUnits = map[string]string{
	"tr oz": "oz t", "oz": "fl oz (US)", "gal.": "gal (US)", // see the head of meanings.txt
}

// TestMeaningOfEvery goes through all 541 identifiers: whatever a data title says
// of units, dates and amounts is also what the value means.
func TestMeaningOfEvery(t *testing.T) {
	count := map[gs1.Kind]int{}
	total := 0
	for info := range infos() {
		total++
		e := gs1.Element{AI: info.AI, Value: sample(info)}
		m, err := e.Meaning(june2026)
		want := expectedKind(info)
		if err != nil && want != gs1.KindText {
			t.Errorf("(%s)%s: %v", e.AI, e.Value, err)
			continue
		}
		if err != nil {
			continue // a text that the sample does not fit, such as an IBAN
		}
		count[m.Kind]++
		if m.Kind != want {
			t.Errorf("(%s) %s: %s, want %s", e.AI, info.Title, m.Kind, want)
		}
		if digits := info.AI.String(); len(digits) == 4 && digits[0] == '3' && m.Number.Scale != digits[3]-'0' {
			t.Errorf("(%s) has %d decimals", digits, m.Number.Scale)
		}
		if unit := titleUnit.FindStringSubmatch(info.Title); unit != nil && m.Kind == gs1.KindMeasure {
			if want, ok := titleUnits[unit[1]]; m.Unit != unit[1] && (!ok || m.Unit != want) {
				t.Errorf("(%s) %s: unit %q", e.AI, info.Title, m.Unit)
			}
		}
	}
	want := map[gs1.Kind]int{
		gs1.KindDate: 9, gs1.KindTime: 6, gs1.KindPeriod: 1, gs1.KindCount: 3, gs1.KindMeasure: 6*53 + 1, gs1.KindAmount: 47,
		gs1.KindPercentage: 4, gs1.KindTemperature: 4, gs1.KindPosition: 1, gs1.KindText: count[gs1.KindText],
	}
	if diff := cmp.Diff(want, count); diff != "" || total != identifiers {
		t.Errorf("%d identifiers, want -, got +\n%s", total, diff)
	}
}

// expectedKind tells the kind from the number, the data title and the tests of an
// identifier, not from meanings.txt.
func expectedKind(info gs1.Info) gs1.Kind {
	digits, title := info.AI.String(), info.Title
	var linters []string
	for _, c := range info.Components {
		linters = append(linters, c.Linters...)
	}
	all := strings.Join(linters, " ")
	switch {
	case strings.Contains(all, "yymmdd yymmdd"):
		return gs1.KindPeriod
	case strings.Contains(all, "hhmi") || strings.Contains(all, "hh mi ss"):
		return gs1.KindTime
	case strings.Contains(all, "yymm"):
		return gs1.KindDate
	case slices.Contains(linters, "latitude"):
		return gs1.KindPosition
	case strings.Contains(title, " TEMP "):
		return gs1.KindTemperature
	case strings.HasPrefix(title, "AMOUNT") || strings.HasPrefix(title, "PRICE"):
		return gs1.KindAmount
	case strings.HasPrefix(title, "PRCNT"):
		return gs1.KindPercentage
	case strings.HasSuffix(title, "COUNT") || title == "POINTS":
		return gs1.KindCount
	case len(digits) == 4 && digits >= "3100" && digits <= "3699" || title == "ACTIVE POTENCY":
		return gs1.KindMeasure
	}
	return gs1.KindText
}

// infos yields all that is assigned.
func infos() func(func(gs1.Info) bool) {
	return func(yield func(gs1.Info) bool) {
		for width, limit := 2, 100; width <= 4; width, limit = width+1, limit*10 {
			for n := range limit {
				ai, _ := gs1.ParseAI(fmt.Sprintf("%0*d", width, n))
				if info, ok := ai.Info(); ok && !yield(info) {
					return
				}
			}
		}
	}
}

// TestDecimal verifies that numbers are the digits, shifted, and nothing
// else.
func TestDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := gs1.Decimal{Coefficient: rapid.Int64().Draw(t, "coefficient"), Scale: rapid.Uint8Range(0, 20).Draw(t, "scale")}
		got, ok := new(big.Rat).SetString(d.String())
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d.Scale)), nil)
		if !ok || got.Cmp(new(big.Rat).SetFrac(big.NewInt(d.Coefficient), power)) != 0 {
			t.Fatalf("%+v is %s", d, d)
		}
		if _, decimals, _ := strings.Cut(d.String(), "."); len(decimals) != int(d.Scale) {
			t.Fatalf("%+v is %s", d, d)
		}
	})
}

// TestMeaningAny verifies for any value: a meaning exactly if the value is valid,
// save for a 29 February that the century takes away.
func TestMeaningAny(t *testing.T) {
	all := slices.Collect(infos())
	rapid.Check(t, func(t *rapid.T) {
		info := rapid.SampledFrom(all).Draw(t, "ai")
		value := rapid.OneOf(rapid.StringMatching(`[0-9]{0,20}-?`), rapid.String()).Draw(t, "value")
		m, err := gs1.Element{AI: info.AI, Value: value}.Meaning(june2026)
		valid := true
		for range gs1.CheckValue(info.AI, value) {
			valid = false
			break
		}
		if valid != (err == nil) || valid != (m.Kind.String() != "invalid kind") {
			t.Fatalf("(%s)%q: valid %t, %v, %v", info.AI, value, valid, m.Kind, err)
		}
	})
}

func TestMeaningAllocations(t *testing.T) {
	for _, e := range []gs1.Element{
		{AI: gs1.AI17, Value: "271231"}, {AI: ai(t, "3932"), Value: "9781250"}, {AI: gs1.AI10, Value: "LOT"},
	} {
		if n := testing.AllocsPerRun(100, func() { _, _ = e.Meaning(june2026) }); n != 0 {
			t.Errorf("(%s): %v allocations", e.AI, n)
		}
	}
}

func TestMeaningZero(t *testing.T) {
	zero, bare := gs1.Meaning{}, gs1.Meaning{Kind: gs1.KindTime}
	if got := zero.String() + bare.String() + gs1.Precision(9).Layout(); got != "" {
		t.Errorf("%q", got)
	}
	if got := gs1.Kind(0).String() + gs1.KindPosition.String() + gs1.Kind(11).String(); got != "invalid kindpositioninvalid kind" {
		t.Errorf("%q", got)
	}
}

// TestCurrencies holds the letters that meanings give against currencies.txt.
func TestCurrencies(t *testing.T) {
	text, err := os.ReadFile("currencies.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		if len(words) < 3 || words[0] == "#" {
			continue
		}
		n++
		m, err := gs1.Element{AI: ai(t, "3910"), Value: words[0] + "1"}.Meaning(june2026)
		if err != nil || m.Currency != words[1] {
			t.Errorf("%s: %q, %v", words, m.Currency, err)
		}
	}
	if n != 179 {
		t.Errorf("%d currencies", n)
	}
}

// TestDayZero verifies the warning for healthcare (GSCN 21-040).
func TestDayZero(t *testing.T) {
	input, places := draw("]d20109506000134352172802⟦00⟧112602⟦00⟧15280200")
	m, err := gs1.ParseScan(input, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got [][2]int
	for f := range gs1.Check(m, &gs1.CheckOptions{Healthcare: true}) {
		if f.Code != gs1.CodeDayZero || f.Severity != gs1.SeverityWarning || f.Found != "00" {
			t.Errorf("%+v", f)
		}
		got = append(got, [2]int{f.Start, f.End})
		if f.AI == "17" && f.Message != "day of USE BY or EXPIRY (17) is 00, expected 01 to 29 on an item of healthcare" {
			t.Error(f.Message)
		}
	}
	if diff := cmp.Diff(places, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
	for f := range gs1.Check(m, nil) {
		t.Errorf("without the option: %+v", f)
	}
	for range gs1.Check(m, &gs1.CheckOptions{Healthcare: true}) {
		break // stopping early is allowed
	}
	for f := range gs1.Check(gs1.NewMessage(gs1.Element{AI: gs1.AI17, Value: "2800"}), &gs1.CheckOptions{Healthcare: true, PartOfLabel: true}) {
		if f.Code != gs1.CodeLengthShort {
			t.Errorf("%+v", f)
		}
	}
}
