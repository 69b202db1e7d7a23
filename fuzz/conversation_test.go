package fuzz

import (
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/eachmark/eachmark/printer/zebra"
)

// A parrot answers the same to every question, and is silent then.
type parrot struct {
	answer []byte
	inbox  bytes.Buffer
}

func (p *parrot) Write(b []byte) (int, error) {
	p.inbox.Write(p.answer)
	return len(b), nil
}

func (p *parrot) Read(b []byte) (int, error) {
	if p.inbox.Len() == 0 && len(b) > 0 {
		return 0, os.ErrDeadlineExceeded
	}
	n, _ := p.inbox.Read(b) // it is not empty
	return n, nil
}

func (*parrot) Close() error                { return nil }
func (*parrot) SetDeadline(time.Time) error { return nil }

// FuzzConversation: whatever a printer answers, a question comes to its end, and what
// it says it is has a family or none.
func FuzzConversation(f *testing.F) {
	for _, s := range []string{
		`"ZT410""18J161604846""V75.19.15Z""3.0"`, "\x02ZE500-4 LH-200dpi ,V53.17.22Z,8,10840KB\x03\r\n",
		"\x02030,1,1,1225,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,1,1,2,6,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n",
		`"104382""7""00 days 00 hours 41 mins 15 secs""?""zpl"`, `"zpl""5E""^ (5E)""2C""APPLICATOR"`, "\x02UT1|R1-1|3034|E280\x03",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, answer []byte) {
		for _, ask := range []func(*zebra.Printer) error{
			func(p *zebra.Printer) error {
				id, err := p.Identify(t.Context())
				zebra.QuirksOf(id).Lacks(id.Product)
				return err
			},
			func(p *zebra.Printer) error {
				id, err := p.HostID(t.Context())
				zebra.QuirksOf(zebra.Identity{Product: id.Model})
				return err
			},
			func(p *zebra.Printer) error { _, err := p.HostStatus(t.Context()); return err },
			func(p *zebra.Printer) error { _, err := p.Counters(t.Context()); return err },
			func(p *zebra.Printer) error { _, err := p.Setup(t.Context()); return err },
		} {
			_ = ask(zebra.New(&parrot{answer: answer}, nil)) // an error or not
		}
	})
}
