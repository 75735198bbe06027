//===- Literal.cpp - Basic, function and composite literals ---------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/Infer.h"
#include "frontend/check/Stmt.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"

#include <cstring>
#include <map>
#include <unordered_map>

using namespace ogo;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Basic literals
//===----------------------------------------------------------------------===//

/// Rejects number literals in a form newer than the file's language version.
static void checkNumberForm(Checker &C, BasicLit *E) {
  StringRef S = E->Value;
  constexpr LangVersion NewForms{13};
  if (S.size() <= 2 || C.allowVersion(NewForms))
    return;
  if (S.contains('_')) {
    C.verifyVersion(E, NewForms, "underscore in numeric literal");
    return;
  }
  if (S[0] != '0')
    return;
  char Radix = S[1] | 0x20;
  if (Radix == 'b')
    C.verifyVersion(E, NewForms, "binary literal");
  else if (Radix == 'o')
    C.verifyVersion(E, NewForms, "0o/0O-style octal literal");
  else if (Radix == 'x' && E->Lit != LitKind::Int)
    C.verifyVersion(E, NewForms, "hexadecimal floating-point literal");
}

static BasicKind untypedKind(LitKind K) {
  switch (K) {
  case LitKind::Int:
    return BasicKind::UntypedInt;
  case LitKind::Float:
    return BasicKind::UntypedFloat;
  case LitKind::Imag:
    return BasicKind::UntypedComplex;
  case LitKind::Rune:
    return BasicKind::UntypedRune;
  case LitKind::String:
    return BasicKind::UntypedString;
  }
  llvm_unreachable("unknown literal kind");
}

void ogo::basicLit(Checker &C, Operand &X, BasicLit *E) {
  if (E->Bad)
    return; // reported by the lexer
  if (E->Lit != LitKind::Rune && E->Lit != LitKind::String) {
    checkNumberForm(C, E);
    // Longer ones say nothing more in 512 bits, but cost time.
    constexpr size_t MaxLength = 10000;
    if (E->Value.size() > MaxLength) {
      C.error(E, DiagCode::InvalidConstVal,
              "excessively long constant: " + E->Value.take_front(10) +
                  "... (" + llvm::Twine(E->Value.size()) + " chars)");
      return;
    }
  }
  ConstantValue V = ConstantValue::fromLiteral(E->Value, E->Lit);
  if (V.kind() == ConstantValue::Kind::Unknown) {
    C.error(E, DiagCode::InvalidConstVal, "malformed constant: " + E->Value);
    return;
  }
  X.Mode = OperandMode::Constant;
  X.T = C.basic(untypedKind(E->Lit));
  X.Val = std::move(V);
  X.X = E;
  overflow(C, X, E->pos());
}

//===----------------------------------------------------------------------===//
// Function literals
//===----------------------------------------------------------------------===//

void ogo::funcLit(Checker &C, Operand &X, FuncLit *E) {
  auto *Sig = dyn_cast<Signature>(typ(C, E->Type));
  if (!Sig) {
    C.error(E, DiagCode::InvalidSyntaxTree,
            "invalid function literal " + C.str(E));
    return;
  }
  if (Sig->FuncScope) {
    Sig->FuncScope->Start = E->pos();
    Sig->FuncScope->End = endPos(E);
  }
  if (!C.Opts.DeclarationsOnly && E->Body) {
    // The body is checked later: it may refer to a type whose declaration the
    // literal is part of. What it declares belongs to the enclosing
    // declaration.
    C.later([&C, E, Sig, D = C.Env.Decl, Iota = C.Env.Iota,
             Enclosing = C.Env.EnclosingFunc] {
      Func *Saved = C.Env.EnclosingFunc;
      C.Env.EnclosingFunc = Enclosing;
      funcBody(C, D, "<function literal>", Sig, E->Body, Iota);
      C.Env.EnclosingFunc = Saved;
    });
  }
  X.Mode = OperandMode::Value;
  X.T = Sig;
}

