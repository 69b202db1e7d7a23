// Package virtual is a Zebra label printer without hardware. It takes ZPL from a
// wire, keeps what it printed on a roll in a folder, answers questions, and can
// go wrong at a chosen place: the demo printer, and the bench that shows what a
// print run survives.
//
// [Hub.Open] is the [printer.OpenFunc] of the scheme "virtual" for a program;
// [ReadRoll] reads what lies on a roll. [Open] is for a printer that lives as
// long as its connection, [New] for tests that want to hold the printer itself.
//
// The printer shares nothing with the sender but the table of what models do not
// know: the picture of a label is what
// package raster makes of the bytes received, and its elements are what package
// readback finds in the picture.
//
// # Specification
//
// virtual:DIR?seed=7&faults=head-open@10,power-cut@25.5&speed=150
//
// DIR is the folder with the roll. A fault is KIND@LABEL or KIND@LABEL.PART, see
// [ParseFault] and [FaultKind]. All parameters may be left out; [Config] says what
// they are:
//
//	seed=N  speed=MM_S  dpmm=6|8|12|24  decode=picture|command  inlay=EPC/USER|none
//	faults=KIND@LABEL.PART,…  rate=0…1  answers=always|no-status|nothing
//	echo=late|early  counts=whole|begun  feeds=N  language=zpl|line_print
//	model=ZM400|LE850|…  mode=tear-off|applicator|…  reprint=off|on|locked
//	prefixes=XYZ, for ^ ~ and the comma, each written %HH where a URI needs it
//
// The folder holds [RollFile] and [EventFile], which only grow, and the pictures
// in [PictureDir]. Every line of the roll is a physical label; it is on the disk
// before anybody hears of its count. A last line without end was never finished and
// is cut off. The folder belongs to one process at a time.
//
// How it behaves, after the Zebra Programming Guide P1099958 and, where that is
// silent, by choice:
//
//   - Formats wait in memory and are printed in order, as many labels each as
//     ^PQ says. A format without a field prints nothing.
//   - ~HS, ~HQES, ~HQOD, ~HQSN, ~HI, ~HM, ~HD, ~HL, ~JA, ~JP, ~JR, ~PP and ~PS act
//     at once, ^HH and ^HL when their format is begun. Set-Get-Do, and JSON on a port
//     of its own, knows the odometers, device.uptime, .product_name, .unique_id,
//     .languages and .host_identification, appl.name and .link_os_version,
//     zpl.format_prefix and its kin, media.printmode, ezpl.reprint_mode, rfid.error.response and rfid.log.enabled; device.user_p1 and .user_p2 are
//     kept for hosts, device.user_vars until the power goes. Other variables are
//     "?". It answers while something is wrong, too, unless told not to ([Answers]).
//   - What ^CC, ^CT and ^CD set is in force for all connections until the power
//     goes. Set to another language than ZPL it prints every command it gets as a
//     label with its letters.
//   - Formats stored by ^DF on R: are gone with the power, others lie in [FlashDir];
//     ^XF recalls them and ^FN fills them in. ^SN and ^SF count from label to
//     label, a spoilt label that is printed again not being one.
//   - Head-open, media-out, ribbon-out and jam stop it in the middle of a label and
//     pause it, until a person puts it right. With ^JZ Y, the setting after
//     power-up, the spoilt label is then printed again.
//   - ~JA lets the label in progress end, also one that is to be printed again.
//   - The odometer counts complete labels; a spoilt label is on the roll, but is
//     not counted, unless told to. Head-open counts an opening of the head when it
//     happens, media-out, ribbon-out and jam when the person comes.
//   - Every label has an RFID tag, blank, with a TID of its own. ^RF reads and
//     writes it with all that goes with it (banks, PC word, passwords, locks by
//     ^RL, partitions by ^RB, ^RU), on the roll at the place ^RS says. What was
//     read into a numbered field, or stands in one, ^HV returns when the label is
//     on the roll; a field that was not read is empty. A label whose tag fails is
//     printed with VOID, counted as a label and as void, and followed by what ^RS
//     says: 3 tries, then the format is dropped in silence. With P or E it stays
//     until ~JA or a person cancels it; only a pause ends otherwise, with another
//     try. A roll of [Config.Inlay] without tags voids every such label.
//   - A power cut loses the memory, the connections and the rest of the label.
//     A pulled cable loses the connections, and what of a format had not come;
//     the printer goes on.
//
// # Errors
//
// [*printer.URIError] for a URI or parameter; [ErrInUse] for a folder that
// another process uses; [ErrOff]; [ErrReprintOff]; [ErrLost] on a connection that a fault broke.
// A file in the folder that is no roll is an error with its line.
package virtual

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/eachmark/eachmark/printer"
)

// Open switches on the printer that uri names and connects to it. Closing the
// connection switches it off: what it has not printed by then is lost.
func Open(ctx context.Context, uri string) (printer.Conn, error) {
	c, err := ParseURI(uri)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, err := New(c)
	if err != nil {
		return nil, err
	}
	conn, err := p.Dial()
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return &owner{Conn: conn, printer: p}, nil
}

// An owner is a connection that switches its printer off with itself.
type owner struct {
	printer.Conn
	printer *Printer
}

func (o *owner) Close() error { return errors.Join(o.Conn.Close(), o.printer.Close()) }

// A Hub keeps virtual printers switched on between connections, as printers on a
// desk are: what a program opens again after a pulled cable is the same printer,
// with its memory. The zero value is ready to use; a program needs one.
type Hub struct {
	mu       sync.Mutex
	printers map[string]*Printer // by absolute folder
}

// Open connects to the printer that uri names. It is switched on if it was not,
// and if something stopped it that a person has to see to, that is put right:
// whoever opens it again has done so. A printer that is on with other parameters
// is switched off and on.
func (h *Hub) Open(ctx context.Context, uri string) (printer.Conn, error) {
	c, err := ParseURI(uri)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p, err := h.ready(c)
	if err != nil {
		return nil, err
	}
	return p.Dial()
}

// Printer returns the printer with the roll in dir, if the hub has it in use.
func (h *Hub) Printer(dir string) (p *Printer, ok bool) {
	key, err := filepath.Abs(dir)
	if err != nil {
		return nil, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	p, ok = h.printers[key]
	return p, ok
}

// ready returns the printer of c, on and put right.
func (h *Hub) ready(c Config) (*Printer, error) {
	key, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if p := h.printers[key]; p != nil {
		if p.config.like(c) && p.PowerUp() == nil {
			return p, p.PutRight()
		}
		if p.connected() > 0 {
			return nil, fmt.Errorf("virtual printer %s is connected to with other parameters", c.Dir)
		}
		delete(h.printers, key)
		_ = p.Close() // what broke it, if anything, was told to whom it served
	}
	p, err := New(c)
	if err != nil {
		return nil, err
	}
	if h.printers == nil {
		h.printers = map[string]*Printer{}
	}
	h.printers[key] = p
	return p, nil
}

// Close switches all printers off. The hub can be used again.
func (h *Hub) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	var err error
	for key, p := range h.printers {
		err = errors.Join(err, p.Close())
		delete(h.printers, key)
	}
	return err
}
