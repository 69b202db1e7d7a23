package main

import (
	"os"

	"github.com/eachmark/eachmark/gs1/gcp"
)

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
