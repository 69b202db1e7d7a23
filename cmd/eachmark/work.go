package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/file"
	"github.com/eachmark/eachmark/printer/run"
	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/tcp"
	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
)

// A work is everything a run needs while it is printed: its folder, the
// printer, the store and the copy of what is sent. Opening it takes no serial;
// until the run exists in the store, abandon takes all of it back.
type work struct {
	id        string
	out       string // absolute, the folder in which dir lies
	dir       string // absolute, the folder of the run
	printer   string // its URI, with absolute paths
	storePath string
	named     string // the store, where further commands must name it
	store     *store.Store
	engine    *run.Engine
	sent      *os.File // run.zpl, the ZPL sent so far
	lock      *flock.Flock
	hub       virtual.Hub // virtual printers stay on when a connection breaks
	made      []string    // files and folders that were not there before, in the order made
}

const (
	sentName = "run.zpl"  // all that was sent to the printer
	lockName = "run.lock" // locked by whoever prints or resolves the run
)

// openWork makes the folder of a new run, reaches the printer and opens the
// store, in this order, so that nothing is left behind when one of them fails.
func (p *program) openWork(ctx context.Context, o printOptions) (*work, error) {
	out, err := filepath.Abs(o.out)
	if err != nil {
		return nil, ioError(err, "")
	}
	w := &work{id: store.NewRunID(p.now()), out: out}
	w.dir = filepath.Join(out, w.id)
	w.printer, err = absoluteURI(o.printer)
	if err == nil {
		err = w.makeFolder(w.dir)
	}
	if err == nil {
		err = w.openSent()
	}
	if err == nil {
		if path, ok := strings.CutPrefix(w.printer, file.Scheme+":"); ok {
			w.remember(path)
		}
		err = w.connect(ctx, file.Options{Overwrite: o.force, Private: o.tag.passwords != ""}, zpl.DPMM(o.dpmm))
	}
	if err == nil {
		w.storePath, err = p.printStorePath(o, out)
	}
	if err == nil {
		if !isDatabase(w.storePath) {
			w.remember(w.storePath)
		}
		w.store, err = p.openStore(ctx, w.storePath, true)
	}
	if err != nil {
		return nil, errors.Join(err, w.abandon())
	}
	return w, nil
}

// printStorePath returns the store for a print command: a virtual printer burns
// no real serials, so its store lies beside its output unless one is named.
func (p *program) printStorePath(o printOptions, out string) (string, error) {
	if o.store == "" && printer.Scheme(o.printer) == virtual.Scheme {
		return filepath.Join(out, defaultStoreName), nil
	}
	return p.storePath(o.store)
}

// reopenWork opens the folder, printer and copy of a run that is in the store
// already.
func (p *program) reopenWork(ctx context.Context, s *store.Store, r store.Run, uri string, j job) (*work, error) {
	w := &work{id: r.ID, out: r.Out, dir: folderOf(r), store: s}
	if r.State == store.RunOpen && !exists(w.dir) { // its lock is where it is printed
		return nil, &failure{exitRefused, fmt.Errorf("run %s is open, and its folder %s is not here: another computer may be printing it", r.ID, w.dir),
			"resume it there; if nobody prints it, make the folder and try again"}
	}
	if err := os.MkdirAll(w.dir, 0o777); err != nil {
		return nil, ioError(err, "")
	}
	err := w.openSent()
	if err == nil {
		w.printer, err = absoluteURI(uri)
	}
	if err == nil {
		err = w.connect(ctx, file.Options{Append: true, Private: j.RFID != nil && j.RFID.PasswordFile != ""}, j.DPMM)
	}
	if err != nil {
		return nil, errors.Join(err, w.release())
	}
	return w, nil
}

// makeFolder makes dir and the folders above it that are missing.
func (w *work) makeFolder(dir string) error {
	w.remember(dir)
	err := os.MkdirAll(filepath.Dir(dir), 0o777)
	if err == nil {
		err = os.Mkdir(dir, 0o777)
	}
	if err != nil {
		w.dir = "" // it is somebody else's
		return ioError(err, "choose a folder you may write to with --out DIR")
	}
	return nil
}

// remember notes that path, and the folders above it, are to be taken back if
// they are not there yet.
func (w *work) remember(path string) {
	var missing []string
	for ; !exists(path); path = filepath.Dir(path) {
		missing = append(missing, path)
	}
	slices.Reverse(missing)
	w.made = append(w.made, missing...)
}

// lockRun keeps other processes from printing or resolving the run with the
// folder dir, until the lock is closed.
func lockRun(dir, id string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o666))
	switch locked, err := lock.TryLock(); {
	case err != nil:
		return nil, ioError(err, "choose a folder you may write to with --out DIR")
	case !locked:
		return nil, &failure{exitRefused, fmt.Errorf("run %s %w", id, errLocked), "wait for it, or stop it first: eachmark run pause " + id}
	}
	return lock, nil
}

// errLocked says of a run that somebody prints it.
var errLocked = errors.New("is being printed by another eachmark")

