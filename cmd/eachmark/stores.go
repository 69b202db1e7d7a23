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

// storePath returns the path of the store to use when flag is the value of
// --store.
func (p *program) storePath(flag string) (string, error) {
	path := cmp.Or(flag, p.getenv("EACHMARK_STORE"))
	if path == "" {
		dir, err := p.dataFolder()
		if err != nil {
			return "", ioError(err, "name the store with --store FILE")
		}
		return filepath.Join(dir, defaultStoreName), nil
	}
	if scheme, _, ok := strings.Cut(path, "://"); ok {
		return "", usageError("give --store the path of a file", "stores at %s:// are not supported yet", scheme)
	}
	return path, nil
}

// openStore opens the store in the file path; with create it is made, together
// with its folder, when it is not there.
func openStore(ctx context.Context, path string, create bool) (*store.Store, error) {
	if !create {
		if _, err := os.Stat(path); err != nil {
			return nil, ioError(err, "")
		}
	} else if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, ioError(err, "")
	}
	s, err := store.OpenSQLite(ctx, "sqlite", path)
	if err != nil {
		return nil, storeError(err)
	}
	return s, nil
}

// storeError gives an error of the store its exit code.
func storeError(err error) error {
	switch {
	case errors.Is(err, store.ErrDamaged):
		return &failure{exitDamaged, err, "nothing was changed; restore the file from a backup"}
	case errors.Is(err, store.ErrNewer):
		return &failure{exitDamaged, err, "nothing was changed; use the newer eachmark"}
	}
	return ioError(err, "")
}

// The file "stores" in the data folder lists the stores used beside the
// default one, so that "run resume ID" needs no path.

// rememberStore adds path to the list. Not being able to is no reason to stop:
// --store FILE always works.
func (p *program) rememberStore(path string) {
	path, err := filepath.Abs(path)
	if err != nil || slices.Contains(p.knownStores(), path) {
		return
	}
	dir, err := p.dataFolder()
	if err != nil || os.MkdirAll(dir, 0o777) != nil {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, "stores"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return
	}
	defer f.Close()
	fmt.Fprintln(f, path)
}

// knownStores returns the default store and those remembered, newest last,
// less those that are gone.
func (p *program) knownStores() []string {
	var paths []string
	if path, err := p.storePath(""); err == nil {
		paths = append(paths, path)
	}
	if dir, err := p.dataFolder(); err == nil {
		list, err := os.ReadFile(filepath.Join(dir, "stores"))
		if err == nil {
			paths = append(paths, strings.Split(strings.TrimSpace(string(list)), "\n")...)
		}
	}
	var existing []string
	for _, path := range paths {
		if _, err := os.Stat(path); err == nil && !slices.Contains(existing, path) {
			existing = append(existing, path)
		}
	}
	return existing
}

// findRun opens the store that holds the run: the one of --store, or else the
// first of the known ones.
func (p *program) findRun(ctx context.Context, storeFlag, id string) (*store.Store, store.Run, error) {
	paths := p.knownStores()
	if storeFlag != "" {
		path, err := p.storePath(storeFlag)
		if err != nil {
			return nil, store.Run{}, err
		}
		paths = []string{path}
	}
	for _, path := range paths {
		s, err := openStore(ctx, path, false)
		if err != nil {
			return nil, store.Run{}, err
		}
		run, err := s.Run(ctx, id)
		if err == nil {
			return s, run, nil
		}
		if err := errors.Join(s.Close(), err); !errors.Is(err, store.ErrNotFound) {
			return nil, store.Run{}, storeError(err)
		}
	}
	return nil, store.Run{}, usageError("eachmark run list shows the runs; --store FILE names another store",
		"no run %q in %s", id, strings.Join(paths, ", "))
}

// exists reports whether there is something at path.
func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}
