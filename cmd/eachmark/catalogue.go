package main

import (
	"fmt"

	"github.com/eachmark/eachmark/epc"
	"github.com/eachmark/eachmark/epc/gen2"
	"github.com/eachmark/eachmark/gs1"
	stream "github.com/eachmark/eachmark/gs1/record"
	"github.com/eachmark/eachmark/gs1/serial"
	"github.com/eachmark/eachmark/gs1/symbol"
	"github.com/eachmark/eachmark/zpl"
)

// catalogue returns an entry for every code of a finding there is.
func catalogue() []entry {
	var all []entry
	for info := range gs1.Codes() {
		e := entry{CodeInfo: info, args: []string{"parse", info.Example}}
		switch info.Code { // what parse takes for something else, or finds nothing in
		case gs1.CodeFNC1First:
			e.code = `gs1.ParseData("HELLO", nil)`
		case gs1.CodeCarrier:
			e.args = []string{"convert", "--to", "scan", "--symbology", "]I1", info.Example}
		case gs1.CodeDayZero:
			e.code = `gs1.Check(m, &gs1.CheckOptions{Healthcare: true})`
		case gs1.CodeDLScheme:
			e.code = `dl.Parse("ftp://id.gs1.org/01/09506000134352", nil)`
		}
		all = append(all, e)
	}
	all = append(all, symbolEntries()...)
	all = append(all, serialEntries()...)
	all = append(all, epcEntries()...)
	all = append(all, zplEntries()...)
	all = append(all, gen2Entries()...)
	return append(all, ownEntries()...)
}

func explained(code gs1.Code, severity gs1.Severity, sentence, cause, fix, rule string) gs1.CodeInfo {
	return gs1.CodeInfo{Code: code, Severity: severity, Sentence: sentence, Cause: cause, Fix: fix, Rule: rule}
}

// symbolEntries explain the codes of package symbol.
func symbolEntries() []entry {
	const (
		capacity = "ISO/IEC 16022 §5; GS1 General Specifications §5.4"
		long     = "(01)09506000134352(10)ABCDEFGHIJKLMNOPQRST(21)ABCDEFGHIJKLMNOPQRST"
	)
	return []entry{
		{CodeInfo: explained(symbol.CodeKind, gs1.SeverityError, "there is no symbol of this kind",
			"a kind that was not set", "name one of the kinds there are", "package symbol"),
			code: `symbol.Encode(0, m, nil)`},
		{CodeInfo: explained(symbol.CodeEmpty, gs1.SeverityError, "there is no data to encode",
			"a message without elements", "give at least one element with a value", "GS1 General Specifications §3.2"),
			code: `symbol.Encode(symbol.GS1DataMatrix, gs1.Message{}, nil)`},
		{CodeInfo: explained(symbol.CodeCharacter, gs1.SeverityError, "the symbol cannot carry a character",
			"data that was not checked", "correct the value in its source", "GS1 General Specifications §7.11"),
			code: `symbol.EncodeRaw(symbol.GS1128, []rune{symbol.FNC1, '€'}, nil)`},
		{CodeInfo: explained(symbol.CodeTooLong, gs1.SeverityError, "there is too much data for the symbol",
			"long values, or many of them, in a linear symbol",
			"leave out elements, spread them over several symbols, or take a symbology of higher capacity", capacity),
			args: []string{"symbol", long, "--type", "gs1-128", "-o", "long.png"}},
		{CodeInfo: explained(symbol.CodeContent, gs1.SeverityError, "this kind of symbol does not carry the data",
			"EAN, UPC, ITF-14 and DataBar but Expanded carry a GTIN of their length and nothing else",
			"take a kind of symbol that carries them", "GS1 General Specifications §5.2, §5.3, §5.5"),
			args: []string{"symbol", "(01)09506000134352(10)LOT42", "--type", "ean-13", "-o", "lot.png"}},
		{CodeInfo: explained(symbol.CodeLength, gs1.SeverityError, "there are more or fewer digits than the symbol has",
			"data for another symbology", "give as many digits as the symbol has", "GS1 General Specifications §5.2, §5.3"),
			code: `symbol.EncodeRaw(symbol.ITF14, []rune("9506000134352"), nil)`},
		{CodeInfo: explained(symbol.CodeCheck, gs1.SeverityError, "the check digit of the digits in the symbol is wrong",
			"a typing error", "compare with the product and correct the source", "GS1 General Specifications §7.9"),
			code: `symbol.EncodeRaw(symbol.EAN13, []rune("9506000134353"), nil)`},
		{CodeInfo: explained(symbol.CodeSize, gs1.SeverityError, "there is no symbol of the size asked for",
			"sides that no Data Matrix has", "ask for one of the sizes there are", "ISO/IEC 16022 table 7"),
			code: `symbol.Encode(symbol.GS1DataMatrix, m, &symbol.Options{Columns: 11, Rows: 11})`},
		fit(symbol.CodeApplication, "the kind of symbol is not one for this use",
			"scanners there do not look for it", "take one of the kinds that the table has",
			"--type", "gs1-128", "--application", "retail", "--dpi", "203"),
		fit(symbol.CodeResolution, "no X-dimension for this use is a whole number of the printer's dots",
			"a printer too coarse for a small symbol", "take a printer of finer dots",
			"--application", "direct-marking-connected", "--dpi", "76"),
		fit(symbol.CodeTarget, "the symbol has to be made smaller than its target size",
			"a small label", "give it more room, or take another shape or kind", "--fit", "7x7", "--dpi", "300"),
		fit(symbol.CodeRoom, "the symbol has no room",
			"a small label, or much data", "give it more room, or take another shape or kind", "--fit", "5x5", "--dpi", "203"),
		fit(symbol.CodeDMRE, "not every reader of GS1 symbols knows this shape",
			"a long rectangle asked for", "make sure that everybody who scans it reads ISO/IEC 21471, or take another shape", "--shape", "dmre"),
	}
}

