//===- SourceManager.h - Source files and compact positions ----*- C++ -*-===//
//
// Every token, node and diagnostic carries a position, so positions must be
// small: a Pos is a 32-bit offset into one virtual concatenation of all loaded
// files. Line, column and `//line` directives are resolved only when a human
// looks at a position.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_BASIC_SOURCEMANAGER_H
#define OGO_FRONTEND_BASIC_SOURCEMANAGER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ogo {

/// A position in some file of the SourceManager; 0 is "no position".
/// Positions of one file are ordered as its bytes are; files are ordered by
/// the order in which they were added.
class Pos {
public:
  constexpr Pos() = default;
  constexpr explicit Pos(uint32_t Raw) : Raw(Raw) {}
  constexpr bool isValid() const { return Raw != 0; }
  constexpr uint32_t raw() const { return Raw; }
  constexpr Pos advance(uint32_t N) const { return Pos(Raw + N); }
  constexpr auto operator<=>(const Pos &) const = default;

private:
  uint32_t Raw = 0;
};

/// A resolved position. Line and column count from 1; the column is in bytes,
/// 0 when a `//line` directive gave none.
struct Position {
  llvm::StringRef File;
  unsigned Line = 0;
  unsigned Column = 0;
};

/// One loaded file.
class SourceFile {
public:
  /// The name diagnostics print.
  llvm::StringRef path() const { return Path; }
  /// Where the file is, for debug information and tracebacks; equals path()
  /// for what is no file of the file system.
  llvm::StringRef absolutePath() const {
    return AbsPath.empty() ? Path : AbsPath;
  }
  llvm::StringRef text() const { return Buffer->getBuffer(); }
  Pos start() const { return Start; }
  Pos posAt(uint32_t Offset) const { return Start.advance(Offset); }
  uint32_t offsetOf(Pos P) const { return P.raw() - Start.raw(); }

private:
  friend class SourceManager;
  struct LineDirective {
    uint32_t Offset; // first byte the directive applies to
    std::string File;
    unsigned Line;
    unsigned Column; // 0: columns are unknown (`//line f:10`)
    unsigned PhysicalLine;
  };
  std::string Path, AbsPath;
  std::unique_ptr<llvm::MemoryBuffer> Buffer; // null-terminated
  Pos Start;
  mutable std::vector<uint32_t> LineStarts; // built on first use
  std::vector<LineDirective> Directives;
};

/// Owns all source text of one compilation.
class SourceManager {
public:
  SourceManager();
  ~SourceManager();
  /// Adds a buffer under the name diagnostics print. The file lives as long as
  /// the manager.
  const SourceFile &addFile(llvm::StringRef Path,
                            std::unique_ptr<llvm::MemoryBuffer> Buffer,
                            llvm::StringRef AbsolutePath = "");
  /// Reads Path ("-" is standard input).
  llvm::Expected<const SourceFile *> openFile(llvm::StringRef Path);
  /// Records that from Offset on File reads as DirectiveFile:Line[:Column].
  void addLineDirective(const SourceFile &File, uint32_t Offset,
                        llvm::StringRef DirectiveFile, unsigned Line,
                        unsigned Column);
  const SourceFile *fileOf(Pos P) const;
  /// Position as diagnostics print it, `//line` directives applied.
  Position resolve(Pos P) const;
  /// Position in the physical file.
  Position resolvePhysical(Pos P) const;
  /// Text of the physical line that holds P, without its newline.
  llvm::StringRef lineText(Pos P) const;
  std::string toString(Pos P) const; // file:line:col

private:
  std::vector<std::unique_ptr<SourceFile>> Files;
  uint32_t NextStart = 1;
};

} // namespace ogo

#endif
