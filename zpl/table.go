package zpl

import (
	"iter"
	"strconv"
	"strings"
)

// A CommandInfo is what commands.txt says of one command.
type CommandInfo struct {
	Code    string   // "^FO", "~HS", with the usual prefixes
	Lasts   Lifetime // how long it acts
	Params  []ParamInfo
	Meaning string
	Source  string // document and page

	Blank     bool // leaves no mark on the label and moves none
	Data      bool // everything up to the next prefix is one parameter
	Immediate bool // acts when its last byte is there, even inside a format
	Drops     bool // throws away the format being received
	Prefix    bool // changes the byte that introduces or separates

	fixed   int // bytes after the name that are its own whatever they are
	counted counted
}

// counted says that a command's data is binary, as many bytes as parameter
// count says, where the first byte of parameter choice is one of values.
type counted struct {
	choice, count, data int // places of parameters
	values              string
}

// carriesData reports whether the last parameter takes everything.
func (i *CommandInfo) carriesData() bool {
	n := len(i.Params)
	return n > 0 && i.Params[n-1].Kind == ParamRest
}

// A ParamInfo is what commands.txt says of one parameter. Min and Max are the
// range of a number, both ends allowed.
type ParamInfo struct {
	Name     string
	Kind     ParamKind
	Values   string // as the table writes them: "0..32000", "N|R|I|B", "A..E|1..14", …
	Min, Max float64
	Default  string // "" if it must be given; "^FW" if that command sets it
	Meaning  string
}

// A Lifetime says how long a command acts.
type Lifetime uint8

const (
	LastsField Lifetime = iota + 1 // the field in hand
	LastsLabel                     // the label in hand
	LastsKept                      // until changed or power off
	LastsSaved                     // until changed; ^JUS carries it through power off
	LastsNow                       // an act, not a setting
)

// A ParamKind says what a parameter is and how its bytes are found.
type ParamKind uint8

const (
	ParamNumber ParamKind = iota + 1
	ParamChoice           // one of Values
	ParamText             // anything up to the delimiter
	ParamFile             // a stored object as device:name.ending, up to the delimiter
	ParamQuoted           // text in quotation marks, without a delimiter before
	ParamChars            // a fixed number of bytes
	ParamJoin             // one byte; the next parameter follows without a delimiter
	ParamRest             // anything, delimiters too
)

// Allows reports whether the table allows the value, letters in either case. It
// says nothing against an empty value and against kinds that take anything.
func (p ParamInfo) Allows(value string) bool {
	if value == "" || p.Kind != ParamNumber && p.Kind != ParamChoice {
		return true
	}
	for alternative := range strings.SplitSeq(p.Values, "|") {
		low, high, isRange := strings.Cut(alternative, "..")
		if !isRange {
			if strings.EqualFold(value, alternative) {
				return true
			}
			continue
		}
		if inRange(strings.ToUpper(value), low, high) {
			return true
		}
	}
	return false
}

// isWhole reports whether the parameter is a number without decimal places.
func (p ParamInfo) isWhole() bool {
	return p.Kind == ParamNumber && !strings.Contains(p.Values, ".0")
}

// inRange reports whether value is between low and high: numbers, or single
// letters.
func inRange(value, low, high string) bool {
	least, err := strconv.ParseFloat(low, 64)
	if err != nil {
		return len(value) == 1 && low <= value && value <= high
	}
	most, _ := strconv.ParseFloat(high, 64)
	n, ok := decimal(value)
	return ok && least <= n && n <= most
}

// decimal reads a number of digits, at most one point and a sign, which is all
// that ZPL knows.
func decimal(s string) (float64, bool) {
	if strings.Trim(s, "+-.0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// Lookup returns what is known of the command with the code, such as "^FO". The
// parameters are shared: do not change them.
func Lookup(code string) (info CommandInfo, ok bool) {
	if len(code) < 2 || len(code) > 3 {
		return CommandInfo{}, false
	}
	second := byte(0)
	if len(code) == 3 {
		second = code[2]
	}
	i := commandIndex(code[0], code[1], second)
	if i < 0 {
		return CommandInfo{}, false
	}
	return commands[i], true
}

// Commands returns every command of the table in its order.
func Commands() iter.Seq[CommandInfo] {
	return func(yield func(CommandInfo) bool) {
		for i := range commands {
			if !yield(commands[i]) {
				return
			}
		}
	}
}
