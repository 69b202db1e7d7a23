package virtual

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/gofrs/flock"
)

// ErrInUse means that another process, or another connection of this one, has
// the printer of the folder switched on.
var ErrInUse = errors.New("is in use by another process")

// memory is what outlives power: the roll, the odometers, and which faults
// have happened.
type memory struct {
	dir   string
	lock  *flock.Flock
	watch func(Event)

	mu         sync.Mutex // guards the rest
	roll       *journal
	events     *journal
	passed     []bool            // for each label on the roll: it is partial or fed, and faults on it move to the next
	begun      bool              // labels that are partial count
	printed    uint64            // labels on the roll that count
	valid      uint64            // of them those with a tag that took what was written
	void       uint64            // and those with one that did not
	resets     map[string]uint64 // counters by variable, as they were when a host reset them
	latchOpens uint64
	happened   map[string]bool // faults, by Fault.String
	standing   FaultKind       // needs a person, and none has come
	identity   string
	kept       map[string]string // variables that outlive power
}

// An event is a line of [EventFile].
type event struct {
	Event    eventKind `json:"event"`
	Identity string    `json:"identity,omitempty"`     // of eventMade
	Fault    string    `json:"fault,omitempty"`        // of eventFault and eventPutRight
	Opened   bool      `json:"latch_opened,omitempty"` // the head was opened at it
	Variable string    `json:"variable,omitempty"`     // of eventReset and eventSet
	Count    uint64    `json:"count,omitempty"`        // of eventReset: what it was
	Value    string    `json:"value,omitempty"`        // of eventSet
}

type eventKind string

const (
	eventMade     eventKind = "made"
	eventPowerUp  eventKind = "power-up"
	eventFault    eventKind = "fault"
	eventPutRight eventKind = "put-right"
	eventReset    eventKind = "reset"
	eventSet      eventKind = "set"
)

// openMemory locks the folder of a printer and reads what it keeps.
func openMemory(c Config) (*memory, error) {
	dir, watch := c.Dir, c.Watch
	if err := os.MkdirAll(filepath.Join(dir, PictureDir), 0o777); err != nil {
		return nil, err
	}
	m := &memory{
		dir:      dir,
		lock:     flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(0o666)),
		happened: map[string]bool{},
		resets:   map[string]uint64{},
		watch:    watch,
		begun:    c.CountsBegun,
		kept:     map[string]string{},
	}
	if watch == nil {
		m.watch = func(Event) {}
	}
	locked, err := m.lock.TryLock()
	if err != nil {
		return nil, err
	}
	if !locked {
		return nil, fmt.Errorf("virtual printer %s %w", dir, ErrInUse)
	}
	if err := m.prepare(newIdentity(c.Seed)); err != nil {
		return nil, errors.Join(err, m.close())
	}
	return m, nil
}

func (m *memory) prepare(identity string) error {
	if err := m.load(); err != nil {
		return err
	}
	if err := m.tidy(); err != nil || m.identity != "" {
		return err
	}
	return m.record(event{Event: eventMade, Identity: identity})
}

func (m *memory) load() (err error) {
	m.roll, err = openJournal(m.path(RollFile), func(r io.Reader) error {
		for l, err := range ReadRoll(r) {
			if err != nil {
				return err
			}
			m.count(l)
		}
		return nil
	})
	if err != nil {
		return err
	}
	m.events, err = openJournal(m.path(EventFile), func(r io.Reader) error {
		for e, err := range records[event](r, EventFile) {
			if err != nil {
				return err
			}
			m.apply(e)
		}
		return nil
	})
	return err
}

// tidy removes the picture of a label that did not get its line in the roll. In
// a folder that no printer has used yet, pictures are somebody else's.
func (m *memory) tidy() error {
	if m.identity != "" {
		err := os.Remove(m.path(pictureName(len(m.passed) + 1)))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	files, err := os.ReadDir(m.path(PictureDir))
	if err == nil && len(files) > 0 {
		err = fmt.Errorf("virtual printer %s: its folder %s has files already, such as %.64q", m.dir, PictureDir, files[0].Name())
	}
	return err
}

// path returns the path of a file in the folder; name has slashes.
func (m *memory) path(name string) string { return filepath.Join(m.dir, filepath.FromSlash(name)) }

func (m *memory) close() error {
	var errs []error
	for _, j := range []*journal{m.roll, m.events} {
		if j != nil {
			errs = append(errs, j.sync(), j.file.Close())
		}
	}
	return errors.Join(append(errs, m.lock.Close())...)
}

// count lets the odometers see a label.
//
// Whether a real printer counts a label it printed half is not documented.
func (m *memory) count(l Label) {
	m.passed = append(m.passed, l.Partial || l.Fed)
	if l.Fed || l.Partial && !m.begun {
		return
	}
	m.printed++
	switch {
	case l.Void:
		m.void++
	case l.TID != "":
		m.valid++
	}
}

// apply lets the memory keep what an event changes.
func (m *memory) apply(e event) {
	if e.Opened {
		m.latchOpens++
	}
	switch e.Event {
	case eventMade:
		m.identity = e.Identity
	case eventFault:
		m.happened[e.Fault] = true
		if f, problem := parseFault(e.Fault); problem == "" && f.Kind.NeedsPerson() {
			m.standing = f.Kind
		}
	case eventPutRight:
		m.standing = 0
	case eventReset:
		m.resets[e.Variable] = e.Count
	case eventSet:
		m.kept[e.Variable] = e.Value
	}
}

// record writes an event down and applies it.
func (m *memory) record(e event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.events.append(e); err != nil {
		return err
	}
	if err := errors.Join(m.roll.sync(), m.events.sync()); err != nil {
		return err
	}
	m.apply(e)
	m.watch(Event{What: string(e.Event), Fault: e.Fault})
	return nil
}

// happens writes down that a fault happens now.
func (m *memory) happens(f Fault) error {
	return m.record(event{Event: eventFault, Fault: f.String(), Opened: f.Kind == HeadOpen})
}

// putRight writes down that a person saw to the fault that stands, if one does.
// Labels and ribbon are loaded, and freed, with the head open.
func (m *memory) putRight() error {
	m.mu.Lock()
	kind := m.standing
	m.mu.Unlock()
	if kind == 0 {
		return nil
	}
	return m.record(event{Event: eventPutRight, Fault: kind.String(), Opened: kind.status() != 0 && kind != HeadOpen})
}

// add puts a label on the roll, and returns its number.
func (m *memory) add(l Label) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.roll.append(l); err != nil {
		return err
	}
	m.count(l)
	m.watch(Event{What: eventLabel, Label: &l})
	return nil
}