// fit explains a warning about the size of a symbol.
func fit(code gs1.Code, sentence, cause, fix string, flags ...string) entry {
	return entry{
		CodeInfo: explained(code, gs1.SeverityWarning, sentence, cause, fix, "GS1 General Specifications §5.12.3"),
		args:     append([]string{"symbol", "(01)09506000134352(10)LOT42(21)A1", "-o", "size.png", "--no-verify"}, flags...),
	}
}

// serialEntries explain the codes of package serial.
func serialEntries() []entry {
	const (
		broken, warn = gs1.SeverityError, gs1.SeverityWarning

		article = "Delegated Regulation (EU) 2016/161, Article 4(c)"
		random  = "issue serials in a random order: eachmark serial pool new NAME --order random"
		awk     = `awk 'BEGIN { srand(1); %s }'`
	)
	audit := func(code gs1.Code, severity gs1.Severity, sentence, cause, fix, rule, pipe string) entry {
		return entry{CodeInfo: explained(code, severity, sentence, cause, fix, rule), pipe: pipe, args: []string{"serial", "audit"}}
	}
	draw := func(program string) string { return fmt.Sprintf(awk, program) }
	return []entry{
		audit(serial.CodeSequence, broken, "serials follow from others by addition", "a counter, perhaps one of several, or a counter times a constant", random, article,
			"seq 10000000001 10000000100"),
		audit(serial.CodeLCG, broken, "serials are the output of a linear congruential generator", "a generator that is meant for games and simulations", random, article,
			draw(`for (x = 7; n++ < 100;) printf "%.0f\n", x = x * 16807 % 2147483647`)),
		audit(serial.CodeLFSR, broken, "serials are the output of a linear feedback shift register, or of a generator of that kind",
			"a generator that is meant for games and simulations", random, article,
			draw(`for (x = 4242424242; n++ < 100;) { if (x % 2) { x = int(x / 2) + 4294967296; if (int(x / 524288) % 2) x -= 524288; else x += 524288 } else x /= 2; printf "%.0f\n", x }`)),
		audit(serial.CodeRange, broken, "serials fill a range, and all begin alike", "a counter whose output was shuffled", random, article,
			draw(`for (; n < 100;) if (!((x = int(100 * rand())) in seen)) { seen[x]; n++; print 71000 + x }`)),
		audit(serial.CodeEven, broken, "serials keep their distance from one another", "a counter times a constant whose output was shuffled, or a check digit that is not one of the format", random, article,
			draw(`while (n++ < 100) printf "%.0f\n", 7 * int(1e10 * (1 + rand()))`)),
		audit(serial.CodeBias, broken, "characters or bits are not evenly spread", "a faulty generator, or texts that mean something", "draw every character with the same probability, or "+random, article,
			draw(`while (n++ < 2000) { for (s = ""; length(s) < 11;) s = s substr("0123456789111", 1 + int(13 * rand()), 1); print s }`)),
		audit(serial.CodeDuplicate, broken, "the same serial is there twice", "two programs that issue from one range, or random serials that nobody compared", "issue each serial once: eachmark serial reserve never issues one twice",
			"GS1 General Specifications §3.5.2", draw(`while (n++ < 20) printf "%.0f\n", x = int(1e10 * (1 + rand())); printf "%.0f\n", x`)),
		audit(serial.CodeGuess, warn, "there are so many serials of the format that guessing one is too easy", "a format with few characters", "take a format with more characters, or of a larger alphabet", article,
			draw(`while (n++ < 20) print int(1e5 * (1 + rand()))`)),
		audit(serial.CodeSorted, warn, "serials are in an order that hides how they were issued", "a list that was sorted", "audit the serials in the order in which they were issued", article,
			draw(`while (n++ < 100) printf "%.0f\n", x += 1 + int(1e8 * rand())`)),
		audit(serial.CodeFew, warn, "there are too few serials to judge", "an audit of a sample", "audit more serials", "package serial", "seq 7 9"),
	}
}

