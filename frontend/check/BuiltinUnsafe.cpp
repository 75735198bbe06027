//===- BuiltinUnsafe.cpp - Functions of package unsafe --------------------===//
#include "frontend/check/BuiltinCall.h"
#include "frontend/check/Decl.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"

using namespace ogo;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;
using llvm::isa_and_nonnull;

namespace {
/// "The return value of Sizeof is a Go constant if the type of the argument x
/// does not have variable size": it has if it contains a type parameter. A type
/// that contains itself has no size at all, which is reported here when the
/// size is needed by its own declaration.
class VarSize {
public:
  explicit VarSize(Checker &C) : C(C), Base(C.ObjPath.size()) {}
  bool of(Type *T) {
    T = unalias(T);
    if (auto *N = dyn_cast_or_null<Named>(T))
      return ofNamed(N);
    if (auto *A = dyn_cast_or_null<Array>(T))
      return of(A->Elem);
    if (auto *S = dyn_cast_or_null<Struct>(T))
      return llvm::any_of(S->Fields, [this](Var *F) { return of(F->T); });
    return isa_and_nonnull<TypeParam>(T);
  }

private:
  bool ofNamed(Named *N) {
    if (auto It = C.VarSized.find(N); It != C.VarSized.end())
      return It->second;
    size_t Start = C.ObjPath.size();
    if (N->Obj->Color >= ColorGrey)
      Start = N->Obj->Color - ColorGrey;
    else if (auto *I = llvm::find(Open, N); I != Open.end())
      Start = Base + (I - Open.begin());
    if (Start != C.ObjPath.size()) {
      reportCycle(C, llvm::ArrayRef<Object *>(C.ObjPath).drop_front(Start));
      return true;
    }
    Open.push_back(N);
    C.ObjPath.push_back(reportedObject(C, N));
    bool Result = of(N->rhs());
    C.ObjPath.pop_back();
    Open.pop_back();
    return C.VarSized[N] = Result;
  }

  Checker &C;
  size_t Base;
  /// Types we are inside of; their objects are on C.ObjPath, from Base on.
  llvm::SmallVector<Named *, 8> Open;
};
} // namespace

bool BuiltinCall::unsafeAdd() {
  requireVersion(17, "unsafe.Add");
  Type *Ptr = C.basic(BasicKind::UnsafePointer);
  assignment(C, X, Ptr, "argument to unsafe.Add");
  if (X.invalid())
    return false;
  Operand &Y = Args[1];
  if (!isValidIndex(C, Y, DiagCode::InvalidUnsafeAdd, "length", true))
    return false;
  value(Ptr);
  recordSignature(Ptr, {Ptr, Y.T});
  return true;
}

bool BuiltinCall::alignOrSize() {
  bool IsSize = Id == BuiltinId::Sizeof;
  assignment(C, X, nullptr,
             IsSize ? "argument to unsafe.Sizeof"
                    : "argument to unsafe.Alignof");
  if (X.invalid())
    return false;
  Type *Uintptr = C.basic(BasicKind::Uintptr);
  if (VarSize(C).of(X.T)) {
    recordSignature(Uintptr, X.T);
    return value(Uintptr);
  }
  int64_t Size = IsSize ? sizeOf(X.T) : alignOf(X.T);
  if (Size < 0)
    return fail(X, DiagCode::TypeTooLarge, C.str(X) + " is too large");
  X.Mode = OperandMode::Constant;
  X.Val = ConstantValue::makeInt(Size);
  X.T = Uintptr;
  return true;
}

/// Offset of the field Index leads to within T; all structs on the way are
/// embedded by value. Negative if T is too large.
static int64_t offsetOf(Type *T, llvm::ArrayRef<int> Index) {
  int64_t Offset = 0;
  for (int I : Index) {
    auto *S = cast<Struct>(under(T));
    int64_t D = fieldOffsets(S)[I];
    if (D < 0 || __builtin_add_overflow(Offset, D, &Offset))
      return -1;
    T = S->Fields[I]->T;
  }
  return Offset;
}

