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
	{Code: "^CC", Lasts: LastsSaved, Meaning: "changes the format prefix", Source: "Zebra Programming Guide P1099958, ^CC",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "x", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "~CC", Lasts: LastsSaved, Meaning: "changes the format prefix", Source: "Zebra Programming Guide P1099958, ~CC",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "x", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "^CT", Lasts: LastsSaved, Meaning: "changes the control prefix", Source: "Zebra Programming Guide P1099958, ^CT",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "~CT", Lasts: LastsSaved, Meaning: "changes the control prefix", Source: "Zebra Programming Guide P1099958, ~CT",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new prefix"},
		},
	},
	{Code: "^CD", Lasts: LastsSaved, Meaning: "changes the delimiter between parameters", Source: "Zebra Programming Guide P1099958, ^CD",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new delimiter"},
		},
	},
	{Code: "~CD", Lasts: LastsSaved, Meaning: "changes the delimiter between parameters", Source: "Zebra Programming Guide P1099958, ~CD",
		Blank: true, Prefix: true, fixed: 1, Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "new delimiter"},
		},
	},
	{Code: "^PW", Lasts: LastsSaved, Meaning: "print width", Source: "Zebra Programming Guide P1099958, ^PW",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "2..32000", Min: 2, Max: 32000, Meaning: "dots"},
		},
	},
	{Code: "^LL", Lasts: LastsSaved, Meaning: "label length; acts on this label when before the first ^FS", Source: "Zebra Programming Guide P1099958, ^LL",
		Params: []ParamInfo{
			{Name: "y", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "dots"},
			{Name: "x", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "Y: on media with gaps or marks too"},
		},
	},
	{Code: "^LH", Lasts: LastsSaved, Meaning: "label home, the origin of ^FO and ^FT", Source: "Zebra Programming Guide P1099958, ^LH",
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
	{Code: "^LT", Lasts: LastsSaved, Meaning: "moves the whole format down", Source: "Zebra Programming Guide P1099958, ^LT",
		Params: []ParamInfo{
			{Name: "x", Kind: ParamNumber, Values: "-240..240", Min: -240, Max: 240, Meaning: "dots; within 120 but on XiIIIPlus of 600 dpi"},
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
			{Name: "s1,d1,…", Kind: ParamRest, Values: "rest", Meaning: "pairs of a character printed and the one sent for it, of 0..13"},
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
	{Code: "^MM", Lasts: LastsSaved, Meaning: "what happens to a printed label", Source: "Zebra Programming Guide P1099958, ^MM",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "T|P|R|A|C|D|F|L|U|K", Meaning: "tear off, peel off, rewind, applicator, cutter, delayed cutter, RFID, kiosk"},
			{Name: "b", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "peel before the next"},
		},
	},
	{Code: "^MN", Lasts: LastsSaved, Meaning: "how the media is tracked", Source: "Zebra Programming Guide P1099958, ^MN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|Y|W|M|A|V", Meaning: "continuous, gap, gap, mark, automatic, continuous of variable length"},
			{Name: "b", Kind: ParamNumber, Values: "-240..566", Min: -240, Max: 566, Default: "0", Meaning: "black mark offset in dots"},
		},
	},
	{Code: "^MT", Lasts: LastsSaved, Meaning: "kind of media", Source: "Zebra Programming Guide P1099958, ^MT",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "T|D", Meaning: "thermal transfer, direct thermal"},
		},
	},
	{Code: "^MD", Lasts: LastsSaved, Meaning: "darkness relative to the setting of the panel", Source: "Zebra Programming Guide P1099958, ^MD",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "-30..30", Min: -30, Max: 30, Default: "0", Meaning: "steps"},
		},
	},
	{Code: "^PR", Lasts: LastsKept, Meaning: "speeds", Source: "Zebra Programming Guide P1099958, ^PR",
		Blank: true, Params: []ParamInfo{
			{Name: "p", Kind: ParamChoice, Values: "A..E|1..14", Default: "A", Meaning: "printing, inches a second; A to E: 2, 3, 4, 6, 8"},
			{Name: "s", Kind: ParamChoice, Values: "A..E|2..14", Default: "D", Meaning: "slewing"},
			{Name: "b", Kind: ParamChoice, Values: "A..E|2..14", Default: "A", Meaning: "feeding back"},
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
	{Code: "^A@", Lasts: LastsField, Meaning: "font of the field by the name of its file", Source: "Zebra Programming Guide P1099958, ^A@",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "character height in dots"},
			{Name: "w", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "character width in dots"},
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Meaning: "font; the one before when left out"},
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
	{Code: "^TB", Lasts: LastsField, Meaning: "prints the text as a block that cuts off what does not fit", Source: "Zebra Programming Guide P1099958, ^TB",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|R|I|B", Default: "^A", Meaning: "orientation"},
			{Name: "b", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "width in dots"},
			{Name: "c", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "height in dots"},
		},
	},
	{Code: "^FP", Lasts: LastsField, Meaning: "direction of the characters of a text", Source: "Zebra Programming Guide P1099958, ^FP",
		Params: []ParamInfo{
			{Name: "d", Kind: ParamChoice, Values: "H|V|R", Default: "H", Meaning: "to the right, downwards, to the left"},
			{Name: "g", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "dots added between characters"},
		},
	},
	{Code: "^PA", Lasts: LastsKept, Meaning: "layout of text; firmware x.14", Source: "Zebra Programming Guide P1099958, ^PA",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "glyph for a character the font lacks: space, that of the font"},
			{Name: "b", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "bidirectional text"},
			{Name: "c", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "shaping"},
			{Name: "d", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "OpenType tables"},
		},
	},
	{Code: "^CW", Lasts: LastsKept, Meaning: "gives a font a letter", Source: "Zebra Programming Guide P1099958, ^CW",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Meaning: "A to Z, 0 to 9"},
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:", Meaning: "font"},
		},
	},
	{Code: "^FL", Lasts: LastsSaved, Meaning: "links a font to others for the characters they lack", Source: "Zebra Programming Guide P1099958, ^FL",
		Blank: true, Params: []ParamInfo{
			{Name: "ext", Kind: ParamText, Values: "text", Meaning: "font that has them"},
			{Name: "base", Kind: ParamText, Values: "text", Meaning: "fonts that lack them; * and ? stand for any"},
			{Name: "link", Kind: ParamChoice, Values: "0|1", Meaning: "unlink, link"},
		},
	},
	{Code: "^SE", Lasts: LastsKept, Meaning: "encoding table of field data", Source: "Zebra Programming Guide P1099958, ^SE",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:", Meaning: "the table, .DAT"},
		},
	},
	{Code: "^CO", Lasts: LastsKept, Meaning: "memory for scalable characters", Source: "Zebra Programming Guide P1099958, ^CO",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "on"},
			{Name: "b", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "40", Meaning: "KiB added"},
			{Name: "c", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "normal, for Asian fonts"},
		},
	},
	{Code: "^FN", Lasts: LastsField, Meaning: "number of the field, for ^FD of the same number", Source: "Zebra Programming Guide P1099958, ^FN",
		Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "number"},
			{Name: "a", Kind: ParamQuoted, Values: "quoted", Meaning: "prompt of a keyboard unit; firmware V60.13.0.1"},
		},
	},
	{Code: "^FE", Lasts: LastsField, Meaning: "the next ^FD takes in the data of numbered fields", Source: "Zebra Programming Guide P1099958, ^FE",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Default: "#", Meaning: "the character around a reference: #n# or #n,f|b,start,count#"},
		},
	},
	{Code: "^FC", Lasts: LastsField, Meaning: "the next ^FD takes in date and time", Source: "Zebra Programming Guide P1099958, ^FC",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChars, Values: "char", Default: "%", Meaning: "the character before a letter of the clock"},
			{Name: "b", Kind: ParamChars, Values: "char", Meaning: "likewise of the second clock"},
			{Name: "c", Kind: ParamChars, Values: "char", Meaning: "likewise of the third clock"},
		},
	},
	{Code: "^SN", Lasts: LastsField, Meaning: "field data that the printer counts up from label to label; stands for ^FD", Source: "Zebra Programming Guide P1099958, ^SN",
		Params: []ParamInfo{
			{Name: "v", Kind: ParamText, Values: "text", Default: "1", Meaning: "first value; at most 12 digits at its end are counted"},
			{Name: "n", Kind: ParamText, Values: "text", Default: "1", Meaning: "step, may be negative"},
			{Name: "z", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "leading zeros"},
		},
	},
	{Code: "^SF", Lasts: LastsField, Meaning: "the printer counts the data of this field's ^FD up from label to label", Source: "Zebra Programming Guide P1099958, ^SF",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "mask from the right: D digit, H hexadecimal, O octal, A letter, N letter or digit, % none"},
			{Name: "b", Kind: ParamText, Values: "text", Meaning: "step; 1 when left out"},
		},
	},
	{Code: "^FM", Lasts: LastsField, Meaning: "places of the symbols of a structured append, for ^B7 and ^BF", Source: "Zebra Programming Guide P1099958, ^FM",
		Params: []ParamInfo{
			{Name: "x1,y1,…", Kind: ParamRest, Values: "rest", Meaning: "dots, or e for none; at most 60 pairs"},
		},
	},
	{Code: "^SL", Lasts: LastsKept, Meaning: "which time ^FC prints, and its language", Source: "Zebra Programming Guide P1099958, ^SL",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "S|T|0..999", Default: "S", Meaning: "start of the format, time of printing, or tolerance in seconds"},
			{Name: "b", Kind: ParamNumber, Values: "1..18", Min: 1, Max: 18, Default: "^KL", Meaning: "language"},
		},
	},
	{Code: "^SO", Lasts: LastsKept, Meaning: "what the second and third clock are ahead", Source: "Zebra Programming Guide P1099958, ^SO",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "2|3", Meaning: "clock"},
			{Name: "b", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "months"},
			{Name: "c", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "days"},
			{Name: "d", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "years"},
			{Name: "e", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "hours"},
			{Name: "f", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "minutes"},
			{Name: "g", Kind: ParamNumber, Values: "-32000..32000", Min: -32000, Max: 32000, Default: "0", Meaning: "seconds"},
		},
	},
	{Code: "^ST", Lasts: LastsSaved, Meaning: "sets the clock", Source: "Zebra Programming Guide P1099958, ^ST",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "1..12", Min: 1, Max: 12, Meaning: "month"},
			{Name: "b", Kind: ParamNumber, Values: "1..31", Min: 1, Max: 31, Meaning: "day"},
			{Name: "c", Kind: ParamNumber, Values: "1998..2097", Min: 1998, Max: 2097, Meaning: "year"},
			{Name: "d", Kind: ParamNumber, Values: "0..23", Min: 0, Max: 23, Meaning: "hour"},
			{Name: "e", Kind: ParamNumber, Values: "0..59", Min: 0, Max: 59, Meaning: "minute"},
			{Name: "f", Kind: ParamNumber, Values: "0..59", Min: 0, Max: 59, Meaning: "second"},
			{Name: "g", Kind: ParamChoice, Values: "A|P|M", Default: "M", Meaning: "a.m., p.m., 24 hours"},
		},
	},
	{Code: "^GB", Lasts: LastsField, Meaning: "box or line", Source: "Zebra Programming Guide P1099958, ^GB",
		Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "t", Meaning: "width in dots; less than t is taken as t"},
			{Name: "h", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "t", Meaning: "height in dots, likewise"},
			{Name: "t", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "thickness in dots"},
			{Name: "c", Kind: ParamChoice, Values: "B|W", Default: "B", Meaning: "colour"},
			{Name: "r", Kind: ParamNumber, Values: "0..8", Min: 0, Max: 8, Default: "0", Meaning: "rounding: r/8 of half the shorter side is the radius"},
		},
	},
	{Code: "^GF", Lasts: LastsField, Meaning: "picture", Source: "Zebra Programming Guide P1099958, ^GF",
		counted: counted{choice: 0, values: "BC", count: 1, data: 4}, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|C", Default: "A", Meaning: "hexadecimal, binary, compressed binary"},
			{Name: "b", Kind: ParamNumber, Values: "1..9999999", Min: 1, Max: 9999999, Meaning: "bytes sent; 99999 at most says the guide, printers take more"},
			{Name: "c", Kind: ParamNumber, Values: "1..9999999", Min: 1, Max: 9999999, Meaning: "bytes of the picture, likewise"},
			{Name: "d", Kind: ParamNumber, Values: "1..99999", Min: 1, Max: 99999, Meaning: "bytes of a row"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "the picture; of A also :B64:, :Z64: and repeat counts"},
		},
	},
	{Code: "^GC", Lasts: LastsField, Meaning: "circle", Source: "Zebra Programming Guide P1099958, ^GC",
		Params: []ParamInfo{
			{Name: "d", Kind: ParamNumber, Values: "3..4095", Min: 3, Max: 4095, Default: "3", Meaning: "diameter in dots"},
			{Name: "t", Kind: ParamNumber, Values: "1..4095", Min: 1, Max: 4095, Default: "1", Meaning: "thickness in dots"},
			{Name: "c", Kind: ParamChoice, Values: "B|W", Default: "B", Meaning: "colour"},
		},
	},
	{Code: "^GD", Lasts: LastsField, Meaning: "diagonal line", Source: "Zebra Programming Guide P1099958, ^GD",
		Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "3..32000", Min: 3, Max: 32000, Default: "^GD", Meaning: "width of its box in dots; t when left out"},
			{Name: "h", Kind: ParamNumber, Values: "3..32000", Min: 3, Max: 32000, Default: "^GD", Meaning: "height likewise"},
			{Name: "t", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "1", Meaning: "thickness in dots"},
			{Name: "c", Kind: ParamChoice, Values: "B|W", Default: "B", Meaning: "colour"},
			{Name: "o", Kind: ParamChoice, Values: "R|L|/|\\", Default: "R", Meaning: "leaning to the right, to the left"},
		},
	},
	{Code: "^GE", Lasts: LastsField, Meaning: "ellipse", Source: "Zebra Programming Guide P1099958, ^GE",
		Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "3..4095", Min: 3, Max: 4095, Default: "^GE", Meaning: "width in dots; t when left out"},
			{Name: "h", Kind: ParamNumber, Values: "3..4095", Min: 3, Max: 4095, Default: "^GE", Meaning: "height likewise"},
			{Name: "t", Kind: ParamNumber, Values: "1..4095", Min: 1, Max: 4095, Default: "1", Meaning: "thickness in dots"},
			{Name: "c", Kind: ParamChoice, Values: "B|W", Default: "B", Meaning: "colour"},
		},
	},
	{Code: "^GS", Lasts: LastsField, Meaning: "signs: A registered, B copyright, C trademark, D UL, E CSA", Source: "Zebra Programming Guide P1099958, ^GS",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "height in dots"},
			{Name: "w", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "^CF", Meaning: "width in dots"},
		},
	},
	{Code: "^DF", Lasts: LastsNow, Meaning: "stores the format instead of printing it", Source: "Zebra Programming Guide P1099958, ^DF",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.ZPL", Meaning: "its name"},
		},
	},
	{Code: "^XF", Lasts: LastsLabel, Meaning: "recalls a stored format; the ^FN that follow fill it in", Source: "Zebra Programming Guide P1099958, ^XF",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "UNKNOWN.ZPL", Meaning: "its name"},
		},
	},
	{Code: "^XG", Lasts: LastsField, Meaning: "stored picture", Source: "Zebra Programming Guide P1099958, ^XG",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "UNKNOWN.GRF", Meaning: "its name"},
			{Name: "mx", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Default: "1", Meaning: "magnification across"},
			{Name: "my", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Default: "1", Meaning: "magnification down"},
		},
	},
	{Code: "^IM", Lasts: LastsField, Meaning: "stored picture, not magnified", Source: "Zebra Programming Guide P1099958, ^IM",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "UNKNOWN.GRF", Meaning: "its name"},
		},
	},
	{Code: "^IL", Lasts: LastsLabel, Meaning: "stored picture of a format under everything else", Source: "Zebra Programming Guide P1099958, ^IL",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.GRF", Meaning: "its name"},
		},
	},
	{Code: "^IS", Lasts: LastsNow, Meaning: "stores what the format has drawn so far as a picture", Source: "Zebra Programming Guide P1099958, ^IS",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.GRF", Meaning: "its name"},
			{Name: "p", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints it too"},
		},
	},
	{Code: "^ID", Lasts: LastsNow, Meaning: "deletes stored objects", Source: "Zebra Programming Guide P1099958, ^ID",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.GRF", Meaning: "their name; * and ? stand for any"},
		},
	},
	{Code: "^TO", Lasts: LastsNow, Meaning: "copies stored objects", Source: "Zebra Programming Guide P1099958, ^TO",
		Blank: true, Params: []ParamInfo{
			{Name: "s:o.x", Kind: ParamFile, Values: "file", Meaning: "from"},
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Meaning: "to"},
		},
	},
	{Code: "^CM", Lasts: LastsSaved, Meaning: "exchanges the letters of the memories", Source: "Zebra Programming Guide P1099958, ^CM",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Default: "B:", Meaning: "letter for B:"},
			{Name: "b", Kind: ParamText, Values: "text", Default: "E:", Meaning: "letter for E:"},
			{Name: "c", Kind: ParamText, Values: "text", Default: "R:", Meaning: "letter for R:"},
			{Name: "d", Kind: ParamText, Values: "text", Default: "A:", Meaning: "letter for A:"},
			{Name: "e", Kind: ParamText, Values: "text", Meaning: "M: several letters for one memory"},
		},
	},
	{Code: "^JB", Lasts: LastsNow, Meaning: "empties a flash memory", Source: "Zebra Programming Guide P1099958, ^JB",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|E", Meaning: "which"},
		},
	},
	{Code: "~JB", Lasts: LastsNow, Meaning: "starts the optional memory anew", Source: "Zebra Programming Guide P1099958, ~JB",
		Blank: true, Immediate: true},
	{Code: "~DG", Lasts: LastsNow, Meaning: "stores a picture", Source: "Zebra Programming Guide P1099958, ~DG",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.GRF", Meaning: "its name"},
			{Name: "t", Kind: ParamNumber, Values: "1..9999999", Min: 1, Max: 9999999, Meaning: "bytes of the picture"},
			{Name: "w", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Meaning: "bytes of a row"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "hexadecimal as in ^GF"},
		},
	},
	{Code: "~DN", Lasts: LastsNow, Meaning: "breaks a ~DG off", Source: "Zebra Programming Guide P1099958, ~DN",
		Blank: true, Immediate: true},
	{Code: "~DY", Lasts: LastsNow, Meaning: "stores a picture, font or file", Source: "Zebra Programming Guide P1099958, ~DY",
		Blank: true, counted: counted{choice: 1, values: "BC", count: 3, data: 5}, Params: []ParamInfo{
			{Name: "d:f", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN", Meaning: "its name"},
			{Name: "b", Kind: ParamChoice, Values: "A|B|C|P", Meaning: "hexadecimal or base 64, binary, AR-compressed, PNG"},
			{Name: "x", Kind: ParamChoice, Values: "B|C|E|F|G|H|P|T|X|NRD|PAC", Default: "G", Meaning: "ending: BMP, WML, TTE, HTM, GRF, GET, PNG, TTF or OTF, PCX, …"},
			{Name: "t", Kind: ParamNumber, Values: "1..99999999", Min: 1, Max: 99999999, Meaning: "bytes"},
			{Name: "w", Kind: ParamNumber, Values: "0..99999", Min: 0, Max: 99999, Meaning: "bytes of a row, of a GRF"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "the file"},
		},
	},
	{Code: "~DB", Lasts: LastsNow, Meaning: "stores a bitmap font", Source: "Zebra Programming Guide P1099958, ~DB",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.FNT", Meaning: "its name"},
			{Name: "a", Kind: ParamChoice, Values: "N", Default: "N", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "cell height in dots"},
			{Name: "w", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "cell width in dots"},
			{Name: "base", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "dots above the base line"},
			{Name: "space", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "width of a space in dots"},
			{Name: "n", Kind: ParamNumber, Values: "1..256", Min: 1, Max: 256, Meaning: "characters"},
			{Name: "copyright", Kind: ParamText, Values: "text", Meaning: "holder"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "for each character #code.height.width.x.y.advance.bits"},
		},
	},
	{Code: "~DE", Lasts: LastsNow, Meaning: "stores an encoding table", Source: "Zebra Programming Guide P1099958, ~DE",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.DAT", Meaning: "its name"},
			{Name: "s", Kind: ParamNumber, Values: "1..9999999", Min: 1, Max: 9999999, Meaning: "bytes"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "hexadecimal"},
		},
	},
	{Code: "~DS", Lasts: LastsNow, Meaning: "stores an Intellifont", Source: "Zebra Programming Guide P1099958, ~DS",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.FNT", Meaning: "its name"},
			{Name: "s", Kind: ParamNumber, Values: "1..99999999", Min: 1, Max: 99999999, Meaning: "bytes"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "hexadecimal"},
		},
	},
	{Code: "~DT", Lasts: LastsNow, Meaning: "stores a TrueType font", Source: "Zebra Programming Guide P1099958, ~DT",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.DAT", Meaning: "its name"},
			{Name: "s", Kind: ParamNumber, Values: "1..99999999", Min: 1, Max: 99999999, Meaning: "bytes"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "hexadecimal"},
		},
	},
	{Code: "~DU", Lasts: LastsNow, Meaning: "stores a TrueType font of more than 256 characters", Source: "Zebra Programming Guide P1099958, ~DU",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.FNT", Meaning: "its name"},
			{Name: "s", Kind: ParamNumber, Values: "1..99999999", Min: 1, Max: 99999999, Meaning: "bytes"},
			{Name: "data", Kind: ParamRest, Values: "rest", Meaning: "hexadecimal"},
		},
	},
	{Code: "~EG", Lasts: LastsNow, Meaning: "deletes all stored pictures", Source: "zpl-toolchain, spec/commands, 2026: what the present guide has no page of, ~EG",
		Blank: true, Immediate: true},
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
	{Code: "^B0", Lasts: LastsField, Meaning: "Aztec code", Source: "Zebra Programming Guide P1099958, ^B0",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "b", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Meaning: "module in dots; depends on the head"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "the data has extended channel interpretations"},
			{Name: "d", Kind: ParamChoice, Values: "0|1..99|101..104|201..232|300", Default: "0", Meaning: "correction in percent, layers of a compact or full symbol, or a rune"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "symbol that sets up a reader"},
			{Name: "f", Kind: ParamNumber, Values: "1..26", Min: 1, Max: 26, Default: "1", Meaning: "symbols of a structured append"},
			{Name: "g", Kind: ParamText, Values: "text", Meaning: "its name, at most 24 characters"},
		},
	},
	{Code: "^BO", Lasts: LastsField, Meaning: "Aztec code, as ^B0", Source: "Zebra Programming Guide P1099958, ^BO",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "b", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Meaning: "module in dots; depends on the head"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "the data has extended channel interpretations"},
			{Name: "d", Kind: ParamChoice, Values: "0|1..99|101..104|201..232|300", Default: "0", Meaning: "correction in percent, layers of a compact or full symbol, or a rune"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "symbol that sets up a reader"},
			{Name: "f", Kind: ParamNumber, Values: "1..26", Min: 1, Max: 26, Default: "1", Meaning: "symbols of a structured append"},
			{Name: "g", Kind: ParamText, Values: "text", Meaning: "its name, at most 24 characters"},
		},
	},
	{Code: "^B1", Lasts: LastsField, Meaning: "Code 11", Source: "Zebra Programming Guide P1099958, ^B1",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "one check digit, not two"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^B2", Lasts: LastsField, Meaning: "interleaved 2 of 5; ITF-14", Source: "Zebra Programming Guide P1099958, ^B2",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "adds a check digit modulo 10"},
			{Name: "j", Kind: ParamText, Values: "text", Meaning: "not described"},
		},
	},
	{Code: "^B3", Lasts: LastsField, Meaning: "Code 39", Source: "Zebra Programming Guide P1099958, ^B3",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "adds a check character modulo 43"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^B4", Lasts: LastsField, Meaning: "Code 49", Source: "Zebra Programming Guide P1099958, ^B4",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height of a row in modules"},
			{Name: "f", Kind: ParamChoice, Values: "N|A|B", Default: "N", Meaning: "text: none, above, below"},
			{Name: "m", Kind: ParamChoice, Values: "0..5|A", Default: "A", Meaning: "starting mode"},
		},
	},
	{Code: "^B5", Lasts: LastsField, Meaning: "Planet code", Source: "Zebra Programming Guide P1099958, ^B5",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^B7", Lasts: LastsField, Meaning: "PDF417", Source: "Zebra Programming Guide P1099958, ^B7",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height of a row in dots"},
			{Name: "s", Kind: ParamNumber, Values: "0..8", Min: 0, Max: 8, Default: "0", Meaning: "level of error correction; 0 detects only"},
			{Name: "c", Kind: ParamNumber, Values: "1..30", Min: 1, Max: 30, Meaning: "columns"},
			{Name: "r", Kind: ParamNumber, Values: "3..90", Min: 3, Max: 90, Meaning: "rows"},
			{Name: "t", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "leaves out the right row indicators"},
		},
	},
	{Code: "^B8", Lasts: LastsField, Meaning: "EAN-8", Source: "Zebra Programming Guide P1099958, ^B8",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^B9", Lasts: LastsField, Meaning: "UPC-E", Source: "Zebra Programming Guide P1099958, ^B9",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the check digit"},
		},
	},
	{Code: "^BA", Lasts: LastsField, Meaning: "Code 93", Source: "Zebra Programming Guide P1099958, ^BA",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "prints the check digits"},
		},
	},
	{Code: "^BB", Lasts: LastsField, Meaning: "Codablock", Source: "Zebra Programming Guide P1099958, ^BB",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "N", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "2..32000", Min: 2, Max: 32000, Default: "8", Meaning: "height of a row in dots"},
			{Name: "s", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "check sums"},
			{Name: "c", Kind: ParamNumber, Values: "2..62", Min: 2, Max: 62, Meaning: "characters of a row"},
			{Name: "r", Kind: ParamNumber, Values: "1..22", Min: 1, Max: 22, Meaning: "rows; of E and F 2 to 4"},
			{Name: "m", Kind: ParamChoice, Values: "A|E|F", Default: "F", Meaning: "Code 39, Code 128 with FNC1, Code 128"},
		},
	},
	{Code: "^BD", Lasts: LastsField, Meaning: "MaxiCode", Source: "Zebra Programming Guide P1099958, ^BD",
		Params: []ParamInfo{
			{Name: "m", Kind: ParamNumber, Values: "2..6", Min: 2, Max: 6, Default: "2", Meaning: "numeric post code, other post code, standard, full correction, sets up a reader"},
			{Name: "n", Kind: ParamNumber, Values: "1..8", Min: 1, Max: 8, Default: "1", Meaning: "number of the symbol"},
			{Name: "t", Kind: ParamNumber, Values: "1..8", Min: 1, Max: 8, Default: "1", Meaning: "symbols in all"},
		},
	},
	{Code: "^BE", Lasts: LastsField, Meaning: "EAN-13", Source: "Zebra Programming Guide P1099958, ^BE",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^BF", Lasts: LastsField, Meaning: "MicroPDF417", Source: "Zebra Programming Guide P1099958, ^BF",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "^BY", Meaning: "height of a row in dots"},
			{Name: "m", Kind: ParamNumber, Values: "0..33", Min: 0, Max: 33, Default: "0", Meaning: "columns, rows and correction"},
		},
	},
	{Code: "^BI", Lasts: LastsField, Meaning: "industrial 2 of 5", Source: "Zebra Programming Guide P1099958, ^BI",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^BJ", Lasts: LastsField, Meaning: "standard 2 of 5", Source: "Zebra Programming Guide P1099958, ^BJ",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^BK", Lasts: LastsField, Meaning: "Codabar", Source: "Zebra Programming Guide P1099958, ^BK",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "e", Kind: ParamChoice, Values: "N", Default: "N", Meaning: "none"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "k", Kind: ParamChoice, Values: "A|B|C|D", Default: "A", Meaning: "start character"},
			{Name: "l", Kind: ParamChoice, Values: "A|B|C|D", Default: "A", Meaning: "stop character"},
		},
	},
	{Code: "^BL", Lasts: LastsField, Meaning: "LOGMARS, Code 39 with a check character", Source: "Zebra Programming Guide P1099958, ^BL",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^BM", Lasts: LastsField, Meaning: "MSI", Source: "Zebra Programming Guide P1099958, ^BM",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "e", Kind: ParamChoice, Values: "A|B|C|D", Default: "B", Meaning: "check digits: none, 10, 10 and 10, 11 and 10"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e2", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "check digits in the text too"},
		},
	},
	{Code: "^BP", Lasts: LastsField, Meaning: "Plessey", Source: "Zebra Programming Guide P1099958, ^BP",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "prints the check digits"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
		},
	},
	{Code: "^BQ", Lasts: LastsField, Meaning: "QR Code; the data begins with its correction, A or M, and a comma", Source: "Zebra Programming Guide P1099958, ^BQ",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N", Default: "N", Meaning: "orientation; cannot be turned"},
			{Name: "b", Kind: ParamChoice, Values: "1|2", Default: "2", Meaning: "original, enhanced"},
			{Name: "c", Kind: ParamNumber, Values: "1..100", Min: 1, Max: 100, Meaning: "module in dots; depends on the head"},
			{Name: "d", Kind: ParamChoice, Values: "H|Q|M|L", Default: "Q", Meaning: "error correction"},
			{Name: "e", Kind: ParamNumber, Values: "0..7", Min: 0, Max: 7, Default: "7", Meaning: "mask"},
		},
	},
	{Code: "^BR", Lasts: LastsField, Meaning: "GS1 DataBar, EAN/UPC or GS1-128 with composite component; | comes before that", Source: "Zebra Programming Guide P1099958, ^BR",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "N|R|I|B", Default: "R", Meaning: "orientation"},
			{Name: "b", Kind: ParamNumber, Values: "1..12", Min: 1, Max: 12, Default: "1", Meaning: "omnidirectional, truncated, stacked, stacked omnidirectional, limited, expanded, UPC-A, UPC-E, EAN-13, EAN-8, GS1-128 with CC-A/B, with CC-C"},
			{Name: "c", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Meaning: "module in dots; depends on the head"},
			{Name: "d", Kind: ParamChoice, Values: "1|2", Default: "1", Meaning: "height of the separator"},
			{Name: "e", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "25", Meaning: "height of the bars in dots, of 11 and 12"},
			{Name: "f", Kind: ParamNumber, Values: "2..22", Min: 2, Max: 22, Default: "22", Meaning: "segments of a row of 6, even"},
		},
	},
	{Code: "^BS", Lasts: LastsField, Meaning: "add-on of EAN and UPC", Source: "Zebra Programming Guide P1099958, ^BS",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "above the bars"},
		},
	},
	{Code: "^BT", Lasts: LastsField, Meaning: "TLC39, Code 39 with MicroPDF417", Source: "Zebra Programming Guide P1099958, ^BT",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "w1", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Meaning: "module of Code 39 in dots; depends on the head"},
			{Name: "r1", Kind: ParamNumber, Values: "2.0..3.0", Min: 2, Max: 3, Default: "2.0", Meaning: "wide to narrow bar"},
			{Name: "h1", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Meaning: "height of Code 39 in dots"},
			{Name: "w2", Kind: ParamNumber, Values: "1..10", Min: 1, Max: 10, Meaning: "module of MicroPDF417 in dots"},
			{Name: "h2", Kind: ParamNumber, Values: "1..255", Min: 1, Max: 255, Meaning: "height of its rows in dots"},
		},
	},
	{Code: "^BU", Lasts: LastsField, Meaning: "UPC-A", Source: "Zebra Programming Guide P1099958, ^BU",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "prints the check digit"},
		},
	},
	{Code: "^BZ", Lasts: LastsField, Meaning: "post codes of the USA", Source: "Zebra Programming Guide P1099958, ^BZ",
		Params: []ParamInfo{
			{Name: "o", Kind: ParamChoice, Values: "N|R|I|B", Default: "^FW", Meaning: "orientation"},
			{Name: "h", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Default: "^BY", Meaning: "height in dots"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "prints the data as text"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "above the bars"},
			{Name: "t", Kind: ParamNumber, Values: "0..3", Min: 0, Max: 3, Default: "0", Meaning: "Postnet, Planet, reserved, Intelligent Mail"},
		},
	},
	{Code: "^CV", Lasts: LastsKept, Meaning: "prints INVALID and a letter in place of a symbol whose data is wrong", Source: "Zebra Programming Guide P1099958, ^CV",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "check"},
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
	{Code: "~SD", Lasts: LastsSaved, Meaning: "darkness", Source: "Zebra Programming Guide P1099958, ~SD",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "00..30", Min: 0, Max: 30, Meaning: "steps"},
		},
	},
	{Code: "~TA", Lasts: LastsSaved, Meaning: "rest position of the media", Source: "Zebra Programming Guide P1099958, ~TA",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "-120..120", Min: -120, Max: 120, Meaning: "dots"},
		},
	},
	{Code: "~HB", Lasts: LastsNow, Meaning: "returns the state of the battery", Source: "Zebra Programming Guide P1099958, ~HB",
		Blank: true, Immediate: true},
	{Code: "~HU", Lasts: LastsNow, Meaning: "returns the alerts set up", Source: "Zebra Programming Guide P1099958, ~HU",
		Blank: true, Immediate: true},
	{Code: "^HH", Lasts: LastsNow, Meaning: "returns the configuration label as text", Source: "Zebra Programming Guide P1099958, ^HH",
		Blank: true},
	{Code: "^HT", Lasts: LastsNow, Meaning: "returns the links of fonts", Source: "Zebra Programming Guide P1099958, ^HT",
		Blank: true},
	{Code: "^HF", Lasts: LastsNow, Meaning: "returns stored formats", Source: "Zebra Programming Guide P1099958, ^HF",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN.ZPL", Meaning: "their name"},
		},
	},
	{Code: "^HG", Lasts: LastsNow, Meaning: "returns a stored picture as ~DG has it", Source: "Zebra Programming Guide P1099958, ^HG",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "UNKNOWN.GRF", Meaning: "its name"},
		},
	},
	{Code: "^HW", Lasts: LastsNow, Meaning: "returns the directory of a memory", Source: "Zebra Programming Guide P1099958, ^HW",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:*.*", Meaning: "objects; * and ? stand for any"},
			{Name: "f", Kind: ParamChoice, Values: "C|D", Default: "D", Meaning: "column, default"},
		},
	},
	{Code: "^HY", Lasts: LastsNow, Meaning: "returns a stored picture as ~DY has it", Source: "Zebra Programming Guide P1099958, ^HY",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Meaning: "its name"},
		},
	},
	{Code: "^HZ", Lasts: LastsNow, Meaning: "returns a description of the printer in XML", Source: "Zebra Programming Guide P1099958, ^HZ",
		Blank: true, Params: []ParamInfo{
			{Name: "b", Kind: ParamChoice, Values: "A|F|L|O|R", Meaning: "everything, format settings, directory, object, status"},
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:UNKNOWN", Meaning: "of O: its name"},
			{Name: "l", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "of O: names of 16 characters"},
		},
	},
	{Code: "^LF", Lasts: LastsNow, Meaning: "prints the links of fonts", Source: "Zebra Programming Guide P1099958, ^LF"},
	{Code: "^WD", Lasts: LastsNow, Meaning: "prints the directory of a memory", Source: "Zebra Programming Guide P1099958, ^WD",
		Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Default: "R:*.*", Meaning: "objects"},
		},
	},
	{Code: "~WC", Lasts: LastsNow, Meaning: "prints the configuration label", Source: "Zebra Programming Guide P1099958, ~WC",
		Blank: true, Immediate: true},
	{Code: "~WQ", Lasts: LastsNow, Meaning: "prints one of the reports of ~HQ", Source: "Zebra Programming Guide P1099958, ~WQ",
		Blank: true, Immediate: true, fixed: 2, Params: []ParamInfo{
			{Name: "r", Kind: ParamChars, Values: "2*char", Meaning: "as of ~HQ"},
		},
	},
	{Code: "~JC", Lasts: LastsNow, Meaning: "measures label length and calibrates the sensors", Source: "Zebra Programming Guide P1099958, ~JC",
		Blank: true, Immediate: true},
	{Code: "~JD", Lasts: LastsNow, Meaning: "prints every byte received instead of acting on it", Source: "Zebra Programming Guide P1099958, ~JD",
		Blank: true, Immediate: true},
	{Code: "~JE", Lasts: LastsNow, Meaning: "ends ~JD", Source: "Zebra Programming Guide P1099958, ~JE",
		Blank: true, Immediate: true},
	{Code: "~JF", Lasts: LastsKept, Meaning: "what a low battery does", Source: "Zebra Programming Guide P1099958, ~JF",
		Blank: true, Immediate: true, fixed: 1, Params: []ParamInfo{
			{Name: "p", Kind: ParamChars, Values: "char", Default: "Y", Meaning: "Y pauses, N does not"},
		},
	},
	{Code: "~JG", Lasts: LastsNow, Meaning: "prints a graph of the sensors", Source: "Zebra Programming Guide P1099958, ~JG",
		Blank: true, Immediate: true},
	{Code: "~JL", Lasts: LastsNow, Meaning: "measures the label length, feeding labels", Source: "Zebra Programming Guide P1099958, ~JL",
		Blank: true, Immediate: true},
	{Code: "~JN", Lasts: LastsKept, Meaning: "a failed test of the head stops the printer", Source: "Zebra Programming Guide P1099958, ~JN",
		Blank: true, Immediate: true},
	{Code: "~JO", Lasts: LastsKept, Meaning: "a failed test of the head is reported; pause goes on", Source: "Zebra Programming Guide P1099958, ~JO",
		Blank: true, Immediate: true},
	{Code: "^JT", Lasts: LastsKept, Meaning: "test of the head", Source: "Zebra Programming Guide P1099958, ^JT",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "labels between tests; 0: none"},
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "tests only a range"},
			{Name: "b", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "first element"},
			{Name: "c", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "9999", Meaning: "last element"},
		},
	},
	{Code: "~JS", Lasts: LastsKept, Meaning: "when the media is fed back", Source: "Zebra Programming Guide P1099958, ~JS",
		Blank: true, Params: []ParamInfo{
			{Name: "b", Kind: ParamChoice, Values: "A|B|N|O|10..90", Default: "N", Meaning: "after printing, before, part of it, never, percent before"},
		},
	},
	{Code: "^JS", Lasts: LastsSaved, Meaning: "media sensor", Source: "Zebra Programming Guide P1099958, ^JS",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|R|T", Meaning: "automatic, reflective, transmissive"},
		},
	},
	{Code: "^JH", Lasts: LastsSaved, Meaning: "early warnings", Source: "Zebra Programming Guide P1099958, ^JH",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "E|D", Default: "D", Meaning: "of media"},
			{Name: "b", Kind: ParamNumber, Values: "100..9999", Min: 100, Max: 9999, Default: "900", Meaning: "labels of a roll"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "media replaced"},
			{Name: "d", Kind: ParamChoice, Values: "N|0..16", Default: "7", Meaning: "length of the ribbon"},
			{Name: "e", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "ribbon replaced"},
			{Name: "f", Kind: ParamChoice, Values: "E|D", Default: "D", Meaning: "of maintenance"},
			{Name: "g", Kind: ParamNumber, Values: "0..16", Min: 0, Max: 16, Default: "7", Meaning: "metres between cleanings of the head"},
			{Name: "h", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "head cleaned"},
			{Name: "i", Kind: ParamChoice, Values: "0|100..3500000", Default: "1000000", Meaning: "inches a head lasts"},
			{Name: "j", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "head replaced"},
		},
	},
	{Code: "^JI", Lasts: LastsNow, Meaning: "starts a program in ZBI", Source: "Zebra Programming Guide P1099958, ^JI",
		Blank: true, Params: []ParamInfo{
			{Name: "d:o.x", Kind: ParamFile, Values: "file", Meaning: "the program"},
			{Name: "b", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "console"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "echo"},
			{Name: "d", Kind: ParamText, Values: "text", Default: "50K", Meaning: "memory"},
		},
	},
	{Code: "~JI", Lasts: LastsNow, Meaning: "starts ZBI", Source: "Zebra Programming Guide P1099958, ~JI",
		Blank: true, Immediate: true},
	{Code: "~JQ", Lasts: LastsNow, Meaning: "ends ZBI", Source: "Zebra Programming Guide P1099958, ~JQ",
		Blank: true, Immediate: true},
	{Code: "^JJ", Lasts: LastsSaved, Meaning: "verifier and applicator", Source: "Zebra Programming Guide P1099958, ^JJ",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "0|1|2", Default: "0", Meaning: "off, reprints on an error, highest throughput"},
			{Name: "b", Kind: ParamNumber, Values: "0..4", Min: 0, Max: 4, Default: "0", Meaning: "signal of the end of a label"},
			{Name: "c", Kind: ParamChoice, Values: "P|L", Meaning: "start by pulse, by level"},
			{Name: "d", Kind: ParamChoice, Values: "E|F", Default: "F", Meaning: "no label found: error, feed"},
			{Name: "e", Kind: ParamChoice, Values: "E|D", Default: "D", Meaning: "a signal prints the last label again"},
			{Name: "f", Kind: ParamChoice, Values: "E|D", Default: "E", Meaning: "warns of a low ribbon"},
		},
	},
	{Code: "^JM", Lasts: LastsKept, Meaning: "dots of twice the size", Source: "Zebra Programming Guide P1099958, ^JM",
		Params: []ParamInfo{
			{Name: "n", Kind: ParamChoice, Values: "A|B", Default: "A", Meaning: "B: half the dots a millimetre"},
		},
	},
	{Code: "^JU", Lasts: LastsNow, Meaning: "the configuration", Source: "Zebra Programming Guide P1099958, ^JU",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|F|N|R|S", Meaning: "of the factory with network, without, network only; last saved; saves"},
		},
	},
	{Code: "^JW", Lasts: LastsSaved, Meaning: "ribbon tension", Source: "Zebra Programming Guide P1099958, ^JW",
		Blank: true, Params: []ParamInfo{
			{Name: "t", Kind: ParamChoice, Values: "L|M|H", Meaning: "low, medium, high"},
		},
	},
	{Code: "~KB", Lasts: LastsNow, Meaning: "empties the battery", Source: "Zebra Programming Guide P1099958, ~KB",
		Blank: true, Immediate: true},
	{Code: "^KD", Lasts: LastsSaved, Meaning: "how the panel shows date and time", Source: "Zebra Programming Guide P1099958, ^KD",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..4", Min: 0, Max: 4, Default: "0", Meaning: "not, month first of 24 or 12 hours, day first likewise"},
		},
	},
	{Code: "^KL", Lasts: LastsSaved, Meaning: "language of the panel", Source: "Zebra Programming Guide P1099958, ^KL",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "1..20", Min: 1, Max: 20, Default: "1", Meaning: "English, Spanish, French, German, Italian, …"},
		},
	},
	{Code: "^KN", Lasts: LastsSaved, Meaning: "name of the printer", Source: "Zebra Programming Guide P1099958, ^KN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "at most 16 characters"},
			{Name: "b", Kind: ParamText, Values: "text", Meaning: "description, at most 35 characters"},
		},
	},
	{Code: "^KP", Lasts: LastsSaved, Meaning: "password of the panel", Source: "Zebra Programming Guide P1099958, ^KP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Meaning: "four digits"},
			{Name: "b", Kind: ParamNumber, Values: "1..4", Min: 1, Max: 4, Default: "3", Meaning: "level, of S4M"},
		},
	},
	{Code: "^KV", Lasts: LastsSaved, Meaning: "kiosk", Source: "Zebra Programming Guide P1099958, ^KV",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "0|10..60", Default: "0", Meaning: "whole cut, or mm left uncut"},
			{Name: "b", Kind: ParamNumber, Values: "2..9", Min: 2, Max: 9, Default: "9", Meaning: "mm of margin"},
			{Name: "c", Kind: ParamChoice, Values: "0|1|2", Default: "0", Meaning: "old page: out, back, nothing"},
			{Name: "d", Kind: ParamNumber, Values: "0..300", Min: 0, Max: 300, Default: "0", Meaning: "seconds until it goes back; 0: never"},
			{Name: "e", Kind: ParamChoice, Values: "0|3..1023", Default: "400", Meaning: "mm of the loop"},
		},
	},
	{Code: "^CN", Lasts: LastsNow, Meaning: "cuts now, in a kiosk", Source: "Zebra Programming Guide P1099958, ^CN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "0|1", Meaning: "as ^KV has it, whole"},
		},
	},
	{Code: "^CP", Lasts: LastsNow, Meaning: "moves the label in a kiosk", Source: "Zebra Programming Guide P1099958, ^CP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "0|1|2", Meaning: "out, back, as ^KV has it"},
		},
	},
	{Code: "^PN", Lasts: LastsNow, Meaning: "presents the label in a kiosk", Source: "Zebra Programming Guide P1099958, ^PN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Meaning: "mm more"},
		},
	},
	{Code: "~PL", Lasts: LastsKept, Meaning: "presents every label in a kiosk further", Source: "Zebra Programming Guide P1099958, ~PL",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Default: "0", Meaning: "mm"},
		},
	},
	{Code: "^MA", Lasts: LastsSaved, Meaning: "maintenance alerts", Source: "Zebra Programming Guide P1099958, ^MA",
		Blank: true, Params: []ParamInfo{
			{Name: "type", Kind: ParamChoice, Values: "R|C", Meaning: "replace the head, clean it"},
			{Name: "print", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "prints a label"},
			{Name: "threshold", Kind: ParamNumber, Values: "0..2000", Min: 0, Max: 2000, Meaning: "km for R, m for C; 0: never"},
			{Name: "frequency", Kind: ParamNumber, Values: "0..2000", Min: 0, Max: 2000, Default: "0", Meaning: "m to the next one; 0: at power on"},
			{Name: "units", Kind: ParamChoice, Values: "C|I|M", Default: "I", Meaning: "of odometers: cm, inches, metres"},
		},
	},
	{Code: "^MI", Lasts: LastsSaved, Meaning: "text of a maintenance alert", Source: "Zebra Programming Guide P1099958, ^MI",
		Blank: true, Params: []ParamInfo{
			{Name: "type", Kind: ParamChoice, Values: "R|C", Default: "R", Meaning: "replace the head, clean it"},
			{Name: "message", Kind: ParamText, Values: "text", Meaning: "at most 63 characters"},
		},
	},
	{Code: "^MC", Lasts: LastsKept, Meaning: "empties the picture after a label", Source: "Zebra Programming Guide P1099958, ^MC",
		Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "N: what was drawn stays for the next"},
		},
	},
	{Code: "^MF", Lasts: LastsSaved, Meaning: "feeds labels", Source: "Zebra Programming Guide P1099958, ^MF",
		Blank: true, Params: []ParamInfo{
			{Name: "p", Kind: ParamChoice, Values: "F|C|L|N|S", Default: "C", Meaning: "at power on: to the gap, calibrate, length, nothing, short calibration"},
			{Name: "h", Kind: ParamChoice, Values: "F|C|L|N|S", Default: "C", Meaning: "when the head is closed"},
		},
	},
	{Code: "^ML", Lasts: LastsSaved, Meaning: "longest label", Source: "Zebra Programming Guide P1099958, ^ML",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "dots"},
		},
	},
	{Code: "^MP", Lasts: LastsSaved, Meaning: "locks parts of the panel", Source: "Zebra Programming Guide P1099958, ^MP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "D|P|C|E|S|W|F|X|M", Meaning: "darkness, position, calibration, none, saving, pause, feed, cancel, menu"},
		},
	},
	{Code: "^MW", Lasts: LastsSaved, Meaning: "warns of a cold head", Source: "Zebra Programming Guide P1099958, ^MW",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Meaning: "warn"},
		},
	},
	{Code: "^PF", Lasts: LastsNow, Meaning: "moves on by rows without printing", Source: "Zebra Programming Guide P1099958, ^PF",
		Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Meaning: "dots"},
		},
	},
	{Code: "^PH", Lasts: LastsNow, Meaning: "feeds one label", Source: "Zebra Programming Guide P1099958, ^PH",
		Blank: true},
	{Code: "~PH", Lasts: LastsNow, Meaning: "feeds one label after the current one", Source: "Zebra Programming Guide P1099958, ~PH",
		Blank: true, Immediate: true},
	{Code: "^PP", Lasts: LastsNow, Meaning: "pauses when it is printed", Source: "Zebra Programming Guide P1099958, ^PP",
		Blank: true},
	{Code: "~PR", Lasts: LastsNow, Meaning: "prints the last label again", Source: "Zebra Programming Guide P1099958, ~PR",
		Blank: true, Immediate: true},
	{Code: "~PM", Lasts: LastsNow, Meaning: "erases the printer's memory for good", Source: "Zebra Programming Guide P1099958, ~PM",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "serial number of the printer"},
			{Name: "b", Kind: ParamNumber, Values: "0..3", Min: 0, Max: 3, Default: "0", Meaning: "times"},
		},
	},
	{Code: "~RO", Lasts: LastsNow, Meaning: "sets a counter to zero", Source: "Zebra Programming Guide P1099958, ~RO",
		Blank: true, Immediate: true, fixed: 1, Params: []ParamInfo{
			{Name: "c", Kind: ParamChars, Values: "char", Meaning: "1, 2 labels; 3 valid, 4 voided tags; C head cleaned; R head replaced"},
		},
	},
	{Code: "^SI", Lasts: LastsSaved, Meaning: "transmissive sensor", Source: "Zebra Programming Guide P1099958, ^SI",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "1|2", Meaning: "brightness, base line"},
			{Name: "b", Kind: ParamNumber, Values: "0..196", Min: 0, Max: 196, Meaning: "value"},
		},
	},
	{Code: "^SP", Lasts: LastsLabel, Meaning: "begins to print before the format is drawn", Source: "Zebra Programming Guide P1099958, ^SP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..32000", Min: 0, Max: 32000, Default: "0", Meaning: "dot row"},
		},
	},
	{Code: "^SR", Lasts: LastsSaved, Meaning: "resistance of the head", Source: "Zebra Programming Guide P1099958, ^SR",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "488..1175", Min: 488, Max: 1175, Meaning: "ohm"},
		},
	},
	{Code: "^SS", Lasts: LastsSaved, Meaning: "values of the sensors", Source: "Zebra Programming Guide P1099958, ^SS",
		Blank: true, Params: []ParamInfo{
			{Name: "w", Kind: ParamNumber, Values: "0..100", Min: 0, Max: 100, Meaning: "gap"},
			{Name: "m", Kind: ParamNumber, Values: "0..100", Min: 0, Max: 100, Meaning: "media"},
			{Name: "r", Kind: ParamNumber, Values: "0..100", Min: 0, Max: 100, Meaning: "ribbon"},
			{Name: "l", Kind: ParamNumber, Values: "1..32000", Min: 1, Max: 32000, Meaning: "label length in dots"},
			{Name: "m2", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Meaning: "light for media"},
			{Name: "r2", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Meaning: "light for ribbon"},
			{Name: "a", Kind: ParamNumber, Values: "0..100", Min: 0, Max: 100, Meaning: "mark"},
			{Name: "b", Kind: ParamNumber, Values: "0..100", Min: 0, Max: 100, Meaning: "media of marks"},
			{Name: "c", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Meaning: "light for marks"},
		},
	},
	{Code: "^SZ", Lasts: LastsKept, Meaning: "language", Source: "Zebra Programming Guide P1099958, ^SZ",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "1|2", Default: "2", Meaning: "ZPL, ZPL II"},
		},
	},
	{Code: "^XB", Lasts: LastsLabel, Meaning: "the label is not fed to the tear bar; not for the last one", Source: "Zebra Programming Guide P1099958, ^XB",
		Blank: true},
	{Code: "^XS", Lasts: LastsSaved, Meaning: "calibration while printing", Source: "Zebra Programming Guide P1099958, ^XS",
		Blank: true, Params: []ParamInfo{
			{Name: "length", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "of the length"},
			{Name: "threshold", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "of the threshold"},
			{Name: "gain", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "of the gain"},
		},
	},
	{Code: "^ZZ", Lasts: LastsSaved, Meaning: "switches itself off", Source: "Zebra Programming Guide P1099958, ^ZZ",
		Blank: true, Params: []ParamInfo{
			{Name: "t", Kind: ParamNumber, Values: "0..999999", Min: 0, Max: 999999, Default: "0", Meaning: "idle seconds; 0: never"},
			{Name: "b", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "with labels waiting too"},
		},
	},
	{Code: "^SC", Lasts: LastsSaved, Meaning: "serial port", Source: "Zebra Programming Guide P1099958, ^SC",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "110|300|600|1200|2400|4800|9600|14400|19200|28800|38400|57600|115200", Meaning: "baud"},
			{Name: "b", Kind: ParamChoice, Values: "7|8", Meaning: "data bits"},
			{Name: "c", Kind: ParamChoice, Values: "N|E|O", Meaning: "parity"},
			{Name: "d", Kind: ParamChoice, Values: "1|2", Meaning: "stop bits"},
			{Name: "e", Kind: ParamChoice, Values: "X|D|R|M", Meaning: "handshake XON/XOFF, DTR/DSR, RTS, DTR/DSR with XON/XOFF"},
			{Name: "f", Kind: ParamChoice, Values: "A|N|Z", Meaning: "packets ACK/NAK, none, Zebra"},
		},
	},
	{Code: "^SX", Lasts: LastsSaved, Meaning: "sets up an alert", Source: "Zebra Programming Guide P1099958, ^SX",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|Q|R|S|T|U|V|*", Meaning: "A media out, B ribbon out, E head open, J paused, K job done, V RFID error, …"},
			{Name: "b", Kind: ParamChoice, Values: "A|B|C|D|E|F", Meaning: "serial, parallel, mail, TCP, UDP, SNMP"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "when it begins"},
			{Name: "d", Kind: ParamChoice, Values: "Y|N", Default: "N", Meaning: "when it ends"},
			{Name: "e", Kind: ParamText, Values: "text", Meaning: "address"},
			{Name: "f", Kind: ParamNumber, Values: "0..65535", Min: 0, Max: 65535, Meaning: "port"},
		},
	},
	{Code: "^SQ", Lasts: LastsSaved, Meaning: "holds an alert back", Source: "Zebra Programming Guide P1099958, ^SQ",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|Q|R|S|T|U|V|W|*", Meaning: "as of ^SX"},
			{Name: "b", Kind: ParamChoice, Values: "A|B|C|D|E|F|*", Meaning: "as of ^SX"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "hold back"},
		},
	},
	{Code: "^ND", Lasts: LastsSaved, Meaning: "network of a print server", Source: "Zebra Programming Guide P1099958, ^ND",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "1|2|3", Meaning: "external, internal, wireless"},
			{Name: "b", Kind: ParamChoice, Values: "A|B|C|D|G|R|P", Default: "A", Meaning: "how the address is found"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "address"},
			{Name: "d", Kind: ParamText, Values: "text", Meaning: "mask"},
			{Name: "e", Kind: ParamText, Values: "text", Meaning: "gateway"},
			{Name: "f", Kind: ParamText, Values: "text", Meaning: "WINS server"},
			{Name: "g", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "idle connections end"},
			{Name: "h", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "300", Meaning: "after seconds"},
			{Name: "i", Kind: ParamNumber, Values: "0..30", Min: 0, Max: 30, Default: "0", Meaning: "minutes between ARP messages"},
			{Name: "j", Kind: ParamNumber, Values: "1..65535", Min: 1, Max: 65535, Default: "9100", Meaning: "port"},
		},
	},
	{Code: "^NS", Lasts: LastsSaved, Meaning: "network of a wired print server", Source: "Zebra Programming Guide P1099958, ^NS",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "A|B|C|D|G|R|P", Default: "A", Meaning: "how the address is found"},
			{Name: "b", Kind: ParamText, Values: "text", Meaning: "address"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "mask"},
			{Name: "d", Kind: ParamText, Values: "text", Meaning: "gateway"},
			{Name: "e", Kind: ParamText, Values: "text", Meaning: "WINS server"},
			{Name: "f", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "idle connections end"},
			{Name: "g", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "300", Meaning: "after seconds"},
			{Name: "h", Kind: ParamNumber, Values: "0..30", Min: 0, Max: 30, Default: "0", Meaning: "minutes between ARP messages"},
			{Name: "i", Kind: ParamNumber, Values: "1..65535", Min: 1, Max: 65535, Default: "9100", Meaning: "port"},
		},
	},
	{Code: "^NB", Lasts: LastsSaved, Meaning: "looks for a print server at power on", Source: "zpl-toolchain, spec/commands, 2026: what the present guide has no page of, ^NB",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "C|S", Default: "S", Meaning: "look, skip"},
		},
	},
	{Code: "^NC", Lasts: LastsSaved, Meaning: "first print server", Source: "zpl-toolchain, spec/commands, 2026: what the present guide has no page of, ^NC",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "1|2", Default: "1", Meaning: "wired, wireless"},
		},
	},
	{Code: "^NI", Lasts: LastsSaved, Meaning: "number of the printer on RS-485", Source: "Zebra Programming Guide P1099958, ^NI",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..999", Min: 0, Max: 999, Default: "0", Meaning: "0: none"},
		},
	},
	{Code: "~NC", Lasts: LastsNow, Meaning: "talks to one printer on RS-485", Source: "Zebra Programming Guide P1099958, ~NC",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..999", Min: 0, Max: 999, Default: "0", Meaning: "its number"},
		},
	},
	{Code: "~NR", Lasts: LastsNow, Meaning: "lets all printers on RS-485 pass data on", Source: "Zebra Programming Guide P1099958, ~NR",
		Blank: true, Immediate: true},
	{Code: "~NT", Lasts: LastsNow, Meaning: "lets the printer talked to pass data on", Source: "Zebra Programming Guide P1099958, ~NT",
		Blank: true, Immediate: true},
	{Code: "^NN", Lasts: LastsSaved, Meaning: "SNMP", Source: "Zebra Programming Guide P1099958, ^NN",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "name"},
			{Name: "b", Kind: ParamText, Values: "text", Meaning: "contact"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "place"},
			{Name: "d", Kind: ParamText, Values: "text", Default: "public", Meaning: "community of get"},
			{Name: "e", Kind: ParamText, Values: "text", Default: "public", Meaning: "community of set"},
			{Name: "f", Kind: ParamText, Values: "text", Default: "public", Meaning: "community of traps"},
		},
	},
	{Code: "^NP", Lasts: LastsSaved, Meaning: "whose network settings hold", Source: "Zebra Programming Guide P1099958, ^NP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "P|M", Default: "P", Meaning: "printer, print server"},
		},
	},
	{Code: "^NT", Lasts: LastsSaved, Meaning: "mail", Source: "Zebra Programming Guide P1099958, ^NT",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Meaning: "server"},
			{Name: "b", Kind: ParamText, Values: "text", Meaning: "domain"},
		},
	},
	{Code: "^NW", Lasts: LastsSaved, Meaning: "web pages", Source: "Zebra Programming Guide P1099958, ^NW",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Default: "5", Meaning: "minutes until the password is asked again"},
		},
	},
	{Code: "^KC", Lasts: LastsSaved, Meaning: "client identifier of DHCP", Source: "zpl-toolchain, spec/commands, 2026: what the present guide has no page of, ^KC",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..3", Min: 0, Max: 3, Default: "0", Meaning: "off, MAC address, characters, hexadecimal"},
			{Name: "b", Kind: ParamNumber, Values: "0..3", Min: 0, Max: 3, Default: "1", Meaning: "all, wireless, external, internal"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "prefix"},
			{Name: "d", Kind: ParamText, Values: "text", Meaning: "identifier"},
		},
	},
	{Code: "^WA", Lasts: LastsSaved, Meaning: "antennas of the network", Source: "Zebra Programming Guide P1099958, ^WA",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "D|L|R", Default: "D", Meaning: "receiving: both, left, right"},
			{Name: "b", Kind: ParamChoice, Values: "D|L|R", Default: "D", Meaning: "sending"},
		},
	},
	{Code: "^WE", Lasts: LastsSaved, Meaning: "WEP", Source: "Zebra Programming Guide P1099958, ^WE",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "OFF|40|128", Default: "OFF", Meaning: "bits"},
			{Name: "b", Kind: ParamNumber, Values: "1..4", Min: 1, Max: 4, Default: "1", Meaning: "key used"},
			{Name: "c", Kind: ParamChoice, Values: "O|S", Default: "O", Meaning: "open, shared"},
			{Name: "d", Kind: ParamChoice, Values: "H|S", Default: "H", Meaning: "keys in hexadecimal, as characters"},
			{Name: "e", Kind: ParamText, Values: "text", Meaning: "key 1"},
			{Name: "f", Kind: ParamText, Values: "text", Meaning: "key 2"},
			{Name: "g", Kind: ParamText, Values: "text", Meaning: "key 3"},
			{Name: "h", Kind: ParamText, Values: "text", Meaning: "key 4"},
		},
	},
	{Code: "^WL", Lasts: LastsSaved, Meaning: "LEAP", Source: "Zebra Programming Guide P1099958, ^WL",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "OFF|ON", Default: "OFF", Meaning: "on"},
			{Name: "b", Kind: ParamText, Values: "text", Default: "user", Meaning: "name"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "password"},
		},
	},
	{Code: "~WL", Lasts: LastsNow, Meaning: "prints the network configuration", Source: "Zebra Programming Guide P1099958, ~WL",
		Blank: true, Immediate: true},
	{Code: "^WP", Lasts: LastsSaved, Meaning: "password of the wireless server", Source: "Zebra Programming Guide P1099958, ^WP",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "old"},
			{Name: "b", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "new"},
		},
	},
	{Code: "^WR", Lasts: LastsSaved, Meaning: "rates of the wireless network", Source: "Zebra Programming Guide P1099958, ^WR",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamChoice, Values: "Y|N", Meaning: "1 Mb/s"},
			{Name: "b", Kind: ParamChoice, Values: "Y|N", Meaning: "2 Mb/s"},
			{Name: "c", Kind: ParamChoice, Values: "Y|N", Meaning: "5.5 Mb/s"},
			{Name: "d", Kind: ParamChoice, Values: "Y|N", Meaning: "11 Mb/s"},
			{Name: "e", Kind: ParamChoice, Values: "1|5|20|30|50|100", Meaning: "power"},
		},
	},
	{Code: "~WR", Lasts: LastsNow, Meaning: "starts network card and server anew", Source: "Zebra Programming Guide P1099958, ~WR",
		Blank: true, Immediate: true},
	{Code: "^WS", Lasts: LastsSaved, Meaning: "wireless network", Source: "Zebra Programming Guide P1099958, ^WS",
		Blank: true, Params: []ParamInfo{
			{Name: "e", Kind: ParamText, Values: "text", Default: "125", Meaning: "ESSID"},
			{Name: "o", Kind: ParamChoice, Values: "I|A", Default: "I", Meaning: "infrastructure, ad hoc"},
			{Name: "p", Kind: ParamChoice, Values: "L|S", Default: "L", Meaning: "preamble long, short"},
			{Name: "h", Kind: ParamChoice, Values: "0|1", Default: "1", Meaning: "pulse"},
			{Name: "i", Kind: ParamNumber, Values: "5..300", Min: 5, Max: 300, Default: "15", Meaning: "seconds between pulses"},
			{Name: "j", Kind: ParamText, Values: "text", Default: "0x7FF", Meaning: "channels"},
			{Name: "k", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "international"},
		},
	},
	{Code: "^WX", Lasts: LastsSaved, Meaning: "security of the wireless network", Source: "Zebra Programming Guide P1099958, ^WX",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamNumber, Values: "1..15", Min: 1, Max: 15, Default: "1", Meaning: "kind"},
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "keys, user, password as the kind needs"},
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
	{Code: "^HR", Lasts: LastsNow, Meaning: "looks for the place and the power at which tags can be programmed; feeds labels", Source: "zpl-toolchain, spec/commands, 2026: what the present guide has no page of, ^HR",
		Blank: true, Params: []ParamInfo{
			{Name: "a", Kind: ParamText, Values: "text", Default: "start", Meaning: "text before the report"},
			{Name: "b", Kind: ParamText, Values: "text", Default: "end", Meaning: "text after it"},
			{Name: "c", Kind: ParamText, Values: "text", Meaning: "first place, F or B and mm"},
			{Name: "d", Kind: ParamText, Values: "text", Meaning: "last place; A: where the tag no longer answers"},
			{Name: "e", Kind: ParamChoice, Values: "A|M", Default: "A", Meaning: "takes the result, only reports it"},
			{Name: "f", Kind: ParamNumber, Values: "0..30", Min: 0, Max: 30, Meaning: "first power"},
			{Name: "g", Kind: ParamNumber, Values: "0..30", Min: 0, Max: 30, Meaning: "last power"},
			{Name: "h", Kind: ParamText, Values: "text", Meaning: "first antenna"},
			{Name: "i", Kind: ParamText, Values: "text", Meaning: "last antenna"},
		},
	},
	{Code: "^RA", Lasts: LastsField, Meaning: "reads the AFI or DSFID byte into a numbered field", Source: "Zebra ZPL II Programming Guide 45541L-004, 2006, ^RA",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "field, of ^FN"},
			{Name: "f", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "character, hexadecimal"},
			{Name: "r", Kind: ParamNumber, Values: "0..10", Min: 0, Max: 10, Default: "0", Meaning: "retries"},
			{Name: "m", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "feeds the label, does not"},
			{Name: "b", Kind: ParamChoice, Values: "A|D", Default: "A", Meaning: "AFI, DSFID"},
		},
	},
	{Code: "^RE", Lasts: LastsField, Meaning: "sets the bit against theft", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RE",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "^RI", Lasts: LastsField, Meaning: "reads the number of the chip into a numbered field", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RI",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "field, of ^FN"},
			{Name: "s", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "order of the bytes"},
			{Name: "r", Kind: ParamNumber, Values: "0..10", Min: 0, Max: 10, Default: "0", Meaning: "retries"},
			{Name: "m", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "feeds the label, does not"},
		},
	},
	{Code: "^RM", Lasts: LastsKept, Meaning: "whether reading and writing feed the label", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RM",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "^RN", Lasts: LastsKept, Meaning: "looks for several tags in the field", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RN",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "^RQ", Lasts: LastsField, Meaning: "writes EPC and passwords at once, from ^FD with EPC,access,kill", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RQ",
		Blank: true, Params: []ParamInfo{
			{Name: "f", Kind: ParamChoice, Values: "A|H|E", Meaning: "characters, hexadecimal, partitions of ^RB"},
			{Name: "c", Kind: ParamChoice, Values: "0", Meaning: "chip: Alien Higgs"},
			{Name: "o", Kind: ParamChoice, Values: "0", Meaning: "EPC of 96 bits"},
		},
	},
	{Code: "^RR", Lasts: LastsKept, Meaning: "retries of reading and writing", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RR",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "^RT", Lasts: LastsField, Meaning: "reads the tag into a numbered field; ^RF is newer", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RT",
		Blank: true, Params: []ParamInfo{
			{Name: "n", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "field, of ^FN"},
			{Name: "b", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "first block"},
			{Name: "c", Kind: ParamNumber, Values: "1..9999", Min: 1, Max: 9999, Default: "1", Meaning: "blocks"},
			{Name: "f", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "characters, hexadecimal"},
			{Name: "r", Kind: ParamNumber, Values: "0..10", Min: 0, Max: 10, Default: "0", Meaning: "retries"},
			{Name: "m", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "feeds the label, does not"},
			{Name: "s", Kind: ParamNumber, Values: "0..255", Min: 0, Max: 255, Default: "0", Meaning: "reserved"},
		},
	},
	{Code: "^RZ", Lasts: LastsField, Meaning: "sets the password of the tag and locks it", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^RZ",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "~RV", Lasts: LastsKept, Meaning: "reports results of writing to the host", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ~RV",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
	{Code: "^WF", Lasts: LastsField, Meaning: "writes the AFI or DSFID byte", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^WF",
		Blank: true, Params: []ParamInfo{
			{Name: "r", Kind: ParamNumber, Values: "0..10", Min: 0, Max: 10, Default: "0", Meaning: "retries"},
			{Name: "m", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "feeds the label, does not"},
			{Name: "w", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "protects it"},
			{Name: "f", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "character, hexadecimal"},
			{Name: "b", Kind: ParamChoice, Values: "A|D", Default: "A", Meaning: "AFI, DSFID"},
		},
	},
	{Code: "^WT", Lasts: LastsField, Meaning: "writes the tag; ^RF is newer", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^WT",
		Blank: true, Params: []ParamInfo{
			{Name: "b", Kind: ParamNumber, Values: "0..9999", Min: 0, Max: 9999, Default: "0", Meaning: "first block"},
			{Name: "r", Kind: ParamNumber, Values: "0..10", Min: 0, Max: 10, Default: "0", Meaning: "retries"},
			{Name: "m", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "feeds the label, does not"},
			{Name: "w", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "protects it"},
			{Name: "f", Kind: ParamChoice, Values: "0|1", Default: "0", Meaning: "characters, hexadecimal"},
			{Name: "v", Kind: ParamChoice, Values: "Y|N", Default: "Y", Meaning: "looks for A5A5 in the first two bytes before"},
		},
	},
	{Code: "^WV", Lasts: LastsKept, Meaning: "reads back what was written", Source: "Zebra RFID Programming Guide 58978L-008, 2008, of printers before Link-OS, ^WV",
		Blank: true, Params: []ParamInfo{
			{Name: "more", Kind: ParamRest, Values: "rest", Meaning: "not read"},
		},
	},
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
	case '^'<<16 | 'A'<<8 | '@':
		return 36
	case '^'<<16 | 'F'<<8 | 'B':
		return 37
	case '^'<<16 | 'T'<<8 | 'B':
		return 38
	case '^'<<16 | 'F'<<8 | 'P':
		return 39
	case '^'<<16 | 'P'<<8 | 'A':
		return 40
	case '^'<<16 | 'C'<<8 | 'W':
		return 41
	case '^'<<16 | 'F'<<8 | 'L':
		return 42
	case '^'<<16 | 'S'<<8 | 'E':
		return 43
	case '^'<<16 | 'C'<<8 | 'O':
		return 44
	case '^'<<16 | 'F'<<8 | 'N':
		return 45
	case '^'<<16 | 'F'<<8 | 'E':
		return 46
	case '^'<<16 | 'F'<<8 | 'C':
		return 47
	case '^'<<16 | 'S'<<8 | 'N':
		return 48
	case '^'<<16 | 'S'<<8 | 'F':
		return 49
	case '^'<<16 | 'F'<<8 | 'M':
		return 50
	case '^'<<16 | 'S'<<8 | 'L':
		return 51
	case '^'<<16 | 'S'<<8 | 'O':
		return 52
	case '^'<<16 | 'S'<<8 | 'T':
		return 53
	case '^'<<16 | 'G'<<8 | 'B':
		return 54
	case '^'<<16 | 'G'<<8 | 'F':
		return 55
	case '^'<<16 | 'G'<<8 | 'C':
		return 56
	case '^'<<16 | 'G'<<8 | 'D':
		return 57
	case '^'<<16 | 'G'<<8 | 'E':
		return 58
	case '^'<<16 | 'G'<<8 | 'S':
		return 59
	case '^'<<16 | 'D'<<8 | 'F':
		return 60
	case '^'<<16 | 'X'<<8 | 'F':
		return 61
	case '^'<<16 | 'X'<<8 | 'G':
		return 62
	case '^'<<16 | 'I'<<8 | 'M':
		return 63
	case '^'<<16 | 'I'<<8 | 'L':
		return 64
	case '^'<<16 | 'I'<<8 | 'S':
		return 65
	case '^'<<16 | 'I'<<8 | 'D':
		return 66
	case '^'<<16 | 'T'<<8 | 'O':
		return 67
	case '^'<<16 | 'C'<<8 | 'M':
		return 68
	case '^'<<16 | 'J'<<8 | 'B':
		return 69
	case '~'<<16 | 'J'<<8 | 'B':
		return 70
	case '~'<<16 | 'D'<<8 | 'G':
		return 71
	case '~'<<16 | 'D'<<8 | 'N':
		return 72
	case '~'<<16 | 'D'<<8 | 'Y':
		return 73
	case '~'<<16 | 'D'<<8 | 'B':
		return 74
	case '~'<<16 | 'D'<<8 | 'E':
		return 75
	case '~'<<16 | 'D'<<8 | 'S':
		return 76
	case '~'<<16 | 'D'<<8 | 'T':
		return 77
	case '~'<<16 | 'D'<<8 | 'U':
		return 78
	case '~'<<16 | 'E'<<8 | 'G':
		return 79
	case '^'<<16 | 'B'<<8 | 'Y':
		return 80
	case '^'<<16 | 'B'<<8 | 'C':
		return 81
	case '^'<<16 | 'B'<<8 | 'X':
		return 82
	case '^'<<16 | 'B'<<8 | '0':
		return 83
	case '^'<<16 | 'B'<<8 | 'O':
		return 84
	case '^'<<16 | 'B'<<8 | '1':
		return 85
	case '^'<<16 | 'B'<<8 | '2':
		return 86
	case '^'<<16 | 'B'<<8 | '3':
		return 87
	case '^'<<16 | 'B'<<8 | '4':
		return 88
	case '^'<<16 | 'B'<<8 | '5':
		return 89
	case '^'<<16 | 'B'<<8 | '7':
		return 90
	case '^'<<16 | 'B'<<8 | '8':
		return 91
	case '^'<<16 | 'B'<<8 | '9':
		return 92
	case '^'<<16 | 'B'<<8 | 'A':
		return 93
	case '^'<<16 | 'B'<<8 | 'B':
		return 94
	case '^'<<16 | 'B'<<8 | 'D':
		return 95
	case '^'<<16 | 'B'<<8 | 'E':
		return 96
	case '^'<<16 | 'B'<<8 | 'F':
		return 97
	case '^'<<16 | 'B'<<8 | 'I':
		return 98
	case '^'<<16 | 'B'<<8 | 'J':
		return 99
	case '^'<<16 | 'B'<<8 | 'K':
		return 100
	case '^'<<16 | 'B'<<8 | 'L':
		return 101
	case '^'<<16 | 'B'<<8 | 'M':
		return 102
	case '^'<<16 | 'B'<<8 | 'P':
		return 103
	case '^'<<16 | 'B'<<8 | 'Q':
		return 104
	case '^'<<16 | 'B'<<8 | 'R':
		return 105
	case '^'<<16 | 'B'<<8 | 'S':
		return 106
	case '^'<<16 | 'B'<<8 | 'T':
		return 107
	case '^'<<16 | 'B'<<8 | 'U':
		return 108
	case '^'<<16 | 'B'<<8 | 'Z':
		return 109
	case '^'<<16 | 'C'<<8 | 'V':
		return 110
	case '~'<<16 | 'H'<<8 | 'S':
		return 111
	case '~'<<16 | 'H'<<8 | 'I':
		return 112
	case '~'<<16 | 'H'<<8 | 'M':
		return 113
	case '~'<<16 | 'H'<<8 | 'D':
		return 114
	case '~'<<16 | 'H'<<8 | 'Q':
		return 115
	case '~'<<16 | 'J'<<8 | 'A':
		return 116
	case '~'<<16 | 'J'<<8 | 'P':
		return 117
	case '~'<<16 | 'J'<<8 | 'R':
		return 118
	case '~'<<16 | 'J'<<8 | 'X':
		return 119
	case '~'<<16 | 'P'<<8 | 'P':
		return 120
	case '~'<<16 | 'P'<<8 | 'S':
		return 121
	case '~'<<16 | 'S'<<8 | 'D':
		return 122
	case '~'<<16 | 'T'<<8 | 'A':
		return 123
	case '~'<<16 | 'H'<<8 | 'B':
		return 124
	case '~'<<16 | 'H'<<8 | 'U':
		return 125
	case '^'<<16 | 'H'<<8 | 'H':
		return 126
	case '^'<<16 | 'H'<<8 | 'T':
		return 127
	case '^'<<16 | 'H'<<8 | 'F':
		return 128
	case '^'<<16 | 'H'<<8 | 'G':
		return 129
	case '^'<<16 | 'H'<<8 | 'W':
		return 130
	case '^'<<16 | 'H'<<8 | 'Y':
		return 131
	case '^'<<16 | 'H'<<8 | 'Z':
		return 132
	case '^'<<16 | 'L'<<8 | 'F':
		return 133
	case '^'<<16 | 'W'<<8 | 'D':
		return 134
	case '~'<<16 | 'W'<<8 | 'C':
		return 135
	case '~'<<16 | 'W'<<8 | 'Q':
		return 136
	case '~'<<16 | 'J'<<8 | 'C':
		return 137
	case '~'<<16 | 'J'<<8 | 'D':
		return 138
	case '~'<<16 | 'J'<<8 | 'E':
		return 139
	case '~'<<16 | 'J'<<8 | 'F':
		return 140
	case '~'<<16 | 'J'<<8 | 'G':
		return 141
	case '~'<<16 | 'J'<<8 | 'L':
		return 142
	case '~'<<16 | 'J'<<8 | 'N':
		return 143
	case '~'<<16 | 'J'<<8 | 'O':
		return 144
	case '^'<<16 | 'J'<<8 | 'T':
		return 145
	case '~'<<16 | 'J'<<8 | 'S':
		return 146
	case '^'<<16 | 'J'<<8 | 'S':
		return 147
	case '^'<<16 | 'J'<<8 | 'H':
		return 148
	case '^'<<16 | 'J'<<8 | 'I':
		return 149
	case '~'<<16 | 'J'<<8 | 'I':
		return 150
	case '~'<<16 | 'J'<<8 | 'Q':
		return 151
	case '^'<<16 | 'J'<<8 | 'J':
		return 152
	case '^'<<16 | 'J'<<8 | 'M':
		return 153
	case '^'<<16 | 'J'<<8 | 'U':
		return 154
	case '^'<<16 | 'J'<<8 | 'W':
		return 155
	case '~'<<16 | 'K'<<8 | 'B':
		return 156
	case '^'<<16 | 'K'<<8 | 'D':
		return 157
	case '^'<<16 | 'K'<<8 | 'L':
		return 158
	case '^'<<16 | 'K'<<8 | 'N':
		return 159
	case '^'<<16 | 'K'<<8 | 'P':
		return 160
	case '^'<<16 | 'K'<<8 | 'V':
		return 161
	case '^'<<16 | 'C'<<8 | 'N':
		return 162
	case '^'<<16 | 'C'<<8 | 'P':
		return 163
	case '^'<<16 | 'P'<<8 | 'N':
		return 164
	case '~'<<16 | 'P'<<8 | 'L':
		return 165
	case '^'<<16 | 'M'<<8 | 'A':
		return 166
	case '^'<<16 | 'M'<<8 | 'I':
		return 167
	case '^'<<16 | 'M'<<8 | 'C':
		return 168
	case '^'<<16 | 'M'<<8 | 'F':
		return 169
	case '^'<<16 | 'M'<<8 | 'L':
		return 170
	case '^'<<16 | 'M'<<8 | 'P':
		return 171
	case '^'<<16 | 'M'<<8 | 'W':
		return 172
	case '^'<<16 | 'P'<<8 | 'F':
		return 173
	case '^'<<16 | 'P'<<8 | 'H':
		return 174
	case '~'<<16 | 'P'<<8 | 'H':
		return 175
	case '^'<<16 | 'P'<<8 | 'P':
		return 176
	case '~'<<16 | 'P'<<8 | 'R':
		return 177
	case '~'<<16 | 'P'<<8 | 'M':
		return 178
	case '~'<<16 | 'R'<<8 | 'O':
		return 179
	case '^'<<16 | 'S'<<8 | 'I':
		return 180
	case '^'<<16 | 'S'<<8 | 'P':
		return 181
	case '^'<<16 | 'S'<<8 | 'R':
		return 182
	case '^'<<16 | 'S'<<8 | 'S':
		return 183
	case '^'<<16 | 'S'<<8 | 'Z':
		return 184
	case '^'<<16 | 'X'<<8 | 'B':
		return 185
	case '^'<<16 | 'X'<<8 | 'S':
		return 186
	case '^'<<16 | 'Z'<<8 | 'Z':
		return 187
	case '^'<<16 | 'S'<<8 | 'C':
		return 188
	case '^'<<16 | 'S'<<8 | 'X':
		return 189
	case '^'<<16 | 'S'<<8 | 'Q':
		return 190
	case '^'<<16 | 'N'<<8 | 'D':
		return 191
	case '^'<<16 | 'N'<<8 | 'S':
		return 192
	case '^'<<16 | 'N'<<8 | 'B':
		return 193
	case '^'<<16 | 'N'<<8 | 'C':
		return 194
	case '^'<<16 | 'N'<<8 | 'I':
		return 195
	case '~'<<16 | 'N'<<8 | 'C':
		return 196
	case '~'<<16 | 'N'<<8 | 'R':
		return 197
	case '~'<<16 | 'N'<<8 | 'T':
		return 198
	case '^'<<16 | 'N'<<8 | 'N':
		return 199
	case '^'<<16 | 'N'<<8 | 'P':
		return 200
	case '^'<<16 | 'N'<<8 | 'T':
		return 201
	case '^'<<16 | 'N'<<8 | 'W':
		return 202
	case '^'<<16 | 'K'<<8 | 'C':
		return 203
	case '^'<<16 | 'W'<<8 | 'A':
		return 204
	case '^'<<16 | 'W'<<8 | 'E':
		return 205
	case '^'<<16 | 'W'<<8 | 'L':
		return 206
	case '~'<<16 | 'W'<<8 | 'L':
		return 207
	case '^'<<16 | 'W'<<8 | 'P':
		return 208
	case '^'<<16 | 'W'<<8 | 'R':
		return 209
	case '~'<<16 | 'W'<<8 | 'R':
		return 210
	case '^'<<16 | 'W'<<8 | 'S':
		return 211
	case '^'<<16 | 'W'<<8 | 'X':
		return 212
	case '^'<<16 | 'R'<<8 | 'S':
		return 213
	case '^'<<16 | 'R'<<8 | 'F':
		return 214
	case '^'<<16 | 'R'<<8 | 'B':
		return 215
	case '^'<<16 | 'R'<<8 | 'L':
		return 216
	case '^'<<16 | 'R'<<8 | 'U':
		return 217
	case '^'<<16 | 'R'<<8 | 'W':
		return 218
	case '^'<<16 | 'H'<<8 | 'V':
		return 219
	case '^'<<16 | 'H'<<8 | 'L':
		return 220
	case '~'<<16 | 'H'<<8 | 'L':
		return 221
	case '^'<<16 | 'H'<<8 | 'R':
		return 222
	case '^'<<16 | 'R'<<8 | 'A':
		return 223
	case '^'<<16 | 'R'<<8 | 'E':
		return 224
	case '^'<<16 | 'R'<<8 | 'I':
		return 225
	case '^'<<16 | 'R'<<8 | 'M':
		return 226
	case '^'<<16 | 'R'<<8 | 'N':
		return 227
	case '^'<<16 | 'R'<<8 | 'Q':
		return 228
	case '^'<<16 | 'R'<<8 | 'R':
		return 229
	case '^'<<16 | 'R'<<8 | 'T':
		return 230
	case '^'<<16 | 'R'<<8 | 'Z':
		return 231
	case '~'<<16 | 'R'<<8 | 'V':
		return 232
	case '^'<<16 | 'W'<<8 | 'F':
		return 233
	case '^'<<16 | 'W'<<8 | 'T':
		return 234
	case '^'<<16 | 'W'<<8 | 'V':
		return 235
	}
	return -1
}
