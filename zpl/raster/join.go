package raster

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxJoined is the most bytes of a field that others are put into (Zebra
// Programming Guide, ^FD).
const maxJoined = 3072

// join returns data with the values of numbered fields in the place of what stands
// between two characters joint: the number, or number, f or b, start and count for
// a part of the value (Zebra Programming Guide, ^FE). Joint 0 leaves the data as
// they are. The whole is cut off where a field ends.
func join(data []byte, joint byte, values map[int][]byte) []byte {
	if joint == 0 {
		return data
	}
	var joined []byte
	for len(joined) < maxJoined {
		before, rest, found := bytes.Cut(data, []byte{joint})
		joined = append(joined, before...)
		if !found {
			break
		}
		reference, behind, closed := bytes.Cut(rest, []byte{joint})
		value, ok := refer(reference, values)
		if !closed || !ok {
			joined, data = append(joined, joint), rest
			continue
		}
		joined, data = append(joined, value...), behind
	}
	return joined[:min(len(joined), maxJoined)]
}

// refer returns what a reference stands for, and whether it is one. A part that
// begins nowhere is empty.
func refer(reference []byte, values map[int][]byte) (value []byte, ok bool) {
	parts := strings.Split(string(reference), ",")
	number, err := strconv.ParseUint(parts[0], 10, 16)
	value = values[int(number)]
	if err != nil || len(parts) == 1 {
		return value, err == nil
	}
	if len(parts) != 4 || parts[1] != "f" && parts[1] != "b" {
		return nil, false
	}
	start, err := strconv.ParseInt(parts[2], 10, 32)
	count, err2 := strconv.ParseInt(parts[3], 10, 32)
	if err != nil || err2 != nil {
		return nil, false
	}
	return part(value, parts[1] == "b", int(start), int(count)), true
}

// part returns count characters of data from the start-th on, 1 being the first;
// backward it counts from the end, and those before.
func part(data []byte, backward bool, start, count int) []byte {
	if start < 1 || count < 1 {
		return nil
	}
	ends := []int{0} // of the characters
	for end := 0; end < len(data); {
		_, n := utf8.DecodeRune(data[end:])
		end += n
		ends = append(ends, end)
	}
	n := len(ends) - 1
	from, to := start-1, start-1+count
	if backward {
		from, to = n-to, n-from
	}
	from, to = min(max(from, 0), n), min(max(to, 0), n)
	return data[ends[from]:ends[max(from, to)]]
}
