//===- Resolver.cpp - Collecting package-level declarations ---------------===//
//
// All names of a package are declared before any is checked, so that they may
// refer to each other in any order and across files. Imports are resolved
// here; methods are attached to the names of their receiver base types by
// syntax alone, since no type exists yet.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/ImportPath.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

void ogo::checkArity(Checker &C, Pos At, ArrayRef<Name *> Names,
                     ArrayRef<Expr *> Inits, bool ConstDecl, bool Inherited) {
  size_t L = Names.size(), R = Inits.size();
  if (L < R) {
    Expr *N = Inits[L];
    if (Inherited)
      C.error(At, DiagCode::WrongAssignCount,
              "extra init expr at " + C.Diags.sources().toString(N->pos()));
    else
      C.error(N, DiagCode::WrongAssignCount, "extra init expr " + C.str(N));
  } else if (L > R && (ConstDecl || R != 1)) {
    // One initializer may be a call with several results.
    C.error(Names[R], DiagCode::WrongAssignCount,
            "missing init expr for " + Names[R]->Value);
  }
}

ReceiverParts ogo::unpackRecv(Expr *T) {
  ReceiverParts R{false, unparen(T), nullptr};
  if (auto *O = dyn_cast<Operation>(R.Base);
      O && O->Opcode == Op::Mul && !O->Y) {
    R.Ptr = true;
    R.Base = unparen(O->X);
  }
  if (auto *I = dyn_cast<IndexExpr>(R.Base)) {
    R.Params = I;
    R.Base = I->X;
  }
  return R;
}

namespace {
/// One pass over the declarations of all files.
class Collector {
public:
  explicit Collector(Checker &C) : C(C) {}
  void run();

private:
  void file(File *F);
  void importDecl(ImportDecl *D);
  void dotImport(ImportDecl *D, PkgName *P);
  void constDecl(ConstDecl *D, Decl *Prev);
  void varDecl(VarDecl *D);
  void typeDecl(TypeDecl *D);
  void funcDecl(FuncDecl *D);
  bool function(FuncDecl *D, Func *F);
  void declareObject(const Name *Id, Object *O, DeclInfo *D);
  void addObject(Object *O, DeclInfo *D);
  Package *import(BasicLit *Path, StringRef Name);
  void checkFileScopes();
  void attachMethods();
  TypeName *resolveBase(bool &Ptr, Expr *T);
  DeclInfo *newDecl() { return C.newDeclInfo(FileScope, Version); }

  struct MethodInfo {
    Func *F;
    bool Ptr;
    Name *Recv;
  };

  Checker &C;
  llvm::SmallVector<MethodInfo, 64> Methods; // with usable receivers
  llvm::SmallVector<Scope *, 8> FileScopes;
  llvm::StringMap<Package *> Imported;
  Scope *FileScope = nullptr; // of the current file
  LangVersion Version;
  // The current group of constants.
  int64_t Iota = 0;
  const ConstDecl *LastConst = nullptr; // the last one with values or a type
};
} // namespace

void Collector::addObject(Object *O, DeclInfo *D) {
  C.ObjMap[O] = D;
  O->Order = C.ObjMap.size();
}

void Collector::declareObject(const Name *Id, Object *O, DeclInfo *D) {
  // "A package-scope or file-scope identifier with name init may only be
  // declared to be a function with this signature."
  if (Id->Value == "init") {
    C.error(Id, DiagCode::InvalidInitDecl,
            "cannot declare init - must be func");
    return;
  }
  if (Id->Value == "main" && C.Pkg.Name == "main") {
    C.error(Id, DiagCode::InvalidMainDecl,
            "cannot declare main - must be func");
    return;
  }
  C.declare(&C.Pkg.PkgScope, Id, O, Pos());
  addObject(O, D);
}

/// A stand-in for a package that cannot be had, with a likely name.
static Package *fakePackage(Checker &C, StringRef Path) {
  StringRef Name = Path;
  Name.consume_back("/");
  Package *P = C.Ctx.makePackage(
      Path, Name.rsplit('/').second.empty() ? Name : Name.rsplit('/').second);
  P->Fake = true;
  return P;
}

