//===- Pragma.h - //go: directives -----------------------------*- C++ -*-===//
//
// Directives that precede a declaration are collected by the parser and judged
// after parsing (a misplaced one is an error in gc).
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_SYNTAX_PRAGMA_H
#define OGO_FRONTEND_SYNTAX_PRAGMA_H

#include "frontend/basic/SourceManager.h"
#include "llvm/ADT/ArrayRef.h"

namespace ogo {

enum class PragmaFlag : uint32_t {
  None = 0,
  NoInline = 1 << 0,
  NoEscape = 1 << 1,
  NoSplit = 1 << 2,
  NoRace = 1 << 3,
  UintptrEscapes = 1 << 4,
  UintptrKeepAlive = 1 << 5,
  NotInHeap = 1 << 6,
  SystemStack = 1 << 7,
  NoWriteBarrier = 1 << 8,
  NoCheckPtr = 1 << 9,
  RegisterParams = 1 << 10,
  Embed = 1 << 11,
  NoWriteBarrierRec = 1 << 14,
  YesWriteBarrierRec = 1 << 15,
  CgoUnsafeArgs = 1 << 16,
  GoBuild = 1 << 17,
  // ogo's own, in overlay packages only.
  AlwaysInline = 1 << 12, // //ogo:inline
  Cold = 1 << 13,         // //ogo:cold
};

/// //go:embed patterns with the position of each.
struct EmbedPattern {
  Pos At;
  llvm::StringRef Pattern;
  Pos Directive; // where the directive that holds it starts
};

/// //go:linkname Local [Target], or //go:linknamestd, whose link std alone may
/// use.
struct Linkname {
  Pos At;
  llvm::StringRef Local;
  llvm::StringRef Target; // empty: Local may be linked to from elsewhere
  bool StdOnly;
};

/// The directives in front of one declaration.
struct PragmaSet {
  struct Seen {
    Pos At;
    PragmaFlag Flag;
  };
  uint32_t Flags = 0;
  llvm::ArrayRef<Seen> Directives;
  llvm::ArrayRef<EmbedPattern> Embeds;
  bool has(PragmaFlag F) const { return Flags & static_cast<uint32_t>(F); }
};

} // namespace ogo

#endif
