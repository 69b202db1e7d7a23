package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/eachmark/eachmark/printer/store"
)

// defaultStoreName is the file of a store in the data folder of a user, and
// beside the output of a virtual printer.
const defaultStoreName = "eachmark.db"

// dataFolder returns the folder in which programs keep a user's data.
func (p *program) dataFolder() (string, error) {
	if dir := p.getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "eachmark"), nil
	}
	if dir := p.getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "eachmark"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "eachmark"), nil
	}
	return filepath.Join(home, ".local", "share", "eachmark"), nil
}

// storePath returns the path or URL of the store to use when flag is the value of
// --store.
func (p *program) storePath(flag string) (string, error) {
	path := cmp.Or(flag, p.getenv("EACHMARK_STORE"))
	if isDatabase(flag) {
		return flag, checkDatabaseFlag(flag)
	}
	if isDatabase(path) {
		return path, nil
	}
	if path == "" {
		dir, err := p.dataFolder()
		if err != nil {
			return "", ioError(err, "name the store with --store FILE")
		}
		return filepath.Join(dir, defaultStoreName), nil
	}
	if scheme, _, ok := strings.Cut(path, "://"); ok {
		return "", usageError("give --store the path of a file or postgres://USER@HOST/DATABASE", "there are no stores at %.20s://", scheme)
	}
	return path, nil
}

// openStore opens the store at a path or URL; with create a file is made, together
// with its folder, when it is not there.
func (p *program) openStore(ctx context.Context, path string, create bool) (*store.Store, error) {
	s, err := openPlace(ctx, path, create)
	if err == nil {
		if err = p.useKeyFile(ctx, s); err != nil {
			err = errors.Join(fmt.Errorf("%s: %w", withoutSecrets(path), err), s.Close())
		}
	}
	if err != nil {
		return nil, storeError(err)
	}
	return s, nil
}

func openPlace(ctx context.Context, path string, create bool) (*store.Store, error) {
	if isDatabase(path) {
		return openDatabase(ctx, path)
	}
	if !create {
		if _, err := os.Stat(path); err != nil {
			return nil, ioError(err, "eachmark print and eachmark serial pool new make a store; --store FILE names another")
		}
	} else if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	return store.OpenSQLite(ctx, "sqlite", path)
}

// storeError gives an error of the store its exit code.
func storeError(err error) error {
	var f *failure
	if errors.As(err, &f) {
		return err
	}
	for _, known := range []struct {
		err  error
		code int
		hint string
	}{
		{store.ErrDamaged, exitDamaged, "nothing was changed; restore the file from a backup"},
		{store.ErrNewer, exitDamaged, "nothing was changed; use the newer eachmark"},
		{store.ErrKey, exitIO, "EACHMARK_KEY_FILE must name the file with the key they were encrypted with"},
		{store.ErrBusy, exitIO, "another program keeps it locked; try again"},
		{store.ErrLost, exitIO, "check that the database is there; nothing is lost, and the same command can be given again"},
		{store.ErrReadOnly, exitIO, "nothing was changed; let yourself write to the store and its folder"},
		{store.ErrFull, exitIO, "nothing was changed; make room on the disk"},
		{store.ErrNotFound, exitUsage, "eachmark serial pool list shows the pools, and eachmark serial pool show POOL --leases their leases"},
		{store.ErrInvalid, exitUsage, ""},
		{store.ErrExists, exitRefused, ""},
		{store.ErrPoolEmpty, exitRefused, ""},
		{store.ErrConflict, exitRefused, ""},
		{store.ErrUsed, exitRefused, ""},
	} {
		if errors.Is(err, known.err) {
			return &failure{known.code, err, known.hint}
		}
	}
	return ioError(err, "")
}

// keptPlace returns the place of a store as it may be written down: a path from
// the root, or a URL without its password.
func keptPlace(place string) (string, error) {
	if isDatabase(place) {
		return withoutSecrets(place), nil
	}
	return filepath.Abs(place)
}

// The file "stores" in the data folder lists the stores used beside the
// default one, so that "run resume ID" needs no path.

// rememberStore adds path to the list and reports whether a run in it will be
// found without naming the store. Not being able to write the list is no reason
// to stop: --store FILE always works.
func (p *program) rememberStore(path string) bool {
	path, err := keptPlace(path)
	dir, dirErr := p.dataFolder()
	if err != nil || dirErr != nil {
		return false
	}
	if path == filepath.Join(dir, defaultStoreName) || slices.Contains(listedStores(dir), path) {
		return true
	}
	if os.MkdirAll(dir, 0o777) != nil {
		return false
	}
	f, err := os.OpenFile(filepath.Join(dir, "stores"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return false
	}
	_, err = fmt.Fprintln(f, path)
	return errors.Join(err, f.Close()) == nil
}

// listedStores returns the list in the data folder.
func listedStores(dir string) []string {
	list, err := os.ReadFile(filepath.Join(dir, "stores"))
	if err != nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(string(list)), "\n")
}

// knownStores returns the stores to look for a run in: the one of the flag if
// it names one, otherwise that of the environment, the default one and those
// remembered, less those that are not there.
func (p *program) knownStores(flag string) ([]string, error) {
	first, err := p.storePath(flag)
	if err != nil || flag != "" {
		return []string{first}, err
	}
	paths := []string{first}
	if dir, err := p.dataFolder(); err == nil {
		paths = append(paths, filepath.Join(dir, defaultStoreName))
		paths = append(paths, listedStores(dir)...)
	}
	var existing []string
	for _, path := range paths {
		if (isDatabase(path) || exists(path)) && !slices.Contains(existing, path) {
			existing = append(existing, path)
		}
	}
	return existing, nil
}

// findRun opens the store that holds the run and returns its path. A damaged
// store in which the run may be does not hide it in another.
func (p *program) findRun(ctx context.Context, storeFlag, id string) (*store.Store, store.Run, error) {
	paths, err := p.knownStores(storeFlag)
	if err != nil {
		return nil, store.Run{}, err
	}
	var unreadable error
	for _, path := range paths {
		s, err := p.openStore(ctx, path, false)
		if err != nil {
			unreadable = cmp.Or(unreadable, err)
			continue
		}
		run, err := s.Run(ctx, id)
		if err == nil {
			return s, run, nil
		}
		if err := errors.Join(s.Close(), err); !errors.Is(err, store.ErrNotFound) {
			unreadable = cmp.Or(unreadable, storeError(err))
		}
	}
	if unreadable != nil {
		return nil, store.Run{}, unreadable
	}
	return nil, store.Run{}, usageError("eachmark run list shows the runs; --store FILE names another store", "there is no run %.64q in %s", id, shownPlaces(paths))
}

// shownPlaces names stores.
func shownPlaces(paths []string) string {
	if len(paths) == 0 {
		return "any store"
	}
	shown := make([]string, len(paths))
	for i, path := range paths {
		shown[i] = withoutSecrets(path)
	}
	return strings.Join(shown, " or ")
}

// exists reports whether there is something at path.
func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
