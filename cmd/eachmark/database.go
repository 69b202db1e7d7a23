package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/eachmark/eachmark/printer/store"
)

// isDatabase reports whether the place of a store is the URL of a PostgreSQL
// database and not a file.
func isDatabase(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// secretParameters are parameters of a database URL that nobody else may see.
var secretParameters = []string{"password", "sslpassword"}

// parseDatabase takes the URL of a database apart. Its error does not quote it:
// it may hold a password.
func parseDatabase(place string) (*url.URL, error) {
	u, err := url.Parse(place)
	if err != nil {
		return nil, usageError("for example: postgres://ada@db.example/eachmark", "the URL of the database cannot be read")
	}
	return u, nil
}

// withoutSecrets returns the place of a store as it may be shown and kept.
func withoutSecrets(place string) string {
	if !isDatabase(place) {
		return place
	}
	u, err := url.Parse(place)
	if err != nil {
		return "postgres://…"
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	query := u.Query()
	for _, name := range secretParameters {
		query.Del(name)
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// checkDatabaseFlag refuses a password on the command line, where every user of
// the computer can see it.
func checkDatabaseFlag(flag string) error {
	u, err := parseDatabase(flag)
	if err != nil {
		return err
	}
	_, secret := u.User.Password()
	for _, name := range secretParameters {
		secret = secret || u.Query().Has(name)
	}
	if secret {
		return usageError("put it into PGPASSWORD, EACHMARK_STORE or ~/.pgpass", "a password does not belong on a command line, where others can see it")
	}
	return nil
}

// connectSeconds is how long one attempt to reach a database may take, where its
// URL does not say.
const connectSeconds = "5"

// openDatabase opens the store in a PostgreSQL database.
func openDatabase(ctx context.Context, place string) (*store.Store, error) {
	u, err := parseDatabase(place)
	if err != nil {
		return nil, err
	}
	query := u.Query()
	if !query.Has("connect_timeout") && os.Getenv("PGCONNECT_TIMEOUT") == "" {
		query.Set("connect_timeout", connectSeconds)
		u.RawQuery = query.Encode()
	}
	db, err := sql.Open("pgx", u.String())
	if err != nil {
		return nil, usageError("for example: postgres://ada@db.example/eachmark", "the URL of the database cannot be read")
	}
	s, err := store.OpenPostgres(ctx, db)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", withoutSecrets(place), err), db.Close())
	}
	return s, nil
}

// useKeyFile makes a store encrypt the keys of its pools with the key in the file
// that EACHMARK_KEY_FILE names, if it names one.
func (p *program) useKeyFile(ctx context.Context, s *store.Store) error {
	path := p.getenv("EACHMARK_KEY_FILE")
	if path == "" {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return ioError(err, "EACHMARK_KEY_FILE names the file")
	}
	key, err := readKey(b)
	if err != nil {
		return usageError("make one: head -c 32 /dev/urandom | xxd -p -c 64 > eachmark.key", "EACHMARK_KEY_FILE %s: %w", path, err)
	}
	return s.UseKey(ctx, key)
}

// readKey reads a key of 64 hexadecimal digits, or of 32 bytes. Its error quotes
// nothing of it.
func readKey(b []byte) ([]byte, error) {
	if len(b) == store.KeySize {
		return b, nil
	}
	key := make([]byte, hex.DecodedLen(len(bytes.TrimSpace(b))))
	if _, err := hex.Decode(key, bytes.TrimSpace(b)); err != nil || len(key) != store.KeySize {
		return nil, fmt.Errorf("expected %d hexadecimal digits or %d bytes, found %d bytes", 2*store.KeySize, store.KeySize, len(b))
	}
	return key, nil
}
