package raster

import (
	"bytes"
	"unicode/utf8"

	"github.com/eachmark/eachmark/zpl"
)

const utf8Charset = 28 // ^CI

// codePage returns the characters of the bytes from 128 on, by the number of ^CI:
// code page 850 or 1252 (Zebra Programming Guide, ^CI). U+FFFD is where there is none.
func codePage(charset int) string {
	switch {
	case charset >= 0 && charset <= 13:
		return codePage850
	case charset == 27:
		return codePage1252
	}
	return ""
}

const codePage850 = "" +
	"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ" +
	"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
	"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀" +
	"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0"

const codePage1252 = "" +
	"€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ" +
	"\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿" +
	"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß" +
	"àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"

// nationalCharacters are those of ASCII in whose place some sets of ^CI have letters of
// a country (Zebra Programming Guide, ^CI).
const nationalCharacters = "#$@[\\]^`{|}~"

// national reports whether the set of ^CI is one of these.
func national(charset int) bool { return charset >= 1 && charset <= 12 }

// decode returns the text of field data in the character set of ^CI without
// control characters; a byte that is none of its characters is U+FFFD.
func (r *Renderer) decode(c *zpl.Command) string {
	charset := r.settings.charset
	text, foreign := decodeText(r.data(c), charset)
	switch {
	case national(charset) && bytes.ContainsAny(text, nationalCharacters):
		r.problem(c, "the characters %s are drawn as ASCII has them, not as ^CI%d has", nationalCharacters, charset)
	case foreign && charset == utf8Charset:
		r.problem(c, "data is not UTF-8, as ^CI28 has it")
	case foreign:
		r.problem(c, "only ASCII is drawn of the character set of ^CI%d", charset)
	}
	return string(text)
}

// decodeText returns data in a character set as UTF-8, and whether some of it is none
// of its characters, as far as they are known.
func decodeText(data []byte, charset int) (text []byte, foreign bool) {
	upper := []rune(codePage(charset))
	for len(data) > 0 {
		ch, n := utf8.DecodeRune(data)
		switch {
		case data[0] < utf8.RuneSelf:
		case len(upper) > 0:
			ch, n = upper[data[0]-utf8.RuneSelf], 1
			foreign = foreign || ch == utf8.RuneError
		case n == 1 || charset != utf8Charset:
			ch, n, foreign = utf8.RuneError, 1, true
		}
		data = data[n:]
		if ch >= ' ' && ch != 0x7f || ch == '\n' {
			text = utf8.AppendRune(text, ch)
		}
	}
	return text, foreign
}
