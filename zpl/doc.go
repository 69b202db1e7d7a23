// Package zpl writes and reads ZPL II, the language of Zebra printers and of
// many others that understand it.
//
// [Builder] writes the format of a label with field data that cannot turn into
// commands, whatever it is. [Parse] reads any bytes into commands without
// losing one, and [Lint] tells what is wrong with them. Beside them: [Splitter]
// cuts the stream a printer receives into formats and commands, [Graphic] is a
// picture in one of its encodings, and [HostStatus], [Report], [ErrorStatus] and
// others are what printers answer; the SGD functions ask for their variables.
//
// # Specification
//
// Zebra Programming Guide for ZPL II, ZBI 2, Set-Get-Do, Mirror and WML,
// P1099958; for RFID printers of before 2010 the guides that commands.txt names.
// That table has every command; this package and zpl/raster interpret it,
// [Lookup] gives it to programs. Deviations:
//
//   - Codes are taken in lower case too, as printers do.
//   - Carriage returns and line feeds that stand as such in field data are no
//     part of it; those written in hexadecimal are.
//   - Field data after ^BX and ^BC is read with the escapes of their pages for
//     firmware V60.13.0.12 and later.
//   - Pictures may have more than 99,999 bytes, as printers take them.
//
// # Errors
//
// Parse and Splitter take anything. Replies of a printer that are not what the
// guide describes, and data that a symbol cannot hold, give an [*Error] with
// the position; a reply that is not all there yet gives [ErrIncomplete].
package zpl

//go:generate go run ./internal/gen