// nextLabel returns the number of the label that is printed next.
func (m *memory) nextLabel() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.passed) + 1
}

// Odometers by the variable that has them.
const (
	varLabels   = "odometer.total_label_count"
	varLabels1  = "odometer.user_label_count1"
	varLabels2  = "odometer.user_label_count2"
	varMarkers  = "odometer.media_marker_count"
	varLatch    = "odometer.latch_open_count"
	varTagsGood = "odometer.rfid.valid_resettable"
	varTagsVoid = "odometer.rfid.void_resettable"
)

// resettable reports whether hosts can set an odometer to 0.
func resettable(name string) bool {
	return slices.Contains([]string{varLabels1, varLabels2, varTagsGood, varTagsVoid}, name)
}

// odometer returns a counter, and has on the disk what it counts before.
func (m *memory) odometer(name string) (count uint64, known bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	count, known = m.counter(name)
	return count - m.resets[name], known, m.roll.sync()
}

// counter returns a counter as it were if nobody had reset it.
func (m *memory) counter(name string) (count uint64, known bool) {
	switch name {
	case varLabels, varLabels1, varLabels2:
		return m.printed, true
	case varMarkers:
		return uint64(len(m.passed)), true
	case varLatch:
		return m.latchOpens, true
	case varTagsGood:
		return m.valid, true
	case varTagsVoid:
		return m.void, true
	}
	return 0, false
}

// reset sets an odometer to 0.
func (m *memory) reset(name string) error {
	m.mu.Lock()
	count, _ := m.counter(name)
	m.mu.Unlock()
	return m.record(event{Event: eventReset, Variable: name, Count: count})
}

// Variables of hosts that outlive power, and how long a value may be (Zebra
// Programming Guide, device.user_p1).
const (
	varUser1 = "device.user_p1"
	varUser2 = "device.user_p2"

	maxUser = 20
)

// set keeps a variable for a host.
func (m *memory) set(name, value string) error {
	return m.record(event{Event: eventSet, Variable: name, Value: value[:min(len(value), maxUser)]})
}

// get returns a variable that set kept.
func (m *memory) get(name string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kept[name]
}

// sync has the roll on the disk when it returns.
func (m *memory) sync() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.roll.sync()
}

// due returns which of the faults happen while the next label is printed, in
// order. A fault on a label that another fault cut short moves to the next.
func (m *memory) due(faults []Fault) []Fault {
	m.mu.Lock()
	defer m.mu.Unlock()
	var due []Fault
	for _, f := range faults {
		if f.Kind.ofTag() {
			continue
		}
		label := f.Label
		for label <= len(m.passed) && m.passed[label-1] {
			label++
		}
		if label == len(m.passed)+1 && !m.happened[f.String()] {
			due = append(due, f)
		}
	}
	slices.SortStableFunc(due, func(a, b Fault) int {
		switch {
		case a.Done < b.Done:
			return -1
		case a.Done > b.Done:
			return 1
		}
		return 0
	})
	return due
}

// newIdentity returns a number for a printer that is made.
func newIdentity(seed uint64) string {
	if seed != 0 {
		return fmt.Sprintf("VZ%016X", seed)
	}
	return "VZ" + rand.Text()[:16]
}

// A journal is a file of lines that only grows.
type journal struct {
	file  *os.File
	size  int64 // of its complete lines
	dirty bool  // some may not be on the disk yet
}

// openJournal opens or creates the file, hands its lines to load, and cuts off
// a last line that was not finished.
func openJournal(path string, load func(io.Reader) error) (*journal, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	j := &journal{file: f}
	lines := &completeLines{r: f}
	if err = load(lines); err == nil {
		j.size = lines.size
		err = j.cut()
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return j, nil
}

// append adds one line. After a failure the file is as before, as far as the disk
// lets it.
func (j *journal) append(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return err
	}
	n, err := j.file.Write(append(line, '\n'))
	if err != nil {
		return errors.Join(err, j.cut())
	}
	j.size += int64(n)
	j.dirty = true
	return nil
}

// sync has all lines on the disk when it returns.
func (j *journal) sync() error {
	if !j.dirty {
		return nil
	}
	err := j.file.Sync()
	j.dirty = err != nil
	return err
}

// cut drops what follows the complete lines.
func (j *journal) cut() error {
	if err := j.file.Truncate(j.size); err != nil {
		return err
	}
	_, err := j.file.Seek(j.size, io.SeekStart)
	return err
}

// completeLines passes bytes on and notes where the last line ended.
type completeLines struct {
	r    io.Reader
	read int64
	size int64 // up to and with the last line end
}

func (c *completeLines) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	if i := bytes.LastIndexByte(b[:n], '\n'); i >= 0 {
		c.size = c.read + int64(i) + 1
	}
	c.read += int64(n)
	return n, err
}
