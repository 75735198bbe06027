//===- BuildCache.h - Compiled packages kept between builds ----*- C++ -*-===//
//
// An entry is a file under a key that is a hash of everything it depends on, so
// entries are never wrong and never need to be invalidated. Writes go to a
// temporary file that is renamed: a killed or concurrent build cannot leave a
// bad entry.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_BUILDCACHE_H
#define OGO_CODEGEN_BUILDCACHE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Error.h"
#include <string>

namespace ogo {

/// Collects what an entry depends on. Every field is delimited, so that no two
/// different lists of fields give the same key.
class CacheKey {
public:
  CacheKey &add(llvm::StringRef Field);
  CacheKey &add(uint64_t Number);
  std::string str() const; // hexadecimal

private:
  mutable llvm::BLAKE3 Hash;
};

class BuildCache {
public:
  /// $OGOCACHE, or ogo below the user's cache directory.
  static std::string defaultDirectory();
  static llvm::Error removeAll();

  explicit BuildCache(bool Enabled);
  bool enabled() const { return !Dir.empty(); }
  /// Path of the entry if it exists, else empty.
  std::string lookup(llvm::StringRef Key, llvm::StringRef Suffix) const;
  /// Where the entry belongs; its directory exists.
  std::string pathFor(llvm::StringRef Key, llvm::StringRef Suffix) const;
  /// A copy of File becomes the entry.
  llvm::Error store(llvm::StringRef Key, llvm::StringRef Suffix,
                    llvm::StringRef File) const;
  /// Removes, once a day, the entries that nothing has used for five days and
  /// what killed builds left, as the go command does with its own cache. Costs
  /// one stat otherwise.
  void trim() const;

private:
  std::string Dir; // empty: disabled
};

/// Identifies this very build of the compiler: another one may generate other
/// code from the same source.
std::string compilerBuildId();

} // namespace ogo

#endif
