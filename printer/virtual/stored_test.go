package virtual_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/eachmark/eachmark/printer/virtual"
	"github.com/eachmark/eachmark/zpl"
	"github.com/eachmark/eachmark/zpl/raster"
)

// template is a format stored under the name.
func template(t testing.TB, name string) []byte {
	t.Helper()
	return with(label(t, "TEMPLATE"), "^XA", "^XA^DF"+name+"^FS")
}

// recall is a format that prints the stored one.
func recall(name string) []byte { return []byte("^XA^XF" + name + "^FS^XZ") }

// What is on R: is gone with the power; what is on E: is there after the printer
// was taken out of use, too, until somebody deletes it.
func TestStoredFormats(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, virtual.Config{Dir: dir})
	b.send(template(t, "R:A.ZPL"), template(t, "E:B.ZPL"), recall("R:A.ZPL"), recall("E:B.ZPL"))
	b.settle()
	if got, want := b.roll(), "TEMPLATE TEMPLATE"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if err := b.p.Close(); err != nil {
		t.Fatal(err)
	}
	b = newBench(t, virtual.Config{Dir: dir})
	b.send(recall("R:A.ZPL"), recall("E:B.ZPL"), []byte("^XA^IDE:*.*^FS^XZ"), recall("E:B.ZPL"))
	b.settle()
	if got, want := b.roll(), "TEMPLATE TEMPLATE ? TEMPLATE ? ?"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	files, err := os.ReadDir(filepath.Join(dir, virtual.FlashDir))
	if err != nil || len(files) > 0 {
		t.Errorf("flash memory: %v, %v", files, err)
	}
}

// A name is no way out of the folder.
func TestStoredNames(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, virtual.Config{Dir: filepath.Join(dir, "printer")})
	b.send(template(t, "E:../../X"), template(t, "E:/ETC/X"), template(t, `E:..\X`), template(t, "E:.."), recall("E:../../X"))
	b.settle()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(found) != 1 {
		t.Errorf("files %v, %v", found, err)
	}
}

// Serial numbers that the printer counts: one for each label, or for each group
// of ^PQ; the picture shows them.
func TestCountedLabels(t *testing.T) {
	counted := func(pq string) []byte {
		f := strings.Replace(string(label(t, "S008")), "^PQ1", pq, 1)
		i := strings.LastIndex(f, "^FS")
		return []byte(f[:i] + "^SF%%%ddd,1" + f[i:])
	}
	for _, fromCommand := range []bool{false, true} {
		b := newBench(t, virtual.Config{DecodeCommand: fromCommand})
		b.send(counted("^PQ4"), counted("^PQ4,0,2"))
		b.settle()
		if got, want := b.roll(), "S008 S009 S010 S011 S008 S008 S009 S009"; got != want {
			t.Errorf("decode by command %v: roll %q, want %q", fromCommand, got, want)
		}
	}
	// After an out condition the serial number of the spoilt label comes again.
	b := newBench(t, virtual.Config{Faults: []virtual.Fault{fault(t, "media-out@2")}})
	b.send([]byte(strings.Replace(string(counted("^PQ3")), "^JZN", "^JZY", 1)))
	b.settle()
	if err := b.p.PutRight(); err != nil {
		t.Fatal(err)
	}
	b.settle()
	if got, want := b.roll(), "S008 ?/ S009 S010"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
}

// What was read from the tag can be printed.
func TestPrintsTagData(t *testing.T) {
	b := newBench(t, virtual.Config{DecodeCommand: true})
	b.send([]byte("^XA^LL160^RFW,H,,,A^FD" + epcOf(1) + "^FS^RFR,H,6,2,1^FN1^FS^FN2^FD_10109506000134352^FS" +
		"^FO9,9^BXN,4,200,,,,_^FN3^FS^FN3^FD_1010950600013435221#H^FS^RU^FS^XZ"))
	b.settle()
	if l := labels(t, b.dir)[0]; !strings.HasPrefix(l.Elements, elements("")) || len(l.Elements) != len(elements("")+"0123456789") {
		t.Errorf("label %+v, want the serial number made of the TID in its symbol", l)
	}
}

// storedLabel is what label draws, as a picture.
func storedLabel(t testing.TB, serial string) zpl.Graphic {
	t.Helper()
	img, err := raster.Render(label(t, serial), raster.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := zpl.Graphic{Row: (img.Rect.Dx() + 7) / 8}
	g.Bits = make([]byte, g.Row*img.Rect.Dy())
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			g.Bits[y*g.Row+x/8] |= img.ColorIndexAt(x, y) << (7 - x%8)
		}
	}
	return g
}

// onLabel is a format with the fields.
func onLabel(fields string) []byte {
	return fmt.Appendf(nil, "^XA^JZN^PW%d^LL%d%s^XZ", labelWidth, labelLength, fields)
}

// A picture is there for the formats sent after it; on R: until power goes, elsewhere
// until it is deleted.
func TestStoredPictures(t *testing.T) {
	dir := t.TempDir()
	b := newBench(t, virtual.Config{Dir: dir})
	picture := func(object, serial string) []byte {
		return storedLabel(t, serial).AppendDownload(nil, object, zpl.GraphicZ64)
	}
	b.send(picture("R:A.GRF", "ONE"), onLabel("^XGR:A.GRF^FS"), picture("R:A.GRF", "TWO"), onLabel("^IMA^FS"),
		picture("E:B.GRF", "THREE"), onLabel("^ILE:B^FS"), onLabel(string(picture("E:C", "FOUR"))+"^XGE:C^FS"),
		append(label(t, "FIVE")[:len(label(t, "FIVE"))-len("^XZ")], "^ISE:D.PNG,N^FS^XZ"...))
	b.settle()
	if got, want := b.roll(), "ONE TWO THREE FOUR"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if err := b.p.Close(); err != nil {
		t.Fatal(err)
	}
	b = newBench(t, virtual.Config{Dir: dir})
	b.send(onLabel("^XGA^FS"), onLabel("^XGB^FS"), onLabel("^ILE:D.PNG^FS"), onLabel("^XGE:C^FS^IDE:*.GRF^PQ2^FS"), onLabel("^XGE:B^FS"))
	b.settle()
	if got, want := b.roll(), "ONE TWO THREE FOUR ? THREE FIVE FOUR FOUR ?"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
	if problems := labels(t, dir)[4].Problems; len(problems) != 1 || !strings.Contains(problems[0], `there is no picture "A.GRF"`) {
		t.Errorf("what was on R: is missed as %q", problems)
	}
	files, err := filepath.Glob(filepath.Join(dir, virtual.FlashDir, "*"))
	if err != nil || len(files) != 1 || filepath.Base(files[0]) != "E-D.PNG" {
		t.Errorf("flash memory: %v, %v", files, err)
	}
}

// A format that deletes its picture has it on each of its labels.
func TestDeletedPictureOfCountedLabels(t *testing.T) {
	b := newBench(t, virtual.Config{})
	b.send(storedLabel(t, "ONE").AppendDownload(nil, "R:A.GRF", zpl.GraphicHex),
		onLabel("^XGA^FS^FO300,9^A0N,30^SN1^FS^IDA.GRF^FS^PQ3"), onLabel("^XGA^FS"))
	b.settle()
	if got, want := b.roll(), "ONE ONE ONE ?"; got != want {
		t.Errorf("roll %q, want %q", got, want)
	}
}
