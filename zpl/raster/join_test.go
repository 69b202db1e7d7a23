package raster

import (
	"fmt"
	"strings"
	"testing"
)

// The first seven are those of the guide's page of ^FE.
func TestJoinedFields(t *testing.T) {
	const values = "^FN2^FDField FN 2 Data^FS^FN3^FDField FN 3 Data^FS^FN4^FDgr\u00f6\u00dfe^FS^FN5^FE#^FD<#4#>^FS"
	for _, tt := range []struct{ field, want string }{
		{"^FE#^FD#2# and then #3#", "Field FN 2 Data and then Field FN 3 Data"},
		{"^FE#^FD#2,f,1,5#", "Field"},
		{"^FE#^FD#2,f,7,4#", "FN 2"},
		{"^FE#^FD#2,b,1,4#", "Data"},
		{"^FE#^FD#2# and #3,f,10,6#", "Field FN 2 Data and 3 Data"},
		{"^FE#^FD#2,f,0,4#|", "|"},
		{"^FE#^FD#2,f,-1,4#|", "|"},
		{"^FE#^FD#2,f,12,400#", "Data"},
		{"^FE#^FD#2,b,11,400#", "Field"},
		{"^FE#^FD#2,f,99,1##2,b,99,1#|", "|"},
		{"^FE#^FD#4,f,3,2##4,b,1,2#", "\u00f6\u00df\u00dfe"},
		{"^FE^FD#5#", "<gr\u00f6\u00dfe>"},
		{"^FE%^FD%2,f,1,1%#2#", "F#2#"},
		{"^FE#^FDa # b #", "a # b #"},
		{"^FE#^FD#2,x,1,1##4#", "#2,x,1,1#gr\u00f6\u00dfe"},
		{"^FE#^FD#2,f,a,1#", "#2,f,a,1#"},
		{"^FE#^FD#7#|", "|"}, // a field that has no value
		{"^FD#2#", "#2#"},
		{"^FE#^FN9^FD#2,f,1,5#", "Field"},
	} {
		f := formatsOf(t, "^XA^CI28"+values+"^FO1,1^A0N,20"+tt.field+"^FS^XZ")[0]
		filled := Filling{}.Fill(f)
		if got := dataOf(filled); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.field, got, tt.want)
		}
		if Numbered(filled) {
			t.Errorf("%s: filled, it is numbered", tt.field)
		}
	}
	if f := formatsOf(t, "^XA^FN1^FDx^FS^FO1,1^FN2^FS^FN2^FE^FD#1,f,1,1#y^FS^XZ")[0]; dataOf(Filling{Values: map[int]string{1: "TID"}}.Fill(f)) != "Ty" {
		t.Error("a value from elsewhere is not joined")
	}
}

// Fields in fields do not multiply.
func TestJoinedFieldsAreBounded(t *testing.T) {
	src := "^XA^FN1^FD" + strings.Repeat("x", 3000) + "^FS"
	for n := 2; n < 9; n++ {
		src += fmt.Sprintf("^FN%d^FE^FD%s^FS", n, strings.Repeat(fmt.Sprintf("#%d#", n-1), 1000))
	}
	f := formatsOf(t, src+"^FO1,1^FE^FD"+strings.Repeat("#8#", 1000)+"^FS^XZ")[0]
	if n := len(dataOf(Filling{}.Fill(f))); n > maxJoined {
		t.Errorf("%d bytes", n)
	}
}