Package *Collector::import(BasicLit *Lit, StringRef Path) {
  if (Path == "unsafe")
    return C.Ctx.unsafePackage();
  Package *&P = Imported[Path];
  if (P)
    return P;
  if (C.Opts.Importer)
    P = C.Opts.Importer(Path, Lit->pos());
  else
    C.error(Lit->pos(), DiagCode::BrokenImport,
            "could not import " + Path + " (Config.Importer not installed)");
  if (!P)
    P = fakePackage(C, Path);
  if (!C.SeenPkgs.empty())
    C.markImports(P); // messages printed so far have fixed the name table
  return P;
}

void Collector::dotImport(ImportDecl *D, PkgName *P) {
  for (Object *O : P->Imported->PkgScope.objects()) {
    if (!O->exported())
      continue;
    if (Object *Other = FileScope->lookup(O->Name)) {
      ErrorBuilder Err(C, DiagCode::DuplicateDecl);
      Err.add(D->LocalPkgName, Other->Name + " redeclared in this block");
      Err.addAltDecl(Other);
      Err.report();
      continue;
    }
    FileScope->insert(O);
    C.DotImports[{FileScope, O->Name}] = P;
  }
}

void Collector::importDecl(ImportDecl *D) {
  if (!D->Path || D->Path->Bad)
    return; // a syntax error
  std::string Path, Reason;
  if (!validImportPath(D->Path->Value, Path, Reason)) {
    C.error(D->Path, DiagCode::BadImportPath,
            "invalid import path (" + Reason + ")");
    return;
  }
  Package *P = import(D->Path, Path);
  StringRef Name = P->Name;
  if (D->LocalPkgName) {
    Name = D->LocalPkgName->Value;
    if (Path == "C") {
      C.error(D->LocalPkgName, DiagCode::ImportCRenamed,
              "cannot rename import \"C\"");
      return;
    }
  }
  if (Name == "init") {
    C.error(D, DiagCode::InvalidInitDecl,
            "cannot import package as init - init must be a func");
    return;
  }
  if (!llvm::is_contained(C.Pkg.Imports, P))
    C.Pkg.Imports.push_back(P);

  auto *PN = C.Ctx.make<PkgName>(D->pos(), &C.Pkg, Name, P);
  PN->T = C.invalidType();
  PN->Color = ColorBlack;
  if (D->LocalPkgName)
    C.recordDef(D->LocalPkgName, PN);
  else
    C.recordImplicit(D, PN);
  PN->Used = P->Fake; // what it is used for cannot be known
  C.ImportedNames.push_back(PN);
  if (Name == ".")
    dotImport(D, PN);
  else
    C.declare(FileScope, nullptr, PN, Pos());
}

void Collector::constDecl(ConstDecl *D, Decl *Prev) {
  auto *PrevConst = llvm::dyn_cast_or_null<ConstDecl>(Prev);
  if (!PrevConst || !D->G || PrevConst->G != D->G) {
    Iota = 0;
    LastConst = nullptr;
  } else {
    ++Iota;
  }
  bool Inherited = false;
  if (D->Type || D->Values)
    LastConst = D;
  else if (LastConst)
    Inherited = true;

  ArrayRef<Expr *> Values;
  if (LastConst)
    Values = unpackList(LastConst->Values);
  for (size_t I = 0; I != D->Names.size(); ++I) {
    Name *N = D->Names[I];
    auto *O = C.Ctx.make<Const>(N->pos(), &C.Pkg, N->Value, nullptr,
                                ConstantValue::makeInt(Iota));
    DeclInfo *Info = newDecl();
    Info->VType = LastConst ? LastConst->Type : nullptr;
    Info->Init = I < Values.size() ? Values[I] : nullptr;
    Info->Inherited = Inherited;
    declareObject(N, O, Info);
  }
  checkArity(C, D->pos(), D->Names, Values, /*ConstDecl=*/true, Inherited);
}

