package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// migrations returns the statements that make each version of the tables out of
// the one before, the first out of an empty database. A version that has been
// released is never changed.
func migrations() [][]string {
	return [][]string{version1(), version2(), version3()}
}

// version1 keeps the numbers leased from a pool as intervals. How many items are
// in each state stands on the row of their run, so that a sum that cannot be is
// refused there. Times are microseconds since 1970; spec and evidence are JSON.
func version1() []string {
	return []string{
		`CREATE TABLE eachmark (
			name  TEXT NOT NULL PRIMARY KEY,
			value TEXT NOT NULL
		)`,
		`INSERT INTO eachmark (name, value) VALUES ('schema', '0')`,
		`CREATE TABLE pool (
			name     TEXT NOT NULL PRIMARY KEY,
			gtin     TEXT NOT NULL,
			format   TEXT NOT NULL,
			ordering TEXT NOT NULL,
			secret   TEXT NOT NULL,
			created  BIGINT NOT NULL,
			next_i   BIGINT NOT NULL,
			end_i    BIGINT NOT NULL,
			CHECK (next_i >= 0 AND next_i <= end_i)
		)`,
		`CREATE INDEX pool_gtin ON pool (gtin)`,
		`CREATE TABLE run (
			id          TEXT NOT NULL PRIMARY KEY,
			created     BIGINT NOT NULL,
			state       TEXT NOT NULL,
			gtin        TEXT NOT NULL,
			pool        TEXT NOT NULL REFERENCES pool (name),
			wanted      BIGINT NOT NULL,
			printer     TEXT NOT NULL,
			out_dir     TEXT NOT NULL,
			spec        TEXT NOT NULL,
			operator    TEXT NOT NULL,
			seq         BIGINT NOT NULL,
			n_leased    BIGINT NOT NULL,
			n_sent      BIGINT NOT NULL,
			n_printed   BIGINT NOT NULL,
			n_verified  BIGINT NOT NULL,
			n_void      BIGINT NOT NULL,
			n_in_doubt  BIGINT NOT NULL,
			n_cancelled BIGINT NOT NULL,
			CHECK (n_sent >= 0 AND n_printed >= 0 AND n_verified >= 0 AND
				n_void >= 0 AND n_in_doubt >= 0 AND n_cancelled >= 0),
			CHECK (n_leased >= n_sent + n_printed + n_verified + n_void + n_in_doubt + n_cancelled)
		)`,
		`CREATE INDEX run_created ON run (created, id)`,
		`CREATE TABLE lease (
			id       TEXT NOT NULL PRIMARY KEY,
			pool     TEXT NOT NULL REFERENCES pool (name),
			first_i  BIGINT NOT NULL,
			size     BIGINT NOT NULL,
			run      TEXT REFERENCES run (id),
			base     BIGINT NOT NULL,
			operator TEXT NOT NULL,
			at       BIGINT NOT NULL,
			UNIQUE (pool, first_i),
			UNIQUE (run, base),
			CHECK (first_i >= 0 AND size > 0 AND base >= 0)
		)`,
		`CREATE TABLE item (
			run    TEXT NOT NULL REFERENCES run (id),
			n      BIGINT NOT NULL,
			gtin   TEXT NOT NULL,
			serial TEXT NOT NULL,
			state  TEXT NOT NULL,
			at     BIGINT NOT NULL,
			seq    BIGINT NOT NULL,
			PRIMARY KEY (run, n),
			UNIQUE (gtin, serial)
		)`,
		`CREATE INDEX item_open ON item (run, n) WHERE state IN ('sent', 'in-doubt')`,
		`CREATE TABLE journal (
			run        TEXT NOT NULL REFERENCES run (id),
			seq        BIGINT NOT NULL,
			n          BIGINT NOT NULL,
			from_state TEXT NOT NULL,
			to_state   TEXT NOT NULL,
			at         BIGINT NOT NULL,
			evidence   TEXT NOT NULL,
			operator   TEXT NOT NULL,
			reason     TEXT NOT NULL,
			PRIMARY KEY (run, seq)
		)`,
	}
}

