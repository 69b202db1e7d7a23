package virtual_test

import (
	"testing"

	"github.com/eachmark/eachmark/printer/virtual"
)

// BenchmarkPrint is what one label costs from the wire to its line on the roll,
// with the elements taken from its picture and from its command.
func BenchmarkPrint(b *testing.B) {
	for name, fromCommand := range map[string]bool{"picture": false, "command": true} {
		b.Run(name, func(b *testing.B) {
			p, err := virtual.New(virtual.Config{Dir: b.TempDir(), DecodeCommand: fromCommand})
			if err != nil {
				b.Fatal(err)
			}
			conn, err := p.Dial()
			if err != nil {
				b.Fatal(err)
			}
			format := label(b, "SERIAL0001")
			answer := make([]byte, len(`"?"`))
			for b.Loop() {
				if _, err := conn.Write(append(format, "! U1 getvar \"?\"\r\n"...)); err != nil {
					b.Fatal(err)
				}
				if _, err := conn.Read(answer); err != nil {
					b.Fatal(err)
				}
				if err := p.Wait(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			if err := p.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
