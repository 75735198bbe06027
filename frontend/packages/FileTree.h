//===- FileTree.h - The files a build sees ---------------------*- C++ -*-===//
//
// Source is read and folders are listed through this layer only, so that
// -overlay can put other files in the place of those on disk: an editor builds
// what has not been saved, a generator what is never written to the tree.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_FILETREE_H
#define OGO_FRONTEND_PACKAGES_FILETREE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace ogo {

class FileTree {
public:
  /// Reads the JSON file that -overlay names: {"Replace": {path: path}}, where
  /// an empty replacement removes the file. Relative paths begin at WorkDir.
  llvm::Error readOverlay(llvm::StringRef File, llvm::StringRef WorkDir);

  // Paths are absolute from here on.
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  read(llvm::StringRef Path) const;
  bool isFile(llvm::StringRef Path) const;
  bool isDirectory(llvm::StringRef Path) const;
  bool exists(llvm::StringRef Path) const;
  /// What is there, without following links: file_not_found if nothing is.
  llvm::sys::fs::file_type typeOf(llvm::StringRef Path) const;

  struct Entry {
    std::string Path; // with the folder's
    llvm::sys::fs::file_type Type;
    llvm::StringRef name() const;
  };
  /// What the folder holds, sorted by name; empty if it is none.
  std::vector<Entry> list(llvm::StringRef Dir) const;

  /// The file on disk that has the contents of Path.
  std::string actual(llvm::StringRef Path) const;

private:
  /// Orders "a/b" before "a.go", so that what is below a path follows it.
  struct Before {
    bool operator()(const std::string &A, const std::string &B) const;
  };
  using Map = std::map<std::string, std::string, Before>;
  enum class Said : uint8_t { Nothing, Deleted, File, Directory };
  /// What the overlay says of Path.
  Said lookUp(llvm::StringRef Path, std::string *Replacement = nullptr) const;

  std::shared_ptr<const Map> Replaced; // null: no overlay
};

} // namespace ogo

#endif
