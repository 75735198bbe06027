//===- TypeString.cpp - Types and objects as gc prints them ---------------===//
//
// Upstream tests compare messages literally, so this follows gc's notation in
// every detail: what is qualified, where blanks go, how cycles are cut.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/TypeString.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/types/Package.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

static std::string packagePrefix(const Package *Pkg, Qualifier Q) {
  if (!Pkg)
    return {};
  std::string S = Q ? Q(Pkg) : Pkg->Path.str();
  if (!S.empty())
    S += '.';
  return S;
}

static StringRef goTypeName(const Type *T) {
  switch (T->kind()) {
  case TypeKind::Basic:
    return "Basic";
  case TypeKind::Array:
    return "Array";
  case TypeKind::Slice:
    return "Slice";
  case TypeKind::Struct:
    return "Struct";
  case TypeKind::Pointer:
    return "Pointer";
  case TypeKind::Tuple:
    return "Tuple";
  case TypeKind::Signature:
    return "Signature";
  case TypeKind::Union:
    return "Union";
  case TypeKind::Interface:
    return "Interface";
  case TypeKind::Map:
    return "Map";
  case TypeKind::Chan:
    return "Chan";
  case TypeKind::Named:
    return "Named";
  case TypeKind::TypeParam:
    return "TypeParam";
  case TypeKind::Alias:
    return "Alias";
  }
  llvm_unreachable("unknown type kind");
}

namespace {
class TypeWriter {
public:
  TypeWriter(std::string &Out, const TypeStringOptions &Opts)
      : Out(Out), Q(Opts.Q), PosText(Opts.PosText), ParamNames(Opts.ParamNames),
        PkgInfo(Opts.PkgInfo) {}

  void type(const Type *T);
  void signature(const Signature *S);
  void tParamList(ArrayRef<TypeParam *> List);

private:
  void write(const Type *T);
  void basic(const BasicType *B);
  void structType(const Struct *S);
  void unionType(const Union *U);
  void interfaceType(const Interface *I);
  void chan(const Chan *C);
  void named(const Named *N);
  void typeParam(const TypeParam *P);
  void typeList(ArrayRef<Type *> List);
  void typeName(const TypeName *O) {
    Out += packagePrefix(O->Pkg, Q);
    Out += O->Name;
  }
  void tuple(const Tuple *T, bool Variadic);
  void error(const llvm::Twine &Message) {
    Out += '<';
    Out += Message.str();
    Out += '>';
  }

  std::string &Out;
  Qualifier Q;
  llvm::function_ref<std::string(Pos)> PosText;
  bool ParamNames, PkgInfo;
  llvm::SmallVector<const Type *, 8> Seen; // types being written
};
} // namespace

void TypeWriter::type(const Type *T) {
  if (!T)
    return error("nil");
  if (llvm::is_contained(Seen, T))
    return error("cycle to *" + goTypeName(T));
  Seen.push_back(T);
  write(T);
  Seen.pop_back();
}

void TypeWriter::write(const Type *T) {
  switch (T->kind()) {
  case TypeKind::Basic:
    return basic(cast<BasicType>(T));
  case TypeKind::Array:
    Out += '[' + std::to_string(cast<Array>(T)->Len) + ']';
    return type(cast<Array>(T)->Elem);
  case TypeKind::Slice:
    Out += "[]";
    return type(cast<Slice>(T)->Elem);
  case TypeKind::Struct:
    return structType(cast<Struct>(T));
  case TypeKind::Pointer:
    Out += '*';
    return type(cast<Pointer>(T)->Elem);
  case TypeKind::Tuple:
    return tuple(cast<Tuple>(T), false);
  case TypeKind::Signature:
    Out += "func";
    return signature(cast<Signature>(T));
  case TypeKind::Union:
    return unionType(cast<Union>(T));
  case TypeKind::Interface:
    return interfaceType(cast<Interface>(T));
  case TypeKind::Map:
    Out += "map[";
    type(cast<Map>(T)->Key);
    Out += ']';
    return type(cast<Map>(T)->Elem);
  case TypeKind::Chan:
    return chan(cast<Chan>(T));
  case TypeKind::Named:
    return named(cast<Named>(T));
  case TypeKind::TypeParam:
    return typeParam(cast<TypeParam>(T));
  case TypeKind::Alias:
    typeName(cast<Alias>(T)->Orig->Obj);
    if (ArrayRef<Type *> Args = cast<Alias>(T)->TArgs; !Args.empty())
      typeList(Args);
    else if (!cast<Alias>(T)->TParams.empty())
      tParamList(cast<Alias>(T)->TParams);
    return;
  }
  llvm_unreachable("unknown type kind");
}

