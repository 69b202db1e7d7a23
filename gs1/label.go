package gs1

import "iter"

// A Label is the messages of all symbols on one item. Which identifiers require
// or exclude each other holds over the item, not over one symbol (GS1 Barcode
// Syntax Dictionary, note about pairings; GS1 General Specifications §4.13): an
// SSCC in one GS1-128 symbol meets what the count in another requires.
//
// Parse each symbol with [ParseOptions.PartOfLabel], add the messages, then
// check the label.
type Label struct {
	Messages []Message
}

// Add adds the message of a further symbol.
func (l *Label) Add(m Message) { l.Messages = append(l.Messages, m) }

// Check returns everything that is wrong on the label: the values of each
// message, and which elements do not go together over all of them. A label of
// one message gives what [Check] says of the message.
//
// With each finding comes the index of the message that it is about, whose Input
// its positions count in. A finding about two elements is at the later of them
// and names the other. A label without messages has the finding GS1-EMPTY with
// the index -1.
//
// With [CheckOptions.PartOfLabel] further symbols are still to come, and what is
// required is not judged yet.
func (l Label) Check(o *CheckOptions) iter.Seq2[int, Finding] {
	return func(yield func(int, Finding) bool) {
		if len(l.Messages) == 0 {
			yield(-1, (&Error{Code: CodeEmpty}).Finding())
			return
		}
		for i, m := range l.Messages {
			for err := range m.valueErrors(o != nil && o.UnknownAIs) {
				if !yield(i, err.Finding()) {
					return
				}
			}
			if o == nil || !o.Healthcare {
				continue
			}
			for err := range m.dayZeros() {
				if !yield(i, err.Finding()) {
					return
				}
			}
		}
		for i, err := range pairErrors(l.Messages, o != nil && o.PartOfLabel) {
			if !yield(i, err.Finding()) {
				return
			}
		}
	}
}
