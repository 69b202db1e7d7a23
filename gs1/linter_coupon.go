package gs1

import "strings"

// A couponPart is one part of the data of a coupon: a number of digits that is
// fixed, or a single digit. A single digit may say how many digits follow.
type couponPart struct {
	name     string
	digits   int    // fixed number of digits; 0 if it is a single one out of allowed
	allowed  string // for a single digit: which it may be
	expected string // the same for people
	follows  string // what as many digits follow for as the single digit says; "" if none
	add      int    // and so many more
	none     byte   // the single digit with which nothing follows, 0 if each has its number
	isDate   bool   // the digits are a date YYMMDD
}

const (
	anyDigit       = "0123456789"
	requirementFor = "0 to 4 or 9"
	expirationDate = "expiration date"
)

// couponParts are the parts that every coupon of AI (8110) has (GS1 US, North
// American Coupon Application Guideline Using GS1 DataBar Expanded Symbols).
var couponParts = [...]couponPart{
	{name: "company prefix length", allowed: "0123456", expected: "0 to 6", follows: "company prefix", add: 6},
	{name: "offer code", digits: 6},
	{name: "save value length", allowed: "12345", expected: "1 to 5", follows: "save value"},
	{name: "first purchase requirement length", allowed: "12345", expected: "1 to 5", follows: "first purchase requirement"},
	{name: "first purchase requirement code", allowed: "012349", expected: requirementFor},
	{name: "first purchase family code", digits: 3},
}

// A couponField is an optional field, which its digit announces.
type couponField struct {
	digit byte
	parts []couponPart
}

// couponFields are the optional fields of AI (8110), in the order that they may
// stand in.
var couponFields = [...]couponField{
	{'1', []couponPart{
		{name: "additional purchase rules code", allowed: "0123", expected: "0 to 3"},
		{name: "second purchase requirement length", allowed: "12345", expected: "1 to 5", follows: "second purchase requirement"},
		{name: "second purchase requirement code", allowed: "012349", expected: requirementFor},
		{name: "second purchase family code", digits: 3},
		{name: "second company prefix length", allowed: "01234569", expected: "0 to 6 or 9", follows: "second company prefix", add: 6, none: '9'},
	}},
	{'2', []couponPart{
		{name: "third purchase requirement length", allowed: "12345", expected: "1 to 5", follows: "third purchase requirement"},
		{name: "third purchase requirement code", allowed: "012349", expected: requirementFor},
		{name: "third purchase family code", digits: 3},
		{name: "third company prefix length", allowed: "01234569", expected: "0 to 6 or 9", follows: "third company prefix", add: 6, none: '9'},
	}},
	{'3', []couponPart{{name: expirationDate, digits: 6, isDate: true}}},
	{'4', []couponPart{{name: "start date", digits: 6, isDate: true}}},
	{'5', []couponPart{serialNumber}},
	{'6', []couponPart{
		{name: "retailer number length", allowed: "1234567", expected: "1 to 7", follows: "retailer number", add: 6},
	}},
	{'9', []couponPart{
		{name: "save value code", allowed: "01256", expected: "0, 1, 2, 5 or 6"},
		{name: "applies-to-item code", allowed: "012", expected: "0 to 2"},
		{name: "store coupon flag", allowed: anyDigit},
		{name: "don't multiply flag", allowed: "01", expected: "0 or 1"},
	}},
}

// offerParts are the parts of a coupon of AI (8112) (GS1 US, GS1 AI (8112) Coupon
// Data Specification).
var offerParts = [...]couponPart{
	{name: "format code", allowed: "01", expected: "0 or 1"},
	{name: "funder length", allowed: "0123456", expected: "0 to 6", follows: "funder", add: 6},
	{name: "offer code", digits: 6},
	serialNumber,
}

var serialNumber = couponPart{name: "serial number length", allowed: anyDigit, follows: "serial number", add: 6}

