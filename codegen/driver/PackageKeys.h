//===- PackageKeys.h - Names of packages in the build cache -----*- C++ -*-===//
//
// A package's key covers everything that decides what object it becomes: the
// compiler, the options, its files and the keys of what it imports.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_PACKAGEKEYS_H
#define OGO_CODEGEN_DRIVER_PACKAGEKEYS_H

#include "codegen/BuildCache.h"
#include "codegen/driver/Options.h"
#include "frontend/packages/PackageLoader.h"
#include "llvm/ADT/DenseMap.h"

namespace ogo {

/// What is left to do for one package.
struct PackageJob {
  LoadedPackage *P;
  std::string Key;
  std::string Object; // cached, or to be written
  bool Cached = false;
};

/// Whether P is compiled with counters of edges, because something is fuzzed.
bool countsEdges(const Options &Opts, const LoadedPackage &P);

class PackageKeys {
public:
  explicit PackageKeys(const Options &Opts);

  /// The key of P, which has been parsed if it embeds files; what it imports
  /// has been added.
  std::string add(const LoadedPackage &P);

  /// The key that P, which has been added, has where the package under test is
  /// built without its tests. Test files only add declarations, so the object
  /// of a package that sees them only through an import is the same without
  /// them: a test program takes it from the cache, but stores under the other
  /// key what it has to compile. The same as add() returned for packages whose
  /// code the tests belong to.
  llvm::StringRef withoutTests(const LoadedPackage &P) const;

  /// A key that covers everything but source that decides what code comes out.
  CacheKey start() const { return Start; }

private:
  struct Keys {
    std::string Whole, Plain;
  };
  /// As if P had only the first NumFiles and NumImports.
  std::string compute(const LoadedPackage &P, size_t NumFiles,
                      size_t NumImports, std::string Keys::*Which) const;

  const Options &Opts;
  CacheKey Start;
  llvm::DenseMap<const LoadedPackage *, Keys> Known;
};

} // namespace ogo

#endif
