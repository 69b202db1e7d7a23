// Package zpl writes and reads ZPL II, the language of Zebra printers and of
// many others that understand it.
//
// [Builder] writes the format of a label with field data that cannot turn into
// commands, whatever it is. [Parse] reads any bytes into commands without
// losing one. Beside them: [Splitter] cuts the stream a printer receives into
// formats and commands, [HostStatus] is the answer to ~HS, and the SGD
// functions ask for a printer's variables.
//
// # Specification
//
// Zebra Programming Guide for ZPL II, ZBI 2, Set-Get-Do, Mirror and WML,
// P1099958. commands.txt holds the facts about each command that this package
// and zpl/raster interpret; [Lookup] gives them to programs. Deviations:
//
//   - Codes are taken in lower case too, as printers do.
//   - Carriage returns and line feeds that stand as such in field data are no
//     part of it; those written in hexadecimal are.
//   - Field data after ^BX and ^BC is read with the escapes of their pages for
//     firmware V60.13.0.12 and later.
//
// # Errors
//
// Parse and Splitter take anything. Replies of a printer that are not what the
// guide describes, and data that a symbol cannot hold, give an [*Error] with
// the position; a reply that is not all there yet gives [ErrIncomplete].
package zpl

//go:generate go run ./internal/gen