// lockFolder locks a run that may have no folder any more.
func lockFolder(r store.Run) (io.Closer, error) {
	if !exists(folderOf(r)) {
		return io.NopCloser(nil), nil
	}
	lock, err := lockRun(folderOf(r), r.ID)
	if err != nil {
		return nil, err
	}
	return lock, nil
}

// openSent locks the run and opens the copy of what is sent. A last format that
// was not finished, because the program was killed, is cut off.
func (w *work) openSent() (err error) {
	if w.lock, err = lockRun(w.dir, w.id); err != nil {
		return err
	}
	path := filepath.Join(w.dir, sentName)
	if w.sent, err = os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o666); err != nil {
		return ioError(err, "choose a folder you may write to with --out DIR")
	}
	b, err := io.ReadAll(w.sent)
	if err == nil {
		err = w.sent.Truncate(int64(completeFormats(b)))
	}
	if err != nil {
		return ioError(err, "")
	}
	return nil
}

// completeFormats returns how many bytes of b are formats to their end.
func completeFormats(b []byte) int {
	const end = "^XZ\n"
	if i := bytes.LastIndex(b, []byte(end)); i >= 0 {
		return i + len(end)
	}
	return 0
}

// connect opens the printer. Nothing is printed yet.
func (w *work) connect(ctx context.Context, o file.Options, dpmm zpl.DPMM) error {
	transports := w.transports(o, dpmm)
	w.engine = &run.Engine{Connect: func(ctx context.Context) (printer.Conn, error) {
		return transports.Open(ctx, w.printer)
	}}
	err := w.engine.Open(ctx)
	var badURI *printer.URIError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &badURI):
		return usageError("see: eachmark print --help", "%w", err)
	case errors.Is(err, os.ErrExist):
		return ioError(err, "--force overwrites it")
	}
	var unreachable *tcp.DialError
	if errors.As(err, &unreachable) {
		return ioError(err, "check that the printer is on and the address is right; nothing was sent")
	}
	return ioError(fmt.Errorf("printer %s: %w", w.printer, err), "")
}

// absoluteURI returns uri with its path, if it has one, from the root: a run
// may be resumed in another folder.
func absoluteURI(uri string) (string, error) {
	switch printer.Scheme(uri) {
	case file.Scheme:
		path, err := filepath.Abs(strings.TrimPrefix(uri, file.Scheme+":"))
		if err != nil || uri == file.Scheme+":" {
			return uri, err
		}
		return file.Scheme + ":" + path, nil
	case virtual.Scheme:
		if plainVirtual(uri) {
			return uri, nil
		}
		c, err := virtual.ParseURI(uri)
		if err != nil {
			return "", usageError("see: eachmark print --help", "%w", err)
		}
		dir, err := filepath.Abs(c.Dir)
		if _, query, ok := strings.Cut(uri, "?"); ok {
			return virtual.URI(dir) + "?" + query, err
		}
		return virtual.URI(dir), err
	}
	return uri, nil
}

// transports returns the ways to reach a printer. The plain URI "virtual" is a
// roll of its own in the folder of the run.
func (w *work) transports(o file.Options, dpmm zpl.DPMM) printer.Transports {
	return printer.Transports{
		file.Scheme: file.Opener(o),
		tcp.Scheme:  tcp.Open,
		virtual.Scheme: func(ctx context.Context, uri string) (printer.Conn, error) {
			if plainVirtual(uri) {
				uri = fmt.Sprintf("%s?dpmm=%d", virtual.URI(w.dir), dpmm)
			}
			return w.hub.Open(ctx, uri)
		},
	}
}

func plainVirtual(uri string) bool { return uri == virtual.Scheme }

// checkPrinter refuses a printer URI that no transport can open.
func checkPrinter(uri string) error {
	known := (&work{}).transports(file.Options{}, 0)
	if _, ok := known[printer.Scheme(uri)]; !ok {
		return usageError("for example: --printer virtual, --printer tcp://192.0.2.17:9100, --printer file:labels.zpl",
			"%w", &printer.UnknownSchemeError{URI: uri, Known: known.Schemes()})
	}
	return nil
}

// release closes what is open; the run stays as it is in the store.
func (w *work) release() error {
	var errs []error
	if w.engine != nil {
		errs = append(errs, w.engine.Close(), w.hub.Close())
	}
	if w.sent != nil {
		errs = append(errs, w.sent.Sync(), w.sent.Close())
	}
	if w.lock != nil {
		errs = append(errs, w.lock.Close())
	}
	return errors.Join(errs...)
}

// close closes everything, the store too.
func (w *work) close() error { return errors.Join(w.release(), w.store.Close()) }

// abandon closes everything and removes what was made for a run that never
// came to be.
func (w *work) abandon() error {
	err := w.release()
	if w.store != nil {
		err = errors.Join(err, w.store.Close())
	}
	if w.dir != "" {
		_ = os.RemoveAll(w.dir) // made for this run
	}
	for i := len(w.made) - 1; i >= 0; i-- {
		_ = os.Remove(w.made[i]) // folders only when empty
	}
	return err
}
