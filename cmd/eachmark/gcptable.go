package main

import (
	"errors"
	"os"
	"strings"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/gcp"
)

// tagOptions say what element strings do not say about a tag.
type tagOptions struct {
	epc.Options
	prefixes *gcp.Table // finds company prefixes that Options does not state, nil for none
}

// loadPrefixes reads the file of --gcp-table, if there is one.
func loadPrefixes(path string) (*gcp.Table, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, ioError(err, "")
	}
	defer f.Close()
	t, err := gcp.Read(f)
	if err != nil {
		return nil, ioError(&os.PathError{Op: "read", Path: path, Err: err},
			"--gcp-table takes GS1's list of company prefix lengths, XML or JSON, or lines such as 0614141,7")
	}
	return t, nil
}

// codeUnknownPrefix says that the table does not have the company prefix of a key.
const codeUnknownPrefix gs1.Code = "EPC-PREFIX-UNKNOWN"

// encode makes the tag of m. The table is asked last: what flags state, and what the
// standard settles for GTIN-8, goes before it.
func (o tagOptions) encode(m gs1.Message) (epc.Tag, error) {
	t, err := epc.Encode(m, &o.Options)
	var e *epc.Error
	stated := o.CompanyPrefix != "" || o.CompanyPrefixLength != 0
	if o.prefixes == nil || stated || !errors.As(err, &e) || e.Code != epc.CodePrefixLength {
		return t, err
	}
	for _, element := range m.Elements {
		if element.AI != gs1.AI01 {
			continue
		}
		prefix, cause := o.prefixes.Prefix(element)
		if cause != nil {
			return epc.Tag{}, unknownPrefix(element, cause)
		}
		o.CompanyPrefix = prefix
		return epc.Encode(m, &o.Options)
	}
	return t, err
}

func unknownPrefix(e gs1.Element, cause error) error {
	return &findingError{gs1.Finding{
		Code: codeUnknownPrefix, Severity: gs1.SeverityError, AI: e.AI.String(), Start: e.Pos, End: e.Pos + len(e.Value),
		Found: e.Value, Message: strings.TrimPrefix(cause.Error(), "gcp: "),
		Fix:  "take a newer list, or give --gcp PREFIX or --gcp-length N as the licence of the GS1 organisation says",
		Rule: "GS1 Tag Data Standard 2.3 §7.3",
	}}
}
