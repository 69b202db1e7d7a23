package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/testdata/judges"
)

// A databaseStory is a program whose store is in PostgreSQL, and everything it
// has said.
type databaseStory struct {
	*testing.T
	server judges.PostgresServer
	store  string // URL over TCP, without the password
	env    map[string]string
	said   bytes.Buffer
}

// run runs a command and returns what it prints.
func (s *databaseStory) run(want int, args ...string) string {
	s.Helper()
	p, stdout, stderr := newTestProgram(s.T, "")
	getenv := p.getenv
	p.getenv = func(name string) string {
		if value, ok := s.env[name]; ok {
			return value
		}
		return getenv(name)
	}
	code := p.run(s.Context(), append([]string{"eachmark"}, args...))
	s.said.WriteString(stdout.String() + stderr.String())
	if code != want {
		s.Fatalf("%q: exit %d, want %d\n%s", args, code, want, stderr)
	}
	return stdout.String() + stderr.String()
}

func (s *databaseStory) contains(text, want string) {
	s.Helper()
	if !strings.Contains(text, want) {
		s.Errorf("%q does not contain %q", text, want)
	}
}

func TestPostgres(t *testing.T) {
	server := judges.Postgres(t)
	s := &databaseStory{T: t, server: server, env: map[string]string{"XDG_DATA_HOME": t.TempDir()}}
	s.store = "postgresql://" + server.User + "@" + server.Address() + "/postgres"
	keyFile := filepath.Join(t.TempDir(), "key")
	const keyText = "4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4b"
	if err := os.WriteFile(keyFile, []byte(keyText), 0o600); err != nil {
		t.Fatal(err)
	}

	// Without the password, and with a wrong one.
	s.contains(s.run(exitIO, "serial", "pool", "list", "--store", s.store), "password")
	t.Setenv("PGPASSWORD", "wrong-and-secret")
	s.contains(s.run(exitIO, "--json", "serial", "pool", "list", "--store", s.store), "authentication failed")
	// On the command line it is refused, before anything is asked.
	withPassword := strings.Replace(s.store, server.User+"@", url.UserPassword(server.User, server.Password).String()+"@", 1)
	s.contains(s.run(exitUsage, "serial", "pool", "list", "--store", withPassword), "command line")
	s.run(exitUsage, "serial", "pool", "list", "--store", s.store+"?password=wrong-and-secret")
	s.run(exitUsage, "serial", "pool", "list", "--store", "postgres://ada:wrong-and-secret@[::1/x")

	// In the environment it is right.
	t.Setenv("PGPASSWORD", "")
	s.env["EACHMARK_STORE"] = withPassword
	s.env["EACHMARK_KEY_FILE"] = keyFile
	s.run(exitDone, "serial", "pool", "new", "shoes", "--gtin", "09506000134352")
	s.contains(s.run(exitDone, "serial", "reserve", "shoes", "--count", "3", "--id", "L-1"), "3 serials of pool shoes")
	s.contains(s.run(exitDone, "serial", "status", "shoes", "--json"), `"issued":3`)

	// A run, found again from what was remembered.
	out := t.TempDir()
	s.run(exitDone, "print", "--gtin", "09506000134352", "--pool", "shoes", "--count", "2", "--printer", "file:"+filepath.Join(out, "x.zpl"), "--out", out)
	t.Setenv("PGPASSWORD", server.Password)
	s.env["EACHMARK_STORE"] = ""
	s.contains(s.run(exitDone, "run", "list", "--json"), `"state":"unconfirmed"`)
	s.contains(s.run(exitDone, "doctor", "--store", s.store), "is whole and holds 1 run")

	s.onlyRead()
	s.contains(s.run(exitIO, "serial", "reserve", "shoes", "--count", "1", "--store", s.store), "read-only")

	s.keepsSecrets(out, server.Password, url.PathEscape(server.Password), "wrong-and-secret", keyText, s.poolKey())
}

// admin opens the database.
func (s *databaseStory) admin() *sql.DB {
	s.Helper()
	db, err := sql.Open("pgx", s.server.URL("postgres"))
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { db.Close() })
	return db
}

// onlyRead makes the database read-only for every new connection.
func (s *databaseStory) onlyRead() {
	s.Helper()
	if _, err := s.admin().Exec(`ALTER DATABASE postgres SET default_transaction_read_only = on`); err != nil {
		s.Fatal(err)
	}
}

// poolKey returns what the store keeps of the key of the pool, which is
// encrypted.
func (s *databaseStory) poolKey() string {
	s.Helper()
	var secret string
	if err := s.admin().QueryRow(`SELECT secret FROM pool`).Scan(&secret); err != nil {
		s.Fatal(err)
	}
	key, sealed := strings.CutPrefix(secret, "aes-256-gcm:")
	if !sealed || len(key) < 64 {
		s.Errorf("the store keeps a key of %d characters, and it is not encrypted", len(secret))
	}
	return key
}

// keepsSecrets looks for secrets in all that was said, in the files that were
// written and in the journal.
func (s *databaseStory) keepsSecrets(out string, secrets ...string) {
	s.Helper()
	for _, dir := range []string{out, s.env["XDG_DATA_HOME"]} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			s.said.Write(b)
			return err
		})
		if err != nil {
			s.Fatal(err)
		}
	}
	var rows string
	err := s.admin().QueryRow(`SELECT (SELECT json_agg(r) FROM run r)::text || (SELECT json_agg(j) FROM journal j)::text || (SELECT json_agg(l) FROM lease l)::text`).Scan(&rows)
	if err != nil || !json.Valid([]byte(rows[:strings.Index(rows, "][")+1])) {
		s.Fatalf("rows %q, %v", rows, err)
	}
	for _, secret := range secrets {
		if strings.Contains(s.said.String()+rows, secret) {
			s.Errorf("the secret %q is told or written down in\n%s", secret, s.said.String())
		}
	}
	s.contains(s.said.String(), "postgresql://"+s.server.User+"@") // it has looked at the right things
}
