// The program's function, line, fault and defer-frame tables: section
// .ogo_symtab, written by codegen/SymbolTable after linking and read by
// runtime/sym. It is allocated memory, so it survives strip, and it holds only
// what was linked in. Programs are linked at fixed addresses below 4 GB, so an
// address is 32 bits. A leaf header.
//
// All offsets count from the header's first byte; all integers little-endian.
#ifndef OGO_RUNTIME_ABI_SYMBOLTABLE_H
#define OGO_RUNTIME_ABI_SYMBOLTABLE_H

#include "runtime/abi/Sections.h"

namespace ogo::symtab {

using U8 = unsigned char;
using U16 = unsigned short;
using U32 = unsigned int;
using U64 = unsigned long;
using I32 = int;

inline constexpr U32 Magic = 0x4d59534f; // "OSYM"
inline constexpr U32 Version = 2;
inline constexpr char SectionName[] = OGO_SYMTAB_SECTION;
/// Symbol of the header, defined in the program module.
inline constexpr char SymbolName[] = "ogo.symtab";

struct Table {
  U32 Offset, Count;
};

struct Header {
  U32 Magic; // 0: the table was not written (a program linked by hand)
  U32 Version;
  U32 Size; // of everything, this header included
  U32 StringsSize;
  U32 Strings;     // offset of NUL-terminated strings
  Table Starts;    // U32: start addresses of functions, ascending
  Table Functions; // Function, parallel to Starts
  Table Inlines;   // Inline
  Table Lines;     // bytes: line programs (Count = size)
  Table Faults;    // Fault, ascending by Pc
  Table Frames;    // Frame, ascending by Function start address
  Table Locations; // Location
  U32 Reserved[2];
};

/// One function as linked. Its line program describes the code by rows
///   uleb128 pc delta, sleb128 line delta, uleb128 node
/// each valid from its pc up to the next row's; pc starts at the function's
/// start, line at Line. Node 0 is the function itself, node n > 0 is
/// Inlines[FirstInline + n - 1]. The program ends after LinesSize bytes.
struct Function {
  U32 End;     // address after the last byte
  U32 Name;    // string: link name, main.(*T).Method
  U32 File;    // string
  U32 Line;    // of the func keyword
  U32 LinesAt; // into Lines
  U32 LinesSize;
  U32 FirstInline;
  U32 NumInlines;
  U32 Flags;
};
inline constexpr U32 NoParameters = 1; // tracebacks print f(), not f(...)

/// Code of Name, inlined into node Parent (numbered as in rows) by a call at
/// CallLine of CallFile. A //line directive inside a body also makes a node:
/// one with the same Name and flag SameFrame, which only changes the file.
struct Inline {
  U32 Parent;
  U32 Name, File;
  U32 Line; // of the func keyword
  U32 CallFile, CallLine;
  U32 Flags;
};
inline constexpr U32 SameFrame = 1;

/// A load or store that stands for a nil check: a fault at Pc continues at
/// Handler.
struct Fault {
  U32 Pc, Handler;
};

/// An llvm.experimental.stackmap record.
struct Frame {
  U32 Function; // start address
  U32 Pc;       // of the record
  U32 IdLow, IdHigh;
  U32 FirstLocation, NumLocations;
};
/// Kind as in LLVM's stack map format: 1 register, 2 direct (register +
/// Offset), 3 indirect, 4 constant, 5 constant index (the value is in Offset
/// and OffsetHigh). Register is a DWARF number.
struct Location {
  U16 Kind, Register;
  I32 Offset, OffsetHigh;
};

} // namespace ogo::symtab

#endif
