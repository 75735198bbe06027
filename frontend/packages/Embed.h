//===- Embed.h - Files that //go:embed patterns name -----------*- C++ -*-===//
#ifndef OGO_FRONTEND_PACKAGES_EMBED_H
#define OGO_FRONTEND_PACKAGES_EMBED_H

#include "frontend/packages/FileTree.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace ogo {

/// Files below Dir that Pattern names, slash-separated relative to Dir, sorted.
/// The error is what gc prints after the pattern's position.
llvm::Expected<std::vector<std::string>>
resolveEmbedPattern(const FileTree &Tree, llvm::StringRef Dir,
                    llvm::StringRef Pattern);

/// Does Name match the glob Pattern? '*' and '?' do not match '/'. Nothing if
/// the pattern is malformed.
enum class GlobResult { No, Yes, Malformed };
GlobResult matchGlob(llvm::StringRef Pattern, llvm::StringRef Name);

} // namespace ogo

#endif
