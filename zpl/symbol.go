package zpl

import (
	"bytes"
	"iter"
	"slices"
)

// A SymbolField is a field that prints a symbol.
type SymbolField struct {
	Command Command // ^BX or ^BC
	Data    []rune  // bytes and FNC1
}

// Symbols returns the DataMatrix and Code 128 symbols of the format in the
// order of their fields, with an [*Error] instead of data for those that a
// printer would not print so or that this package cannot read.
func (f Format) Symbols() iter.Seq2[SymbolField, error] {
	return func(yield func(SymbolField, error) bool) {
		var symbol, data *Command
		for i := range f.Commands {
			c := &f.Commands[i]
			switch c.Code {
			case "^BX", "^BC":
				symbol = c
			case "^FD", "^FV":
				data = c
			case "^FS", "^XZ":
				if symbol != nil && data != nil {
					runes, err := SymbolData(*symbol, data.AppendData(nil))
					if !yield(SymbolField{*symbol, runes}, err) {
						return
					}
				}
				symbol, data = nil, nil
			}
		}
	}
}

// SymbolData reads the field data of the symbol command c, ^BX or ^BC, as a
// printer does; see [DataMatrixData] and [Code128Data]. The modes U and D of ^BC put
// FNC1 first, and make check digits. Qualities of ^BX other than 200 give an [*Error].
func SymbolData(c Command, field []byte) ([]rune, error) {
	fault := func(param int, expected string) ([]rune, error) {
		return nil, &Error{What: c.Code, Pos: c.Start, Found: quoteFrom(c.Param(param), 0), Expected: expected}
	}
	switch c.Code {
	case "^BX":
		if c.Int(2, 0) != 200 {
			return fault(2, "quality 200")
		}
		return DataMatrixData(field, c.Char(6, dmEscape))
	case "^BC":
		switch c.Choice(5, 'N') {
		case 'N':
			return Code128Data(field)
		case 'A':
			return code128Auto(field)
		case 'U':
			return uccCase(field)
		case 'D':
			data, _, err := uccEAN(field)
			return data, err
		}
		return fault(5, "mode N, U, A or D")
	}
	return fault(0, "^BX or ^BC")
}

// InterpretationText returns what the interpretation line of the symbol command c, a
// ^BC, shows of field data: what is in the symbol without FNC1, and in mode D the
// parentheses and spaces that are not in it too.
func InterpretationText(c Command, field []byte) (string, error) {
	if c.Choice(5, 'N') == 'D' {
		_, text, err := uccEAN(field)
		return string(text), err
	}
	data, err := SymbolData(c, field)
	data = slices.DeleteFunc(data, func(r rune) bool { return r == FNC1 })
	return string(data), err
}

// code128Auto reads the field data of mode A: all of it is data. What ">" does
// there differs from firmware to firmware.
func code128Auto(field []byte) ([]rune, error) {
	if i := bytes.IndexByte(field, '>'); i >= 0 {
		return nil, &Error{What: "^BC data of mode A", Pos: i, Found: quoteFrom(field, i), Expected: `data without ">"`}
	}
	data := make([]rune, len(field))
	for i, c := range field {
		data[i] = rune(c)
	}
	return data, nil
}
