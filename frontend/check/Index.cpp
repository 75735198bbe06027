//===- Index.cpp - Index and slice expressions ----------------------------===//
#include "frontend/check/Call.h"
#include "frontend/check/Decl.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

#include <unordered_set>

using namespace ogo;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// The index of E if there is just one; reports and gives null if there is
/// none. Extra ones are reported and ignored.
static Expr *singleIndex(Checker &C, IndexExpr *E) {
  if (!E->Index) {
    C.error(E, DiagCode::InvalidSyntaxTree, "missing index for " + C.str(E->X));
    return nullptr;
  }
  auto *L = dyn_cast<ListExpr>(E->Index);
  if (!L)
    return E->Index;
  if (L->Elems.size() <= 1) {
    C.error(E, DiagCode::InvalidSyntaxTree,
            "invalid use of ListExpr for index expression " + C.str(E) +
                " with " + llvm::Twine(L->Elems.size()) + " indices");
    return nullptr;
  }
  C.error(L->Elems[1], DiagCode::InvalidIndex,
          "invalid operation: more than one index");
  return L->Elems[0];
}

namespace {
/// What indexing a value of some type gives.
struct Indexed {
  Type *Elem = nullptr; // null: cannot be indexed
  Type *Key = nullptr;  // of a map
  int64_t Length = -1;  // if known
  OperandMode Mode = OperandMode::Variable;
};
} // namespace

static Indexed indexArray(const Array *A, OperandMode Mode) {
  return {A->Elem, nullptr, A->Len, Mode};
}

/// Indexing underlying type U (not of a type parameter); X gives the operand's
/// mode and constant value.
static Indexed indexUnder(Checker &C, const Operand &X, Type *U) {
  if (auto *B = dyn_cast_or_null<BasicType>(U)) {
    if (!(B->Info & IsString))
      return {};
    // "a constant index … the byte value at index x", never a constant
    Indexed R{C.Ctx.ByteType, nullptr, -1, OperandMode::Value};
    if (X.Mode == OperandMode::Constant)
      R.Length = static_cast<int64_t>(X.Val.stringLen());
    return R;
  }
  if (auto *A = dyn_cast_or_null<Array>(U))
    return indexArray(A, X.Mode == OperandMode::Variable ? OperandMode::Variable
                                                         : OperandMode::Value);
  if (auto *P = dyn_cast_or_null<Pointer>(U)) {
    if (auto *A = underAs<Array>(P->Elem))
      return indexArray(A, OperandMode::Variable);
    return {};
  }
  if (auto *S = dyn_cast_or_null<Slice>(U))
    return {S->Elem, nullptr, -1, OperandMode::Variable};
  if (auto *M = dyn_cast_or_null<Map>(U))
    return {M->Elem, M->Key, -1, OperandMode::MapIndex};
  return {};
}

/// "The element types of all types in P's type set must be identical", and
/// maps must not be mixed with other types.
static Indexed indexTypeParam(Checker &C, const Operand &X, Interface *I) {
  Indexed All;
  OperandMode Mode = OperandMode::Variable;
  bool Ok = typeSet(I).underIs([&](Type *U) {
    Indexed One = indexUnder(C, X, U);
    if (!One.Elem)
      return false;
    if (One.Mode == OperandMode::Value)
      Mode = OperandMode::Value;
    if (!All.Elem) {
      All = One;
      return true;
    }
    bool SameKeys =
        !All.Key == !One.Key && (!All.Key || identical(All.Key, One.Key));
    if (!SameKeys || !identical(All.Elem, One.Elem))
      return false;
    if (One.Length >= 0 && One.Length < All.Length)
      All.Length = One.Length;
    return true;
  });
  if (!Ok)
    return {};
  All.Mode = All.Key ? OperandMode::MapIndex : Mode;
  return All;
}

/// Whether all types an index expression needs are known: of the operand, of
/// what it points to, of the elements of a map.
static bool canIndex(Checker &C, Type *T) {
  if (!isComplete(C, T))
    return false;
  Type *U = under(T);
  if (auto *P = dyn_cast<Pointer>(U))
    return isComplete(C, P->Elem);
  if (auto *M = dyn_cast<Map>(U))
    return isComplete(C, M->Elem);
  return true;
}

