package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/eachmark/eachmark/gs1/serial"
)

// KeySize is the length in bytes of the key that [Store.UseKey] takes.
const KeySize = 32 // AES-256

// ErrKey says that the key of a pool is encrypted and cannot be read: no key was
// given to [Store.UseKey], or another one than it was encrypted with.
var ErrKey = errors.New("store: key of a pool cannot be decrypted")

// sealedPrefix begins the secret of a pool that is encrypted: AES-256-GCM with a
// random nonce, both in hexadecimal digits, over the key, bound to what the pool
// is. Otherwise it is the key in hexadecimal digits, "" for a pool without one.
const sealedPrefix = "aes-256-gcm:"

// UseKey makes the store encrypt the keys of its pools, those that are there and
// those of new ones, with a key of [KeySize] bytes, which it keeps in memory
// only. It is called before anything else. Copies of the store made before still
// hold what was not encrypted then.
//
// The error wraps [ErrInvalid] for a key of another length, [ErrKey] if a pool
// was encrypted with another key. A store that cannot be written keeps what it
// has.
func (s *Store) UseKey(ctx context.Context, key []byte) error {
	if len(key) != KeySize {
		return fmt.Errorf("%w: a key has %d bytes, found %d", ErrInvalid, KeySize, len(key))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	if s.sealer, err = cipher.NewGCM(block); err != nil {
		return err
	}
	plain := false
	for pool, err := range s.Pools(ctx) {
		if err != nil {
			return err
		}
		err = s.read(ctx, func(tx session) error {
			secret, err := tx.secret(pool.Name)
			plain = plain || secret != "" && !strings.HasPrefix(secret, sealedPrefix)
			if err == nil {
				_, err = s.unseal(pool, secret)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if !plain {
		return nil
	}
	if err = s.write(ctx, func(tx session) error { return tx.sealAll() }); errors.Is(err, ErrReadOnly) {
		return nil
	}
	return err
}

// sealAll encrypts every secret that is not.
func (s session) sealAll() error {
	if _, err := s.exec(lockPools); err != nil {
		return err
	}
	pools, err := s.pools(selectPlainPools, sealedPrefix+"%")
	if err != nil {
		return err
	}
	for _, pool := range pools {
		key, err := s.key(pool)
		if err != nil {
			return err
		}
		secret, err := s.seal(pool, key)
		if err != nil {
			return err
		}
		if _, err := s.exec(updateSecret, secret, pool.Name); err != nil {
			return err
		}
	}
	return nil
}

const (
	selectPlainPools = `SELECT ` + poolColumns + ` FROM pool WHERE secret <> '' AND secret NOT LIKE $1 ORDER BY name`
	selectSecret     = `SELECT secret FROM pool WHERE name = $1`
	updateSecret     = `UPDATE pool SET secret = $1 WHERE name = $2`
)

func (s session) secret(pool string) (secret string, err error) {
	err = s.get(selectSecret, []any{pool}, &secret)
	return secret, err
}

// key returns the key of a random pool.
func (s session) key(pool Pool) ([]byte, error) {
	secret, err := s.secret(pool.Name)
	if err != nil {
		return nil, err
	}
	return s.unseal(pool, secret)
}

// seal returns what is kept of the key of a pool, "" for none.
func (s *Store) seal(pool Pool, key []byte) (secret string, err error) {
	if len(key) == 0 || s.sealer == nil {
		return hex.EncodeToString(key), nil
	}
	nonce := make([]byte, s.sealer.NonceSize())
	_, _ = rand.Read(nonce) // never fails
	sealed := s.sealer.Seal(nonce, nonce, key, []byte(pool.identity()))
	return sealedPrefix + hex.EncodeToString(sealed), nil
}

// unseal returns the key of a pool, nil if it has none. Its errors do not quote
// the secret.
func (s *Store) unseal(pool Pool, secret string) ([]byte, error) {
	text, sealed := strings.CutPrefix(secret, sealedPrefix)
	b, err := hex.DecodeString(text)
	if err != nil || !sealed && len(b) != serial.KeySize && len(b) != 0 {
		return nil, fmt.Errorf("%w: pool %s has no usable key", ErrDamaged, pool.Name)
	}
	if !sealed {
		return b, nil
	}
	if s.sealer == nil {
		return nil, fmt.Errorf("%w: that of pool %s is encrypted, and no key to decrypt it is known", ErrKey, pool.Name)
	}
	n := s.sealer.NonceSize()
	if len(b) < n {
		return nil, fmt.Errorf("%w: pool %s has no usable key", ErrDamaged, pool.Name)
	}
	key, err := s.sealer.Open(nil, b[:n], b[n:], []byte(pool.identity()))
	if err != nil {
		return nil, fmt.Errorf("%w: that of pool %s was encrypted with another key, or changed", ErrKey, pool.Name)
	}
	return key, nil
}

// identity is what never changes about a pool.
func (p Pool) identity() string {
	return strings.Join([]string{"eachmark pool 1", p.Name, string(p.Kind), p.gtinText(), p.Prefix, p.Format}, "\x00")
}
