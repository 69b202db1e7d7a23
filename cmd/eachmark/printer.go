package main

import "github.com/urfave/cli/v2"

func (p *program) printerCommand() *cli.Command {
	return &cli.Command{
		Name:        "printer",
		Usage:       "printers, and one without hardware",
		Action:      unknownCommand,
		Subcommands: []*cli.Command{p.identifyCommand(), p.virtualCommand()},
	}
}
