package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mountSmall returns a folder that is a file system of so many bytes.
func mountSmall(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a tmpfs cannot be mounted, only root may do that: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Once the disk is full nothing is half done, and nothing is lost; with room
// again the store goes on.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := mountSmall(t, 1<<20)
	path, filler := filepath.Join(dir, "eachmark.db"), filepath.Join(dir, "filler")
	s := mustOpen(t, path)
	if _, err := s.EnsurePool(t.Context(), PoolSpec{Name: "A", GTIN: testGTIN(t)}); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filler, make([]byte, 400<<10))
	leases := 0
	lease := func() error {
		_, err := s.Lease(t.Context(), LeaseRequest{ID: NewLeaseID(), Pool: "A", Count: 10, Purpose: strings.Repeat("x", 2000)})
		if err == nil {
			leases++
		}
		return err
	}
	var err error
	for err == nil && leases < 10_000 {
		err = lease()
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("after %d leases: %v, want ErrFull", leases, err)
	}
	run := Run{ID: "R", GTIN: testGTIN(t), Pool: "A", Count: 1, Spec: []byte(`"` + strings.Repeat("x", 100_000) + `"`)}
	if _, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: "first", Count: 1}); !errors.Is(err, ErrFull) {
		t.Errorf("a run on a full disk: %v, want ErrFull", err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := lease(); err != nil {
		t.Errorf("with room again: %v", err)
	}
	mustClose(t, s)
	s = mustOpen(t, path)
	defer mustClose(t, s)
	wantNext(t, s, uint64(10*leases))
	if problems, err := s.AuditPool(t.Context(), "A"); err != nil || len(problems) > 0 {
		t.Errorf("audit of the pool: %q, %v", problems, err)
	}
}

// On a disk without room no store comes to be.
func TestNoRoomForStore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(mountSmall(t, 16<<10), "eachmark.db")
	s, err := OpenSQLite(t.Context(), testDriver, path)
	if err == nil {
		mustClose(t, s)
	}
	if !errors.Is(err, ErrFull) {
		t.Errorf("error %v, want ErrFull", err)
	}
}

// A store that cannot be written says so, and stays as it is.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := mountSmall(t, 1<<20)
	path := filepath.Join(dir, "eachmark.db")
	s := mustOpen(t, path)
	fill(t, s, 3)
	mustClose(t, s)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	refused(t, path, ErrReadOnly)
	_, err := OpenSQLite(t.Context(), testDriver, filepath.Join(dir, "new.db"))
	if !errors.Is(err, syscall.EROFS) {
		t.Errorf("a new store: %v, want EROFS", err)
	}
}
