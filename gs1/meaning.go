package gs1

import (
	"sort"
	"strings"
	"time"
)

// A Kind says what a value means, and with it which fields of a [Meaning] hold.
type Kind uint8

const (
	KindText        Kind = iota + 1 // no more than its characters, such as a GTIN or a batch number
	KindDate                        // Time, Precision: a day, or a month in which case Time is its last day
	KindTime                        // Time, Precision: a day and a time of day
	KindPeriod                      // Time, Until: the first and the last day
	KindCount                       // Number: how many
	KindMeasure                     // Number, Unit
	KindAmount                      // Number, Currency if the value states it
	KindPercentage                  // Number, Unit "%"
	KindTemperature                 // Number, Unit "°C" or "°F"
	KindPosition                    // Latitude, Longitude
)

// String returns a word: "text", "date", "time", "period", "count", "measure",
// "amount", "percentage", "temperature" or "position".
func (k Kind) String() string {
	names := [...]string{"text", "date", "time", "period", "count", "measure", "amount", "percentage", "temperature", "position"}
	if k < KindText || int(k) > len(names) {
		return "invalid kind"
	}
	return names[k-1]
}

// A Precision says how much of a time a value states.
type Precision uint8

const (
	PrecisionMonth  Precision = iota + 1 // day 00 of a date
	PrecisionDay                         // a date
	PrecisionHour                        // and the hour
	PrecisionMinute                      // and the minute
	PrecisionSecond                      // and the second
)

// Layout returns the layout of package time that writes what is stated and no
// more, after ISO 8601: "2006-01" to "2006-01-02T15:04:05". It is "" for the zero
// value.
func (p Precision) Layout() string {
	const layout = "2006-01-02T15:04:05"
	ends := [...]int{0, len("2006-01"), len("2006-01-02"), len("2006-01-02T15"), len("2006-01-02T15:04"), len(layout)}
	if int(p) >= len(ends) {
		return ""
	}
	return layout[:ends[p]]
}

// A Meaning is what a value means beyond its characters. Kind says which of the
// other fields hold; the rest are zero.
type Meaning struct {
	Kind Kind

	// Time is a date, or a date with a time of day. Element strings know no time
	// zone: it is the time on the clocks of the place that is meant, and the
	// location of Time is UTC only because it must have one.
	Time      time.Time
	Precision Precision
	Until     time.Time // the last day of a period, at midnight

	Number   Decimal
	Unit     string // "kg", "m²", "°C", as in meanings.txt
	Currency string // letters of ISO 4217, "EUR"

	Latitude  Decimal // degrees, north positive: -90 to 90
	Longitude Decimal // degrees, east positive: above -180 to 180
}

// Meaning returns what the value of e means. Ref decides the century of years of
// two digits, as in [ParseDate]; most programs pass the present time. Numbers are
// exact, with the decimals that the identifier implies. For AI (8005) it implies
// none: the number is the digits as they stand, and where the decimal point
// belongs has been agreed between trading partners.
//
// The error is an [*Error] about the first thing that is wrong, with positions in
// the value. Whether the last day of a period is after the first is not judged.
func (e Element) Meaning(ref time.Time) (Meaning, error) {
	r := e.AI.rule()
	if r == nil {
		digits := e.AI.String()
		return Meaning{}, &Error{Code: CodeAIUnknown, AI: e.AI, Len: len(digits), value: digits}
	}
	var fs faults
	if !r.check(e.Value, &fs) {
		return Meaning{}, valueError(e.AI, e.Value, fs.first)
	}
	m := Meaning{Kind: KindText}
	q, numeric := e.AI.quantity()
	if numeric {
		m.Kind, m.Unit, m.Number.Scale = q.kind, q.unit, q.scale(e.AI)
	}
	at := 0
	for _, c := range r.components() {
		if at == len(e.Value) {
			break // the rest is optional and absent
		}
		end := min(at+int(c.max), len(e.Value))
		if f := m.add(c, e.Value[at:end], ref); f.code != "" {
			f.at += at
			return Meaning{}, valueError(e.AI, e.Value, f)
		}
		at = end
	}
	return m, nil
}