void TypeWriter::basic(const BasicType *B) {
  // The only exported one is unsafe.Pointer.
  if (B->Kind == BasicKind::UnsafePointer)
    Out += "unsafe.";
  Out += B->Name;
}

void TypeWriter::structType(const Struct *S) {
  Out += "struct{";
  for (unsigned I = 0; I != S->Fields.size(); ++I) {
    const Var *F = S->Fields[I];
    if (I)
      Out += "; ";
    bool Annotate = false;
    if (!Q && PkgInfo && !F->exported()) {
      Annotate = true;
      PkgInfo = false; // once is enough
    }
    if (!F->Embedded) {
      Out += F->Name;
      Out += ' ';
    }
    type(F->T);
    if (Annotate)
      Out += (" /* package " + F->Pkg->Path + " */ ").str();
    if (StringRef Tag = S->tag(I); !Tag.empty()) {
      Out += ' ';
      Out += quoteString(Tag);
    }
  }
  Out += '}';
}

void TypeWriter::unionType(const Union *U) {
  if (U->Terms.empty())
    return error("empty union");
  for (unsigned I = 0; I != U->Terms.size(); ++I) {
    if (I)
      Out += " | ";
    if (U->Terms[I].Tilde)
      Out += '~';
    type(U->Terms[I].T);
  }
}

void TypeWriter::interfaceType(const Interface *I) {
  if (!I->Predeclared.empty()) {
    Out += I->Predeclared;
    return;
  }
  if (I->Implicit) {
    if (I->Methods.empty() && I->Embeddeds.size() == 1)
      return type(I->Embeddeds[0]);
    Out += "/* implicit */ ";
  }
  Out += "interface{";
  bool First = true;
  auto Separate = [&] {
    if (!First)
      Out += "; ";
    First = false;
  };
  for (const Func *M : I->Methods) {
    Separate();
    Out += M->Name;
    signature(M->signature());
  }
  for (const Type *E : I->Embeddeds) {
    Separate();
    type(E);
  }
  Out += '}';
}

void TypeWriter::chan(const Chan *C) {
  bool Parens = false;
  switch (C->Dir) {
  case ChanDir::Both: {
    Out += "chan ";
    auto *Elem = dyn_cast<Chan>(C->Elem);
    Parens = Elem && Elem->Dir == ChanDir::RecvOnly;
    break;
  }
  case ChanDir::SendOnly:
    Out += "chan<- ";
    break;
  case ChanDir::RecvOnly:
    Out += "<-chan ";
    break;
  }
  if (Parens)
    Out += '(';
  type(C->Elem);
  if (Parens)
    Out += ')';
}

void TypeWriter::named(const Named *N) {
  typeName(N->Orig->Obj);
  if (N->isInstance())
    typeList(N->TArgs);
  else if (!N->TParams.empty())
    tParamList(N->TParams);
}

/// Whether Name also names a predeclared object.
static bool hidesPredeclared(const TypeName *O) {
  const Scope *Universe = O->Pkg ? O->Pkg->PkgScope.Parent : nullptr;
  return Universe && Universe->lookup(O->Name);
}

void TypeWriter::typeParam(const TypeParam *P) {
  if (!P->Obj)
    return error("unnamed type parameter");
  Out += P->Obj->Name;
  if (PosText && hidesPredeclared(P->Obj))
    Out += (" /* with " + P->Obj->Name + " declared at " + PosText(P->Obj->P) +
            " */")
               .str();
}

void TypeWriter::typeList(ArrayRef<Type *> List) {
  Out += '[';
  for (size_t I = 0; I != List.size(); ++I) {
    if (I)
      Out += ", ";
    type(List[I]);
  }
  Out += ']';
}

void TypeWriter::tParamList(ArrayRef<TypeParam *> List) {
  Out += '[';
  const Type *Prev = nullptr;
  for (size_t I = 0; I != List.size(); ++I) {
    const TypeParam *P = List[I];
    if (!P) {
      error("nil type parameter");
      continue;
    }
    if (I) {
      if (P->Bound != Prev) {
        Out += ' ';
        type(Prev);
      }
      Out += ", ";
    }
    Prev = P->Bound;
    type(P);
  }
  if (Prev) {
    Out += ' ';
    type(Prev);
  }
  Out += ']';
}

void TypeWriter::tuple(const Tuple *T, bool Variadic) {
  Out += '(';
  for (unsigned I = 0, E = tupleSize(T); I != E; ++I) {
    const Var *V = T->Vars[I];
    if (I)
      Out += ", ";
    if (!V->Name.empty() && ParamNames) {
      Out += V->Name;
      Out += ' ';
    }
    if (!Variadic || I + 1 != E) {
      type(V->T);
    } else if (auto *S = llvm::dyn_cast_or_null<Slice>(V->T)) {
      Out += "...";
      type(S->Elem);
    } else {
      // append(bytes, "text"...) has the signature func([]byte, string...); for
      // a type parameter that permits strings it has that parameter's type.
      type(V->T);
      Out += "...";
    }
  }
  Out += ')';
}

