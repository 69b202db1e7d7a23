package record_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/eachmark/eachmark/gs1"
	"github.com/eachmark/eachmark/gs1/record"
)

// readers are ways in which a stream can come in.
var readers = map[string]func(io.Reader) io.Reader{
	"at once": func(r io.Reader) io.Reader { return r }, "halves": iotest.HalfReader, "one byte": iotest.OneByteReader,
	"error with data": iotest.DataErrReader,
}

// all returns what is read of text: "row:byte text" or "row CODE".
func all(t *testing.T, in io.Reader, o *record.Options) (got []string) {
	t.Helper()
	r, err := record.NewReader(in, o)
	if err != nil {
		t.Fatal(err)
	}
	for rec, err := range r.All() {
		var wrong *record.Error
		switch {
		case errors.As(err, &wrong):
			if wrong.Row != rec.Row {
				t.Errorf("the error is about row %d, the record on row %d", wrong.Row, rec.Row)
			}
			if f := wrong.Finding; f.Start > f.End || f.End > len(rec.Text) || f.Message == "" {
				t.Errorf("%.64q: %+v", rec.Text, f)
			}
			got = append(got, fmt.Sprintf("%d %s", rec.Row, wrong.Finding.Code))
		case err != nil:
			got = append(got, err.Error())
		case len(rec.Text) > 64:
			got = append(got, fmt.Sprintf("%d:%d %d bytes", rec.Row, rec.Byte, len(rec.Text)))
		default:
			got = append(got, fmt.Sprintf("%d:%d %s", rec.Row, rec.Byte, rec.Text))
		}
	}
	return got
}

