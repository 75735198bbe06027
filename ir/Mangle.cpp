//===- Mangle.cpp - Names of symbols and types ----------------------------===//
//
// Symbols are spelled as gc spells them, because tracebacks, runtime.FuncForPC
// and go:linkname show them to programs. Two spellings of types exist: the link
// string, equal exactly for identical types (full package paths, numbered local
// types), and reflect's String(), where packages are names.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Walk.h"
#include "ir/ModuleImpl.h"
#include "runtime/abi/SymbolNames.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace ogo {

PackageNames &packageNames(ModuleLowering &M, Package *P) {
  auto &Slot = M.P->Packages[P];
  if (Slot)
    return *Slot;
  auto Names = std::make_unique<PackageNames>();
  unsigned Init = 0;
  for (File *F : P->Files) {
    for (const Linkname &L : F->Linknames)
      if (!L.Target.empty())
        Names->Linknames[L.Local] = L.Target.str();
    for (Decl *D : F->Decls)
      if (auto *FD = dyn_cast<FuncDecl>(D))
        if (!FD->Recv && FD->FuncName->Value == "init")
          if (Object *O = P->Facts.defOf(FD->FuncName))
            Names->Inits[O] = Init++;
  }
  Slot = std::move(Names);
  return *Slot;
}

std::string symbolPrefix(const Package *P) {
  std::string Out;
  symbol::appendPackagePath(Out, P->Path.data(), P->Path.size());
  return Out;
}

namespace {

class TypePrinter {
public:
  TypePrinter(ModuleLowering &M, bool Link, raw_ostream &OS)
      : M(M), OS(OS), Link(Link) {}
  void print(Type *T);
  /// Name of a named type without its package.
  void printBareName(Named *N);

private:
  ModuleLowering &M;
  raw_ostream &OS;
  bool Link;