// epcEntries explain the codes of package epc.
func epcEntries() []entry {
	const (
		tds      = "GS1 Tag Data Standard 2.3 "
		tag      = "3074257BF7194E4000001A85"
		item     = "(01)80614141123458(21)6789"
		wrongTag = "read the EPC again, alone: without PC word, CRC and user memory"
	)
	decode := func(info gs1.CodeInfo, text string) entry {
		return entry{CodeInfo: info, args: []string{"epc", "decode", text}}
	}
	encode := func(info gs1.CodeInfo, text string, flags ...string) entry {
		return entry{CodeInfo: info, args: append([]string{"epc", "encode", text}, flags...)}
	}
	const broken, note, warn = gs1.SeverityError, gs1.SeverityInfo, gs1.SeverityWarning
	return []entry{
		decode(explained(epc.CodeCharacter, broken, "a character is no hexadecimal digit, or no digit of a number",
			"a typing error, or text that is no EPC", "correct the character", tds+"§14"), "3G74257BF7194E4000001A85"),
		decode(explained(epc.CodeLength, broken, "there are too few or too many bits or digits",
			"a reader that sends a part of the EPC", wrongTag, tds+"§14.4"), "3074257BF7194E40"),
		decode(explained(epc.CodeHeader, broken, "the first eight bits announce no scheme that is read here",
			"a tag that was never written, or one that follows ISO and not GS1", wrongTag, tds+"§14.2"), "FF74257BF7194E4000001A85"),
		decode(explained(epc.CodeScheme, broken, "a scheme is not one that is read and written here",
			"a typing error, or one that must not be written any more", "name a scheme that is known", tds+"§6, §12"), "urn:epc:tag:sgtn-96:3.0614141.812345.6789"),
		decode(explained(epc.CodePartition, broken, "the partition value is not in the table of the scheme",
			"a tag written by a faulty program, or bits that are no EPC", wrongTag, tds+"§14.4.3"), "307C257BF7194E4000001A85"),
		decode(explained(epc.CodeOverflow, broken, "a number has more digits than its field stands for",
			"a tag written by a faulty program, or bits that are no EPC", wrongTag, tds+"§14.4.3"), "3077FFFFFF194E4000001A85"),
		decode(explained(epc.CodeTrailing, broken, "the bits after the EPC are not zero",
			"a reader that sends more of the tag than the EPC", wrongTag, tds+"§14.4"), tag+"FFFF"),
		decode(explained(epc.CodeURI, broken, "the text is no tag URI and no pure identity URI",
			"a URI that was cut off or put together by hand", "write urn:epc:tag: or urn:epc:id:, the scheme and its fields with dots between them", tds+"§6, §12"), "urn:epc:tag:sgtin-96:3.0614141"),
		decode(explained(epc.CodeFilter, broken, "the scheme has no room for the filter value",
			"a typing error", "write 0 to 7", tds+"§10"), "urn:epc:tag:sgtin-96:9.0614141.812345.6789"),
		encode(explained(epc.CodePrefixLength, broken, "the length of the company prefix is not stated, or not possible",
			"a key alone does not tell where its company prefix ends",
			"give --gcp PREFIX, --gcp-length N or --gcp-table FILE, or take a scheme that needs none of them, such as --scheme sgtin+", tds+"§7.1"), item),
		{CodeInfo: explained(epc.CodePrefixUnknown, broken, "the table does not have the company prefix of the key",
			"a list that is older than the company prefix, or a number that belongs to no company",
			"take a newer list, or give --gcp PREFIX or --gcp-length N as the licence of the GS1 organisation says", tds+"§7.3"),
			setup: "echo 0614141,7 > list.csv", args: []string{"epc", "encode", "(01)09506000134352(21)7", "--gcp-table", "list.csv"}},
		encode(explained(epc.CodePrefix, broken, "the key does not begin with the company prefix that was stated",
			"the prefix of another company", "state the company prefix of the one that issued the GTIN", tds+"§7.3"), item, "--gcp", "9999999"),
		encode(explained(epc.CodeSerial, broken, "the scheme does not hold the serial",
			"letters, leading zeros, or a number that is too large", "use a number without leading zeros, or a scheme that holds the serial, such as --scheme sgtin+", tds+"§12.3.1"), "(01)80614141123458(21)007", "--gcp-length", "7", "--filter", "1"),
		encode(explained(epc.CodeElement, broken, "an element is missing that the scheme needs",
			"data without a serial number", "add it", tds+"§7.3"), "(01)80614141123458", "--gcp-length", "7"),
		encode(explained(epc.CodeData, broken, "the standard does not code an element like that on a tag",
			"a value that is longer than a tag holds, or an identifier that tags have not", "leave the element to the barcode", tds+"§14.5, §15.3"), "(01)00614141123452(21)1(8007)MT84MALT011000012345MTLCAST001S", "--scheme", "sgtin+"),
		decode(explained(epc.CodeCheckDigit, broken, "the key in the tag has a wrong check digit",
			"a tag written by a faulty program, or bits that are no EPC", wrongTag, tds+"§14.5.4"), "F718061414112345404A1000"),
		encode(explained(epc.CodeHost, broken, "a domain name is missing, or is none that a tag holds",
			"a scheme with ++ and element strings that have no domain", "give --host NAME, or take the scheme with one +", tds+"§14.5.16"), item, "--scheme", "sgtin++", "--filter", "2"),
		decode(explained(epc.CodeISO, broken, "the PC word says that the tag follows ISO and holds no EPC",
			"a tag of another standard, such as ISO 17367", "read it with a program for that standard", tds+"§9.3"), "3101A1B2C3D4E5F60718293A4B5C"),
		{CodeInfo: explained(epc.CodePattern, broken, "the text is no pattern URI",
			"a star or a range where the standard has none", "write urn:epc:pat:, the scheme and a part, a star or a range for each field", tds+"§13"),
			code: `epc.ParsePattern("urn:epc:pat:sgtin-96:*.*.012345.*")`},
		{CodeInfo: explained(codeNoForm, broken, "tags of the scheme do not have the form",
			"a scheme of TDS 2.x, which has no URN, or one of no GS1 key, which has no element strings", "write it as epc-hex or raw-uri, which all tags have", tds+"§12"),
			args: []string{"convert", "--to", "tag-uri", "--scheme", "sgtin+", "--filter", "2", item}},
		{CodeInfo: explained(codeNoMemory, broken, "no scheme holds the elements in the memory of the chip",
			"a long serial with letters on a chip for 96 bits", "take a chip with more EPC memory, or a shorter serial", tds+"§14.6"),
			args: []string{"epc", "plan", "(01)80614141123458(21)ABCDEFGHIJ", "--bits", "96"}},
		decode(explained(epc.CodePCWord, note, "a PC word stands before the EPC",
			"a reader that sends it too", "nothing; it was left out", tds+"§9.3"), "3000"+tag),
		decode(explained(epc.CodeSpelling, note, "the hexadecimal digits are written with 0x or blanks",
			"the way a reader or a program shows them", "nothing; they were read without", "package epc"), "0x"+tag),
		decode(explained(epc.CodePadding, note, "zeros follow the words of the EPC",
			"a reader that sends whole words or a whole bank", "nothing; they were left out", tds+"§14.4"), tag+"0000"),
		encode(explained(epc.CodeNotHeld, note, "the tag does not hold some of the elements",
			"an EPC holds a key and a serial only", "nothing, or keep the others in user memory", tds+"§7.3"), item+"(10)A", "--gcp-length", "7", "--filter", "2"),
		encode(explained(epc.CodeReservedFilter, warn, "the filter value is reserved",
			"a typing error", "use a filter value with a meaning", tds+"§10"), item, "--gcp-length", "7", "--filter", "3"),
		encode(explained(epc.CodeAssumedFilter, warn, "no filter value was stated, and the usual one is doubtful",
			"an indicator digit that says a grouping of items", "state the filter value of the object that the tag is on", tds+"§10.1"), item, "--gcp-length", "7"),
		encode(explained(epc.CodeExcluded, warn, "such numbers should not become an EPC",
			"a number of a coupon, or for use inside a company only", "use a GTIN that is unique in the world", tds+"§7.3"), "(01)00200000000004(21)1", "--gcp-length", "7", "--filter", "1"),
		encode(explained(codeContradiction, broken, "a flag says one thing of a tag and the text another",
			"a URI that fixes what the flag is for", "leave the flag out, or encode the element strings instead", tds+"§12, §14.6.1"),
			"urn:epc:tag:sgtin-96:2.0614141.812345.6789", "--filter", "4"),
	}
}