func testStreams(t *testing.T, text string, o *record.Options, want ...string) {
	t.Helper()
	for name, wrap := range readers {
		if got := all(t, wrap(strings.NewReader(text)), o); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestLines cuts text in all ways a reader can deliver it.
func TestLines(t *testing.T) {
	long := strings.Repeat("9", record.MaxLine)
	text := "\ufeffa\r\nbb\n\nc\n" + long + long + "x\nd\n" + long[:record.MaxText] + "\n" + long[:record.MaxText+1] + "\nlast"
	testStreams(t, text, nil, "1:0 a", "2:0 bb", "3:0 ", "4:0 c", "5 INPUT-TOO-LONG", "6:0 d", "7:0 65536 bytes", "8 INPUT-TOO-LONG", "9:0 last")
	testStreams(t, "", nil)
	testStreams(t, "\n", nil, "1:0 ")
}

// TestWaiting tells after each line whether more is there.
func TestWaiting(t *testing.T) {
	in := io.MultiReader(strings.NewReader("a\nb\n"), strings.NewReader("c\n"))
	r, err := record.NewReader(in, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []bool
	for range r.All() {
		got = append(got, r.Waiting())
	}
	if want := []bool{false, true, true}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestCSV finds the column, and rows that span lines keep their place.
func TestCSV(t *testing.T) {
	text := "\ufeffid;udi;note\n1;A;\"two\nlines\"\n2;\"B\"\"C\";\n3\n\"4\"x;D;\n5;E;\n"
	want := []string{"2:2 A", `4:2 B"C`, "5 INPUT-COLUMN", "6 INPUT-CSV", "7:2 E"}
	testStreams(t, text, &record.Options{Format: record.CSV, Column: "udi"}, want...)
	testStreams(t, text, &record.Options{Format: record.CSV, Column: "2", Header: true}, want...)
	testStreams(t, "a\tb\n", &record.Options{Format: record.TSV, Column: "2"}, "1:2 b")
	testStreams(t, strings.Repeat("9", record.MaxText+1)+"\n", &record.Options{Format: record.CSV, Column: "1"}, "1 INPUT-TOO-LONG")
}

// TestColumns refuses columns that are not there.
func TestColumns(t *testing.T) {
	for column, want := range map[string]string{
		"gtin": `record: no column "gtin" among "id", "udi", "id"`,
		"id":   `record: several columns "id" among "id", "udi", "id"`,
		"0":    "record: column is 0, expected 1 or more",
		"":     "record: a column is missing for csv",
	} {
		_, err := record.NewReader(strings.NewReader("id,udi,id\n"), &record.Options{Format: record.CSV, Column: column})
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", column, err, want)
		}
	}
}

// TestNDJSON finds the field, however the object is written.
func TestNDJSON(t *testing.T) {
	text := strings.Join([]string{
		`{"udi":"A"}`, ` { "x" : {"udi":"no","y":["]"]} , "n":-1.5e3,"udi" : "B" , "z":null } `, `{"udi":"old","udi":"new"}`,
		`{"\u0075di":"a\"b"}`, `{"u\\di":"x"}`, `{"udi":null}`, `[]`, `null`, ``, `{"udi":"x"`, `{}`, `{"udi":{"udi":"x"}}`, `{"udi":"last"}`,
	}, "\n")
	testStreams(t, text, &record.Options{Format: record.NDJSON, Column: "udi"},
		"1:7 A", "2:53 B", "3:19 new", `4:12 a"b`, "5 INPUT-COLUMN", "6 INPUT-JSON", "7 INPUT-JSON", "8 INPUT-JSON", "9 INPUT-JSON",
		"10 INPUT-JSON", "11 INPUT-COLUMN", "12 INPUT-JSON", "13:7 last")
	line := `{"udi":"` + strings.Repeat("9", record.MaxLine) + `"}` + "\n" + `{"udi":"A"}`
	testStreams(t, line, &record.Options{Format: record.NDJSON, Column: "udi"}, "1 INPUT-TOO-LONG", "2:7 A")
}

// TestEPCIS reads the items of events and nothing else.
func TestEPCIS(t *testing.T) {
	epcis := &record.Options{Format: record.EPCIS}
	testStreams(t, "\ufeff\n<d>\n<epcList><epc>A</epc>\n <epc>\n  B </epc></epcList><bizLocation><id>no</id></bizLocation><parentID>P&amp;</parentID>\n</d>", epcis,
		"3:14 A", "5:2 B", "5:68 P&")
	testStreams(t, "<d><epc>A</epc>\n<epc>", epcis, "1:8 A", "2 INPUT-XML")
	testStreams(t, strings.Repeat("<a>", 100), epcis, "1 INPUT-XML")
	testStreams(t, `{"type":"parentID","epcList":["A",
  "B\/C", 7], "x":{"parentID":"P","childEPCs":{"epcList":["D"]}}}
 {"inputEPCList":[]} {"outputEPCList":["E"]}`, epcis, "1:30 A", "2:2 B/C", "2:30 P", "2:58 D", "3:39 E")
	testStreams(t, `{"epcList":["A"`, epcis, "1:12 A", "1 INPUT-JSON")
	testStreams(t, strings.Repeat(`[`, 100), epcis, "1 INPUT-JSON")
	testStreams(t, "", epcis)
	testStreams(t, strings.Repeat(" ", 1<<16), epcis, "1 INPUT-XML")
}

// TestBounds: what has no end does not fill the memory.
func TestBounds(t *testing.T) {
	for start, o := range map[string]record.Options{
		"udi\n\"":        {Format: record.CSV, Column: "udi"},
		"<d><epc>":       {Format: record.EPCIS},
		"<d a=\"":        {Format: record.EPCIS},
		`{"epcList":["`:  {Format: record.EPCIS},
		`{"x":"`:         {Format: record.EPCIS},
		`{"epcList":[[[`: {Format: record.EPCIS},
	} {
		r, err := record.NewReader(io.MultiReader(strings.NewReader(start), endless{}), &o)
		if err != nil {
			t.Fatal(err)
		}
		var last error
		n := 0
		for _, err := range r.All() {
			last = err
			n++
		}
		if last == nil || n > 1 {
			t.Errorf("%s: %d records, %v", start, n, last)
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestReadError: what was read before comes first, and the error as it is.
func TestReadError(t *testing.T) {
	pulled := errors.New("cable pulled")
	for _, o := range []record.Options{{}, {Format: record.CSV, Column: "1"}, {Format: record.NDJSON, Column: "a"}} {
		in := io.MultiReader(strings.NewReader("{\"a\":\"x\"}\n"), iotest.ErrReader(pulled))
		r, err := record.NewReader(in, &o)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		var last error
		for _, last = range r.All() {
			n++
		}
		if n != 2 || !errors.Is(last, pulled) {
			t.Errorf("%s: %d records, %v", o.Format, n, last)
		}
	}
	if _, err := record.NewReader(iotest.ErrReader(pulled), &record.Options{Format: record.CSV, Column: "1"}); !errors.Is(err, pulled) {
		t.Error(err)
	}
}

func TestFormats(t *testing.T) {
	for file, want := range map[string]string{
		"a.csv": "csv", "A.CSV": "csv", "a.tsv": "tsv", "a.jsonl": "ndjson", "a.ndjson": "ndjson", "a.xml": "epcis", "a.jsonld": "epcis", "a.txt": "text", "csv": "text",
	} {
		f := record.FormatOf(file)
		if again, err := record.ParseFormat(f.String()); f.String() != want || again != f || err != nil {
			t.Errorf("%s: %s, %v", file, f, err)
		}
	}
	if _, err := record.ParseFormat("xlsx"); err == nil {
		t.Error("xlsx is no format yet")
	}
}

func TestWhere(t *testing.T) {
	for column, want := range map[string]string{"": "a:7", "2": "a:7 column 2", "udi": `a:7 column "udi"`} {
		if got := (record.Record{Row: 7, Column: column}).Where("a"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestAllocations: lines cost what their buffer costs, and nothing each.
func TestAllocations(t *testing.T) {
	text := strings.Repeat("]d2010950600013435217271231\n", 10_000)
	allocs := testing.AllocsPerRun(5, func() {
		r, err := record.NewReader(strings.NewReader(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for range r.All() {
		}
	})
	if allocs > 50 {
		t.Errorf("%v allocations", allocs)
	}
}

func ExampleReader_All() {
	in := strings.NewReader("id;udi\n1;(01)09506000134352\n2;(01)09506000134353\n3\n")
	r, err := record.NewReader(in, &record.Options{Format: record.CSV, Column: "udi"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for rec, err := range r.All() {
		if err == nil {
			_, err = gs1.ParseBracketed(rec.Text, nil)
		}
		fmt.Println(rec.Where("deliveries.csv"), err)
	}
	// Output:
	// deliveries.csv:2 column "udi" <nil>
	// deliveries.csv:3 column "udi" gs1: check digit of GTIN (01) is 3, expected 2, at byte 17
	// deliveries.csv:4 column "udi" record: row 4: the row has 1 columns, expected 2 or more
}