// add adds what the text of one component says. The fault is a 29 February that
// the year does not have, which only the century tells.
func (m *Meaning) add(c component, text string, ref time.Time) fault {
	switch l := c.linters[0]; l {
	case 0:
		if m.Kind >= KindCount && Charset(c.charset) == Digits {
			m.Number.Coefficient = integer(text)
		}
	case lintYymmd0, lintYymmdd:
		year := fullYear(number(text[:2]), ref.Year())
		if f := monthAndDay(text, 2, leapYear(year), 0); f.code != "" {
			f.linter = l
			return f
		}
		m.addDate(year, text[2:])
	case lintYyyymmd0, lintYyyymmdd:
		m.addDate(number(text[:4]), text[4:])
	case lintHhmi:
		m.addClock(PrecisionHour, time.Hour, text[:2])
		m.addClock(PrecisionMinute, time.Minute, text[2:])
	case lintHh:
		m.addClock(PrecisionHour, time.Hour, text)
	case lintMi:
		m.addClock(PrecisionMinute, time.Minute, text)
	case lintSs:
		m.addClock(PrecisionSecond, time.Second, text)
	case lintIso4217:
		m.Currency = currency(text)
	case lintHyphen: // GS1 General Specifications §3.2, AI (4330): behind what it makes negative
		m.Number.Coefficient = -m.Number.Coefficient
	case lintLatitude:
		m.Kind, m.Latitude = KindPosition, latitudeOf(text)
	case lintLongitude:
		m.Longitude = longitudeOf(text)
	}
	return fault{}
}

// addDate adds a date whose month and day are in the calendar: the first is Time,
// a second one is the end of the period that begins there.
func (m *Meaning) addDate(year int, mmdd string) {
	month, day, precision := number(mmdd[:2]), number(mmdd[2:]), PrecisionDay
	if day == 0 {
		day, precision = lastDay(month, leapYear(year)), PrecisionMonth
	}
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if m.Kind == KindDate {
		m.Kind, m.Until = KindPeriod, date
		return
	}
	m.Kind, m.Time, m.Precision = KindDate, date, precision
}

func (m *Meaning) addClock(p Precision, unit time.Duration, digits string) {
	m.Kind, m.Precision = KindTime, p
	m.Time = m.Time.Add(time.Duration(number(digits)) * unit)
}

// Positions are ten millionths of a degree, counted from the South Pole and
// eastwards from Greenwich (GS1 General Specifications §3.2, AI (4309)).
const (
	degree       = 10_000_000
	degreeDigits = 7
)

func latitudeOf(text string) Decimal {
	return Decimal{integer(text) - 90*degree, degreeDigits}
}

func longitudeOf(text string) Decimal {
	n := integer(text)
	if n > 180*degree {
		n -= 360 * degree
	}
	return Decimal{n, degreeDigits}
}

// String returns what people read: "2027-12-31", "2027-12-31 10:30", "2027-10-01
// to 2027-10-07", "1.950 kg", "12.50 EUR", "-62.0914152 -58.4702029". It is "" for
// [KindText], which has no more to say than the value.
func (m Meaning) String() string {
	switch m.Kind {
	case KindText, 0:
		return ""
	case KindDate:
		return m.Time.Format(time.DateOnly)
	case KindTime:
		return strings.Replace(m.Time.Format(m.Precision.Layout()), "T", " ", 1)
	case KindPeriod:
		return m.Time.Format(time.DateOnly) + " to " + m.Until.Format(time.DateOnly)
	case KindPosition:
		return m.Latitude.String() + " " + m.Longitude.String()
	}
	text := m.Number.String()
	if suffix := m.Unit + m.Currency; suffix != "" {
		text += " " + suffix
	}
	return text
}

// A quantity says what the numbers of a range of identifiers are (meanings.txt).
type quantity struct {
	first, last AI
	kind        Kind
	unit        string
	decimals    int8 // -1: the last digit of the identifier
}

// quantity returns what the number of a value of ai is, if it has one.
func (ai AI) quantity() (q *quantity, ok bool) {
	i := sort.Search(len(quantities), func(i int) bool { return quantities[i].last >= ai })
	if i == len(quantities) || quantities[i].first > ai {
		return nil, false
	}
	return &quantities[i], true
}

func (q *quantity) scale(ai AI) uint8 {
	if q.decimals < 0 {
		return uint8(ai & aiNumber % 10)
	}
	return uint8(q.decimals)
}

// currency returns the letters of a numeric code of ISO 4217 (currencies.txt), ""
// if it is none.
func currency(digits string) string {
	const entries = len(currencyCodes) / currencyWidth
	entry := func(i int) string { return currencyCodes[i*currencyWidth : (i+1)*currencyWidth] }
	i := sort.Search(entries, func(i int) bool { return entry(i)[:3] >= digits })
	if i == entries || entry(i)[:3] != digits {
		return ""
	}
	return entry(i)[3:]
}