bool BuiltinCall::offset() {
  Expr *Arg0 = Call->Args[0];
  auto *Sel = dyn_cast<SelectorExpr>(unparen(Arg0));
  if (!Sel) {
    C.error(Arg0, DiagCode::BadOffsetofSyntax,
            "invalid argument: " + C.str(Arg0) +
                " is not a selector expression");
    useExprs(C, Arg0);
    return false;
  }
  expr(C, nullptr, X, Sel->X);
  if (X.invalid())
    return false;

  Type *Base = derefStructPtr(X.T);
  llvm::StringRef FieldName = Sel->Sel->Value;
  LookupResult R = lookupFieldOrMethod(Base, false, &C.Pkg, FieldName);
  if (!R.Obj)
    return fail(X, DiagCode::MissingFieldOrMethod,
                "invalid argument: " + C.str(Base) + " has no single field " +
                    FieldName);
  if (isa<Func>(R.Obj))
    return fail(Arg0, DiagCode::InvalidOffsetof,
                "invalid argument: " + C.str(Arg0) + " is a method value");
  if (R.Indirect)
    return fail(X, DiagCode::InvalidOffsetof,
                "invalid argument: field " + FieldName +
                    " is embedded via a pointer in " + C.str(Base));

  C.recordSelection(Sel, Selection::Kind::FieldVal, Base, R.Obj, R.Index,
                    false);
  Operand Field;
  Field.Mode = X.Mode == OperandMode::Variable ? OperandMode::Variable
                                               : OperandMode::Value;
  Field.X = Sel;
  Field.T = R.Obj->T;
  C.record(Field);

  Type *Uintptr = C.basic(BasicKind::Uintptr);
  // An offset before the part of variable size counts as variable, too.
  if (VarSize(C).of(Base)) {
    recordSignature(Uintptr, R.Obj->T);
    return value(Uintptr);
  }
  int64_t Offset = offsetOf(Base, R.Index);
  if (Offset < 0)
    return fail(X, DiagCode::TypeTooLarge, C.str(X) + " is too large");
  X.Mode = OperandMode::Constant;
  X.Val = ConstantValue::makeInt(Offset);
  X.T = Uintptr;
  return true;
}

bool BuiltinCall::unsafeSlice() {
  requireVersion(17, "unsafe.Slice");
  auto *P = dyn_cast_or_null<Pointer>(commonUnder(X.T));
  if (!P)
    return fail(X, DiagCode::InvalidUnsafeSlice,
                "invalid argument: " + C.str(X) + " is not a pointer");
  Operand &Y = Args[1];
  if (!isValidIndex(C, Y, DiagCode::InvalidUnsafeSlice, "length", false))
    return false;
  value(C.Ctx.make<Slice>(P->Elem));
  recordSignature(X.T, {P, Y.T});
  return true;
}

bool BuiltinCall::unsafeSliceData() {
  requireVersion(20, "unsafe.SliceData");
  auto *S = dyn_cast_or_null<Slice>(commonUnder(X.T));
  if (!S)
    return fail(X, DiagCode::InvalidUnsafeSliceData,
                "invalid argument: " + C.str(X) + " is not a slice");
  value(C.Ctx.make<Pointer>(S->Elem));
  recordSignature(X.T, S);
  return true;
}

bool BuiltinCall::unsafeString() {
  requireVersion(20, "unsafe.String");
  Type *BytePtr = C.Ctx.make<Pointer>(C.Ctx.ByteType);
  assignment(C, X, BytePtr, "argument to unsafe.String");
  if (X.invalid())
    return false;
  Operand &Y = Args[1];
  if (!isValidIndex(C, Y, DiagCode::InvalidUnsafeString, "length", false))
    return false;
  value(C.basic(BasicKind::String));
  recordSignature(X.T, {BytePtr, Y.T});
  return true;
}

bool BuiltinCall::unsafeStringData() {
  requireVersion(20, "unsafe.StringData");
  Type *String = C.basic(BasicKind::String);
  assignment(C, X, String, "argument to unsafe.StringData");
  if (X.invalid())
    return false;
  value(C.Ctx.make<Pointer>(C.Ctx.ByteType));
  recordSignature(X.T, String);
  return true;
}