bool ogo::indexExpr(Checker &C, Operand &X, IndexExpr *E) {
  exprOrType(C, X, E->X, /*AllowGeneric=*/true);
  switch (X.Mode) {
  case OperandMode::Invalid:
    useExprs(C, unpackList(E->Index));
    return false;
  case OperandMode::TypeExpr:
    // An instantiated type; evaluates E->X again.
    X.Mode = OperandMode::Invalid;
    X.T = varType(C, E);
    if (isValid(X.T))
      X.Mode = OperandMode::TypeExpr;
    return false;
  case OperandMode::Value:
    if (auto *Sig = underAs<Signature>(X.T); Sig && !Sig->TParams.empty())
      return true;
    break;
  default:
    break;
  }

  if (!X.T) {
    X.Mode = OperandMode::Invalid;
    return false;
  }
  if (!canIndex(C, X.T)) {
    X.Mode = OperandMode::Invalid;
    return false;
  }
  Type *U = under(X.T);
  Indexed R;
  if (!isa<Interface>(U))
    R = indexUnder(C, X, U);
  else if (isTypeParam(X.T))
    R = indexTypeParam(C, X, llvm::cast<Interface>(U));

  if (!R.Elem) {
    C.error(E->pos(), DiagCode::NonIndexableOperand,
            "cannot index " + C.str(X));
    useExprs(C, unpackList(E->Index));
    X.Mode = OperandMode::Invalid;
    return false;
  }

  Expr *Index = singleIndex(C, E);
  if (!Index) {
    X.Mode = OperandMode::Invalid;
    return false;
  }
  X.Mode = R.Mode;
  X.T = R.Elem;
  if (R.Key) {
    Operand Key;
    genericExpr(C, Key, Index);
    assignment(C, Key, R.Key, "map index");
    // The element type is known even if the key is wrong.
    X.X = E;
    return false;
  }
  int64_t Ignored;
  indexValue(C, Index, R.Length, Ignored);
  return false;
}

//===----------------------------------------------------------------------===//
// Slice expressions
//===----------------------------------------------------------------------===//

/// The underlying type all types in X's type set have, where strings count as
/// byte slices; string if there are any. Null after an error.
static Type *slicedType(Checker &C, const Operand &X) {
  Type *First = nullptr, *Common = nullptr;
  bool HasString = false;
  auto Fail = [&](const llvm::Twine &Why) {
    C.error(X, DiagCode::NonSliceableOperand,
            "cannot slice " + C.str(X) + ": " + Why);
    return false;
  };
  bool Ok = allTypes(X.T, [&](Type *T, Type *U) {
    if (!U)
      return Fail("no specific type in " + C.str(X.T));
    if (isString(U)) {
      U = C.Ctx.make<Slice>(C.Ctx.ByteType);
      HasString = true;
    }
    if (!Common) {
      First = T;
      Common = U;
      return true;
    }
    return identical(Common, U) || Fail(C.str(First) + " and " + C.str(T) +
                                        " have different underlying types");
  });
  if (!Ok)
    return nullptr;
  if (!HasString)
    return Common;
  // An untyped string stays one.
  return isTypeParam(X.T) ? C.basic(BasicKind::String) : under(X.T);
}

/// Checks the sliced operand and gives X the result's type; Length is the
/// operand's if known.
static bool slicedOperand(Checker &C, Operand &X, SliceExpr *E,
                          int64_t &Length) {
  Type *U = slicedType(C, X);
  if (!U)
    return false;
  if (auto *P = underAs<Pointer>(X.T); P && !isComplete(C, P->Elem))
    return false;
  if (auto *B = dyn_cast<BasicType>(U); B && (B->Info & IsString)) {
    if (E->Full) {
      const Node *At = E->Index[2] ? static_cast<Node *>(E->Index[2]) : E;
      C.error(At, DiagCode::InvalidSliceExpr,
              "invalid operation: 3-index slice of string");
      return false;
    }
    if (X.Mode == OperandMode::Constant)
      Length = static_cast<int64_t>(X.Val.stringLen());
    // "For untyped string operands the result is a non-constant value of type
    // string."
    if (isUntyped(X.T))
      X.T = C.basic(BasicKind::String);
    return true;
  }
  if (auto *A = dyn_cast<Array>(U)) {
    Length = A->Len;
    if (X.Mode != OperandMode::Variable) {
      C.error(X, DiagCode::NonSliceableOperand,
              "cannot slice unaddressable value " + C.str(X));
      return false;
    }
    X.T = C.Ctx.make<Slice>(A->Elem);
    return true;
  }
  if (auto *P = dyn_cast<Pointer>(U))
    if (auto *A = underAs<Array>(P->Elem)) {
      Length = A->Len;
      X.T = C.Ctx.make<Slice>(A->Elem);
      return true;
    }
  if (isa<Slice>(U))
    return true;
  C.error(X, DiagCode::NonSliceableOperand, "cannot slice " + C.str(X));
  return false;
}

/// "The indices are in range if 0 <= low <= high <= max <= cap(a)": constant
/// ones must be in order. Only the first problem is reported.
static void checkOrder(Checker &C, SliceExpr *E, const int64_t (&Ind)[3]) {
  for (unsigned I = 0; I < 2; ++I)
    for (unsigned J = I + 1; J < 3; ++J)
      if (Ind[I] > 0 && Ind[J] >= 0 && Ind[J] < Ind[I]) {
        // A known smaller index comes from an expression.
        C.error(E->Index[J], DiagCode::SwappedSliceIndices,
                "invalid slice indices: " + llvm::Twine(Ind[J]) + " < " +
                    llvm::Twine(Ind[I]));
        return;
      }
}

