package databar

import (
	"strings"

	"github.com/eachmark/eachmark/gs1/symbol/grid"
	"github.com/eachmark/eachmark/gs1/symbol/internal/compaction"
)

// A header is how an element string begins in an Expanded symbol: the encodation
// method field and the compressed data field (ISO/IEC 24724:2011 §7.2.5).
type header struct {
	covers int  // bytes of the data
	method int  // encodation method field, with room for the variable length field
	bits   int  // of it
	sized  bool // its last two bits are the variable length field
	digits int  // of the GTIN: 13, 12 without the indicator 9, or 0
	fields [2]field
}

type field struct{ value, bits int }

// chooseHeader returns the header that needs the fewest bits for data.
func chooseHeader(data string) (header, error) {
	if len(data) < 16 || data[:2] != "01" || !compaction.IsNumber(data[2:16]) {
		return header{method: 0b0000, bits: 4, sized: true}, nil
	}
	if err := grid.CheckLast(data[:16], grid.CheckDigit(data[2:15]), 0); err != nil {
		return header{}, err
	}
	if data[2] == '9' {
		if h, ok := measureHeader(data[16:]); ok {
			h.covers += 16
			h.digits = 12
			return h, nil
		}
	}
	return header{covers: 16, method: 0b100, bits: 3, sized: true, digits: 13}, nil
}

// measureHeader returns the header of a variable measure item, what is behind its GTIN
// being rest (ISO/IEC 24724:2011 table 10).
func measureHeader(rest string) (header, bool) {
	if len(rest) >= 10 && compaction.IsNumber(rest[:10]) {
		weight := compaction.Number(rest[4:10])
		switch ai := rest[:4]; {
		case len(rest) == 10 && ai == "3103" && weight <= 32767:
			return header{covers: 10, method: 0b0100, bits: 4, fields: [2]field{{weight, 15}}}, true
		case len(rest) == 10 && ai == "3202" && weight <= 9999:
			return header{covers: 10, method: 0b0101, bits: 4, fields: [2]field{{weight, 15}}}, true
		case len(rest) == 10 && ai == "3203" && weight <= 22767:
			return header{covers: 10, method: 0b0101, bits: 4, fields: [2]field{{weight + 10000, 15}}}, true
		case (ai[:3] == "310" || ai[:3] == "320") && weight <= 99999:
			return datedHeader(rest, ai, weight)
		}
	}
	if len(rest) < 5 || !compaction.IsNumber(rest[:4]) || rest[3] > '3' {
		return header{}, false
	}
	decimals := field{int(rest[3] - '0'), 2}
	switch {
	case rest[:3] == "392":
		return header{covers: 4, method: 0b01100_00, bits: 7, sized: true, fields: [2]field{decimals}}, true
	case rest[:3] == "393" && len(rest) > 7 && compaction.IsNumber(rest[4:7]):
		return header{covers: 7, method: 0b01101_00, bits: 7, sized: true, fields: [2]field{decimals, {compaction.Number(rest[4:7]), 10}}}, true
	}
	return header{}, false
}

// noDate is the date field where there is no date (ISO/IEC 24724:2011 §7.2.5.4.4).
const noDate = 38400

// datedHeader returns the header of a weight, alone or with a date, and nothing else.
func datedHeader(rest, ai string, weight int) (header, bool) {
	method := 0b0111000
	if ai[:3] == "320" {
		method++
	}
	date := noDate
	if len(rest) > 10 {
		if len(rest) != 18 || !compaction.IsNumber(rest[10:]) {
			return header{}, false
		}
		which := strings.Index("11 13 15 17", rest[10:12])
		var ok bool
		if date, ok = compaction.Date(rest[12:]); !ok || which < 0 {
			return header{}, false
		}
		method += which / 3 * 2
	}
	weight += int(ai[3]-'0') * 100000
	return header{covers: len(rest), method: method, bits: 7, fields: [2]field{{weight, 20}, {date, 16}}}, true
}

// write appends the header of data to b.
func (h *header) write(b *compaction.Bits, data string) {
	b.Append(h.method, h.bits)
	if h.digits == 13 {
		b.Append(int(data[2]-'0'), 4)
	}
	if h.digits > 0 {
		for i := 3; i < 15; i += 3 {
			b.Append(compaction.Number(data[i:i+3]), 10)
		}
	}
	for _, f := range h.fields {
		b.Append(f.value, f.bits)
	}
}