// zplEntries explain the codes of package zpl.
func zplEntries() (all []entry) {
	for info := range zpl.LintCodes() {
		pipe := "printf '%s' " + shellQuoted(info.Example)
		if info.Example == "" { // ZPL-LONG-DATA
			pipe = "printf '^XA^FD%03073d^FS^XZ' 0"
		}
		all = append(all, entry{CodeInfo: info, pipe: pipe, args: []string{"zpl", "lint"}})
	}
	return all
}

// gen2Entries explain the codes of package gen2.
func gen2Entries() []entry {
	const (
		broken = gs1.SeverityError
		tds    = "GS1 Tag Data Standard 2.3 "
		again  = "read the bank again, from its first word on"
	)
	bank := func(name string, info gs1.CodeInfo, text string) entry {
		return entry{CodeInfo: info, args: []string{"epc", "memory", "--bank", name, text}}
	}
	return []entry{
		bank("tid", explained(gen2.CodeLength, broken, "a bank has fewer bytes than there must be",
			"a reader that was asked for too few words", "read more of the bank", tds+"§9.2, §16"), "E280"),
		bank("epc", explained(gen2.CodeCRC, broken, "the CRC of the EPC bank is not that of PC word and EPC",
			"bits that were read wrong, or a tag that was written since it was switched on", "read the tag again", "ISO/IEC 18000-63, StoredCRC"),
			"000030003074257BF7194E4000001A85"),
		bank("epc", explained(gen2.CodeISO, broken, "the tag follows ISO and holds no EPC",
			"a tag of another application, as bit 17h says", "read it with software for that application", tds+"§9.3"), "0C3331A13074257BF7194E4000001A85"),
		bank("epc", explained(gen2.CodeUnwritten, broken, "no EPC was written to the tag yet",
			"a new tag, which holds zeros or what its chip has from the factory", "encode the tag", tds+"§18.1.2"), "0DAD3000000000000000000000000000"),
		bank("epc", explained(gen2.CodeTID, broken, "there is a TID where an EPC is expected",
			"the wrong bank, or a new tag of a chip that is not known", "read the EPC bank, or encode the tag", tds+"§14.2"), "84193000E28011912000112233445566"),
		bank("tid", explained(gen2.CodeClass, broken, "a TID bank does not begin with E2",
			"another bank, or a tag that is no RAIN tag", again, tds+"§16"), "3074257BF7194E4000001A85"),
		{CodeInfo: explained(gen2.CodeLock, broken, "the payload of a Lock command is none, or the chip refuses it",
			"action bits that the mask leaves alone, or a chip with one password for killing and access",
			"write mask and action of all five fields, and lock both passwords alike", "ISO/IEC 18000-63, Lock"), code: `gen2.ParseLocks(1)`},
		bank("user", explained(gen2.CodeFormat, broken, "user memory has another format than packed objects",
			"a tag of another application, or a digital signature", "read it with software for that format", tds+"§17"), "1100"),
		bank("user", explained(gen2.CodePacked, broken, "the bits of user memory are no packed object",
			"a bank that was read in part, or a faulty writer", again, tds+"annex I"), "8901"),
		bank("user", explained(gen2.CodeElement, broken, "packed objects have no room for an element",
			"an identifier that is not in their table, or that needs another", "leave it out, and keep it in the barcode", tds+"annex F"), "(37)24"),
		{CodeInfo: explained(gen2.CodeSerial, broken, "no formula for a serial of the chip is known",
			"a chip whose vendor has not published one", "issue the serials: eachmark serial pool", "package gen2, chips.txt"), code: `gen2.TID{}.ChipSerial()`},
		bank("tid", explained(codeHex, broken, "a bank is not written in hexadecimal digits, two a byte",
			"a typing error", "give the digits as a reader shows them", "eachmark"), "E28"),
	}
}

