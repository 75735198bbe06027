//===- Package.h - A checked package ---------------------------*- C++ -*-===//
#ifndef OGO_FRONTEND_TYPES_PACKAGE_H
#define OGO_FRONTEND_TYPES_PACKAGE_H

#include "frontend/types/Info.h"
#include <functional>

namespace ogo {

/// A file a //go:embed variable holds; Name is slash-separated and relative to
/// the package's directory.
struct EmbeddedFile {
  llvm::StringRef Name, Contents;
};

/// A package: what its importers see (Scope) and, after checking, its trees
/// and the facts about them. Lives as long as the compilation.
class Package {
public:
  Package(llvm::StringRef Path, llvm::StringRef Name, Scope *Universe)
      : Path(Path), Name(Name), PkgScope(Universe, Pos(), Pos()) {}
  llvm::StringRef Path; // import path; "main" for a command
  llvm::StringRef Name; // package clause
  Scope PkgScope;
  bool IsUnsafe = false;
  bool Complete = false; // scope is fully set up
  bool Fake = false;     // stands for a package that could not be loaded
  LangVersion GoVersion; // from go.mod or -lang
  llvm::SmallVector<Package *, 8> Imports; // direct, in order of first mention

  ASTContext Syntax; // owns Files' nodes
  llvm::SmallVector<File *, 8> Files;
  Info Facts;
  /// VarDecl with //go:embed → its files, sorted by name, without directories.
  llvm::DenseMap<NodeId, llvm::ArrayRef<EmbeddedFile>> Embeds;
  /// Where data does not flow one way: bodies are parsed and checked when a
  /// later phase asks, because most of those of cached packages are never
  /// needed. Phases do not call these but needSyntax and needBody below, which
  /// may be called any number of times; after them a body is as if it had been
  /// there from the start.
  ///
  /// Checks the body of one function. Set where only declarations were checked,
  /// as in packages whose code comes from the cache.
  std::function<void(Func *)> CheckBody;
  /// Parses a body that was passed over (BlockStmt::Unparsed).
  std::function<void(BlockStmt *)> ParseBody;
};

/// After this F's body is there as a tree.
inline void needSyntax(Func *F) {
  if (const FuncDecl *D = F->Syntax; D && D->Body && D->Body->Unparsed)
    F->pkg()->ParseBody(D->Body);
}

/// After this F's body is there as a tree, with the facts about it in Facts.
inline void needBody(Func *F) {
  if (Package *P = F->pkg(); P && P->CheckBody)
    P->CheckBody(F);
}

} // namespace ogo

#endif