void Collector::varDecl(VarDecl *D) {
  ArrayRef<Expr *> Values = unpackList(D->Values);
  // A single initializer belongs to all variables: they share a DeclInfo.
  DeclInfo *Shared = nullptr;
  if (!llvm::isa_and_nonnull<ListExpr>(D->Values)) {
    Shared = newDecl();
    Shared->VType = D->Type;
    Shared->Init = D->Values;
  }
  for (size_t I = 0; I != D->Names.size(); ++I) {
    Name *N = D->Names[I];
    auto *O = C.Ctx.makeVar(N->pos(), &C.Pkg, N->Value, nullptr);
    DeclInfo *Info = Shared;
    if (Shared) {
      Shared->Lhs.push_back(O);
    } else {
      Info = newDecl();
      Info->VType = D->Type;
      Info->Init = I < Values.size() ? Values[I] : nullptr;
    }
    declareObject(N, O, Info);
  }
  if (!D->Type || D->Values)
    checkArity(C, D->pos(), D->Names, Values, false, false);
}

void Collector::typeDecl(TypeDecl *D) {
  auto *O = C.Ctx.make<TypeName>(D->TypeName->pos(), &C.Pkg, D->TypeName->Value,
                                 nullptr);
  DeclInfo *Info = newDecl();
  Info->TDecl = D;
  declareObject(D->TypeName, O, Info);
}

/// Declares a function that is no method; false after an error about its type
/// parameters.
bool Collector::function(FuncDecl *D, Func *F) {
  StringRef Name = F->Name;
  bool Ok = true;
  if (Name == "init" || (Name == "main" && C.Pkg.Name == "main")) {
    DiagCode Code =
        Name == "init" ? DiagCode::InvalidInitDecl : DiagCode::InvalidMainDecl;
    if (!D->TParams.empty()) {
      C.softError(startPos(D->TParams[0]), Code,
                  "func " + Name + " must have no type parameters");
      Ok = false;
    }
    if (!D->Type->Params.empty() || !D->Type->Results.empty())
      C.softError(D->FuncName->pos(), Code,
                  "func " + Name +
                      " must have no arguments and no return values");
  }
  if (Name != "init") {
    C.declare(&C.Pkg.PkgScope, D->FuncName, F, Pos());
    return Ok;
  }
  // init functions are invisible.
  F->Parent = &C.Pkg.PkgScope;
  C.recordDef(D->FuncName, F);
  if (!D->Body)
    C.softError(F->P, DiagCode::MissingInitBody, "func init must have a body");
  return Ok;
}

void Collector::funcDecl(FuncDecl *D) {
  auto *F =
      C.Ctx.make<Func>(D->FuncName->pos(), &C.Pkg, D->FuncName->Value, nullptr);
  F->Syntax = D;
  bool TParamsOk = true;
  if (!D->Recv) {
    TParamsOk = function(D, F);
  } else {
    ReceiverParts R = unpackRecv(D->Recv->Type);
    // Methods named _ and those with a wrong receiver are never found; they
    // are checked as functions.
    if (auto *Base = dyn_cast<Name>(R.Base); Base && F->Name != "_")
      Methods.push_back({F, R.Ptr, Base});
    C.recordDef(D->FuncName, F);
  }
  if (!D->TParams.empty() && TParamsOk)
    C.verifyVersion(D->TParams[0], LangVersion{D->Recv ? 27 : 18},
                    D->Recv ? "generic method" : "type parameter");
  DeclInfo *Info = newDecl();
  Info->FDecl = D;
  // Methods are no package-level objects but are checked like functions.
  addObject(F, Info);
}

void Collector::file(File *F) {
  FileScope =
      C.Ctx.makeScope(&C.Pkg.PkgScope, F->Source->start(), F->EndOfFile);
  FileScopes.push_back(FileScope);
  Version = C.Facts.FileVersions.lookup(F->id());
  C.recordScope(F, FileScope);
  Decl *Prev = nullptr;
  for (Decl *D : F->Decls) {
    switch (D->kind()) {
    case NodeKind::ImportDecl:
      importDecl(cast<ImportDecl>(D));
      break;
    case NodeKind::ConstDecl:
      constDecl(cast<ConstDecl>(D), Prev);
      break;
    case NodeKind::VarDecl:
      varDecl(cast<VarDecl>(D));
      break;
    case NodeKind::TypeDecl:
      typeDecl(cast<TypeDecl>(D));
      break;
    case NodeKind::FuncDecl:
      funcDecl(cast<FuncDecl>(D));
      break;
    default:
      llvm_unreachable("no declaration");
    }
    Prev = D;
  }
}

