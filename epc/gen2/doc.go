// Package gen2 reads and makes the memory of RAIN RFID tags, those of the Gen2
// air interface, around the EPC of package epc: the words before it, what the chip
// says of itself, passwords and locks, and user memory.
//
// [ParseEPCBank] takes the EPC bank apart and tells an EPC from what is none;
// [ParseTID] does so for the TID bank, and [TID.Chip] knows common chips.
// [ParseUserMemory] reads the elements there, [AppendUserMemory] writes them.
// [ChipByName] says what fits on a chip.
//
// # Specification
//
// GS1 EPC Tag Data Standard (TDS) 2.3: banks in clause 9, TID in clause 16, user
// memory in clause 17, packed objects in annexes F and I to M, which are those of
// ISO/IEC 15962. CRC-16, passwords and the payload of the Lock command are those of
// the Gen2 air interface, ISO/IEC 18000-63. What chips do is in chips.txt with the
// vendors' documents.
//
// Whether a tag has an EPC or follows ISO is decided by bit 17h of the EPC bank and
// never by what the EPC looks like (TDS 2.3 §9.3). Bits 15h and 16h of that bank
// the chip computes itself: [PC.Same] passes over them.
//
// Of packed objects those with the compaction methods of the No-Directory access
// method are refused, and those of another ID table than that of GS1 Application
// Identifiers; directories are passed over.
//
// # Errors
//
// All errors are an [*Error] with the bits of the bank that they are about.
package gen2
