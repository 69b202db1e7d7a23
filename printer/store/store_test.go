package store

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// No value and no error shows the key of a pool, in any notation.
func TestKeyIsNeverShown(t *testing.T) {
	s := mustOpen(t, testPath(t))
	defer mustClose(t, s)
	fill(t, s, 2)
	pool, err := s.EnsurePool(t.Context(), PoolSpec{GTIN: testGTIN(t)})
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Run(t.Context(), "R")
	if err != nil {
		t.Fatal(err)
	}
	q, err := s.Sequence(t.Context(), run.Leases...)
	if err != nil {
		t.Fatal(err)
	}
	place, err := s.Lookup(t.Context(), testGTIN(t), must(q.At(1)))
	if err != nil {
		t.Fatal(err)
	}
	var secret string
	if err := s.db.QueryRow(`SELECT secret FROM pool`).Scan(&secret); err != nil || len(secret) != 64 {
		t.Fatalf("secret of %d characters, %v", len(secret), err)
	}
	key, err := hex.DecodeString(secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(`UPDATE pool SET secret = secret || 'x'`); err != nil {
		t.Fatal(err)
	}
	s.orders = nil
	_, damaged := s.session(t).loadOrder(pool)
	if !errors.Is(damaged, ErrDamaged) {
		t.Errorf("a key that cannot be read: %v", damaged)
	}

	var shown strings.Builder
	for _, v := range []any{pool, &pool, run, q, &q, place, damaged, run.Leases} {
		fmt.Fprintf(&shown, "%v %+v %#v %s %q\n", v, v, v, v, v)
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		shown.Write(text)
	}
	for _, notation := range []string{
		secret[:16], strings.ToUpper(secret[:16]), fmt.Sprint(key[:4])[1:9], fmt.Sprintf("%#v", key[:3])[7:20], string(key[:6]),
	} {
		if strings.Contains(shown.String(), notation) {
			t.Errorf("the key is shown as %q in\n%s", notation, shown.String())
		}
	}
}

func must(text string, err error) string {
	if err != nil {
		return err.Error()
	}
	return text
}

// session is a transaction that ends with the test.
func (s *Store) session(t *testing.T) session {
	t.Helper()
	tx, err := s.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	return session{Store: s, ctx: t.Context(), tx: tx}
}

// A serial that was used in one run cannot be sent in another, even if numbers
// were leased twice by something that is not a store.
func TestSerialUsedElsewhere(t *testing.T) {
	s := mustOpen(t, testPath(t))
	defer mustClose(t, s)
	fill(t, s, 2)
	if _, err := s.db.Exec(`UPDATE pool SET next_i = 1; DELETE FROM lease WHERE run = 'R'`); err != nil {
		t.Fatal(err)
	}
	pool := testGTIN(t).String()
	run := Run{ID: "S", GTIN: testGTIN(t), Pool: pool, Count: 2}
	if _, err := s.CreateRun(t.Context(), run, LeaseRequest{ID: "again", Count: 2}); err != nil {
		t.Fatal(err)
	}
	send := func(n int) error {
		return s.Record(t.Context(), "S", time.Unix(0, 0), Transition{N: n, From: Waiting, To: Sent})
	}
	if err := send(1); !errors.Is(err, ErrUsed) {
		t.Errorf("sent again: %v, want ErrUsed", err)
	}
	if err := send(2); err != nil {
		t.Errorf("a serial that is new: %v", err)
	}
}

// Audit finds whatever somebody changed in the database by hand.
func TestAuditFindsChanges(t *testing.T) {
	t.Parallel()
	for statement, want := range map[string]string{
		`UPDATE item SET state = 'printed' WHERE n = 2`:          "item 2 is printed .* the journal says sent",
		`UPDATE item SET serial = '99999999999' WHERE n = 2`:     "item 2 is serial",
		`UPDATE item SET gtin = '09521234543213' WHERE n = 2`:    "item 2 is serial",
		`DELETE FROM item WHERE n = 2`:                           "counts of the run",
		`UPDATE run SET n_sent = 1`:                              "counts of the run",
		`DELETE FROM journal WHERE seq = 2`:                      "entry 2 of the journal has number 3",
		`DELETE FROM journal WHERE seq = 3`:                      "the journal has 2 entries, expected 3",
		`UPDATE journal SET to_state = 'verified' WHERE seq = 2`: "not allowed",
		`UPDATE journal SET from_state = 'sent' WHERE seq = 2`:   "moves item 2 from sent, but it was waiting",
		`UPDATE journal SET n = 7 WHERE seq = 2`:                 "about item 7",
		`UPDATE journal SET operator = 'eve' WHERE seq = 1`:      "entry 1 of the journal was changed",
		`UPDATE journal SET at = at + 1 WHERE seq = 3`:           "entry 3 of the journal was changed",
		`UPDATE journal SET evidence = '{}' WHERE seq = 2`:       "entry 2 of the journal was changed",
		`UPDATE journal SET chain = '' WHERE seq = 1`:            "entry 2 of the journal was changed",
		`UPDATE journal SET chain = ''`:                          "the journal ends with the hash",
		`UPDATE run SET chain = ''`:                              "the journal ends with the hash",
		`UPDATE pool SET next_i = 1`:                             "not given out",
		`UPDATE lease SET base = 1`:                              "begins after item 1",
		`INSERT INTO lease SELECT gtin, pool, 'x', first_i + 1, size, 0, NULL, 0, owner, '', 0, at FROM lease`: "share numbers",
		`INSERT INTO spare SELECT gtin, pool, first_i + 1, 1 FROM lease`:                                       "free to be leased",
	} {
		t.Run(statement, func(t *testing.T) {
			s := mustOpen(t, testPath(t))
			defer mustClose(t, s)
			fill(t, s, 3)
			if _, err := s.db.Exec(statement); err != nil {
				t.Fatal(err)
			}
			a, err := s.Audit(t.Context(), "R")
			if err != nil {
				t.Fatal(err)
			}
			if ok, err := regexp.MatchString(want, strings.Join(a.Problems, "\n")); !ok || err != nil {
				t.Errorf("problems %q, want one that matches %q, %v", a.Problems, want, err)
			}
		})
	}
	s := mustOpen(t, testPath(t))
	defer mustClose(t, s)
	if _, err := s.Audit(t.Context(), "R"); !errors.Is(err, ErrNotFound) {
		t.Errorf("audit of no run: %v", err)
	}
}

func TestStates(t *testing.T) {
	for s := Waiting; s <= Cancelled; s++ {
		var back ItemState
		text, err := s.MarshalText()
		if err != nil || back.UnmarshalText(text) != nil || back != s {
			t.Errorf("%v came back as %v", s, back)
		}
	}
	for s := RunOpen; s <= RunClosed; s++ {
		var back RunState
		text, err := s.MarshalText()
		if err != nil || back.UnmarshalText(text) != nil || back != s {
			t.Errorf("%v came back as %v", s, back)
		}
	}
	for _, text := range []string{"", "Sent", "invalid item state", "in doubt"} {
		if _, err := ParseItemState(text); !errors.Is(err, ErrInvalid) {
			t.Errorf("item state %q: %v", text, err)
		}
		if _, err := ParseRunState(text); !errors.Is(err, ErrInvalid) {
			t.Errorf("run state %q: %v", text, err)
		}
	}
}

func TestCounts(t *testing.T) {
	c := Counts{Leased: 28, Waiting: 1, Sent: 2, Printed: 3, Verified: 4, Void: 5, InDoubt: 6, Cancelled: 7}
	if c.Live() != 16 || c.Settled() || c.Of(InDoubt) != 6 || c.Of(0) != 0 {
		t.Errorf("live %d, settled %v, in doubt %d", c.Live(), c.Settled(), c.Of(InDoubt))
	}
	if settled := (Counts{Leased: 3, Verified: 1, Void: 1, Cancelled: 1}); !settled.Settled() {
		t.Errorf("%+v is not settled", settled)
	}
}

func TestNewRunID(t *testing.T) {
	at := time.Date(2026, 11, 22, 23, 59, 0, 0, time.FixedZone("", 3600))
	form := regexp.MustCompile(`^R261122-[2-9A-HJ-NP-Z]{4}$`)
	ids := map[string]bool{}
	for range 50 {
		id := NewRunID(at)
		if !form.MatchString(id) {
			t.Fatalf("id %q", id)
		}
		ids[id] = true
	}
	if len(ids) < 45 {
		t.Errorf("only %d of 50 ids differ", len(ids))
	}
	if a, b := NewLeaseID(), NewLeaseID(); a == b || checkName(a) != nil {
		t.Errorf("lease ids %q and %q", a, b)
	}
}

// The few items that are open are found without reading all others.
func TestOpenItemsUseTheirIndex(t *testing.T) {
	s := mustOpen(t, testPath(t))
	defer mustClose(t, s)
	plan := ""
	err := s.session(t).each(`EXPLAIN QUERY PLAN `+selectOpen, []any{"R", 0, 1}, func(scan scanFunc) error {
		var id, parent, unused int
		var detail string
		err := scan(&id, &parent, &unused, &detail)
		plan += detail + "\n"
		return err
	})
	if err != nil || !strings.Contains(plan, "item_open") {
		t.Errorf("plan, %v:\n%s", err, plan)
	}
}

func BenchmarkRecord(b *testing.B) {
	s := mustOpen(b, testPath(b))
	defer mustClose(b, s)
	pool, err := s.EnsurePool(b.Context(), PoolSpec{GTIN: testGTIN(b)})
	if err != nil {
		b.Fatal(err)
	}
	run := Run{ID: "R", GTIN: testGTIN(b), Pool: pool.Name, Count: 1e7}
	if _, err := s.CreateRun(b.Context(), run, LeaseRequest{ID: "L", Count: run.Count}); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		n++
		if err := s.Record(b.Context(), "R", time.Unix(0, 0), Transition{N: n, From: Waiting, To: Sent}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLeaseMillion(b *testing.B) {
	s := mustOpen(b, testPath(b))
	defer mustClose(b, s)
	pool, err := s.EnsurePool(b.Context(), PoolSpec{GTIN: testGTIN(b)})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Lease(b.Context(), LeaseRequest{ID: NewLeaseID(), Pool: pool.Name, Count: 1e6}); err != nil {
			b.Fatal(err)
		}
	}
}