// version2 adds pools of SSCCs, of lists and of blocks from another store;
// leases with purpose and expiry, of which what was never sent can be released;
// and a mark by which a transaction whose answer was lost finds itself again.
// Leases are keyed by GTIN and pool, so that a database spread over several
// machines keeps those of a pool together.
func version2() []string {
	return []string{
		`ALTER TABLE pool ADD COLUMN kind TEXT NOT NULL DEFAULT 'sgtin'`,
		`ALTER TABLE pool ADD COLUMN prefix TEXT NOT NULL DEFAULT ''`,
		`ALTER TABLE pool ADD COLUMN spare BIGINT NOT NULL DEFAULT 0 CHECK (spare >= 0)`,
		`ALTER TABLE pool ADD COLUMN low_water BIGINT NOT NULL DEFAULT 0`,
		`ALTER TABLE pool ADD COLUMN upstream TEXT NOT NULL DEFAULT ''`,
		`DROP INDEX pool_gtin`,
		`CREATE UNIQUE INDEX pool_key ON pool (gtin, name)`,

		`ALTER TABLE run ADD COLUMN released BIGINT NOT NULL DEFAULT 0`,
		`ALTER TABLE run ADD COLUMN mark TEXT NOT NULL DEFAULT ''`,

		`CREATE TABLE lease_2 (
			gtin     TEXT NOT NULL,
			pool     TEXT NOT NULL REFERENCES pool (name),
			id       TEXT NOT NULL,
			first_i  BIGINT NOT NULL,
			size     BIGINT NOT NULL,
			released BIGINT NOT NULL,
			run      TEXT REFERENCES run (id),
			base     BIGINT NOT NULL,
			owner    TEXT NOT NULL,
			purpose  TEXT NOT NULL,
			expires  BIGINT NOT NULL,
			at       BIGINT NOT NULL,
			PRIMARY KEY (gtin, pool, id),
			CHECK (first_i >= 0 AND size >= 0 AND released >= 0 AND size + released > 0 AND base >= 0)
		)`,
		`INSERT INTO lease_2 (gtin, pool, id, first_i, size, released, run, base, owner, purpose, expires, at)
			SELECT p.gtin, l.pool, l.id, l.first_i, l.size, 0, l.run, l.base, l.operator, '', 0, l.at
			FROM lease l JOIN pool p ON p.name = l.pool`,
		`DROP TABLE lease`,
		`ALTER TABLE lease_2 RENAME TO lease`,
		`CREATE UNIQUE INDEX lease_id ON lease (id)`,
		`CREATE UNIQUE INDEX lease_interval ON lease (gtin, pool, first_i) WHERE size > 0`,
		`CREATE UNIQUE INDEX lease_run ON lease (run, base) WHERE size > 0`,

		// Numbers that may be leased beside those from next_i up.
		`CREATE TABLE spare (
			gtin    TEXT NOT NULL,
			pool    TEXT NOT NULL REFERENCES pool (name),
			first_i BIGINT NOT NULL,
			size    BIGINT NOT NULL,
			PRIMARY KEY (gtin, pool, first_i),
			CHECK (first_i >= 0 AND size > 0)
		)`,
		// The serials of pools that are lists.
		`CREATE TABLE listed (
			gtin   TEXT NOT NULL,
			pool   TEXT NOT NULL REFERENCES pool (name),
			i      BIGINT NOT NULL,
			serial TEXT NOT NULL,
			PRIMARY KEY (gtin, pool, i),
			UNIQUE (gtin, serial)
		)`,
		// Leases in another store that fill a pool. Size is 0 until they are here,
		// and wanted is 0 once something of them was given back.
		`CREATE TABLE block (
			gtin    TEXT NOT NULL,
			pool    TEXT NOT NULL REFERENCES pool (name),
			id      TEXT NOT NULL,
			wanted  BIGINT NOT NULL,
			first_i BIGINT NOT NULL,
			size    BIGINT NOT NULL,
			at      BIGINT NOT NULL,
			PRIMARY KEY (gtin, pool, id)
		)`,
	}
}

// version3 chains the entries of each journal by hashes, lets somebody ask the
// program that prints a run to stop, and knows the RFID tags of labels. Entries
// from before have no hash.
func version3() []string {
	return []string{
		`ALTER TABLE journal ADD COLUMN chain TEXT NOT NULL DEFAULT ''`,
		`ALTER TABLE run ADD COLUMN chain TEXT NOT NULL DEFAULT ''`,
		`ALTER TABLE run ADD COLUMN request TEXT NOT NULL DEFAULT ''`,
		`CREATE TABLE tag (
			tid TEXT NOT NULL PRIMARY KEY,
			run TEXT NOT NULL REFERENCES run (id),
			n   BIGINT NOT NULL
		)`,
	}
}

// version returns how many migrations the database has had; 0 if it is empty.
// A database with tables that are not a store's is damaged.
func (s session) version(d dialect) (int, error) {
	var tables []string
	err := s.each(d.tables, nil, func(scan scanFunc) error {
		var name string
		defer func() { tables = append(tables, name) }()
		return scan(&name)
	})
	if err != nil || len(tables) == 0 {
		return 0, err
	}
	if !slices.Contains(tables, "eachmark") {
		return 0, fmt.Errorf("%w: the database is not a store, its first table is %.64q", d.foreign, tables[0])
	}
	var text string
	err = s.get(`SELECT value FROM eachmark WHERE name = 'schema'`, nil, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("%w: the version of the tables is missing", ErrDamaged)
	}
	if err != nil {
		return 0, err
	}
	version, err := strconv.Atoi(text)
	if err != nil || version < 1 {
		return 0, fmt.Errorf("%w: the version of the tables is %.64q", ErrDamaged, text)
	}
	return version, nil
}

// lockPools makes transactions that make pools, or change the tables, follow
// each other.
const lockPools = `UPDATE eachmark SET value = value WHERE name = 'schema'`

// migrate brings the tables to the version of the last of steps.
func (s *Store) migrate(ctx context.Context, steps [][]string) error {
	version, err := s.checkVersion(ctx, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	return s.write(ctx, func(tx session) error {
		// Another process may be migrating: wait for its end.
		if version > 0 {
			if _, err := tx.exec(lockPools); err != nil {
				return err
			}
		}
		version, err := tx.version(s.dialect)
		if err != nil || version >= len(steps) {
			return err
		}
		for _, statement := range slices.Concat(steps[version:]...) {
			if _, err := tx.tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		_, err = tx.tx.ExecContext(ctx, `UPDATE eachmark SET value = $1 WHERE name = 'schema'`, strconv.Itoa(len(steps)))
		return err
	})
}

// checkVersion returns the version of the tables, [ErrNewer] if it is above
// known.
func (s *Store) checkVersion(ctx context.Context, known int) (version int, err error) {
	err = s.read(ctx, func(tx session) error {
		version, err = tx.version(s.dialect)
		return err
	})
	if err == nil && version > known {
		err = fmt.Errorf("%w: its tables are of version %d, this program knows %d", ErrNewer, version, known)
	}
	return version, err
}