void ogo::sliceExpr(Checker &C, Operand &X, SliceExpr *E) {
  expr(C, nullptr, X, E->X);
  if (X.invalid()) {
    useExprs(C, E->Index);
    return;
  }
  int64_t Length = -1;
  if (!slicedOperand(C, X, E, Length)) {
    X.Mode = OperandMode::Invalid;
    return;
  }
  X.Mode = OperandMode::Value;
  if (E->Full && (!E->Index[1] || !E->Index[2])) {
    C.error(E, DiagCode::InvalidSyntaxTree,
            "2nd and 3rd index required in 3-index slice");
    X.Mode = OperandMode::Invalid;
    return;
  }

  int64_t Ind[3];
  for (unsigned I = 0; I < 3; ++I) {
    Ind[I] = -1;
    if (E->Index[I])
      indexValue(C, E->Index[I], Length >= 0 ? Length + 1 : -1, Ind[I]);
    else if (I == 0)
      Ind[I] = 0;
    else if (Length >= 0)
      Ind[I] = Length;
  }
  checkOrder(C, E, Ind);
}

//===----------------------------------------------------------------------===//
// Indices
//===----------------------------------------------------------------------===//

Type *ogo::indexValue(Checker &C, Expr *Index, int64_t Max, int64_t &Val) {
  Val = -1;
  Operand X;
  expr(C, nullptr, X, Index);
  if (!isValidIndex(C, X, DiagCode::InvalidIndex, "index", false))
    return C.invalidType();
  if (X.Mode != OperandMode::Constant)
    return X.T;
  auto V = X.Val.int64Val();
  if (!V)
    return C.invalidType(); // unknown value, reported before
  if (Max >= 0 && *V >= Max) {
    C.error(X, DiagCode::InvalidIndex,
            "invalid argument: index " + X.Val.str() +
                " out of bounds [0:" + llvm::Twine(Max) + "]");
    return C.invalidType();
  }
  Val = *V;
  return X.T;
}

bool ogo::isValidIndex(Checker &C, Operand &X, DiagCode Code,
                       llvm::StringRef What, bool AllowNegative) {
  if (X.invalid())
    return false;
  // "A constant index that is untyped is given type int."
  BasicType *Int = C.basic(BasicKind::Int);
  convertUntyped(C, X, Int);
  if (X.invalid())
    return false;

  auto Fail = [&](const char *Why) {
    C.error(X, Code, "invalid argument: " + What + " " + C.str(X) + Why);
    return false;
  };
  // "The index x must be an untyped constant or a value of integer type or a
  // type parameter whose type set contains only integer types."
  if (!allInteger(X.T))
    return Fail(" must be integer");
  if (X.Mode == OperandMode::Constant) {
    // "A constant index must be non-negative and representable by a value of
    // type int."
    if (!AllowNegative && X.Val.sign() < 0)
      return Fail(" must not be negative");
    if (!representableConst(X.Val, Int, &X.Val))
      return Fail(" overflows int");
  }
  return true;
}

int64_t ogo::indexedElts(Checker &C, llvm::ArrayRef<Expr *> Elts, Type *T,
                         int64_t Length) {
  // Without keys there can be no duplicates; large tables have none.
  bool HasKeys =
      llvm::any_of(Elts, [](Expr *E) { return isa<KeyValueExpr>(E); });
  std::unordered_set<int64_t> Seen;
  int64_t Index = 0, Max = 0;
  for (Expr *E : Elts) {
    bool Valid = false;
    Expr *Elem = E;
    if (auto *KV = dyn_cast<KeyValueExpr>(E)) {
      int64_t I;
      if (isValid(indexValue(C, KV->Key, Length, I))) {
        if (I >= 0) {
          Index = I;
          Valid = true;
        } else {
          C.error(E, DiagCode::InvalidLitIndex,
                  "index " + C.str(KV->Key) + " must be integer constant");
        }
      }
      Elem = KV->Value;
    } else if (Length >= 0 && Index >= Length) {
      C.error(E, DiagCode::OversizeArrayLit,
              "index " + llvm::Twine(Index) +
                  " is out of bounds (>= " + llvm::Twine(Length) + ")");
    } else {
      Valid = true;
    }

    if (Valid && HasKeys && !Seen.insert(Index).second)
      C.error(E, DiagCode::DuplicateLitKey,
              "duplicate index " + llvm::Twine(Index) +
                  " in array or slice literal");
    // Wraps for the largest index, as gc's does.
    Index = static_cast<int64_t>(static_cast<uint64_t>(Index) + 1);
    Max = std::max(Max, Index);

    Operand X;
    genericExpr(C, X, Elem, T);
    assignment(C, X, T, "array or slice literal");
  }
  return Max;
}
