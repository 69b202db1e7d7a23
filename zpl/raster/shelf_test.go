package raster

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/zpl"
)

// formatsOf returns the formats of a source.
func formatsOf(t testing.TB, src string) []zpl.Format {
	t.Helper()
	formats := zpl.Parse([]byte(src)).Formats()
	if len(formats) == 0 {
		t.Fatalf("no format in %q", src)
	}
	return formats
}

// dataOf returns the data of all fields that print something.
func dataOf(f zpl.Format) string {
	var all []string
	for _, c := range f.Commands {
		if c.Code == "^FD" {
			all = append(all, string(c.AppendData(nil)))
		}
	}
	return strings.Join(all, "|")
}

func TestCountedFields(t *testing.T) {
	for _, tt := range []struct{ field, want string }{
		{"^SN001,1,Y", "001 002 003 004"},
		{"^SN001", "1 2 3 4"},
		{"^SN", "1 2 3 4"},
		{"^SNAB098C,1,Y", "AB098C AB099C AB100C AB101C"},
		{"^SN998,1,Y", "998 999 000 001"},
		{"^SN2,-1,Y", "2 1 0 9"},
		{"^SN100,25", "100 125 150 175"},
		{"^SNABC,5", "ABC ABC ABC ABC"},
		{"^SN1111111111119999,1,Y", "1111111111119999 1111111111120000 1111111111120001 1111111111120002"},
		{"^SN7,9999999999999999999", "7 8 9 0"},
		{"^FDBL0008^SFAAdddd,1", "BL0008 BL0009 BL0010 BL0011"},
		{"^FDBL9998^SFAAdddd", "BL9998 BL9999 BM0000 BM0001"},
		{"^FDBL00-0^SFAAdd%d,1%1", "BL00-0 BL01-1 BL02-2 BL03-3"},
		{"^FDBL08-9^SFAAdd%d,1%1", "BL08-9 BL10-0 BL11-1 BL12-2"},
		{"^FD12A^SFnnA,F", "12A 12F 12K 12P"},
		{"^FDzz^SFaa,b", "zz aa ab ac"},
		{"^FD1E^SFhh,1", "1E 1F 20 21"},
		{"^FD76^SFoo,1", "76 77 00 01"},
		{"^FDx9^SFd,1", "x9 x0 x1 x2"},
		{"^FD5^SFdddddddd,3", "5 8 1 4"},
		{"^FD\xff9^SFdd,1", "\xff9 \xff0 \xff1 \xff2"},
		{"^FD5^SF%,3", "5 5 5 5"},
		{"^FD^SFdd,3", "   "},
	} {
		f := formatsOf(t, "^XA^FO1,1^A0N,20"+tt.field+"^FS^XZ")[0]
		if !Varies(f) {
			t.Errorf("%s does not vary", tt.field)
		}
		var got []string
		for n := range 4 {
			got = append(got, dataOf(Filling{Label: n}.Fill(f)))
		}
		if joined := strings.Join(got, " "); joined != tt.want {
			t.Errorf("%s: %q, want %q", tt.field, joined, tt.want)
		}
	}
}

func TestNumberedFields(t *testing.T) {
	for _, tt := range []struct {
		name, src string
		values    map[int]string
		want      string
	}{
		{"a value before its place", "^XA^FN1^FDA^FS^FO1,1^A0N,20^FN1^FS^XZ", nil, "A"},
		{"a value after its place", "^XA^FO1,1^A0N,20^FN1^FS^FN1^FDA^FS^XZ", nil, "A"},
		{"the last value counts", "^XA^FO1,1^FN1^FS^FN1^FDA^FS^FN1^FDB^FS^XZ", nil, "B"},
		{"a place with a value of its own", "^XA^FO1,1^FN1^FDA^FS^XZ", nil, "A"},
		{"two places", "^XA^FO1,1^FN1^FS^FO9,9^BXN,4,200^FN1^FS^FN1^FDA^FS^XZ", nil, "A|A"},
		{"no value", "^XA^FO1,1^FN1^FS^FO1,1^FDx^FS^XZ", nil, "x"},
		{"values from elsewhere", "^XA^FO1,1^FN2^FS^FN2^FDA^FS^XZ", map[int]string{2: "TID"}, "TID"},
		{"prompt", `^XA^FO1,1^FN1"which, then?"^FS^FN1^FD^^FS^XZ`, nil, ""},
		{"hexadecimal", "^XA^FO1,1^FN1^FS^FN1^FH^FDa_5Eb^FS^XZ", nil, "a^b"},
		{"to the tag", "^XA^FO1,1^FN1^FS^RFW,H^FN1^FS^FN1^FD30^FS^XZ", nil, "30|30"},
	} {
		f := formatsOf(t, tt.src)[0]
		if got := dataOf(Filling{Values: tt.values}.Fill(f)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	f := formatsOf(t, "^XA^FO1,1^FDserial #H^FS^XZ")[0]
	change := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("#H"), []byte("17")) }
	if got := dataOf(Filling{Change: change}.Fill(f)); got != "serial 17" {
		t.Errorf("changed data is %q", got)
	}
}

