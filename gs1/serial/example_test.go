package serial_test

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/eachmark/eachmark/gs1/serial"
)

func ExampleParseFormat() {
	format, err := serial.ParseFormat("numeric-11")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(format, "holds", format.Size(), "serials; fit for SGTIN-96:", format.FitsSGTIN96())
	fmt.Println(format.Contains("12345678901"), format.Contains("01234567890"))
	// Output:
	// numeric-11 holds 90000000000 serials; fit for SGTIN-96: true
	// true false
}

func ExampleSequential() {
	format, err := serial.ParseFormat("gs1-32-6")
	if err != nil {
		fmt.Println(err)
		return
	}
	order := serial.Sequential{Format: format}
	for i := range uint64(3) {
		s, err := order.At(i)
		fmt.Println(s, err)
	}
	// Output:
	// 222222 <nil>
	// 222223 <nil>
	// 222224 <nil>
}

// The key of a real pool comes from crypto/rand and is kept secret.
func ExampleNewPermuted() {
	format, err := serial.ParseFormat("numeric-11")
	if err != nil {
		fmt.Println(err)
		return
	}
	key := bytes.Repeat([]byte{7}, serial.KeySize)
	order, err := serial.NewPermuted(format, key, "09506000134352")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := order.At(41)
	fmt.Println(s, err)
	fmt.Println(order.Index(s))
	// Output:
	// 81468175254 <nil>
	// 41 true
}

func ExampleAudit() {
	var serials []string
	for i := range 50 {
		serials = append(serials, fmt.Sprintf("%08d", 4711+3*i))
	}
	report := serial.Audit(slices.Values(serials))
	fmt.Println(report.Predictable())
	for _, f := range report.Findings {
		fmt.Println(f.Code, f.Message)
	}
	// Output:
	// true
	// SERIAL-SEQUENCE in 49 of 49 cases a serial is the one before plus 3
}

func ExampleFormat_CheckQuantity() {
	format, err := serial.ParseFormat("numeric-11")
	if err != nil {
		fmt.Println(err)
		return
	}
	finding, found := format.CheckQuantity(27_000_000)
	fmt.Println(found, finding.Message)
	// Output:
	// true 27000000 of the 90000000000 serials of numeric-11: a guess is right once in 3333 tries, expected less than once in 10000
}