/// Package and file scopes must not declare the same name.
void Collector::checkFileScopes() {
  for (Scope *S : FileScopes)
    for (Object *O : S->objects()) {
      Object *Other = C.Pkg.PkgScope.lookup(O->Name);
      if (!Other)
        continue;
      ErrorBuilder Err(C, DiagCode::DuplicateDecl);
      auto *PN = dyn_cast<PkgName>(O);
      const Package *From = PN ? PN->Imported : O->Pkg;
      std::string Text =
          ("package " + From->Name + " (\"" + From->Path + "\")").str();
      Err.add(Other->P, Other->Name + " already declared through " +
                            (PN ? "import" : "dot-import") + " of " + Text);
      Err.addAltDecl(O);
      Err.report();
    }
}

/// The defined type a receiver type name stands for, through aliases that are
/// not generic and at most one pointer.
TypeName *Collector::resolveBase(bool &Ptr, Expr *T) {
  llvm::SmallPtrSet<TypeName *, 4> Seen;
  while (auto *N = dyn_cast<Name>(T)) {
    // Dot-imported types are not in the package scope.
    auto *TN =
        llvm::dyn_cast_or_null<TypeName>(C.Pkg.PkgScope.lookup(N->Value));
    if (!TN || !Seen.insert(TN).second)
      return nullptr;
    const TypeDecl *D = C.ObjMap.lookup(TN)->TDecl;
    if (!D->IsAlias)
      return TN;
    if (!D->TParams.empty())
      return nullptr;
    T = unparen(D->Type);
    if (auto *O = dyn_cast<Operation>(T); O && O->Opcode == Op::Mul && !O->Y) {
      if (Ptr)
        return nullptr;
      Ptr = true;
      T = unparen(O->X);
    }
  }
  return nullptr;
}

void Collector::attachMethods() {
  for (MethodInfo &M : Methods) {
    bool Ptr = M.Ptr;
    if (TypeName *Base = resolveBase(Ptr, M.Recv)) {
      M.F->HasPtrRecv = Ptr;
      C.Methods[Base].push_back(M.F);
    }
  }
}

void Collector::run() {
  for (File *F : C.Files)
    file(F);
  checkFileScopes();
  attachMethods();
}

void ogo::collectObjects(Checker &C) { Collector(C).run(); }

void ogo::packageObjects(Checker &C) {
  // Defined types first, then aliases, then the rest: this way an alias is
  // rarely needed before its type is known.
  llvm::SmallVector<Object *, 0> Objects;
  for (auto &E : C.ObjMap)
    Objects.push_back(E.first);
  llvm::SmallVector<Object *, 16> Aliases, Others;
  for (Object *O : Objects) {
    if (!isa<TypeName>(O))
      Others.push_back(O);
    else if (C.ObjMap.lookup(O)->TDecl->IsAlias)
      Aliases.push_back(O);
    else
      objDecl(C, O);
  }
  for (Object *O : Aliases)
    objDecl(C, O);
  for (Object *O : Others)
    objDecl(C, O);
  // What is left has a receiver base type that was not found.
  C.Methods.clear();
}

void ogo::unusedImports(Checker &C) {
  // "It is illegal to directly import a package without referring to any of
  // its exported identifiers." Without bodies most uses are not seen.
  if (C.Opts.DeclarationsOnly)
    return;
  for (PkgName *P : C.ImportedNames) {
    if (P->Used || P->Name == "_")
      continue;
    StringRef Path = P->Imported->Path;
    StringRef Last = Path.substr(Path.rfind('/') + 1);
    std::string Msg = ("\"" + Path + "\" imported").str();
    if (!P->Name.empty() && P->Name != "." && P->Name != Last)
      Msg += (" as " + P->Name).str();
    C.softError(P->P, DiagCode::UnusedImport, Msg + " and not used");
  }
}
