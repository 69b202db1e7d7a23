package run_test

import (
	"fmt"

	"github.com/eachmark/eachmark/printer/run"
)

func ExampleTagCheck_Compare() {
	asked := run.TagCheck{Place: run.FirstTag, N: 1, Serial: "6789", EPC: "3074257BF7194E4000001A85"}
	for _, read := range []string{"30003074257bf7194e4000001a85", "3074257BF7194E4000001A86", "6789"} {
		check, err := asked.Compare(read)
		fmt.Println(check.Answer, err)
	}
	// Output:
	// matches <nil>
	// wrong <nil>
	//  it is not the EPC of a tag in hexadecimal
}

func ExampleIsTagRead() {
	fmt.Println(run.IsTagRead("3074 257B F719 4E40 0000 1A85"), run.IsTagRead("(01)09506000134352(21)6789"))
	// Output: true false
}
