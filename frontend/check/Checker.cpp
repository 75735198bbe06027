//===- Checker.cpp - The course of checking a package ---------------------===//
//
// Declarations are checked on demand, in the order they need each other, so
// what one needs may not be complete yet. Everything that must see complete
// types (function bodies, constraint and cycle checks) is put off with later()
// and run in order once the declarations in progress are done.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Checker.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Mono.h"
#include "frontend/check/Stmt.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::StringRef;

static uintptr_t stackAddress() {
  return reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
}

Checker::Checker(TypeContext &Ctx, Package &Pkg, Diagnostics &Diags,
                 const CheckOptions &Opts)
    : Ctx(Ctx), Pkg(Pkg), Diags(Diags), Opts(Opts), Facts(Pkg.Facts),
      StackBase(stackAddress()) {
  Facts.resize(Pkg.Syntax.nodeCount());
}

Checker::~Checker() = default;

bool Checker::isStackLow() const {
  constexpr uintptr_t Limit = 128u << 20;
  return StackBase - stackAddress() > Limit;
}

void Checker::tooDeep(Pos At) {
  if (!TooDeepReported)
    error(At, DiagCode::TooDeep, "nesting is too deep");
  TooDeepReported = true;
}

static LangVersion packageVersion(const Checker &C) {
  return C.Opts.GoVersion.isSet() ? C.Opts.GoVersion : CurrentLangVersion;
}

/// A file may choose another language version than its package's, but none
/// before go1.21, the first release whose tools honored such a line.
static LangVersion versionOf(Checker &C, File *F) {
  if (!F->GoVersion.isSet())
    return packageVersion(C);
  if (F->GoVersion > CurrentLangVersion)
    C.error(F->PkgName, DiagCode::TooNew,
            "file requires newer Go version " + F->GoVersion.str());
  return std::max(F->GoVersion, LangVersion{21});
}

static void initFiles(Checker &C) {
  Package &Pkg = C.Pkg;
  for (File *F : Pkg.Files) {
    if (!F->PkgName)
      continue; // a syntax error
    StringRef Name = F->PkgName->Value;
    if (Name == "_" && (Pkg.Name.empty() || Pkg.Name == "_")) {
      C.error(F->PkgName, DiagCode::BlankPkgName, "invalid package name _");
    } else if (Pkg.Name.empty()) {
      Pkg.Name = Name;
    } else if (Name != Pkg.Name) {
      C.error(F, DiagCode::MismatchedPkgName,
              "package " + Name + "; expected package " + Pkg.Name);
      continue;
    }
    C.Files.push_back(F);
  }
  if (!C.Files.empty() && packageVersion(C) > CurrentLangVersion)
    C.error(C.Files[0], DiagCode::TooNew,
            "package requires newer Go version " + packageVersion(C).str() +
                " (application built with " + CurrentLangVersion.str() + ")");
  for (File *F : C.Files)
    C.Facts.FileVersions[F->id()] = versionOf(C, F);
  Pkg.GoVersion = packageVersion(C);
}

/// assert and trace exist for types2's own test files only.
static void declareTestBuiltins(Checker &C) {
  Scope *Universe = C.Ctx.universe();
  for (auto [Name, Id] : {std::pair("assert", BuiltinId::Assert),
                          std::pair("trace", BuiltinId::Trace)}) {
    if (Universe->lookup(Name))
      continue;
    auto *B = C.Ctx.make<Builtin>(C.Ctx.names().intern(Name), Id);
    B->T = C.invalidType();
    B->Color = ColorBlack;
    Universe->insert(B);
  }
}

static void cleanup(Checker &C) {
  // Completing one type may register others.
  for (size_t I = 0; I != C.AtEnd.size(); ++I) {
    std::function<void()> F = std::move(C.AtEnd[I]);
    F();
  }
  C.AtEnd.clear();
}

/// Whether the parser reported any: types are checked all the same, but to gc
/// nothing else is.
static bool hasErrors(const Diagnostics &Diags, const Package &P) {
  return llvm::any_of(Diags.all(), [&](const Diagnostic &D) {
    if (!D.At.isValid())
      return false;
    const SourceFile *In = Diags.sources().fileOf(D.At);
    return llvm::any_of(P.Files, [&](File *F) { return F->Source == In; });
  });
}

