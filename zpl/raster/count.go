package raster

import (
	"math/big"
	"strings"

	"github.com/eachmark/eachmark/zpl"
)

// maxCounted is how many digits ^SN counts (Zebra Programming Guide, ^SN).
const maxCounted = 12

// countUp returns the data of a ^SN on label n, from 0.
func countUp(c zpl.Command, n int) []byte {
	value := string(c.Param(0))
	if value == "" {
		value = "1"
	}
	end := strings.LastIndexAny(value, "0123456789") + 1
	start := end
	for start > 0 && value[start-1] >= '0' && value[start-1] <= '9' && end-start < maxCounted {
		start--
	}
	number, ok := new(big.Int).SetString(value[start:end], 10)
	if !ok {
		return []byte(value)
	}
	step, ok := new(big.Int).SetString(string(c.Param(1)), 10)
	if !ok || len(c.Param(1)) > maxCounted+1 {
		step = big.NewInt(1)
	}
	number.Add(number, step.Mul(step, big.NewInt(int64(n))))
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(end-start, 1))), nil)
	digits := number.Mod(number, limit).String()
	if c.Choice(2, 'N') == 'Y' {
		digits = strings.Repeat("0", end-start-len(digits)) + digits
	}
	return []byte(value[:start] + digits + value[end:])
}

// maskDigits are the characters that a letter of the mask of ^SF counts through
// (Zebra Programming Guide, ^SF). A small letter counts through small letters.
func maskDigits(letter byte) string {
	switch letter {
	case 'D', 'd':
		return "0123456789"
	case 'H':
		return "0123456789ABCDEF"
	case 'h':
		return "0123456789abcdef"
	case 'O', 'o':
		return "01234567"
	case 'A':
		return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	case 'a':
		return "abcdefghijklmnopqrstuvwxyz"
	case 'N':
		return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	case 'n':
		return "0123456789abcdefghijklmnopqrstuvwxyz"
	}
	return ""
}

// maskUp returns data counted up n times by the mask and step of ^SF, both
// aligned to its end.
func maskUp(data []byte, mask, step string, n int) []byte {
	if step == "" {
		step = "1"
	}
	data = append([]byte(nil), data...)
	carry := 0
	for i := 1; i <= min(len(mask), len(data)); i++ {
		digits := maskDigits(mask[len(mask)-i])
		at := len(data) - i
		own := indexFold(digits, data[at])
		if own < 0 {
			continue
		}
		add := 0
		if i <= len(step) {
			add = max(indexFold(digits, step[len(step)-i]), 0)
		}
		sum := own + carry + add*n
		carry = sum / len(digits)
		data[at] = likeCase(digits[sum%len(digits)], data[at])
	}
	return data
}

// indexFold returns the place of c among digits, capital or small.
func indexFold(digits string, c byte) int {
	return strings.Index(strings.ToUpper(digits), strings.ToUpper(string(rune(c))))
}

// likeCase returns c as a small letter where before was one, and as a capital
// where it was that.
func likeCase(c, before byte) byte {
	switch {
	case before >= 'a' && before <= 'z':
		return strings.ToLower(string(rune(c)))[0]
	case before >= 'A' && before <= 'Z':
		return strings.ToUpper(string(rune(c)))[0]
	}
	return c
}
