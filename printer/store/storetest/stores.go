package storetest

import (
	"bytes"
	"strings"

	"github.com/eachmark/eachmark/printer/store"
)

// randomPool makes a pool named A with serials in random order.
func (s *suite) randomPool() store.Pool {
	s.Helper()
	pool, err := s.CreatePool(s.ctx, store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), Format: "numeric-6", At: day})
	s.ok(err)
	return pool
}

func (s *suite) backup() string {
	s.Helper()
	var b bytes.Buffer
	s.ok(s.BackupPool(s.ctx, "A", &b))
	return b.String()
}

// A restored pool knows every serial, and hands none out before somebody says
// which are free.
func testBackup(s *suite) {
	made := s.randomPool()
	first, second, third := s.lease(3), s.lease(4), s.lease(2)
	_, err := s.Release(s.ctx, second.ID, 1)
	s.ok(err)
	saved := s.backup()
	issued := s.serials(first, third)

	other := s.another()
	pool, held, err := other.RestorePool(s.ctx, strings.NewReader(saved))
	s.ok(err)
	if pool.Name != "A" || pool.Format != made.Format || !pool.Created.Equal(day) {
		s.Errorf("restored is %+v", pool)
	}
	other.left(0)
	other.same("serials of restored leases", other.serials(first, third), issued)
	if len(held) != 2 || held[0].First != 4 || held[0].Count != 3 || held[1].First != 9 || held[1].Count != 9e5-9 {
		s.Fatalf("held are %+v, want the released numbers and the rest", held)
	}
	// Five more are known to have been leased since.
	_, err = other.Release(s.ctx, held[1].ID, 5)
	s.ok(err)
	other.left(9e5 - 14)
	next := other.lease(1)
	for range 5 {
		s.lease(1)
	}
	s.same("the next serial", other.serials(next), s.serials(s.lease(1)))
	if _, _, err = other.RestorePool(s.ctx, strings.NewReader(saved)); err == nil {
		s.Error("a pool is restored over another")
	}
	s.fails(err, store.ErrExists)

	list, err := s.CreateList(s.ctx, store.PoolSpec{Name: "L", GTIN: s.gtin(gtinB), At: day}, listOf("B1", "B2", "B3"))
	s.ok(err)
	var b bytes.Buffer
	s.ok(s.BackupPool(s.ctx, list.Name, &b))
	list, held, err = other.RestorePool(s.ctx, bytes.NewReader(b.Bytes()))
	s.ok(err)
	if len(held) != 1 || list.Order != store.Listed {
		s.Fatalf("the list is restored as %+v, held %+v", list, held)
	}
	other.same("the list", other.serials(held...), []string{"B1", "B2", "B3"})
}

func testBackupRefused(s *suite) {
	s.randomPool()
	s.lease(3)
	s.lease(3)
	saved := s.backup()
	lines := strings.SplitAfter(saved, "\n")
	without := func(i int) string { return strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), "") }
	other := s.another()
	for name, damaged := range map[string]string{
		"nothing":      "",
		"text":         "dear diary\n",
		"no pool":      without(0),
		"no lease":     without(1),
		"no end":       without(len(lines) - 2),
		"cut":          saved[:len(saved)-10],
		"other number": strings.Replace(saved, `"next":6`, `"next":5`, 1),
		"other format": strings.Replace(saved, `numeric-6`, `numeric-x`, 1),
		"other order":  strings.Replace(saved, `"order":"random"`, `"order":"alphabetic"`, 1),
		"unknown row":  strings.Replace(saved, `{"lease"`, `{"loan"`, 1),
	} {
		_, _, err := other.RestorePool(s.ctx, strings.NewReader(damaged))
		if err == nil {
			s.Errorf("%s: restored", name)
		}
		s.fails(err, store.ErrInvalid)
		_, err = other.Pool(s.ctx, "A")
		s.fails(err, store.ErrNotFound)
	}
	s.fails(s.BackupPool(s.ctx, "B", &bytes.Buffer{}), store.ErrNotFound)
}