void TypeWriter::signature(const Signature *S) {
  if (!S)
    return;
  if (!S->TParams.empty())
    tParamList(S->TParams);
  tuple(S->Params, S->Variadic);
  unsigned N = tupleSize(S->Results);
  if (!N)
    return;
  Out += ' ';
  if (N == 1 && S->Results->Vars[0]->Name.empty())
    return type(S->Results->Vars[0]->T);
  tuple(S->Results, false);
}

std::string ogo::typeString(const Type *T, const TypeStringOptions &Opts) {
  std::string Out;
  TypeWriter(Out, Opts).type(T);
  return Out;
}

std::string ogo::typeString(const Type *T, Qualifier Q) {
  TypeStringOptions Opts;
  Opts.Q = Q;
  return typeString(T, Opts);
}

std::string ogo::typeString(const Type *T, const Package *Relative) {
  return typeString(T, [Relative](const Package *P) {
    return P == Relative ? std::string() : P->Path.str();
  });
}

std::string ogo::signatureString(const Signature *Sig,
                                 const TypeStringOptions &Opts) {
  std::string Out;
  TypeWriter(Out, Opts).signature(Sig);
  return Out;
}

static void writeFuncName(std::string &Out, const Func *F,
                          const TypeStringOptions &Opts) {
  if (auto *Sig = F->signature()) {
    if (Sig->Recv) {
      Out += '(';
      if (llvm::isa_and_nonnull<Interface>(Sig->Recv->T))
        Out += "interface";
      else
        TypeWriter(Out, Opts).type(Sig->Recv->T);
      Out += ").";
    } else {
      Out += packagePrefix(F->Pkg, Opts.Q);
    }
  }
  Out += F->Name;
}

std::string ogo::objectString(const Object *O, Qualifier Q) {
  TypeStringOptions Opts;
  Opts.Q = Q;
  return objectString(O, Opts);
}

/// The type to show after a type name, with "=" before it for an alias.
static const Type *declaredType(std::string &Out, const TypeName *O,
                                const TypeStringOptions &Opts) {
  const Type *T = O->T;
  if (isa<BasicType>(T))
    return nullptr;
  if (auto *N = dyn_cast<Named>(T); N && !N->TParams.empty())
    TypeWriter(Out, Opts).tParamList(N->TParams);
  if (auto *A = dyn_cast<Alias>(T); A && !A->TParams.empty())
    TypeWriter(Out, Opts).tParamList(A->TParams);
  if (O->isAlias()) {
    Out += " =";
    auto *A = dyn_cast<Alias>(T);
    return A ? A->FromRHS : T;
  }
  if (auto *P = dyn_cast<TypeParam>(T))
    return P->Bound;
  return under(T);
}

std::string ogo::objectString(const Object *O, const TypeStringOptions &Opts) {
  std::string Out;
  const Type *T = O->T;
  switch (O->kind()) {
  case ObjectKind::PkgName: {
    auto *P = cast<PkgName>(O);
    Out += "package ";
    Out += O->Name;
    if (StringRef Path = P->Imported->Path; !Path.empty() && Path != O->Name)
      Out += (" (\"" + Path + "\")").str();
    return Out;
  }
  case ObjectKind::Const:
    Out += "const";
    break;
  case ObjectKind::TypeName:
    Out += isTypeParam(T) ? "type parameter" : "type";
    break;
  case ObjectKind::Var:
    Out += cast<Var>(O)->IsField ? "field" : "var";
    break;
  case ObjectKind::Func:
    Out += "func ";
    writeFuncName(Out, cast<Func>(O), Opts);
    if (T)
      TypeWriter(Out, Opts).signature(cast<Signature>(T));
    return Out;
  case ObjectKind::Label:
    Out += "label";
    T = nullptr;
    break;
  case ObjectKind::Builtin:
    Out += "builtin";
    T = nullptr;
    break;
  case ObjectKind::Nil:
    return "nil";
  }
  Out += ' ';
  if (O->Pkg && O->Pkg->PkgScope.lookup(O->Name) == O)
    Out += packagePrefix(O->Pkg, Opts.Q);
  Out += O->Name;
  if (!T)
    return Out;
  if (auto *TN = dyn_cast<TypeName>(O)) {
    T = declaredType(Out, TN, Opts);
    if (!T)
      return Out;
  }
  Out += ' ';
  if (!O->Pkg && O->Name == "any")
    Out += "interface{}"; // not "type any = any"
  else
    TypeWriter(Out, Opts).type(T);
  return Out;
}