//===----------------------------------------------------------------------===//
// Composite literals
//===----------------------------------------------------------------------===//

static void mixedElements(Checker &C, Expr *E) {
  C.error(E, DiagCode::MixedStructLit,
          "mixture of field:value and value elements in struct literal");
}

namespace {
/// The fields a literal has values for, by their paths.
class GivenFields {
public:
  /// Notes that F, at Path, has a value.
  void add(llvm::ArrayRef<int> Path, Var *F) { Fields[Path.vec()] = F; }
  /// An earlier field that is at Path or contains what is; null if there is
  /// none.
  Var *atOrAround(llvm::ArrayRef<int> Path) const {
    for (size_t N = 1; N <= Path.size(); ++N)
      if (auto It = Fields.find(Path.take_front(N).vec()); It != Fields.end())
        return It->second;
    return nullptr;
  }
  /// An earlier field within the one at Path, or null.
  Var *within(llvm::ArrayRef<int> Path) const {
    auto It = Fields.lower_bound(Path.vec());
    if (It != Fields.end() && It->first.size() > Path.size() &&
        llvm::ArrayRef<int>(It->first).take_front(Path.size()) == Path)
      return It->second;
    return nullptr;
  }

private:
  std::map<std::vector<int>, Var *> Fields;
};
} // namespace

static std::string fieldPathString(Type *T, llvm::ArrayRef<int> Path) {
  std::string S;
  for (int I : Path) {
    auto *U = underAs<Struct>(derefStructPtr(T));
    if (!U)
      break; // an error was reported
    S += (S.empty() ? "" : ".") + U->Fields[I]->Name.str();
    T = U->Fields[I]->T;
  }
  return S;
}

/// The field a key of a literal of type Base (underlying type S) names, and
/// the path to it. "A key must be a field name or a field selector name" of a
/// field that is reached through embedded structs, not through pointers: there
/// would be nothing to point to.
static Var *literalField(Checker &C, Name *Key, Type *Base, Struct *S,
                         llvm::SmallVectorImpl<int> &Path) {
  LookupResult R = lookupFieldOrMethod(S, false, &C.Pkg, Key->Value);
  if (!R.Obj) {
    LookupResult Alt = lookupFieldOrMethod(S, false, &C.Pkg, Key->Value,
                                           /*FoldCase=*/true);
    C.error(Key, DiagCode::MissingLitField,
            lookupError(C, Base, Key->Value, Alt.Obj, /*StructLit=*/true));
    return nullptr;
  }
  auto *F = dyn_cast<Var>(R.Obj);
  if (!F) {
    C.error(Key, DiagCode::MissingLitField, Key->Value + " is not a field");
    return nullptr;
  }
  constexpr LangVersion PromotedFields{27};
  if (R.Index.size() > 1 && !C.allowVersion(Key->pos(), PromotedFields)) {
    C.verifyVersion(Key, PromotedFields,
                    "use of promoted field " + fieldPathString(S, R.Index) +
                        " in struct literal of type " + C.str(Base));
    return nullptr;
  }
  if (R.Indirect) {
    C.error(Key, DiagCode::InvalidLitField,
            "invalid implicit pointer indirection to reach " + Key->Value);
    return nullptr;
  }
  Path.assign(R.Index.begin(), R.Index.end());
  return F;
}

