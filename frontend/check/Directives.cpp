//===- Directives.cpp - Directives that need the checked package ----------===//
//
// The parser rejects misplaced and malformed directives. Here are the rules on
// what they refer to, checked as in gc only if the package is correct.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/syntax/Stmt.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa_and_nonnull;

static void linknames(Checker &C) {
  llvm::DenseSet<Object *> Seen;
  for (File *F : C.Files)
    for (const Linkname &L : F->Linknames) {
      std::string Directive = L.StdOnly ? "//go:linknamestd" : "//go:linkname";
      if (L.Target.contains('[') && L.Target.contains(']')) {
        C.error(L.At, DiagCode::InvalidDirective,
                Directive + " reference of an instantiation is not allowed");
        continue;
      }
      Object *O = C.Pkg.PkgScope.lookup(L.Local);
      if (isa_and_nonnull<Func, Var>(O)) {
        if (!Seen.insert(O).second)
          C.error(L.At, DiagCode::InvalidDirective,
                  "duplicate " + Directive + " for " + L.Local);
      } else if (C.Pkg.GoVersion >= LangVersion{18}) {
        C.error(L.At, DiagCode::InvalidDirective,
                Directive + " must refer to declared function or variable");
      }
    }
}

static void embeds(Checker &C) {
  if (C.Pkg.GoVersion >= LangVersion{16})
    return;
  for (File *F : C.Files)
    for (Decl *D : F->Decls) {
      auto *V = dyn_cast<VarDecl>(D);
      if (V && V->Pragmas && !V->Pragmas->Embeds.empty())
        C.error(V->Pragmas->Embeds[0].Directive, DiagCode::BadEmbed,
                "go:embed requires go1.16 or later");
    }
}

/// A function without body is another package's, by linkname.
static void missingBodies(Checker &C) {
  if (C.Opts.AllowMissingBodies)
    return;
  for (File *F : C.Files)
    for (Decl *D : F->Decls) {
      auto *FD = dyn_cast<FuncDecl>(D);
      if (!FD || FD->Body)
        continue;
      bool Linked = !FD->Recv && llvm::any_of(C.Files, [&](File *Other) {
        return llvm::any_of(Other->Linknames, [&](const Linkname &L) {
          return L.Local == FD->FuncName->Value;
        });
      });
      if (!Linked)
        C.error(FD->pos(), DiagCode::MissingBody, "missing function body");
    }
}

void ogo::directives(Checker &C) {
  linknames(C);
  embeds(C);
  missingBodies(C);
}