  void printPackage(const Package *P) {
    OS << (Link ? symbolPrefix(P) : P->Name.str()) << '.';
  }
  /// Type arguments of the enclosing function, then the type's own.
  void printArgs(ArrayRef<Type *> Outer, ArrayRef<Type *> Args);
  void printStruct(Struct *S);
  void printInterface(Interface *I);
  void printParams(Signature *S);
  void printChan(Chan *C);
  void printQuoted(StringRef S);
};

void TypePrinter::printQuoted(StringRef S) {
  OS << '"';
  for (unsigned char C : S) {
    if (C == '"' || C == '\\')
      OS << '\\' << char(C);
    else if (C == '\n')
      OS << "\\n";
    else if (C == '\t')
      OS << "\\t";
    else if (C == '\r')
      OS << "\\r";
    else if (C < ' ' || C == 0x7F)
      OS << "\\x" << hexdigit(C >> 4, true) << hexdigit(C & 15, true);
    else
      OS << char(C);
  }
  OS << '"';
}

void TypePrinter::printArgs(ArrayRef<Type *> Outer, ArrayRef<Type *> Args) {
  // gc keeps full paths here even in reflect's strings.
  OS << '[';
  ListSeparator Comma(",");
  for (Type *T : Outer)
    OS << Comma << M.linkTypeString(T);
  if (!Outer.empty() && !Args.empty())
    OS << ';';
  ListSeparator Next(",");
  for (Type *T : Args)
    OS << Next << M.linkTypeString(T);
  OS << ']';
}

static void numberTypesIn(const Node *N,
                          DenseMap<unsigned, unsigned> &Numbers) {
  if (auto *D = dyn_cast<TypeDecl>(N); D && !D->IsAlias)
    Numbers.try_emplace(D->TypeName->pos().raw(), Numbers.size() + 1);
  forEachChild(N, [&](const Node *Child) { numberTypesIn(Child, Numbers); });
}

/// Tells local types of one name apart. All modules must find gc's number, the
/// one in the order of the source; of which bodies a module that imports the
/// package knows the facts differs from build to build, so the trees decide.
static unsigned localTypeNumber(ModuleLowering &M, const TypeName *Local) {
  Package *P = Local->pkg();
  auto &Numbers = packageNames(M, P).LocalTypes;
  if (Numbers.empty())
    for (const File *F : P->Files)
      for (const Decl *D : F->Decls) {
        if (auto *FD = dyn_cast<FuncDecl>(D); FD && FD->Body) {
          if (FD->Body->Unparsed) {
            uint32_t From = F->Source->offsetOf(FD->Body->pos());
            uint32_t To = F->Source->offsetOf(FD->Body->Rbrace);
            if (!F->Source->text().slice(From, To).contains("type"))
              continue;
            P->ParseBody(FD->Body);
          }
          numberTypesIn(FD->Body, Numbers);
        } else if (isa<VarDecl>(D)) {
          numberTypesIn(D, Numbers);
        }
      }
  return Numbers.lookup(Local->pos().raw());
}

void TypePrinter::printBareName(Named *N) {
  Named *Orig = N->origin();
  ArrayRef<Type *> Outer, Args = N->TArgs;
  auto Local = M.P->LocalOrigin.find(N);
  if (Local != M.P->LocalOrigin.end()) {
    Orig = Local->second.Origin;
    Outer = Local->second.Outer;
    Args = Local->second.Own;
  }
  TypeName *Obj = Orig->Obj;
  OS << Obj->name();
  if (!Outer.empty() || !Args.empty())
    printArgs(Outer, Args);
  if (Link && Obj->pkg() && Obj->Parent && Obj->Parent != &Obj->pkg()->PkgScope)
    OS << "·" << localTypeNumber(M, Obj);
}

void TypePrinter::print(Type *T) {
  T = M.canonical(T);
  switch (T->kind()) {
  case TypeKind::Basic: {
    auto *B = cast<BasicType>(T);
    OS << (B->Kind == BasicKind::UnsafePointer ? "unsafe.Pointer" : B->Name);
    return;
  }
  case TypeKind::Named: {
    auto *N = cast<Named>(T);
    if (Package *P = N->origin()->Obj->pkg())
      printPackage(P);
    printBareName(N);
    return;
  }
  case TypeKind::Pointer:
    OS << '*';
    print(cast<Pointer>(T)->Elem);
    return;
  case TypeKind::Slice:
    OS << "[]";
    print(cast<Slice>(T)->Elem);
    return;
  case TypeKind::Array:
    OS << '[' << cast<Array>(T)->Len << ']';
    print(cast<Array>(T)->Elem);
    return;
  case TypeKind::Map:
    OS << "map[";
    print(cast<Map>(T)->Key);
    OS << ']';
    print(cast<Map>(T)->Elem);
    return;
  case TypeKind::Chan:
    printChan(cast<Chan>(T));
    return;
  case TypeKind::Signature:
    OS << "func";
    printParams(cast<Signature>(T));
    return;
  case TypeKind::Struct:
    printStruct(cast<Struct>(T));
    return;
  case TypeKind::Interface:
    printInterface(cast<Interface>(T));
    return;
  case TypeKind::TypeParam:
    // Only in names of what is reported, never in symbols.
    OS << cast<TypeParam>(T)->Obj->name();
    return;
  case TypeKind::Tuple:
  case TypeKind::Union:
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("no type of a value");
}

void TypePrinter::printChan(Chan *C) {
  auto *Elem = dyn_cast<Chan>(M.canonical(C->Elem));
  if (C->Dir == ChanDir::RecvOnly)
    OS << "<-";
  OS << "chan";
  if (C->Dir == ChanDir::SendOnly)
    OS << "<-";
  OS << ' ';
  bool Parens =
      C->Dir == ChanDir::Both && Elem && Elem->Dir == ChanDir::RecvOnly;
  if (Parens)
    OS << '(';
  print(C->Elem);
  if (Parens)
    OS << ')';
}

void TypePrinter::printParams(Signature *S) {
  OS << '(';
  unsigned N = tupleSize(S->Params);
  for (unsigned I = 0; I < N; ++I) {
    if (I)
      OS << ", ";
    Type *T = S->Params->Vars[I]->type();
    if (S->Variadic && I + 1 == N) {
      OS << "...";
      T = cast<Slice>(under(T))->Elem;
    }
    print(T);
  }
  OS << ')';
  unsigned R = tupleSize(S->Results);
  if (R == 1) {
    OS << ' ';
    print(S->Results->Vars[0]->type());
  } else if (R > 1) {
    OS << " (";
    for (unsigned I = 0; I < R; ++I) {
      if (I)
        OS << ", ";
      print(S->Results->Vars[I]->type());
    }
    OS << ')';
  }
}

void TypePrinter::printStruct(Struct *S) {
  if (S->Fields.empty()) {
    OS << "struct {}";
    return;
  }
  OS << "struct { ";
  for (unsigned I = 0; I < S->Fields.size(); ++I) {
    Var *F = S->Fields[I];
    if (I)
      OS << "; ";
    if (!F->Embedded) {
      if (Link && !F->exported() && F->pkg())
        printPackage(F->pkg());
      OS << F->name() << ' ';
    } else if (Link) {
      // An embedded unexported type (int) names a different field in each
      // package, whatever package the type is from.
      if (!F->exported() && F->pkg())
        printPackage(F->pkg());
      // An embedded alias has the alias's name, which counts for identity.
      auto *N = dyn_cast<Named>(M.canonical(deref(F->type()).first));
      if (!N || N->origin()->Obj->name() != F->name())
        OS << F->name() << " = ";
    }
    print(F->type());
    if (!S->tag(I).empty()) {
      OS << ' ';
      printQuoted(S->tag(I));
    }
  }
  OS << " }";
}

void TypePrinter::printInterface(Interface *I) {
  const TypeSet &TS = typeSet(I);
  if (TS.Methods.empty() && TS.AllTypes && !TS.Comparable) {
    OS << "interface {}";
    return;
  }
  OS << "interface { ";
  bool First = true;
  auto Sep = [&] {
    if (!First)
      OS << "; ";
    First = false;
  };
  for (Func *F : TS.Methods) {
    Sep();
    if (!F->exported() && F->pkg())
      printPackage(F->pkg());
    OS << F->name();
    printParams(F->signature());
  }
  if (TS.Comparable) {
    Sep();
    OS << "comparable";
  }
  if (!TS.AllTypes) {
    Sep();
    for (unsigned K = 0; K < TS.Terms.size(); ++K) {
      OS << (K ? " | " : "") << (TS.Terms[K].Tilde ? "~" : "");
      print(TS.Terms[K].T);
    }
  }
  OS << " }";
}

} // namespace

std::string ModuleLowering::linkTypeString(Type *T) {
  T = canonical(T);
  auto It = P->LinkStrings.find(T);
  if (It != P->LinkStrings.end())
    return It->second;
  std::string S;
  raw_string_ostream OS(S);
  TypePrinter(*this, /*Link=*/true, OS).print(T);
  return P->LinkStrings[T] = S;
}

std::string ModuleLowering::runtimeTypeString(Type *T) {
  std::string S;
  raw_string_ostream OS(S);
  TypePrinter(*this, /*Link=*/false, OS).print(T);
  return S;
}

std::string methodSymbol(ModuleLowering &M, Type *Recv, const Func *Method) {
  Recv = M.canonical(Recv);
  Type *Base = Recv;
  auto *Ptr = dyn_cast<Pointer>(Recv);
  if (Ptr)
    Base = M.canonical(Ptr->Elem);
  std::string Out;
  raw_string_ostream OS(Out);
  Package *RecvPkg = nullptr;
  std::string Bare;
  if (auto *N = dyn_cast<Named>(Base)) {
    RecvPkg = N->origin()->Obj->pkg();
    raw_string_ostream BS(Bare);
    TypePrinter(M, true, BS).printBareName(N);
  } else {
    Bare = M.linkTypeString(Base);
  }
  if (RecvPkg)
    OS << symbolPrefix(RecvPkg) << '.';
  else if (!isa<Named>(Base))
    OS << "go:";
  if (Ptr)
    OS << "(*" << Bare << ")";
  else
    OS << Bare;
  OS << '.';
  if (!Method->exported() && Method->pkg() && Method->pkg() != RecvPkg)
    OS << symbolPrefix(Method->pkg()) << '.';
  OS << Method->name();
  return Out;
}

std::string tracebackName(StringRef Symbol) {
  if (Symbol.starts_with("go:") || !Symbol.contains('['))
    return Symbol.str();
  std::string Out;
  unsigned Depth = 0;
  for (char C : Symbol) {
    if (C == '[' && Depth++ == 0)
      Out += "[...]";
    if (!Depth)
      Out += C;
    if (C == ']' && Depth)
      --Depth;
  }
  return Out;
}

static std::string typeArgsString(ModuleLowering &M, ArrayRef<Type *> TArgs) {
  if (TArgs.empty())
    return "";
  std::string Out = "[";
  for (size_t I = 0; I < TArgs.size(); ++I)
    Out += (I ? "," : "") + M.linkTypeString(TArgs[I]);
  return Out + "]";
}

std::string ModuleLowering::symbolName(Func *F, ArrayRef<Type *> TArgs) {
  F = F->origin();
  Signature *Sig = F->signature();
  if (Sig->Recv) {
    Type *Recv = Sig->Recv->type();
    size_t NumRecv = TArgs.empty() ? 0 : Sig->RecvTParams.size();
    if (NumRecv) {
      Substitution S(Sig->RecvTParams, TArgs.take_front(NumRecv));
      Recv = concrete(Recv, keepSubstitution(std::move(S)));
    }
    return methodSymbol(*this, Recv, F) +
           typeArgsString(*this, TArgs.drop_front(NumRecv));
  }
  PackageNames &Names = packageNames(*this, F->pkg());
  if (TArgs.empty()) {
    auto It = Names.Linknames.find(F->name());
    if (It != Names.Linknames.end())
      return It->second;
    auto Init = Names.Inits.find(F);
    if (Init != Names.Inits.end())
      return symbolPrefix(F->pkg()) + ".init." + std::to_string(Init->second);
  }
  return symbolPrefix(F->pkg()) + "." + F->name().str() +
         typeArgsString(*this, TArgs);
}

/// Whether Name is a literal's: ends in .funcN, or in .N not after init.
static bool isLiteralName(StringRef Name) {
  StringRef Head = Name.rtrim("0123456789");
  if (Head.size() == Name.size())
    return false;
  return Head.ends_with(".func") ||
         (Head.ends_with(".") && !Head.ends_with(".init."));
}

std::string ModuleLowering::literalName(llvm::Function *Outer,
                                        bool OuterIsGlobalInit) {
  if (OuterIsGlobalInit || !Outer)
    return symbolPrefix(&Pkg) + ".init.func" +
           std::to_string(++P->InitLiteralCount);
  StringRef Name = Outer->getName();
  // The body of a range-over-func loop counts as part of its function.
  size_t Range = Name.rfind(symbol::RangeBody);
  if (Range != StringRef::npos)
    Name = Name.take_front(Range);
  return (Name + (isLiteralName(Name) ? "." : ".func") +
          Twine(++P->LiteralCount[Name]))
      .str();
}

} // namespace ogo
