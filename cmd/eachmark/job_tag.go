package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/serial"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/zpl"
)

// A tagJob is what all tags of a run have in common. It is kept with the run, and
// with it the length of the company prefix, so that resume needs no table. Of the
// passwords only the name of their file is kept.
type tagJob struct {
	Scheme       string `json:"scheme"`
	Filter       *uint8 `json:"filter,omitempty"`
	PrefixLength int    `json:"gcp_length,omitempty"`
	Host         string `json:"host,omitempty"`
	UserMemory   bool   `json:"user_memory,omitempty"`
	PasswordFile string `json:"password_file,omitempty"`
	Lock         bool   `json:"lock,omitempty"`
}

// rfidFlags are those of print for tags, beside those of tagFlags.
func rfidFlags() []cli.Flag {
	return append([]cli.Flag{
		&cli.BoolFlag{Name: "rfid", Usage: "write the RFID tag in each label too, and read it back"},
		&cli.BoolFlag{Name: "user-memory", Usage: "write lot and expiry into the user memory of the tag"},
		&cli.StringFlag{Name: "tag-passwords", Usage: "write the passwords that `FILE` holds, in lines 'access XXXXXXXX' and 'kill XXXXXXXX', 8 hexadecimal digits each"},
		&cli.BoolFlag{Name: "lock-tags", Usage: "lock the tags with their access password"},
	}, tagFlags()...)
}

// A tagOrder is what the flags of print say about tags.
type tagOrder struct {
	wanted, user, lock bool
	passwords          string
	options            epc.Options
}

// tagOrderOf reads the flags. Flags about tags without --rfid are a mistake.
func tagOrderOf(c *cli.Context) (o tagOrder, err error) {
	o = tagOrder{wanted: c.Bool("rfid"), user: c.Bool("user-memory"), lock: c.Bool("lock-tags"), passwords: c.String("tag-passwords")}
	if !o.wanted {
		for _, flag := range rfidFlags() {
			if name := flag.Names()[0]; c.IsSet(name) {
				return o, usageError("add --rfid, or leave it out", "--%s is about RFID tags", name)
			}
		}
		return o, nil
	}
	if o.lock && o.passwords == "" {
		return o, usageError("name a file with --tag-passwords", "--lock-tags needs an access password")
	}
	o.options, err = encodeOptions(c)
	return o, err
}

// newTagJob settles what the tags of a job hold, by the example of one. Each label
// of a file must have one.
func (j job) newTagJob(o tagOrder, labels *labelFile) (*tagJob, error) {
	t, err := epc.Encode(j.tagMessage(o.options.Scheme, labels.label(1)), &o.options)
	if err != nil {
		var about *epc.Error
		if errors.As(err, &about) && about.Finding().Code == epc.CodePrefixLength {
			return nil, usageError("say it with --gcp PREFIX, --gcp-length N or --gcp-table FILE, or take --scheme sgtin+, which needs none", "%w", err)
		}
		return nil, usageError("", "no tag can be made for this: %w", err)
	}
	if o.passwords != "" {
		// The run may be resumed in another folder.
		if o.passwords, err = filepath.Abs(o.passwords); err != nil {
			return nil, ioError(err, "")
		}
	}
	j.RFID = &tagJob{
		Scheme: t.Scheme().String(), Filter: o.options.Filter, PrefixLength: len(t.CompanyPrefix()), Host: o.options.Host,
		UserMemory: o.user, PasswordFile: o.passwords, Lock: o.lock,
	}
	tagOf, err := j.tagWriter()
	if err != nil {
		return nil, err
	}
	for n := 1; n <= labels.count(); n++ {
		if _, err := tagOf(labels.label(n)); err != nil {
			return nil, usageError("nothing was printed and no serial was taken", "%s line %d: no tag can be made for this: %w", labels.name, labels.serials[n-1].Line, err)
		}
	}
	return j.RFID, nil
}

// holds refuses a pool whose serials the tags have no room for. Of a list each
// serial shows that only when its label is made.
func (t *tagJob) holds(pool store.Pool) error {
	format, err := serial.ParseFormat(pool.Format)
	if t == nil || t.Scheme != epc.SGTIN96.String() || err != nil || format.FitsSGTIN96() {
		return nil
	}
	return usageError("take --scheme sgtin-198 or --scheme sgtin+, which hold them as they are",
		"SGTIN-96 has no room for the serials of pool %s, %s; no serial was taken", pool.Name, pool.Format)
}

