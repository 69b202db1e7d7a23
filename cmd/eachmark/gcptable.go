package main

import (
	"errors"
	"os"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/gcp"
)

// loadPrefixes returns what finds company prefixes in the files of --gcp-table, nil
// if there are none. What a file does not know the next is asked for, so that one
// of your own before GS1's list goes over it.
func loadPrefixes(paths []string) (func(gs1.Element) (string, error), error) {
	var tables []*gcp.Table
	for _, path := range paths {
		t, err := loadTable(path)
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return nil, nil
	}
	return func(e gs1.Element) (prefix string, err error) {
		for _, t := range tables {
			if prefix, err = t.Prefix(e); !errors.Is(err, gcp.ErrUnknown) {
				break
			}
		}
		return prefix, err
	}, nil
}

func loadTable(path string) (*gcp.Table, error) {
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