static void keyedStruct(Checker &C, Operand &X, CompositeLit *E, Type *Base,
                        Struct *S) {
  GivenFields Given;
  for (Expr *Elem : E->Elems) {
    auto *KV = dyn_cast<KeyValueExpr>(Elem);
    if (!KV) {
      mixedElements(C, Elem);
      continue;
    }
    genericExpr(C, X, KV->Value);
    auto *Key = dyn_cast<Name>(KV->Key);
    if (!Key) {
      C.error(KV, DiagCode::InvalidLitField,
              "invalid field name " + C.str(KV->Key) + " in struct literal");
      continue;
    }
    llvm::SmallVector<int, 4> Path;
    Var *F = literalField(C, Key, Base, S, Path);
    if (!F)
      continue;
    C.recordUse(Key, F);
    if (Path.size() > 1)
      C.Facts.PromotedKeys[Key->id()] = {Path.begin(), Path.end()};
    assignment(C, X, F->T, "struct literal");
    if (Var *Outer = Given.atOrAround(Path)) {
      C.error(KV, DiagCode::DuplicateLitField,
              Outer == F
                  ? "duplicate field name " + F->Name + " in struct literal"
                  : "cannot specify promoted field " + F->Name +
                        " and enclosing embedded field " + Outer->Name);
    } else if (Var *Inner = Given.within(Path)) {
      C.error(KV, DiagCode::DuplicateLitField,
              "cannot specify embedded field " + F->Name +
                  " and enclosed promoted field " + Inner->Name);
    } else {
      Given.add(Path, F);
    }
  }
}

static void positionalStruct(Checker &C, Operand &X, CompositeLit *E,
                             Type *Base, const Struct *S) {
  for (size_t I = 0; I < E->Elems.size(); ++I) {
    Expr *Elem = E->Elems[I];
    if (isa<KeyValueExpr>(Elem)) {
      mixedElements(C, Elem);
      continue;
    }
    genericExpr(C, X, Elem);
    if (I >= S->Fields.size()) {
      C.error(X, DiagCode::InvalidStructLit,
              "too many values in struct literal of type " + C.str(Base));
      break;
    }
    Var *F = S->Fields[I];
    if (!F->exported() && F->Pkg != &C.Pkg) {
      C.error(X, DiagCode::UnexportedLitField,
              "implicit assignment to unexported field " + F->Name +
                  " in struct literal of type " + C.str(Base));
      continue;
    }
    assignment(C, X, F->T, "struct literal");
  }
  if (E->Elems.size() >= S->Fields.size())
    return;
  bool HasHidden = llvm::any_of(
      S->Fields, [&C](Var *F) { return !F->exported() && F->Pkg != &C.Pkg; });
  C.error(E->Rbrace, DiagCode::InvalidStructLit,
          "too few values in struct literal of type " + C.str(Base) +
              (HasHidden ? " (type has unexported fields - use key:value pairs)"
                         : ""));
}

/// Text that is equal for constants that are equal keys of a map, whatever
/// their kind: 1, 1.0 and 1+0i are.
static std::string keyText(ConstantValue V) {
  using Kind = ConstantValue::Kind;
  auto Bits = [](double D) {
    char Buffer[sizeof D];
    std::memcpy(Buffer, &D, sizeof D);
    return std::string(Buffer, sizeof D);
  };
  if (V.kind() == Kind::Complex) {
    ConstantValue F = constant::toFloat(V);
    if (F.kind() != Kind::Float)
      return "c" + Bits(V.real().doubleVal()) + Bits(V.imag().doubleVal());
    V = F;
  }
  if (V.kind() == Kind::Float) {
    ConstantValue I = constant::toInt(V);
    if (I.kind() != Kind::Int)
      return "f" + Bits(V.doubleVal());
    V = I;
  }
  switch (V.kind()) {
  case Kind::Int:
    return "i" + V.str();
  case Kind::String:
    return "s" + V.stringVal().str();
  case Kind::Bool:
    return V.boolVal() ? "t" : "n";
  default:
    return "?";
  }
}

