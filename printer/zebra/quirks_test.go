package zebra

import (
	"fmt"
	"strings"
	"testing"
)

// TestQuirksTable: every line is read, and says what it must.
func TestQuirksTable(t *testing.T) {
	all, err := parseQuirks(quirksText)
	if err != nil {
		t.Fatal(err)
	}
	names, models := map[string]bool{}, map[string]bool{}
	for _, f := range all {
		if f.Source == "" || len(f.models) == 0 || len(f.Quirks) == 0 || names[f.Name] {
			t.Errorf("family %q has no source, model or quirk, or is there twice", f.Name)
		}
		names[f.Name] = true
		for _, m := range f.models {
			if models[m] {
				t.Errorf("model %s is there twice", m)
			}
			models[m] = true
		}
		for _, q := range f.Quirks {
			if !strings.HasPrefix(q.Source, "Zebra") && !strings.HasPrefix(q.Source, "OKI") && !strings.HasPrefix(q.Source, "Printronix") && !strings.HasPrefix(q.Source, "what a ZT410") || q.Sentence == "" || strings.HasSuffix(q.Sentence, ".") {
				t.Errorf("quirk %q: %q, from %q", q.Name, q.Sentence, q.Source)
			}
		}
		if f.Has(QuirkSilent) && f.Has("answers") {
			t.Errorf("family %q is silent and answers", f.Name)
		}
	}
	for _, name := range []string{QuirkSilent, QuirkStatusOnly, QuirkApplicatorReprint} {
		used := false
		for _, f := range all {
			used = used || f.Has(name)
		}
		if !used {
			t.Errorf("no family has the quirk %q", name)
		}
	}
}

func TestQuirksRefuse(t *testing.T) {
	for _, text := range []string{
		"quirk x | - | does",
		"quirk | - | does | book",
		"trait x | - | does | book",
		"family F | M | x | book",
	} {
		if all, err := parseQuirks(text); err == nil {
			t.Errorf("%q = %+v", text, all)
		}
	}
}

func TestQuirksOf(t *testing.T) {
	for _, tt := range []struct {
		id   Identity
		want string
	}{
		{Identity{Product: "ZM400"}, "ZM"},
		{Identity{Product: "110Xi4-200dpi"}, "Xi4"},
		{Identity{Product: "ZE500-4 LH-200dpi "}, "ZE500"},
		{Identity{Product: "ZTC ZT410-203dpi ZPL", LinkOS: "3.0"}, "ZT410"},
		{Identity{Product: "ZT610-300dpi", LinkOS: "6"}, "ZT600"},
		{Identity{Product: "ZD421", LinkOS: "6.3"}, "Link-OS"},
		{Identity{Product: "105SLPlus-200dpi"}, ""}, // another printer than the 105SL
		{Identity{Product: "Link-OS"}, ""},          // no model
		{Identity{Product: "LE850"}, "OKI"},
		{Identity{}, ""},
	} {
		if got := QuirksOf(tt.id); got.Name != tt.want {
			t.Errorf("QuirksOf(%+v) is %q, want %q", tt.id, got.Name, tt.want)
		}
	}
}

func TestLacks(t *testing.T) {
	zm := QuirksOf(Identity{Product: "ZM400"})
	for variable, want := range map[string]bool{
		varLabels: true, varLatch: true, varSentinel: true, varLinkOS: true, varTagsGood: true, varFormat: true,
		varUptime: false, varUnique: false, varLanguages: false, varPrintMode: false, varFirmware: false,
	} {
		if zm.Lacks(variable) != want {
			t.Errorf("a ZM400 lacks %s: %t", variable, !want)
		}
	}
	if oki := QuirksOf(Identity{Product: "LE840"}); !oki.Lacks(varUptime) || !oki.Has(QuirkStatusOnly) {
		t.Errorf("an OKI answers Set-Get-Do: %+v", oki)
	}
	if (Family{}).Lacks(varUptime) {
		t.Error("an unknown printer lacks its uptime")
	}
}

func ExampleQuirksOf() {
	family := QuirksOf(Identity{Product: "ZM400-200dpi", Firmware: "V53.17.7Z"})
	fmt.Println(family.Has("no-label-count"), family.Quirks[0].Sentence)
	// Output: true answers nothing about its status while labels or ribbon are out, the head is open or too hot, or the rewinder is full
}
