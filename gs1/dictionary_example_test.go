package gs1_test

import (
	"fmt"
	"strings"

	"github.com/eachmark/eachmark/gs1"
)

func ExampleParseDictionary() {
	older, _ := gs1.ParseDictionary(strings.NewReader("37  N..8  req=02  # QTY"))
	newer, err := gs1.ParseDictionary(strings.NewReader("37  N..8  req=02,8026  # COUNT"))
	if err != nil {
		fmt.Println(err)
	}
	for difference := range newer.Diff(older) {
		fmt.Println(difference)
	}
	// Output:
	// (37) title is COUNT, was QTY
	// (37) what it requires is 02 or 8026, was 02
}

func ExampleCode_Info() {
	info, _ := gs1.CodeCheckDigit.Info()
	fmt.Println(info.Sentence)
	fmt.Println(info.Example)
	// Output:
	// the check digit does not agree with the digits before it
	// (01)09506000134353
}