func TestShelf(t *testing.T) {
	var s Shelf
	for _, tt := range []struct{ src, name string }{
		{"^XA^DFR:BOX.ZPL^FS^FO1,1^A0N,20^FN1^FS^XZ", "R:BOX.ZPL"},
		{"^XA^DFe:pallet^FS^FO1,1^A0N,20^FN1^FS^FO1,1^FDpallet^FS^XZ", "E:PALLET.ZPL"},
		{"^XA^DF^FS^FO1,1^FDunknown^FS^XZ", "R:UNKNOWN.ZPL"},
		{"^XA^FO1,1^FDplain^FS^XZ", ""},
	} {
		if name, isStored := s.Store(formatsOf(t, tt.src)[0]); name != tt.name || isStored != (tt.name != "") {
			t.Errorf("%s: stored as %q, %v", tt.src, name, isStored)
		}
	}
	for _, tt := range []struct{ src, want string }{
		{"^XA^XFR:BOX.ZPL^FS^FN1^FDA^FS^XZ", "A"},
		{"^XA^XFbox^FS^FN1^FDA^FS^FO1,1^FDmore^FS^XZ", "A|more"},
		{"^XA^XFE:PALLET.ZPL^FN1^FDA^FS^XZ", "A|pallet"},
		{"^XA^XFE:BOX.ZPL^FS^FN1^FDA^FS^XZ", ""},
		{"^XA^XF^FS^XZ", "unknown"},
	} {
		if got := dataOf(Filling{}.Fill(s.Recall(formatsOf(t, tt.src)[0]))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.src, got, tt.want)
		}
	}
	if err := s.Obey(formatsOf(t, "^XA^IDR:*.ZPL^FS^XZ")[0].Commands[1]); err != nil || fmt.Sprint(s.Names()) != "[E:PALLET.ZPL]" {
		t.Errorf("left are %v, %v", s.Names(), err)
	}
	if f := s.Recall(formatsOf(t, "^XA^XFR:BOX.ZPL^FS^XZ")[0]); dataOf(f) != "" {
		t.Error("a format that was deleted is recalled")
	}
}

// A shelf is no way to fill the memory: it has a limit, and formats that recall
// others do not multiply.
func TestShelfIsBounded(t *testing.T) {
	var s Shelf
	for i := range 2 * maxStored {
		s.Store(formatsOf(t, fmt.Sprintf("^XA^DFR:F%d^XFR:F%d^XFR:F%d^FDx^FS^XZ", i, i-1, i-1))[0])
	}
	if len(s.formats) != maxStored {
		t.Errorf("%d formats stored, want %d", len(s.formats), maxStored)
	}
	f := s.Recall(formatsOf(t, fmt.Sprintf("^XA^XFR:F%d^FS^XZ", maxStored-1))[0])
	if len(f.Commands) > 10 {
		t.Errorf("%d commands recalled", len(f.Commands))
	}
	if name, _ := s.Store(formatsOf(t, "^XA^DFR:F1^FDy^FS^XZ")[0]); name != "R:F1.ZPL" {
		t.Errorf("a format of the same name is stored as %q", name)
	}
}

// The picture of a stored format is that of the format with its data in place.
func TestDrawsStored(t *testing.T) {
	draw := func(src string) []uint8 {
		t.Helper()
		r := New(Options{Width: 300, Length: 100})
		var last Result
		for _, f := range formatsOf(t, src) {
			var err error
			if last, err = r.Render(f); err != nil {
				t.Fatal(err)
			}
		}
		if len(last.Problems) > 0 {
			t.Errorf("problems %v", last.Problems)
		}
		return last.Image.Pix
	}
	want := draw("^XA^CI28^FO9,9^A0N,30^FDhello^FS^FO200,9^BXN,4,200^FDhello^FS^XZ")
	for _, src := range []string{
		"^XA^DFE:A^FS^CI28^FO9,9^A0N,30^FN1^FS^FO200,9^BXN,4,200^FN1^FS^XZ^XA^XFE:A^FS^FN1^FDhello^FS^XZ",
		"^XA^CI28^FN7^FDhello^FS^FO9,9^A0N,30^FN7^FS^FO200,9^BXN,4,200^FN7^FS^XZ",
	} {
		if !bytes.Equal(draw(src), want) {
			t.Errorf("%s looks otherwise", src)
		}
	}
	r := New(Options{Width: 300, Length: 100})
	if result, err := r.Render(formatsOf(t, "^XA^DFE:A^FO9,9^GB9,9^FS^XZ")[0]); err != nil || result.Image != nil || result.Stored != "E:A.ZPL" {
		t.Errorf("a format that is stored: %+v, %v", result, err)
	}
	if _, err := Render([]byte("^XA^DFE:A^FO9,9^GB9,9^FS^XZ"), Options{}); err == nil || !strings.Contains(err.Error(), "prints nothing") {
		t.Errorf("Render of a format that is stored = %v", err)
	}
}
