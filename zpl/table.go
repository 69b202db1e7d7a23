package zpl

import "iter"

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

	fixed int // bytes after the name that are its own whatever they are
}

// A ParamInfo is what commands.txt says of one parameter. Min and Max are the
// range of a number, both ends allowed.
type ParamInfo struct {
	Name     string
	Kind     ParamKind
	Values   string // as the table writes them: "0..32000", "N|R|I|B", …
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
	LastsNow                       // an act, not a setting
)

// A ParamKind says what a parameter is and how its bytes are found.
type ParamKind uint8

const (
	ParamNumber ParamKind = iota + 1
	ParamChoice           // one of Values
	ParamText             // anything up to the delimiter
	ParamChars            // a fixed number of bytes
	ParamJoin             // one byte; the next parameter follows without a delimiter
	ParamRest             // anything, delimiters too
)

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