// ownEntries explain the codes of the program.
func ownEntries() []entry {
	const (
		broken, warn = gs1.SeverityError, gs1.SeverityWarning
		program      = "eachmark"
	)
	ndjson := []string{"check", "--format", "ndjson", "--column", "udi"}
	printing := func(info gs1.CodeInfo, flag, value string) entry {
		return entry{CodeInfo: info, args: []string{"print", "--gtin", "09506000134352", "--count", "1", "--printer", "virtual", "--dry-run", flag, value}}
	}
	return []entry{
		{CodeInfo: explained(codeInput, broken, "a part of the program refuses the text and says no more",
			"none is known", "please report the command and the text", program), code: "none is known"},
		{CodeInfo: explained(codePlain, gs1.SeverityInfo, "the text was read as element strings, though nothing says so",
			"a scanner that does not transmit the symbology identifier", "let the scanner transmit the symbology identifier, such as ]d2", "ISO/IEC 15424"),
			args: []string{"parse", "010950600013435217271231"}},
		{CodeInfo: explained(stream.CodeTooLong, broken, "a record is longer than any identifier, and was not read",
			"line ends that were lost, or a file of another kind", "put one record on a line", program),
			pipe: "printf '%065537d' 0", args: []string{"parse"}},
		{CodeInfo: explained(stream.CodeCSV, broken, "a row is not CSV",
			"quotation marks inside a cell that are not doubled", `put quotation marks around a cell that holds one, and write that one twice`, "RFC 4180 §2"),
			pipe: `printf 'udi\n"a"b\n'`, args: []string{"check", "--format", "csv", "--column", "udi"}},
		{CodeInfo: explained(stream.CodeJSON, broken, "a line is no JSON object, or its field is not text",
			"objects that go over several lines, or a GTIN written as a number", "write one object a line, and values in quotation marks", "RFC 8259"),
			pipe: `echo '{"udi":9506000134352}'`, args: ndjson},
		{CodeInfo: explained(stream.CodeColumn, broken, "a record does not have the column that is checked",
			"a line that was cut off, or records of several kinds in one file", "write the column in every record, also where it is empty", "RFC 4180 §2; RFC 8259"),
			pipe: `echo '{"sku":"A1"}'`, args: ndjson},
		{CodeInfo: explained(stream.CodeXML, broken, "a document is not well-formed XML, and what follows in it was not read",
			"a file that was cut off, or put together by hand", "correct the program that wrote the document", "EPCIS 2.0"),
			pipe: `echo '<EPCISDocument></x>'`, args: []string{"check", "--format", "epcis"}},
		printing(explained(codeProduct, warn, "the label cannot show the product text as it is",
			"characters that the label's font does not have, or a long text", "shorten the text, and write it in Latin letters", program), "--product", "Ringer 日本"),
		printing(explained(codeExpiry, broken, "the expiry is no date, or names no day",
			"a typing error, or day 00 for the end of a month", "write the date as YYYY-MM-DD, such as 2027-12-31", "GS1 General Specifications §7.12"), "--expiry", "270200"),
		printing(explained(codeExpiryCentury, broken, "scanners would read the expiry as a date of another century",
			"a typing error in the year", "write a year from 49 years ago to 50 years ahead", "GS1 General Specifications §7.12"), "--expiry", "1950-01-01"),
		printing(explained(codeExpiryPast, warn, "the expiry is in the past",
			"a typing error, or labels for goods that have expired", "check the date; the labels are printed all the same", program), "--expiry", "2020-01-01"),
	}
}
