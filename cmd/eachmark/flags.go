package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/printer/run"
)

// Flags that several commands have, with one meaning everywhere.

func jsonFlag() cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: "print one JSON object a line"}
}

func gsFlag() cli.Flag {
	return &cli.StringFlag{Name: "gs", Usage: "the scanner writes `TEXT` for the separator GS, such as '<GS>'"}
}

func orderFlag() cli.Flag {
	return &cli.StringFlag{Name: "order", Usage: "the identifiers `AIS` that every scan has, in this order, such as '01 21 17 10'; other readings of a damaged scan are left out"}
}

func partOfLabelFlag() cli.Flag {
	return &cli.BoolFlag{Name: "part-of-label", Usage: "each is one of several symbols on an item: what it requires, such as a GTIN, may be in another"}
}

func unknownAIsFlag() cli.Flag {
	return &cli.BoolFlag{Name: "unknown-ais", Usage: "permit application identifiers that GS1 has not assigned, as of a newer edition"}
}

func forceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "force", Usage: "overwrite files that are already there"}
}

func quietFlag() cli.Flag {
	return &cli.BoolFlag{Name: "quiet", Usage: "no progress, and only the last of the closing words"}
}

func storeFlag() cli.Flag {
	return &cli.StringFlag{
		Name:  "store",
		Usage: "the `FILE`, or postgres://USER@HOST/DATABASE, that remembers serials and runs (default: EACHMARK_STORE, then eachmark.db in your data folder)",
	}
}

func operatorFlag() cli.Flag {
	return &cli.StringFlag{Name: "operator", Usage: "who is doing this: `NAME` (default: EACHMARK_OPERATOR)"}
}

func windowFlag() cli.Flag {
	return &cli.IntFlag{
		Name: "window", Value: 1,
		Usage: fmt.Sprintf("how many labels may be on their way to paper at once, `N` from 1 to %d; more is faster, and a fault puts more in doubt", run.MaxWindow),
	}
}

// checkWindow refuses a window that no run can have.
func checkWindow(n int) error {
	if n < 1 || n > run.MaxWindow {
		return usageError("for example: --window 5", "--window is %d, expected 1 to %d", n, run.MaxWindow)
	}
	return nil
}

// noArguments refuses the arguments of a command that takes none.
func noArguments(c *cli.Context) error {
	if c.NArg() > 0 {
		return usageError("see: eachmark "+c.Command.FullName()+" --help", "unexpected argument %q", c.Args().First())
	}
	return nil
}
