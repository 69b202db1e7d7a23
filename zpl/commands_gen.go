// Code generated from commands.txt by zpl/internal/gen; DO NOT EDIT.

package zpl

var commands = [...]CommandInfo{
	{Code: "^XA", Lasts: LastsLabel, Meaning: "starts a format; the byte STX does too", Source: "Zebra Programming Guide P1099958, ^XA"},
	{Code: "^XZ", Lasts: LastsLabel, Meaning: "ends a format and prints it; the byte ETX does too", Source: "Zebra Programming Guide P1099958, ^XZ"},
	{Code: "^FX", Lasts: LastsNow, Meaning: "comment", Source: "Zebra Programming Guide P1099958, ^FX",
		Blank: true, Data: true, Params: []ParamInfo{
			{Name: "c", Kind: ParamRest, Values: "rest", Meaning: "the comment"},
		},
	},
	{Code: "^CC", Lasts: LastsKept, Meaning: "changes the format prefix", Source: "Zebra Programming Guide P1099958, ^CC",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "x", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "~CC", Lasts: LastsKept, Meaning: "changes the format prefix", Source: "Zebra Programming Guide P1099958, ~CC",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "x", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "^CT", Lasts: LastsKept, Meaning: "changes the control prefix", Source: "Zebra Programming Guide P1099958, ^CT",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "~CT", Lasts: LastsKept, Meaning: "changes the control prefix", Source: "Zebra Programming Guide P1099958, ~CT",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "^CD", Lasts: LastsKept, Meaning: "changes the delimiter between parameters", Source: "Zebra Programming Guide P1099958, ^CD",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new delimiter"},
		},
	},
	{Code: "~CD", Lasts: LastsKept, Meaning: "changes the delimiter between parameters", Source: "Zebra Programming Guide P1099958, ~CD",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new delimiter"},
		},
	},
	{Code: "^PW", Lasts: LastsKept, Meaning: "print width", Source: "Zebra Programming Guide P1099958, ^PW",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "2..32000", Min: 2, Max: 32000, Meaning: "dots"},
		},
	},
	{Code: "^LL", Lasts: LastsKept, Meaning: "label length; acts on this label when before the first ^FS", Source: "Zebra Programming Guide P1099958, ^LL",
		Params: []ParamInfo{
			{Name: "y", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "dots"},
			{Name: "x", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "Y: on media with gaps or marks too"},
		},
	},
	{Code: "^LH", Lasts: LastsKept, Meaning: "label home, the origin of ^FO and ^FT", Source: "Zebra Programming Guide P1099958, ^LH",
		Params: []ParamInfo{
			{Name: "x", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "dots from the left"},
			{Name: "y", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "dots from the top"},
		},
	},
	{Code: "^LS", Lasts: LastsKept, Meaning: "shifts all fields to the left", Source: "Zebra Programming Guide P1099958, ^LS",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "-9999..9999", Min: -9999, Max: 9999, Default: "0", Meaning: "dots"},
		},
	},
	{Code: "^LT", Lasts: LastsKept, Meaning: "moves the whole format down", Source: "Zebra Programming Guide P1099958, ^LT",
		Params: []ParamInfo{
			{Name: "x", Kind: ParamNumber, Values: "-120..120", Min: -120, Max: 120, Meaning: "dots"},
		},
	},
	{Code: "^LR", Lasts: LastsKept, Meaning: "prints every field as ^FR does", Source: "Zebra Programming Guide P1099958, ^LR",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "reverse"},
		},
	},
	{Code: "^PO", Lasts: LastsKept, Meaning: "turns the whole format by 180 degrees", Source: "Zebra Programming Guide P1099958, ^PO",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|I", Default: "N", Meaning: "I: turned"},
		},
	},
	{Code: "^PM", Lasts: LastsKept, Meaning: "mirrors the whole format", Source: "Zebra Programming Guide P1099958, ^PM",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "mirror"},
		},
	},
	{Code: "^MU", Lasts: LastsKept, Meaning: "units of measurement", Source: "Zebra Programming Guide P1099958, ^MU",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "D|I|M", Default: "D", Meaning: "dots, inches, millimetres"},
			{Name: "b", Kind: ParamChoice, Values: "150|200|300", Meaning: "dots per inch a format is written for"},
			{Name: "c", Kind: ParamChoice, Values: "300|600", Meaning: "dots per inch it is converted to"},
		},
	},
	{Code: "^CI", Lasts: LastsKept, Meaning: "character set of field data; 28 (UTF-8) needs firmware x.14", Source: "Zebra Programming Guide P1099958, ^CI",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..36", Min: 0, Max: 36, Default: "0", Meaning: "28: UTF-8"},
		},
	},
	{Code: "^PQ", Lasts: LastsLabel, Meaning: "number of labels", Source: "Zebra Programming Guide P1099958, ^PQ",
		Blank: true, Params: []ParamInfo{
			{Name: "q", Kind: ParamNumber, Values: "1..99999999", Min: 1, Max: 99999999, Default: "1", Meaning: "labels"},
			{Name: "p", Kind: ParamNumber, Values: "0..99999999", Min: 0, Max: 99999999, Default: "0", Meaning: "labels between pauses"},
			{Name: "r", Kind: ParamNumber, Values: "0..99999999", Min: 0, Max: 99999999, Default: "0", Meaning: "copies of each serial number"},
			{Name: "o", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "do not pause after each group"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "cut after each voided RFID label"},
		},
	},
	{Code: "^JZ", Lasts: LastsKept, Meaning: "prints a label again that media out, ribbon out or head open spoilt", Source: "Zebra Programming Guide P1099958, ^JZ",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "reprint"},
		},
	},
	{Code: "^MM", Lasts: LastsKept, Meaning: "what happens to a printed label", Source: "Zebra Programming Guide P1099958, ^MM",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "T|P|R|A|C|D|F|L|U|K", Meaning: "tear off, peel off, rewind, applicator, cutter, delayed cutter, RFID, kiosk"},
			{Name: "b", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "peel before the next"},
		},
	},
	{Code: "^MN", Lasts: LastsKept, Meaning: "how the media is tracked", Source: "Zebra Programming Guide P1099958, ^MN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|Y|W|M|A|V", Meaning: "continuous, gap, gap, mark, automatic, continuous of variable length"},
			{Name: "b", Kind: ParamNumber, Values: "-240..566", Min: -240, Max: 566, Default: "0", Meaning: "black mark offset in dots"},
		},
	},
	{Code: "^MT", Lasts: LastsKept, Meaning: "kind of media", Source: "Zebra Programming Guide P1099958, ^MT",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "T|D", Meaning: "thermal transfer, direct thermal"},
		},
	},
	{Code: "^MD", Lasts: LastsKept, Meaning: "darkness relative to the setting of the panel", Source: "Zebra Programming Guide P1099958, ^MD",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "-30..30", Min: -30, Max: 30, Default: "0", Meaning: "steps"},
		},
	},
	{Code: "^PR", Lasts: LastsKept, Meaning: "speeds", Source: "Zebra Programming Guide P1099958, ^PR",
		Blank: true, Params: []ParamInfo{
			{Name: "p", Kind: ParamText, Values: "text", Default: "A", Meaning: "printing, inches a second or A to E"},
			{Name: "s", Kind: ParamText, Values: "text", Default: "D", Meaning: "slewing"},
			{Name: "b", Kind: ParamText, Values: "text", Default: "A", Meaning: "feeding back"},
		},
	},
	{Code: "^FO", Lasts: LastsField, Meaning: "field origin: the upper left corner of the field, however it is turned", Source: "Zebra Programming Guide P1099958, ^FO",
		Params: []ParamInfo{
			{Name: "x", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "dots from the label home"},
			{Name: "y", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "dots from the label home"},
			{Name: "z", Kind: ParamChoice, Values: "0|1|2", Default: "^FW", Meaning: "left, right, by script; firmware x.14"},
		},
	},
	{Code: "^FT", Lasts: LastsField, Meaning: "field origin: the left end of the base line, of the bars, or of the box", Source: "Zebra Programming Guide P1099958, ^FT",
		Params: []ParamInfo{
			{Name: "x", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Meaning: "dots; the end of the text before when left out"},
			{Name: "y", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Meaning: "dots; likewise"},
			{Name: "z", Kind: ParamChoice, Values: "0|1|2", Default: "^FW", Meaning: "left, right, by script; firmware x.14"},
		},
	},
	{Code: "^FS", Lasts: LastsField, Meaning: "ends a field; the byte SI does too", Source: "Zebra Programming Guide P1099958, ^FS"},
	{Code: "^FD", Lasts: LastsField, Meaning: "field data", Source: "Zebra Programming Guide P1099958, ^FD",
		Data: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamRest, Values: "rest", Meaning: "at most 3072 bytes"},
		},
	},
	{Code: "^FV", Lasts: LastsField, Meaning: "field data that changes from label to label", Source: "Zebra Programming Guide P1099958, ^FV",
		Data: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamRest, Values: "rest", Meaning: "at most 3072 bytes"},
		},
	},
	{Code: "^FH", Lasts: LastsField, Meaning: "the next ^FD or ^FV has bytes in hexadecimal", Source: "Zebra Programming Guide P1099958, ^FH",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Default: "_", Meaning: "the byte before each two hexadecimal digits"},
		},
	},
	{Code: "^FR", Lasts: LastsField, Meaning: "prints the field white on black and black on white", Source: "Zebra Programming Guide P1099958, ^FR"},
	{Code: "^FW", Lasts: LastsKept, Meaning: "default of orientation and justification", Source: "Zebra Programming Guide P1099958, ^FW",
		Params: []ParamInfo{
			{Name: "r", Kind: ParamChoice, Values: "N|R|I|B", Default: "N", Meaning: "not turned, by 90, 180, 270 degrees clockwise"},
			{Name: "z", Kind: ParamChoice, Values: "0|1|2", Default: "0", Meaning: "left, right, by script"},
		},
	},
	{Code: "^CF", Lasts: LastsKept, Meaning: "default font", Source: "Zebra Programming Guide P1099958, ^CF",
		Params: []ParamInfo{
			{Name: "f", Kind: ParamChars, Values: "char", Default: "A", Meaning: "font"},
			{Name: "h", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "9", Meaning: "character height in dots"},
			{Name: "w", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "5", Meaning: "character width in dots"},
		},
	},
	{Code: "^A", Lasts: LastsField, Meaning: "font of the field", Source: "Zebra Programming Guide P1099958, ^A",
		Params: []ParamInfo{
			{Name: "f", Kind: ParamJoin, Values: "join", Default: "^CF", Meaning: "font"},
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "character height in dots"},
			{Name: "w", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "character width in dots"},
		},
	},
	{Code: "^FB", Lasts: LastsField, Meaning: "prints the text as a block with line breaks", Source: "Zebra Programming Guide P1099958, ^FB",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "width of a line in dots; 0 prints nothing"},
			{Name: "b", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "1", Meaning: "lines; what does not fit is printed over the last one"},
			{Name: "c", Kind: ParamNumber, Values: "-9999..9999", Min: -9999, Max: 9999, Default: "0", Meaning: "dots added between lines"},
			{Name: "d", Kind: ParamChoice, Values: "L|C|R|J", Default: "L", Meaning: "left, centred, right, justified"},
			{Name: "e", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "indent of the second and later lines in dots"},
		},
	},
	{Code: "^GB", Lasts: LastsField, Meaning: "box or line", Source: "Zebra Programming Guide P1099958, ^GB",
		Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "width in dots, at least t"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "height in dots, at least t"},
			{Name: "t", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "thickness in dots"},
			{Name: "c", Kind: ParamChoice, Values: "B|W", Default: "B", Meaning: "colour"},
			{Name: "r", Kind: ParamNumber, Values: "0..8", Min: 0, Max: 8, Default: "0", Meaning: "rounding: r/8 of half the shorter side is the radius"},
		},
	},
	{Code: "^GF", Lasts: LastsField, Meaning: "picture", Source: "Zebra Programming Guide P1099958, ^GF",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|C", Default: "A", Meaning: "hexadecimal, binary, compressed binary"},
			{Name: "b", Kind: ParamNumber, Values: "1..99999", Min: 1, Max: 99999, Meaning: "bytes sent"},
			{Name: "c", Kind: ParamNumber, Values: "1..99999", Min: 1, Max: 99999, Meaning: "bytes of the picture"},
			{Name: "d", Kind: ParamNumber, Values: "1..99999", Min: 1, Max: 99999, Meaning: "bytes of a row"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "the picture"},
		},
	},
	{Code: "^BY", Lasts: LastsKept, Meaning: "defaults of symbols", Source: "Zebra Programming Guide P1099958, ^BY",
		Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Default: "2", Meaning: "module width in dots"},
			{Name: "r", Kind: ParamNumber, Values: "2.0..3.0", Min: 2, Max: 3, Default: "3.0", Meaning: "wide to narrow bar"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "10", Meaning: "height in dots"},
		},
	},
	{Code: "^BC", Lasts: LastsField, Meaning: "Code 128; GS1-128 when FNC1 comes first", Source: "Zebra Programming Guide P1099958, ^BC",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "adds a check digit modulo 10"},
			{Name: "m", Kind: ParamChoice, Values: "N|U|A|D", Default: "N", Meaning: "subset codes in the data, UCC case, automatic, UCC/EAN"},
		},
	},
	{Code: "^BX", Lasts: LastsField, Meaning: "DataMatrix; GS1 DataMatrix when FNC1 comes first", Source: "Zebra Programming Guide P1099958, ^BX",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "module in dots; without it ^BY's height is that of the symbol"},
			{Name: "s", Kind: ParamChoice, Values: "0|50|80|100|140|200", Default: "0", Meaning: "error correction; only 200 is DataMatrix as ISO/IEC 16022 has it"},
			{Name: "c", Kind: ParamNumber, Values: "0..144", Min: 0, Max: 144, Default: "0", Meaning: "columns; 0: what the data needs"},
			{Name: "r", Kind: ParamNumber, Values: "0..144", Min: 0, Max: 144, Default: "0", Meaning: "rows; 0: what the data needs"},
			{Name: "f", Kind: ParamNumber, Values: "0..6", Min: 0, Max: 6, Default: "6", Meaning: "character set of the data; without meaning for 200"},
			{Name: "g", Kind: ParamChars, Values: "char", Default: "_", Meaning: "escape character; ~ before firmware V60.13.0.12"},
			{Name: "a", Kind: ParamChoice, Values: "1|2", Default: "1", Meaning: "square, rectangular; firmware V60.16.5Z or V53.16.5Z"},
		},
	},
	{Code: "~HS", Lasts: LastsNow, Meaning: "returns the host status in three strings", Source: "Zebra Programming Guide P1099958, ~HS",
		Blank: true, Immediate: true},
	{Code: "~HI", Lasts: LastsNow, Meaning: "returns model, version, resolution and memory", Source: "Zebra Programming Guide P1099958, ~HI",
		Blank: true, Immediate: true},
	{Code: "~HM", Lasts: LastsNow, Meaning: "returns free memory", Source: "Zebra Programming Guide P1099958, ~HM",
		Blank: true, Immediate: true},
	{Code: "~HD", Lasts: LastsNow, Meaning: "returns the state of the print head", Source: "Zebra Programming Guide P1099958, ~HD",
		Blank: true, Immediate: true},
	{Code: "~HQ", Lasts: LastsNow, Meaning: "returns one of a set of reports", Source: "Zebra Programming Guide P1099958, ~HQ",
		Blank: true, Immediate: true, fixed: 2, Params: []ParamInfo{
			{Name: "r", Kind: ParamChars, Values: "2*char", Meaning: "ES errors and warnings, HA hardware address, OD odometer, SN serial number, …"},
		},
	},
	{Code: "~JA", Lasts: LastsNow, Meaning: "cancels everything in the buffer", Source: "Zebra Programming Guide P1099958, ~JA",
		Blank: true, Immediate: true, Drops: true},
	{Code: "~JP", Lasts: LastsNow, Meaning: "cancels the format being processed and pauses", Source: "Zebra Programming Guide P1099958, ~JP",
		Blank: true, Immediate: true},
	{Code: "~JR", Lasts: LastsNow, Meaning: "resets the printer as power off and on does", Source: "Zebra Programming Guide P1099958, ~JR",
		Blank: true, Immediate: true, Drops: true},
	{Code: "~JX", Lasts: LastsNow, Meaning: "cancels the format being received", Source: "Zebra Programming Guide P1099958, ~JX",
		Blank: true, Immediate: true, Drops: true},
	{Code: "~PP", Lasts: LastsNow, Meaning: "pauses after the current label", Source: "Zebra Programming Guide P1099958, ~PP",
		Blank: true, Immediate: true},
	{Code: "~PS", Lasts: LastsNow, Meaning: "goes on after a pause", Source: "Zebra Programming Guide P1099958, ~PS",
		Blank: true, Immediate: true},
	{Code: "~SD", Lasts: LastsKept, Meaning: "darkness", Source: "Zebra Programming Guide P1099958, ~SD",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "00..30", Min: 0, Max: 30, Meaning: "steps"},
		},
	},
	{Code: "~TA", Lasts: LastsKept, Meaning: "rest position of the media", Source: "Zebra Programming Guide P1099958, ~TA",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "-120..120", Min: -120, Max: 120, Meaning: "dots"},
		},
	},
	{Code: "^RS", Lasts: LastsKept, Meaning: "how tags are programmed, and what happens when that fails", Source: "Zebra Programming Guide P1099958, ^RS",
		Blank: true, Params: []ParamInfo{
			{Name: "t", Kind: ParamText, Values: "text", Default: "8", Meaning: "kind of tag; 8 is EPC class 1 generation 2, the only one left"},
			{Name: "p", Kind: ParamText, Values: "text", Default: "F0", Meaning: "where: F0..F999 or B0..B30 mm from the leading edge; dots on old printers; stays until calibration"},
			{Name: "v", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Meaning: "dots of VOID on a label that failed; the whole label when left out"},
			{Name: "n", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Default: "3", Meaning: "labels to try"},
			{Name: "e", Kind: ParamChoice, Values: "N|P|E", Default: "N", Meaning: "then: drop the format, pause, stand still with an error"},
			{Name: "a", Kind: ParamChoice, Values: "S|D", Default: "S", Meaning: "signals of old applicators"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "reserved"},
			{Name: "s", Kind: ParamText, Values: "text", Meaning: "speed of printing VOID"},
		},
	},
	{Code: "^RF", Lasts: LastsField, Meaning: "reads or writes the tag, or gives the password for what follows", Source: "Zebra Programming Guide P1099958, ^RF",
		Blank: true, Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "W|L|R|P|S", Default: "W", Meaning: "write, write and lock, read, read password, state the access password"},
			{Name: "f", Kind: ParamChoice, Values: "A|H|E", Default: "H", Meaning: "characters, hexadecimal, partitions of ^RB"},
			{Name: "b", Kind: ParamText, Values: "text", Default: "0", Meaning: "first word of the bank, or P: passwords access,kill"},
			{Name: "n", Kind: ParamNumber, Values: "1..512", Min: 1, Max: 512, Default: "1", Meaning: "bytes; without meaning for the banks E and A"},
			{Name: "m", Kind: ParamChoice, Values: "E|A|0|1|2|3", Default: "E", Meaning: "EPC of 96 bits, EPC with its PC word, reserved, EPC, TID, user"},
		},
	},
	{Code: "^RB", Lasts: LastsKept, Meaning: "partitions of the EPC for format E of ^RF", Source: "Zebra Programming Guide P1099958, ^RB",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "1..512", Min: 1, Max: 512, Default: "96", Meaning: "bits of all"},
			{Name: "p0..p15", Kind: ParamRest, Values: "rest", Default: "1", Meaning: "bits of each, at most 64"},
		},
	},
	{Code: "^RL", Lasts: LastsField, Meaning: "locks the tag", Source: "Zebra Programming Guide P1099958, ^RL",
		Blank: true, Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "M|B|P", Meaning: "banks and passwords, sections of user memory, all for good"},
			{Name: "k", Kind: ParamText, Values: "text", Meaning: "of M: kill password U|L|O|P; of B: first section"},
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "of M: access password U|L|O|P; of B: sections"},
			{Name: "e", Kind: ParamChoice, Values: "U|L|O|P", Meaning: "of M: EPC; unlock, lock, unlock for good, lock for good"},
			{Name: "u", Kind: ParamChoice, Values: "U|L|O|P", Meaning: "of M: user memory, likewise"},
		},
	},
	{Code: "^RU", Lasts: LastsKept, Meaning: "makes a serial number of 38 bits from the TID, for field data", Source: "Zebra Programming Guide P1099958, ^RU",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "its first bits in 0 and 1; those of the chip's maker when left out"},
			{Name: "b", Kind: ParamChars, Values: "char", Default: "#", Meaning: "the character before S, H, E, F, P or Q in field data"},
		},
	},
	{Code: "^RW", Lasts: LastsKept, Meaning: "power of the reader and its antenna", Source: "Zebra Programming Guide P1099958, ^RW",
		Blank: true, Params: []ParamInfo{
			{Name: "r", Kind: ParamText, Values: "text", Default: "16", Meaning: "reading, 0..30"},
			{Name: "w", Kind: ParamText, Values: "text", Default: "16", Meaning: "writing, 0..30"},
			{Name: "a", Kind: ParamText, Values: "text", Default: "A4", Meaning: "antenna"},
		},
	},
	{Code: "^HV", Lasts: LastsField, Meaning: "returns the value of a field to the host", Source: "Zebra Programming Guide P1099958, ^HV",
		Blank: true, Params: []ParamInfo{
			{Name: "f", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "number of the field, of ^FN"},
			{Name: "n", Kind: ParamNumber, Values: "1..256", Min: 1, Max: 256, Default: "64", Meaning: "bytes at most"},
			{Name: "h", Kind: ParamText, Values: "text", Meaning: "header; takes the escapes of ^FH"},
			{Name: "t", Kind: ParamText, Values: "text", Meaning: "terminator; likewise"},
			{Name: "a", Kind: ParamChoice, Values: "F|L", Default: "F", Meaning: "once for the format, or for each label"},
		},
	},
	{Code: "^HL", Lasts: LastsNow, Meaning: "returns the log of RFID operations and empties it", Source: "Zebra Programming Guide P1099958, ^HL",
		Blank: true},
	{Code: "~HL", Lasts: LastsNow, Meaning: "returns the log of RFID operations", Source: "Zebra Programming Guide P1099958, ~HL",
		Blank: true, Immediate: true},
}