// The keys of pools are encrypted, in the store and in backups, and with another
// key or without one nothing random can be read.
func testKey(s *suite) {
	key := bytes.Repeat([]byte{7}, store.KeySize)
	s.randomPool()
	lease := s.lease(2)
	serials := s.serials(lease)
	if !strings.Contains(s.backup(), `"secret":"`) || strings.Contains(s.backup(), "aes-256-gcm:") {
		s.Errorf("without a key the backup is %s", s.backup())
	}
	s.ok(s.UseKey(s.ctx, key))
	s.ok(s.UseKey(s.ctx, key))
	_, err := s.CreatePool(s.ctx, store.PoolSpec{Name: "B", GTIN: s.gtin(gtinB), At: day})
	s.ok(err)
	saved := s.backup()
	if !strings.Contains(saved, `"secret":"aes-256-gcm:`) {
		s.Errorf("the key is not encrypted: %s", saved)
	}
	s.same("serials", s.serials(lease), serials)
	s.fails(s.UseKey(s.ctx, key[1:]), store.ErrInvalid)

	other := s.another()
	_, _, err = other.RestorePool(s.ctx, strings.NewReader(saved))
	s.fails(err, store.ErrKey)
	s.ok(other.UseKey(s.ctx, key))
	_, _, err = other.RestorePool(s.ctx, strings.NewReader(strings.Replace(saved, "numeric-6", "numeric-7", 1)))
	s.fails(err, store.ErrKey) // the key is bound to its pool
	_, _, err = other.RestorePool(s.ctx, strings.NewReader(saved))
	s.ok(err)
	other.same("restored serials", other.serials(lease), serials)
	s.fails(other.UseKey(s.ctx, bytes.Repeat([]byte{8}, store.KeySize)), store.ErrKey)
}

// A site takes blocks from the centre and a line from the site; each goes on with
// what it has, and all serials are different.
func testFill(s *suite) {
	s.randomPool()
	centre := s.lease(5)
	site, line := s.another(), s.another()
	adopted, err := site.AdoptPool(s.ctx, s.Store, "postgres://centre/db", "A", 10, day)
	s.ok(err)
	if adopted.Left() != 0 || !adopted.Low() || adopted.Upstream != "postgres://centre/db" {
		s.Errorf("the adopted pool is %+v", adopted)
	}
	_, err = site.Lease(s.ctx, s.request(1))
	s.fails(err, store.ErrPoolEmpty)
	_, err = site.Lookup(s.ctx, s.gtin(gtinA), "123456")
	s.fails(err, store.ErrNotFound)
	block, err := site.Fill(s.ctx, "A", s.Store, 100, "site", day)
	s.ok(err)
	if block.First != 5 || block.Count != 100 || block.Operator != "site" {
		s.Errorf("the block is %+v", block)
	}
	site.left(100)
	_, err = line.AdoptPool(s.ctx, site.Store, "site.db", "A", 0, day)
	s.ok(err)
	for range 2 {
		_, err = line.Fill(s.ctx, "A", site.Store, 20, "line", day)
		s.ok(err)
	}
	line.left(40)
	site.left(60)

	all := map[string]bool{}
	for _, part := range [][]string{
		s.serials(centre), site.serials(site.lease(60)), line.serials(line.lease(40)), s.serials(s.lease(50)),
	} {
		for _, text := range part {
			if all[text] {
				s.Errorf("serial %s is there twice", text)
			}
			all[text] = true
		}
	}
	for text := range all {
		if _, err := s.Lookup(s.ctx, s.gtin(gtinA), text); err != nil {
			s.Errorf("the centre does not know serial %s: %v", text, err)
		}
	}
	_, err = line.Lease(s.ctx, s.request(1))
	s.fails(err, store.ErrPoolEmpty)
}

