package main

import "github.com/urfave/cli/v2"

func (p *program) serialCommand() *cli.Command {
	return &cli.Command{
		Name:        "serial",
		Usage:       "serial numbers",
		Action:      unknownCommand,
		Subcommands: []*cli.Command{p.serialAuditCommand()},
	}
}
