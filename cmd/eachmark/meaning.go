package main

import (
	"strings"
	"time"

	"github.com/eachmark/eachmark/gs1"
)

// elementJSON is an element in the record "parse/1": its value, and what the value
// means where it means more than its characters.
type elementJSON struct {
	AI        string `json:"ai"`
	Title     string `json:"title"`
	Value     string `json:"value"`
	Date      string `json:"date,omitempty"`      // "2027-12-31"
	Time      string `json:"time,omitempty"`      // "09", "09:30" or "09:30:15", where the place meant is
	Until     string `json:"until,omitempty"`     // the last day of a period that begins at date
	Number    string `json:"number,omitempty"`    // with the decimals that the identifier implies: "1.950"
	Unit      string `json:"unit,omitempty"`      // of number: "kg"
	Currency  string `json:"currency,omitempty"`  // of number, ISO 4217: "EUR"
	Latitude  string `json:"latitude,omitempty"`  // degrees, north positive
	Longitude string `json:"longitude,omitempty"` // degrees, east positive

	words string // the meaning for people, "" if there is none
}

// newElementJSON returns the record of e. ref decides the century of dates. A
// value that is not valid has no meaning.
func newElementJSON(e gs1.Element, ref time.Time) elementJSON {
	r := elementJSON{AI: e.AI.String(), Title: e.AI.Title(), Value: e.Value}
	m, err := e.Meaning(ref)
	if err != nil {
		return r
	}
	r.words = m.String()
	switch m.Kind {
	case gs1.KindText:
	case gs1.KindDate:
		r.Date = m.Time.Format(time.DateOnly)
	case gs1.KindTime:
		r.Date, r.Time, _ = strings.Cut(m.Time.Format(m.Precision.Layout()), "T")
	case gs1.KindPeriod:
		r.Date, r.Until = m.Time.Format(time.DateOnly), m.Until.Format(time.DateOnly)
	case gs1.KindPosition:
		r.Latitude, r.Longitude = m.Latitude.String(), m.Longitude.String()
	default:
		r.Number, r.Unit, r.Currency = m.Number.String(), m.Unit, m.Currency
	}
	return r
}
