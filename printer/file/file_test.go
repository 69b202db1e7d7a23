package file_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"

	"github.com/eachmark/eachmark/printer"
	"github.com/eachmark/eachmark/printer/file"
	"github.com/eachmark/eachmark/printer/printertest"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "labels")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	conn, err := file.Open(context.Background(), "file:"+filepath.Join(dir, "labels.zpl"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Fprint(conn, "^XA^FDhello^FS^XZ")
	_, err = conn.Read(nil)
	fmt.Println(err)
	fmt.Println(conn.Close())
	// Output:
	// printer: bytes go one way here, no answer can be read
	// <nil>
}

func TestConforms(t *testing.T) {
	dir, n := t.TempDir(), 0
	printertest.Conn(t, func(t *testing.T) printer.Conn {
		n++
		c, err := file.Open(t.Context(), "file:"+filepath.Join(dir, strconv.Itoa(n)))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}, printertest.Options{OneWay: true, Mute: "^XA^XZ"})
}

func TestOptions(t *testing.T) {
	for _, tt := range []struct {
		name     string
		o        file.Options
		existing bool
		want     string // content afterwards, "" if refused
	}{
		{"new", file.Options{}, false, "new"},
		{"new, append", file.Options{Append: true}, false, "new"},
		{"new, overwrite", file.Options{Overwrite: true}, false, "new"},
		{"existing", file.Options{}, true, ""},
		{"existing, append", file.Options{Append: true}, true, "old label, new"},
		{"existing, overwrite", file.Options{Overwrite: true}, true, "new"},
		{"existing, both", file.Options{Append: true, Overwrite: true}, true, "old label, new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "labels.zpl")
			if tt.existing {
				if err := os.WriteFile(path, []byte("old label, "), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			c, err := file.Opener(tt.o)(t.Context(), "file:"+path)
			if tt.want == "" {
				if !errors.Is(err, fs.ErrExist) {
					t.Fatalf("open = %v, want %v", err, fs.ErrExist)
				}
				tt.want = "old label, "
			} else {
				if err != nil {
					t.Fatal(err)
				}
				if _, err := io.WriteString(c, "new"); err != nil {
					t.Error(err)
				}
				if err := c.Close(); err != nil {
					t.Error(err)
				}
			}
			if got, err := os.ReadFile(path); string(got) != tt.want || err != nil {
				t.Errorf("file has %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestOpenFails(t *testing.T) {
	var bad *printer.URIError
	for _, uri := range []string{"file", "file:", "", "labels.zpl"} {
		if _, err := file.Open(t.Context(), uri); !errors.As(err, &bad) {
			t.Errorf("Open(%q) = %v, want a URI error", uri, err)
		}
	}
	missing := filepath.Join(t.TempDir(), "no", "such", "folder")
	if _, err := file.Open(t.Context(), "file:"+missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open in a missing folder = %v, want %v", err, fs.ErrNotExist)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := filepath.Join(t.TempDir(), "labels.zpl")
	if _, err := file.Open(ctx, "file:"+path); !errors.Is(err, context.Canceled) {
		t.Errorf("Open under a cancelled context = %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a cancelled Open left a file")
	}
}

// A full disk must reach the caller; /dev/full is one on Linux.
func TestWriteErrorPassesThrough(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs /dev/full")
	}
	c, err := file.Opener(file.Options{Append: true})(t.Context(), "file:/dev/full")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, "^XA^XZ"); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("Write on a full disk = %v, want %v", err, syscall.ENOSPC)
	}
	if err := c.Close(); err != nil {
		t.Errorf("Close of a device = %v", err)
	}
}

// TestPrivate: a file made for secrets is its owner's; who may read one that
// exists stays as it is.
func TestPrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no mode there")
	}
	mode := func(path string, o file.Options) fs.FileMode {
		t.Helper()
		c, err := file.Opener(o)(t.Context(), "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	made := filepath.Join(t.TempDir(), "made")
	if got := mode(made, file.Options{Private: true}); got != 0o600 {
		t.Errorf("a file that is made has mode %o, want 600", got)
	}
	if got := mode(made, file.Options{Overwrite: true}); got != 0o600 {
		t.Errorf("overwritten, it has mode %o, want 600", got)
	}
	if err := os.Chmod(made, 0o640); err != nil {
		t.Fatal(err)
	}
	if got := mode(made, file.Options{Append: true, Private: true}); got != 0o640 {
		t.Errorf("a file that was there has mode %o, want 640", got)
	}
}

// TestDevice: a device has nothing to be overwritten, and nothing to be cut off.
func TestDevice(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil || runtime.GOOS == "windows" {
		t.Skip("there is no such device")
	}
	for _, o := range []file.Options{{}, {Overwrite: true}, {Append: true}, {Private: true}} {
		c, err := file.Opener(o)(t.Context(), "file:"+os.DevNull)
		if err != nil {
			t.Fatalf("%+v: %v", o, err)
		}
		if _, err := io.WriteString(c, "^XA^XZ"); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
		if err := c.Close(); err != nil {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