// commandIndex returns the place in commands of the command with the prefix
// and the one or two characters, second 0 for one, or -1.
func commandIndex(prefix, first, second byte) int {
	switch uint32(prefix)<<16 | uint32(first)<<8 | uint32(second) {
	case '^'<<16 | 'X'<<8 | 'A':
		return 0
	case '^'<<16 | 'X'<<8 | 'Z':
		return 1
	case '^'<<16 | 'F'<<8 | 'X':
		return 2
	case '^'<<16 | 'C'<<8 | 'C':
		return 3
	case '~'<<16 | 'C'<<8 | 'C':
		return 4
	case '^'<<16 | 'C'<<8 | 'T':
		return 5
	case '~'<<16 | 'C'<<8 | 'T':
		return 6
	case '^'<<16 | 'C'<<8 | 'D':
		return 7
	case '~'<<16 | 'C'<<8 | 'D':
		return 8
	case '^'<<16 | 'P'<<8 | 'W':
		return 9
	case '^'<<16 | 'L'<<8 | 'L':
		return 10
	case '^'<<16 | 'L'<<8 | 'H':
		return 11
	case '^'<<16 | 'L'<<8 | 'S':
		return 12
	case '^'<<16 | 'L'<<8 | 'T':
		return 13
	case '^'<<16 | 'L'<<8 | 'R':
		return 14
	case '^'<<16 | 'P'<<8 | 'O':
		return 15
	case '^'<<16 | 'P'<<8 | 'M':
		return 16
	case '^'<<16 | 'M'<<8 | 'U':
		return 17
	case '^'<<16 | 'C'<<8 | 'I':
		return 18
	case '^'<<16 | 'P'<<8 | 'Q':
		return 19
	case '^'<<16 | 'J'<<8 | 'Z':
		return 20
	case '^'<<16 | 'M'<<8 | 'M':
		return 21
	case '^'<<16 | 'M'<<8 | 'N':
		return 22
	case '^'<<16 | 'M'<<8 | 'T':
		return 23
	case '^'<<16 | 'M'<<8 | 'D':
		return 24
	case '^'<<16 | 'P'<<8 | 'R':
		return 25
	case '^'<<16 | 'F'<<8 | 'O':
		return 26
	case '^'<<16 | 'F'<<8 | 'T':
		return 27
	case '^'<<16 | 'F'<<8 | 'S':
		return 28
	case '^'<<16 | 'F'<<8 | 'D':
		return 29
	case '^'<<16 | 'F'<<8 | 'V':
		return 30
	case '^'<<16 | 'F'<<8 | 'H':
		return 31
	case '^'<<16 | 'F'<<8 | 'R':
		return 32
	case '^'<<16 | 'F'<<8 | 'W':
		return 33
	case '^'<<16 | 'C'<<8 | 'F':
		return 34
	case '^'<<16 | 'A'<<8 | 0:
		return 35
	case '^'<<16 | 'F'<<8 | 'B':
		return 36
	case '^'<<16 | 'G'<<8 | 'B':
		return 37
	case '^'<<16 | 'G'<<8 | 'F':
		return 38
	case '^'<<16 | 'B'<<8 | 'Y':
		return 39
	case '^'<<16 | 'B'<<8 | 'C':
		return 40
	case '^'<<16 | 'B'<<8 | 'X':
		return 41
	case '~'<<16 | 'H'<<8 | 'S':
		return 42
	case '~'<<16 | 'H'<<8 | 'I':
		return 43
	case '~'<<16 | 'H'<<8 | 'M':
		return 44
	case '~'<<16 | 'H'<<8 | 'D':
		return 45
	case '~'<<16 | 'H'<<8 | 'Q':
		return 46
	case '~'<<16 | 'J'<<8 | 'A':
		return 47
	case '~'<<16 | 'J'<<8 | 'P':
		return 48
	case '~'<<16 | 'J'<<8 | 'R':
		return 49
	case '~'<<16 | 'J'<<8 | 'X':
		return 50
	case '~'<<16 | 'P'<<8 | 'P':
		return 51
	case '~'<<16 | 'P'<<8 | 'S':
		return 52
	case '~'<<16 | 'S'<<8 | 'D':
		return 53
	case '~'<<16 | 'T'<<8 | 'A':
		return 54
	case '^'<<16 | 'R'<<8 | 'S':
		return 55
	case '^'<<16 | 'R'<<8 | 'F':
		return 56
	case '^'<<16 | 'R'<<8 | 'B':
		return 57
	case '^'<<16 | 'R'<<8 | 'L':
		return 58
	case '^'<<16 | 'R'<<8 | 'U':
		return 59
	case '^'<<16 | 'R'<<8 | 'W':
		return 60
	case '^'<<16 | 'H'<<8 | 'V':
		return 61
	case '^'<<16 | 'H'<<8 | 'L':
		return 62
	case '~'<<16 | 'H'<<8 | 'L':
		return 63
	}
	return -1
}