func testFillList(s *suite) {
	_, err := s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), At: day}, listOf("A", "B", "C", "D", "E"))
	s.ok(err)
	s.lease(1)
	line := s.another()
	_, err = line.AdoptPool(s.ctx, s.Store, "site.db", "A", 0, day)
	s.ok(err)
	_, err = line.Fill(s.ctx, "A", s.Store, 3, "line", day)
	s.ok(err)
	line.same("the list", line.serials(line.lease(3)), []string{"B", "C", "D"})
	s.same("the rest", s.serials(s.lease(1)), []string{"E"})
}

func testFillRefused(s *suite) {
	s.randomPool()
	line := s.another()
	_, err := line.AdoptPool(s.ctx, s.Store, "site.db", "B", 0, day)
	s.fails(err, store.ErrNotFound)
	_, err = s.Fill(s.ctx, "A", line.Store, 1, "", day)
	s.fails(err, store.ErrInvalid)
	_, err = line.AdoptPool(s.ctx, s.Store, "site.db", "A", 0, day)
	s.ok(err)
	_, err = line.AdoptPool(s.ctx, s.Store, "site.db", "A", 0, day)
	s.fails(err, store.ErrExists)
	_, err = line.Fill(s.ctx, "A", s.Store, 1e6, "line", day)
	s.fails(err, store.ErrPoolEmpty)
	_, err = line.Fill(s.ctx, "A", s.Store, 10, "line", day) // what cannot be is forgotten
	s.ok(err)
	line.left(10)

	// A pool of another key is not the same pool.
	stranger := s.another()
	stranger.randomPool()
	_, err = line.Fill(s.ctx, "A", stranger.Store, 10, "line", day)
	s.fails(err, store.ErrConflict)
	line.left(10)
}

// What a line has not used goes back to the centre, and to nobody else.
func testReturn(s *suite) {
	s.randomPool()
	line := s.another()
	_, err := line.AdoptPool(s.ctx, s.Store, "centre.db", "A", 0, day)
	s.ok(err)
	for range 3 { // side by side
		_, err = line.Fill(s.ctx, "A", s.Store, 10, "line", day)
		s.ok(err)
	}
	used := line.lease(14)
	for _, want := range []uint64{16, 0} { // the second time nothing more
		n, err := line.Return(s.ctx, "A", s.Store)
		s.ok(err)
		if n != want {
			s.Errorf("%d serials are returned, want %d", n, want)
		}
		line.left(0)
		s.left(9e5 - 14)
	}
	_, err = line.Lease(s.ctx, s.request(1))
	s.fails(err, store.ErrPoolEmpty)
	taken := map[string]bool{}
	for _, text := range append(line.serials(used), s.serials(s.lease(50))...) {
		if taken[text] {
			s.Errorf("serial %s is there twice", text)
		}
		taken[text] = true
	}
	// The line goes on with a new block.
	_, err = line.Fill(s.ctx, "A", s.Store, 5, "line", day)
	s.ok(err)
	line.left(5)
	_, err = line.Return(s.ctx, "B", s.Store)
	s.fails(err, store.ErrNotFound)
}

func testReturnList(s *suite) {
	_, err := s.CreateList(s.ctx, store.PoolSpec{Name: "A", GTIN: s.gtin(gtinA), At: day}, listOf("A", "B", "C", "D", "E"))
	s.ok(err)
	line := s.another()
	_, err = line.AdoptPool(s.ctx, s.Store, "centre.db", "A", 0, day)
	s.ok(err)
	for range 2 {
		_, err = line.Fill(s.ctx, "A", s.Store, 3, "line", day)
		s.ok(err)
		line.lease(1)
		_, err = line.Return(s.ctx, "A", s.Store)
		s.ok(err)
	}
	s.same("the rest", s.serials(s.lease(3)), []string{"C", "D", "E"})
}
