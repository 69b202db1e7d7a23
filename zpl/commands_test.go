package zpl

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/eachmark/eachmark/zpl/internal/commandtable"
)

func TestGeneratedTable(t *testing.T) {
	text, err := os.ReadFile("commands.txt")
	if err != nil {
		t.Fatal(err)
	}
	table, err := commandtable.Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	want, err := table.Source()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("commands_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("commands_gen.go is not what commands.txt says; run go generate ./zpl (-want +got):\n%s", diff)
	}
}

func TestLookup(t *testing.T) {
	info, ok := Lookup("^BX")
	if !ok || len(info.Params) != 8 || info.Params[6].Default != "_" || info.Lasts != LastsField || info.Blank {
		t.Errorf("Lookup(^BX) = %+v, %v", info, ok)
	}
	if info, ok := Lookup("^A"); !ok || info.Params[0].Kind != ParamJoin {
		t.Errorf("Lookup(^A) = %+v, %v", info, ok)
	}
	for _, code := range []string{"", "^", "BX", "^bx", "~BX", "^BXN", "!!!"} {
		if _, ok := Lookup(code); ok {
			t.Errorf("Lookup(%q) found a command", code)
		}
	}
	for info := range Commands() {
		found, ok := Lookup(info.Code)
		if !ok || found.Code != info.Code {
			t.Errorf("Lookup(%s) = %s, %v", info.Code, found.Code, ok)
		}
		if !strings.HasSuffix(info.Source, info.Code) {
			t.Errorf("%s cites %q", info.Code, info.Source)
		}
	}
}

func TestTableRefusals(t *testing.T) {
	const source = "source S doc\n"
	for _, tt := range []struct{ name, text, want string }{
		{"twice", source + "^FO field - [S] x\n^FO field - [S] x\n", "line 3: ^FO stands twice"},
		{"no source", "^FO field - [S] x\n", `line 1: ^FO has unknown source "S"`},
		{"lasts", source + "^FO ever - [S] x\n", `line 2: ^FO lasts "ever"`},
		{"word", source + "^FO field loud [S] x\n", `line 2: ^FO has word "loud"`},
		{"orphan", "    x 0..1 - y\n", "line 1: parameter before the first command"},
		{"after rest", source + "^FD field data [S] x\n a rest - y\n b text - y\n", "line 4: ^FD has a parameter after one that takes everything"},
		{"range", source + "^FO field - [S] x\n a 9..1 - y\n", `line 3: ^FO parameter a: range "9..1"`},
		{"values", source + "^FO field - [S] x\n a many - y\n", `line 3: ^FO parameter a: value "many"`},
		{"alternatives", source + "^FO field - [S] x\n a A|9..1 - y\n", `line 3: ^FO parameter a: range "9..1"`},
		{"count", source + "^GF field - [S] x\n a A|B - y\n b rest[a=B:c] - y\n", `line 4: ^GF parameter b: condition "a=B:c"`},
		{"code", source + "FO field - [S] x\n", `line 2: code "FO"`},
		{"columns", source + "^FO field -\n", "line 2: command has 3 columns"},
	} {
		_, err := commandtable.Parse(tt.text)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// guideCodes are the headings of the Programming Guide.
const guideCodes = `
	^A ^A@
	^B0 ^B1 ^B2 ^B3 ^B4 ^B5 ^B7 ^B8 ^B9 ^BA ^BB ^BC ^BD ^BE ^BF ^BI ^BJ ^BK ^BL ^BM ^BO ^BP ^BQ ^BR ^BS ^BT ^BU
	^BX ^BY ^BZ
	^CC ^CD ^CF ^CI ^CM ^CN ^CO ^CP ^CT ^CV ^CW
	^DF
	^FB ^FC ^FD ^FE ^FH ^FL ^FM ^FN ^FO ^FP ^FR ^FS ^FT ^FV ^FW ^FX
	^GB ^GC ^GD ^GE ^GF ^GS
	^HF ^HG ^HH ^HL ^HT ^HV ^HW ^HY ^HZ
	^ID ^IL ^IM ^IS
	^JB ^JH ^JI ^JJ ^JM ^JS ^JT ^JU ^JW ^JZ
	^KD ^KL ^KN ^KP ^KV
	^LF ^LH ^LL ^LR ^LS ^LT
	^MA ^MC ^MD ^MF ^MI ^ML ^MM ^MN ^MP ^MT ^MU ^MW
	^ND ^NI ^NN ^NP ^NS ^NT ^NW
	^PA ^PF ^PH ^PM ^PN ^PO ^PP ^PQ ^PR ^PW
	^RB ^RF ^RL ^RS ^RU ^RW
	^SC ^SE ^SF ^SI ^SL ^SN ^SO ^SP ^SQ ^SR ^SS ^ST ^SX ^SZ
	^TB ^TO
	^WA ^WD ^WE ^WL ^WP ^WR ^WS ^WX
	^XA ^XB ^XF ^XG ^XS ^XZ
	^ZZ
	~CC ~CD ~CT
	~DB ~DE ~DG ~DN ~DS ~DT ~DU ~DY
	~HB ~HD ~HI ~HL ~HM ~HQ ~HS ~HU
	~JA ~JB ~JC ~JD ~JE ~JF ~JG ~JI ~JL ~JN ~JO ~JP ~JQ ~JR ~JS ~JX
	~KB
	~NR ~NT
	~PH ~PL ~PM ~PP ~PR ~PS
	~RO
	~SD
	~TA
	~WC ~WL ~WQ ~WR
`

// olderCodes are in guides of other years only.
const olderCodes = "^HR ^KC ^NB ^NC ~EG ~NC ^RA ^RE ^RI ^RM ^RN ^RQ ^RR ^RT ^RZ ~RV ^WF ^WT ^WV"

func TestTableIsWhole(t *testing.T) {
	want := slices.Sorted(slices.Values(strings.Fields(guideCodes + olderCodes)))
	var got []string
	for info := range Commands() {
		got = append(got, info.Code)
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
}

// TestTableAgrees holds that the table does not contradict itself.
func TestTableAgrees(t *testing.T) {
	for info := range Commands() {
		for i, p := range info.Params {
			if isSetting := strings.HasPrefix(p.Default, "^"); !isSetting && p.Kind <= ParamChoice && p.Default != "t" && !p.Allows(p.Default) {
				t.Errorf("%s: the default of %s is %s, which is none of %s", info.Code, p.Name, p.Default, p.Values)
			}
			if code := p.Default; strings.HasPrefix(code, "^") {
				if _, ok := Lookup(code); !ok {
					t.Errorf("%s: %s comes from %s, which is no command", info.Code, p.Name, code)
				}
			}
			if (p.Kind == ParamQuoted || p.Kind == ParamRest) && i != len(info.Params)-1 {
				t.Errorf("%s: %s takes everything and is not the last", info.Code, p.Name)
			}
		}
		if info.Immediate && info.Code[0] != '~' || info.Drops && !info.Immediate {
			t.Errorf("%s acts at once", info.Code)
		}
		if twin, ok := Lookup(string('^'+'~'-info.Code[0]) + info.Code[1:]); ok && info.Prefix != twin.Prefix {
			t.Errorf("%s and %s differ", info.Code, twin.Code)
		}
	}
}
