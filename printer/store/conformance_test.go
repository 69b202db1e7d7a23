package store_test

import (
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/store/storetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.Store {
		return openPath(t, filepath.Join(t.TempDir(), "eachmark.db"))
	})
}

// openPath opens the store in a file. The caller closes it.
func openPath(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.OpenSQLite(t.Context(), "sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