// couponcode checks the data of a North American coupon code: its parts, then
// optional fields in their order, and that it does not expire before it starts.
// Errors: GS1-CHARACTER about something else than a digit, GS1-COUPON-SHORT,
// GS1-COUPON-VALUE, GS1-DATE, GS1-COUPON-DATES, GS1-COUPON-EXCESS.
func couponcode(text string) fault {
	c := coupon{text: text}
	c.digits()
	c.read(couponParts[:])
	for _, field := range couponFields {
		if c.at == len(text) || text[c.at] != field.digit {
			continue
		}
		c.at++
		c.read(field.parts)
		if field.digit == '4' {
			c.order()
		}
	}
	c.end()
	return c.fault
}

// couponposoffer checks the data of a coupon of the North American positive
// offer file. Errors: GS1-CHARACTER about something else than a digit,
// GS1-COUPON-SHORT, GS1-COUPON-VALUE, GS1-COUPON-EXCESS.
func couponposoffer(text string) fault {
	c := coupon{text: text}
	c.digits()
	c.read(offerParts[:])
	c.end()
	return c.fault
}

// A coupon is data being read. After a fault nothing more is read.
type coupon struct {
	text    string
	at      int // the next digit
	expires int // where the expiration date stands, 0 if there is none
	fault   fault
}

// digits judges the characters.
func (c *coupon) digits() {
	at := nonDigit(c.text)
	if at < 0 {
		return
	}
	c.fail(fault{code: CodeCharacter, at: at, n: 1, detail: detail{expected: Digits.String()}})
}

func (c *coupon) fail(f fault) {
	if c.fault.code == "" {
		c.fault, c.at = f, len(c.text)
	}
}

// read reads parts up to the first that is wrong.
func (c *coupon) read(parts []couponPart) {
	for i := range parts {
		if c.fault.code != "" {
			return
		}
		switch p := &parts[i]; {
		case p.isDate:
			c.date(p)
		case p.digits > 0:
			c.take(p.name, p.digits)
		default:
			c.digit(p)
		}
	}
}

// take reads n digits.
func (c *coupon) take(name string, n int) {
	if len(c.text)-c.at < n {
		c.short(detail{part: name, lo: n})
		return
	}
	c.at += n
}

// digit reads a single digit and what follows it.
func (c *coupon) digit(p *couponPart) {
	if c.at == len(c.text) {
		c.short(detail{part: p.name, lo: 1})
		return
	}
	d := c.text[c.at]
	if strings.IndexByte(p.allowed, d) < 0 {
		c.fail(fault{code: CodeCouponValue, at: c.at, n: 1, detail: detail{part: p.name, expected: p.expected}})
		return
	}
	c.at++
	if p.follows != "" && d != p.none {
		c.take(p.follows, int(d-'0')+p.add)
	}
}

// date reads a date.
func (c *coupon) date(p *couponPart) {
	from := c.at
	c.take(p.name, p.digits)
	if c.fault.code != "" {
		return
	}
	if yymmdd(c.text[from:c.at]).code != "" {
		c.fail(fault{code: CodeDate, at: from, n: p.digits, detail: detail{part: p.name, expected: "a date as YYMMDD"}})
	}
	if p.name == expirationDate {
		c.expires = from
	}
}

// short is the fault that the data ends too early: in what is left of it or, if
// that is nothing, in the data as a whole.
func (c *coupon) short(d detail) {
	at := c.at
	if at == len(c.text) {
		at = 0
	}
	c.fail(fault{code: CodeCouponShort, at: at, n: len(c.text) - at, detail: d})
}

// order judges that the expiration date, if there is one, is not before the
// start date, which was read last: the years are taken to be of one century.
func (c *coupon) order() {
	if c.expires == 0 || c.fault.code != "" {
		return
	}
	start, expires := c.at-6, c.expires
	if c.text[expires:expires+6] < c.text[start:c.at] {
		c.fail(fault{code: CodeCouponDates, at: expires - 1, n: c.at - expires + 1})
	}
}

// end judges that nothing is left.
func (c *coupon) end() {
	if c.at < len(c.text) {
		c.fail(fault{code: CodeCouponExcess, at: c.at, n: len(c.text) - c.at})
	}
}
