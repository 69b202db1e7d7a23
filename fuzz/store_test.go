package fuzz

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/printer/store"
)

// FuzzRestorePool restores backups of any content: what is refused leaves no
// trace, and of what is taken the numbers add up and nothing is left to lease.
func FuzzRestorePool(f *testing.F) {
	s, err := store.OpenSQLite(f.Context(), "sqlite", filepath.Join(f.TempDir(), "eachmark.db"))
	if err != nil {
		f.Fatal(err)
	}
	defer s.Close()
	gtin, err := gs1.ParseGTIN("09506000134352")
	if err != nil {
		f.Fatal(err)
	}
	if _, err := s.CreatePool(f.Context(), store.PoolSpec{Name: "A", GTIN: gtin, Format: "numeric-6", At: time.Unix(0, 0)}); err != nil {
		f.Fatal(err)
	}
	if _, err := s.Lease(f.Context(), store.LeaseRequest{ID: "L", Pool: "A", Count: 3}); err != nil {
		f.Fatal(err)
	}
	var backup bytes.Buffer
	if err := s.BackupPool(f.Context(), "A", &backup); err != nil {
		f.Fatal(err)
	}
	f.Add(backup.Bytes())
	f.Add(backup.Bytes()[:backup.Len()/2])
	f.Add([]byte(`{"schema":"pool-backup/1","name":"B","kind":"sscc","prefix":"9521234","format":"sscc","order":"sequential","next":1,"end":2}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		s, err := store.OpenSQLite(t.Context(), "sqlite", filepath.Join(dir, "eachmark.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		pool, _, err := s.RestorePool(t.Context(), bytes.NewReader(b))
		if err != nil {
			if !errors.Is(err, store.ErrInvalid) && !errors.Is(err, store.ErrExists) && !errors.Is(err, store.ErrDamaged) {
				t.Errorf("error %v wraps no reason", err)
			}
			for pool, err := range s.Pools(t.Context()) {
				t.Errorf("a backup was refused, and yet there is pool %s, %v", pool.Name, err)
			}
			return
		}
		if pool.Left() != 0 {
			t.Errorf("a restored pool has %d left", pool.Left())
		}
	})
}