void Checker::checkFiles() {
  if (Opts.TestBuiltins)
    declareTestBuiltins(*this);
  initFiles(*this);
  collectObjects(*this);
  directCycles(*this);
  packageObjects(*this);
  processDelayed(0); // function bodies too
  cleanup(*this);
  if (Opts.DeclarationsOnly) {
    // The rest finds errors, or serves to compile the package.
    recordUntyped();
    Pkg.Complete = true;
    return;
  }
  initOrder(*this);
  if (!Opts.IgnoreUnusedImports)
    unusedImports(*this);
  recordUntyped();
  // The graph of instantiations is only sound for correct programs.
  if (!FirstErrorSeen)
    monomorph(*this);
  cleanup(*this);
  if (!FirstErrorSeen)
    anonymousInterfaceCycles(*this);
  if (!FirstErrorSeen && !hasErrors(Diags, Pkg)) {
    directives(*this);
    typeSizes(*this);
    if (!FirstErrorSeen)
      frameLimits(*this);
  }
  Pkg.Complete = true;
}

void Checker::later(std::function<void()> F) {
  Delayed.push_back(std::move(F));
  DelayedVersions.push_back(Env.Version);
}

void Checker::processDelayed(size_t Top) {
  LangVersion Saved = Env.Version;
  // Actions may add actions, which run in turn.
  for (size_t I = Top; I < Delayed.size(); ++I) {
    std::function<void()> F = std::move(Delayed[I]);
    Env.Version = DelayedVersions[I];
    F();
  }
  assert(Top <= Delayed.size() && "an action removed others");
  Delayed.resize(Top);
  DelayedVersions.resize(Top);
  Env.Version = Saved;
}

DeclInfo *Checker::newDeclInfo(Scope *FileScope, LangVersion Version) {
  DeclInfo &D = DeclInfos.emplace_back();
  D.FileScope = FileScope;
  D.Version = Version;
  return &D;
}

void Checker::openScope(const Node *N, Pos End) {
  Env.Sc = Ctx.makeScope(Env.Sc, N->pos(), End);
  recordScope(N, Env.Sc);
}

void Checker::closeScope() { Env.Sc = Env.Sc->Parent; }

void Checker::declare(Scope *S, const Name *Id, Object *O, Pos ScopePos) {
  // "The blank identifier may be used like any other identifier in a
  // declaration, but it does not introduce a binding."
  if (O->Name != "_") {
    if (Object *Other = S->insert(O)) {
      ErrorBuilder Err(*this, DiagCode::DuplicateDecl);
      Err.add(O->P, O->Name + " redeclared in this block");
      Err.addAltDecl(Other);
      Err.report();
      return;
    }
    O->ScopePos = ScopePos;
  }
  if (Id)
    recordDef(Id, O);
}

Object *Checker::lookup(StringRef Name) {
  return Env.Sc->lookupParent(Name, Pos());
}

void Checker::addDeclDep(Object *To) {
  if (Env.Decl && ObjMap.contains(To))
    Env.Decl->Deps.insert(To);
}

void Checker::declare(Object *O) { objDecl(*this, O); }

void ogo::checkPackage(TypeContext &Ctx, Package &Pkg, Diagnostics &Diags,
                       const CheckOptions &Opts) {
  Checker(Ctx, Pkg, Diags, Opts).checkFiles();
}

/// The scope of the file that declares F.
static File *fileWith(Package &Pkg, Pos At) {
  File *Found = nullptr;
  for (File *F : Pkg.Files)
    if (F->Source->start() <= At &&
        (!Found || Found->Source->start() < F->Source->start()))
      Found = F;
  return Found;
}

void ogo::checkFuncBody(TypeContext &Ctx, Package &Pkg, Func *F,
                        Diagnostics &Diags, const CheckOptions &Opts) {
  const FuncDecl *FD = F->Syntax;
  File *In = FD ? fileWith(Pkg, FD->pos()) : nullptr;
  if (!In || !FD->Body)
    return;
  Checker C(Ctx, Pkg, Diags, Opts);
  C.Files = Pkg.Files;
  DeclInfo *D = C.newDeclInfo(Pkg.Facts.scopeOf(In),
                              Pkg.Facts.FileVersions.lookup(In->id()));
  D->FDecl = FD;
  C.Env.Version = D->Version;
  C.Env.EnclosingFunc = F;
  funcBody(C, D, F->Name, F->signature(), FD->Body, ConstantValue());
  C.Env.EnclosingFunc = nullptr;
  C.processDelayed(0);
  cleanup(C);
  C.recordUntyped();
}
