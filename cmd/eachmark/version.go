package main

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// version is the release this source leads to.
const version = "0.1.0-dev"

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:      "version",
		Usage:     "tell which eachmark this is",
		UsageText: "eachmark version [--json]",
		Flags:     []cli.Flag{jsonFlag()},
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			return p.showVersion(c.Bool("json"))
		},
	}
}

func (p *program) showVersion(asJSON bool) error {
	record := struct {
		Schema   string `json:"schema"`
		Version  string `json:"version"`
		Revision string `json:"revision,omitempty"`
		Modified bool   `json:"modified,omitempty"`
		Go       string `json:"go"`
	}{Schema: "version/1", Version: version}
	if info, ok := debug.ReadBuildInfo(); ok {
		record.Go = info.GoVersion
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				record.Revision = s.Value
			case "vcs.modified":
				record.Modified = s.Value == "true"
			}
		}
	}
	if asJSON {
		return writeJSON(p.stdout, record)
	}
	_, err := fmt.Fprintln(p.stdout, "eachmark", record.Version, record.Revision, record.Go)
	return err
}
