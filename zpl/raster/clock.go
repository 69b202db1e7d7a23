package raster

import (
	"fmt"
	"time"

	"github.com/eachmark/eachmark/zpl"
)

// An offset is what a clock is ahead of the first one.
type offset struct {
	years, months, days int
	time                time.Duration
}

// maxAhead is the most of each part of an offset (Zebra Programming Guide, ^SO).
const maxAhead = 32000

// setAhead takes the offset of ^SO.
func (r *Renderer) setAhead(c *zpl.Command) {
	clock := c.Int(0, 0)
	if clock != 2 && clock != 3 {
		return
	}
	part := func(i int) int { return clamp(c.Int(i, 0), maxAhead) }
	r.settings.ahead[clock-1] = offset{
		months: part(1), days: part(2), years: part(3),
		time: time.Duration(part(4))*time.Hour + time.Duration(part(5))*time.Minute + time.Duration(part(6))*time.Second,
	}
}

func (o offset) after(t time.Time) time.Time { return t.AddDate(o.years, o.months, o.days).Add(o.time) }

// data returns the data of the field, with date and time where ^FC asks for them.
func (r *Renderer) data(c *zpl.Command) []byte {
	data := c.AppendData(nil)
	if r.field.clock == nil {
		return data
	}
	indicators := [3]byte{r.field.clock.Char(0, '%'), r.field.clock.Char(1, 0), r.field.clock.Char(2, 0)}
	filled := make([]byte, 0, len(data))
	for i := 0; i < len(data); i++ {
		text, ok := "", false
		for k, indicator := range indicators {
			if indicator != 0 && data[i] == indicator && i+1 < len(data) && !ok {
				text, ok = r.clockText(data[i+1], k)
			}
		}
		if !ok {
			filled = append(filled, data[i])
			continue
		}
		filled = append(filled, text...)
		i++
	}
	return filled
}

// clockText returns what clock k shows for a letter. It reports a clock that is not
// set, and names in other languages than English.
func (r *Renderer) clockText(letter byte, k int) (text string, ok bool) {
	text, ok = clockLetter(letter, r.settings.ahead[k].after(r.o.Clock))
	switch {
	case !ok:
		return "", false
	case r.o.Clock.IsZero():
		r.problem(r.field.clock, "the clock is not set, so that %c is printed as it is", letter)
		return "", false
	case r.settings.language > 1 && (letter|0x20 == 'a' || letter|0x20 == 'b'):
		r.problem(r.field.clock, "days and months have their English names")
	}
	return text, true
}

// clockLetter returns what the letter after the character of ^FC prints (Zebra
// Programming Guide, Real Time Clock).
func clockLetter(letter byte, t time.Time) (text string, ok bool) {
	layouts := map[byte]string{
		'a': "Mon", 'A': "Monday", 'b': "Jan", 'B': "January", 'd': "02", 'H': "15", 'I': "03", 'j': "002",
		'm': "01", 'M': "04", 'p': "PM", 'S': "05", 'y': "06", 'Y': "2006",
	}
	if layout, ok := layouts[letter]; ok {
		return t.Format(layout), true
	}
	days := t.YearDay() + 6 // behind the day of the week that a week ends with, divided by seven
	switch weekday := int(t.Weekday()); letter {
	case 'U': // weeks begin on Sunday
		return fmt.Sprintf("%02d", (days-weekday)/7), true
	case 'W': // on Monday
		return fmt.Sprintf("%02d", (days-(weekday+6)%7)/7), true
	case 'w':
		return fmt.Sprint(weekday), true
	}
	return "", false
}