// tagMessage is what the EPC of an item says: its GTIN and serial number, and with
// a scheme of TDS 2.x all the rest.
func (j job) tagMessage(s epc.Scheme, l run.Label) gs1.Message {
	m := j.data(l).Message()
	if s.Plus() {
		return m
	}
	gtin, _ := m.Value(gs1.AI01)
	return gs1.NewMessage(gs1.Element{AI: gs1.AI01, Value: gtin}, gs1.Element{AI: gs1.AI21, Value: l.Serial})
}

// tagWriter returns what makes the tag of a label, nil for a job without tags.
func (j job) tagWriter() (func(run.Label) (zpl.Tag, error), error) {
	if j.RFID == nil {
		return nil, nil
	}
	scheme, err := epc.ParseScheme(j.RFID.Scheme)
	if err != nil {
		return nil, err
	}
	passwords, err := readPasswords(j.RFID.PasswordFile)
	if err != nil {
		return nil, err
	}
	o := &epc.Options{Scheme: scheme, Filter: j.RFID.Filter, CompanyPrefixLength: j.RFID.PrefixLength, Host: j.RFID.Host}
	if _, err := j.userMemory(run.Label{N: 1}); err != nil {
		return nil, err
	}
	return func(l run.Label) (zpl.Tag, error) {
		t, err := epc.Encode(j.tagMessage(scheme, l), o)
		if err != nil {
			return zpl.Tag{}, err
		}
		user, err := j.userMemory(l)
		if err != nil {
			return zpl.Tag{}, err
		}
		bits := t.Bytes()
		bits = append(bits, make([]byte, 2*t.Words()-len(bits))...)
		return zpl.Tag{
			PC: uint16(gen2.PCOf(t)), EPC: bits, User: user,
			Access: passwords.Access, Kill: passwords.Kill, Lock: j.RFID.Lock,
		}, nil
	}, nil
}

// userMemory is what the tag of a label holds there, in whole words; nil for
// nothing.
func (j job) userMemory(l run.Label) ([]byte, error) {
	if !j.RFID.UserMemory {
		return nil, nil
	}
	var elements []gs1.Element
	for _, e := range j.data(l).Message().Elements {
		if e.AI != gs1.AI01 && e.AI != gs1.AI21 {
			elements = append(elements, e)
		}
	}
	if len(elements) == 0 {
		return nil, usageError("give --lot or --expiry", "--user-memory has nothing to hold")
	}
	user, err := gen2.AppendUserMemory(nil, gs1.NewMessage(elements...))
	if len(user)%2 != 0 {
		user = append(user, 0)
	}
	return user, err
}

// readPasswords reads the passwords of tags; without a file there are none. What
// the file holds stands in no error.
func readPasswords(path string) (p gen2.Passwords, err error) {
	if path == "" {
		return p, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return p, ioError(err, "")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(lines.Text())
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if err := setPassword(&p, words); err != nil {
			return gen2.Passwords{}, usageError("lines are 'access XXXXXXXX' and 'kill XXXXXXXX', 8 hexadecimal digits each", "%s line %d: %w", path, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return gen2.Passwords{}, ioError(err, "")
	}
	if p == (gen2.Passwords{}) {
		return p, usageError("lines are 'access XXXXXXXX' and 'kill XXXXXXXX'", "%s has no password", path)
	}
	return p, nil
}

func setPassword(p *gen2.Passwords, words []string) error {
	if len(words) != 2 || len(words[1]) != 8 {
		return errors.New("no password of 8 hexadecimal digits")
	}
	value, err := strconv.ParseUint(words[1], 16, 32)
	if err != nil {
		return errors.New("no password of 8 hexadecimal digits")
	}
	switch words[0] {
	case "access":
		p.Access = uint32(value)
	case "kill":
		p.Kill = uint32(value)
	default:
		return fmt.Errorf("the password %.16q is not known, only access and kill", words[0])
	}
	return nil
}
