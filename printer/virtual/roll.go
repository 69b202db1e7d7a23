package virtual

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// The files in the folder of a virtual printer.
const (
	RollFile   = "roll.ndjson"    // one object a physical label: [Label]
	EventFile  = "printer.ndjson" // power, faults and openings of the head: what the odometers keep
	PictureDir = "labels"         // 0001.png and so on, label by label
	lockFile   = "printer.lock"   // held while the printer is on
)

// A Label is one physical label on the roll, a line of [RollFile].
type Label struct {
	N        int    `json:"n"`             // from 1, in the order printed
	Elements string `json:"elements"`      // bracketed; "" if the label shows no GS1 symbol that decodes
	Partial  bool   `json:"partial"`       // something stopped the printer in the middle of it
	Fed      bool   `json:"fed,omitempty"` // without print, to find the gap
	Void     bool   `json:"void"`          // crossed out by the printer
	PNG      string `json:"png,omitempty"` // its picture, below the folder

	// What is on the tag of the label, in upper-case hexadecimal. All is "" if
	// nobody spoke to it; but for TID, so is what nobody wrote.
	TID       string `json:"tid,omitempty"`
	EPC       string `json:"epc,omitempty"`       // as much as its PC word says
	User      string `json:"user,omitempty"`      // the whole bank
	Passwords string `json:"passwords,omitempty"` // which of kill and access are set, not what they are
	Locks     string `json:"locks,omitempty"`     // of kill, access, EPC, user: as ^RLM has them, U L O P

	// Problems are what a real printer prints and the picture does not show.
	Problems []string `json:"problems,omitempty"`
}

// An Event is something that happened to a printer, for [Config.Watch].
type Event struct {
	What  string `json:"event"`           // "label", "power-up", "fault", "put-right", "made", "reset"
	Label *Label `json:"label,omitempty"` // of a label: its line of the roll
	Fault string `json:"fault,omitempty"` // of a fault, as [Fault.String] has it, and its name when it is put right
}

const eventLabel = "label"

// ReadRoll returns the labels of a roll file. The first line that is no label
// ends it with an error; a last line without line end was never finished, and
// is no label.
func ReadRoll(r io.Reader) iter.Seq2[Label, error] {
	return func(yield func(Label, error) bool) {
		n := 0
		for l, err := range records[Label](r, RollFile) {
			if n++; err == nil && l.N != n {
				err = fmt.Errorf("virtual: %s line %d is label %d, want label %[2]d", RollFile, n, l.N)
			}
			if !yield(l, err) || err != nil {
				return
			}
		}
	}
}

// records returns the objects of the complete lines of r; name is for errors.
func records[T any](r io.Reader, name string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		lines := bufio.NewReader(r)
		for n := 1; ; n++ {
			var v T
			line, err := lines.ReadBytes('\n')
			if err == io.EOF {
				return
			}
			if err == nil {
				if json.Unmarshal(line, &v) != nil {
					err = fmt.Errorf("virtual: %s line %d is not a record of this printer: %.64q", name, n, line)
				}
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}