static void mapElements(Checker &C, Operand &X, CompositeLit *E, const Map *M) {
  // Keys of an interface type only collide if their types are identical.
  bool ByType = isNonTypeParamInterface(M->Key);
  std::unordered_map<std::string, llvm::SmallVector<Type *, 1>> Visited;
  for (Expr *Elem : E->Elems) {
    auto *KV = dyn_cast<KeyValueExpr>(Elem);
    if (!KV) {
      C.error(Elem, DiagCode::MissingLitKey, "missing key in map literal");
      continue;
    }
    genericExpr(C, X, KV->Key, M->Key);
    assignment(C, X, M->Key, "map literal");
    if (X.invalid())
      continue;
    if (X.Mode == OperandMode::Constant) {
      auto [It, New] = Visited.try_emplace(keyText(X.Val));
      bool Duplicate = !New;
      if (ByType) {
        Duplicate = llvm::any_of(It->second,
                                 [&](Type *T) { return identical(T, X.T); });
        It->second.push_back(X.T);
      }
      if (Duplicate) {
        C.error(X, DiagCode::DuplicateLitKey,
                "duplicate key " + X.Val.str() + " in map literal");
        continue;
      }
    }
    genericExpr(C, X, KV->Value, M->Elem);
    assignment(C, X, M->Elem, "map literal");
  }
}

static void arrayElements(Checker &C, CompositeLit *E, Array *A) {
  int64_t N = indexedElts(C, E->Elems, A->Elem, A->Len);
  if (A->Len >= 0)
    return;
  // [...]T, or a length that is wrong: take it from the literal.
  A->Len = N;
  if (E->Type)
    C.recordTypeAndValue(E->Type, OperandMode::TypeExpr, A, ConstantValue());
}

/// The literal's type, and in Base the type its elements are those of (behind
/// the pointer if &T is implied).
static Type *literalType(Checker &C, CompositeLit *E, Type *Hint, Type *&Base) {
  if (E->Type) {
    auto *AT = dyn_cast<ArrayType>(E->Type);
    // [...]T is only permitted here, so it is not a type for typ.
    Base = AT && !AT->Len ? C.Ctx.make<Array>(varType(C, AT->Elem), -1)
                          : typ(C, E->Type);
    return Base;
  }
  if (!Hint) {
    C.error(E, DiagCode::UntypedLit, "missing type in composite literal");
    return Base = C.invalidType(); // the elements are used all the same
  }
  // "*T implies &T{}"
  Base = Hint;
  if (auto *P = commonUnderAs<Pointer>(Hint))
    Base = P->Elem;
  return Hint;
}

static void useElements(Checker &C, CompositeLit *E) {
  // Keys may be field names of an unknown struct, so they are left alone.
  for (Expr *Elem : E->Elems) {
    auto *KV = dyn_cast<KeyValueExpr>(Elem);
    useExprs(C, KV ? KV->Value : Elem);
  }
}

void ogo::compositeLit(Checker &C, Operand &X, CompositeLit *E, Type *Hint) {
  Type *Base = nullptr;
  Type *T = literalType(C, E, Hint, Base);
  bool Ok = isComplete(C, Base);
  if (Ok) {
    std::string Cause;
    Type *U = commonUnder(C, Base, Cause);
    if (auto *S = dyn_cast_or_null<Struct>(U)) {
      if (!E->Elems.empty() && isa<KeyValueExpr>(E->Elems[0]))
        keyedStruct(C, X, E, Base, S);
      else if (!E->Elems.empty())
        positionalStruct(C, X, E, Base, S);
    } else if (auto *A = dyn_cast_or_null<Array>(U)) {
      arrayElements(C, E, A);
    } else if (auto *S = dyn_cast_or_null<Slice>(U)) {
      if (int64_t N = indexedElts(C, E->Elems, S->Elem, -1); N >= 1 << 20)
        C.LargeSliceLits[E] = {N, S->Elem};
    } else if (auto *M = dyn_cast_or_null<Map>(U)) {
      mapElements(C, X, E, M);
    } else {
      useElements(C, E);
      if (!U || isValid(U)) {
        C.error(E, DiagCode::InvalidLit,
                llvm::Twine("invalid composite literal") +
                    (E->Type ? "" : " element") + " type " + C.str(T) +
                    (U ? "" : " (no common underlying type)"));
        Ok = false;
      }
    }
  }
  X.Mode = Ok ? OperandMode::Value : OperandMode::Invalid;
  X.Val = ConstantValue();
  X.T = Ok ? T : C.invalidType();
}
