package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"github.com/eachmark/eachmark/printer/store"
	"github.com/eachmark/eachmark/printer/store/storetest"
	"github.com/eachmark/eachmark/testdata/judges"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) *store.Store {
		return openPath(t, filepath.Join(t.TempDir(), "eachmark.db"))
	})
}

func TestConformancePostgres(t *testing.T) {
	t.Parallel()
	server := judges.Postgres(t)
	admin := openSQL(t, server.URL("postgres"))
	t.Cleanup(func() { admin.Close() })
	var schemas atomic.Int32
	storetest.Run(t, func(t *testing.T) *store.Store {
		name := fmt.Sprintf("s%d", schemas.Add(1))
		if _, err := admin.Exec(`CREATE SCHEMA ` + name); err != nil {
			t.Fatal(err)
		}
		s, err := store.OpenPostgres(t.Context(), openSQL(t, server.URL("postgres")+"&search_path="+name))
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func openSQL(t testing.TB, url string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", url)
	if err != nil {
		t.Fatal(err)
	}
	return db
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
