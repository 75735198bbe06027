//===- Builtin.cpp - Calls of built-in functions --------------------------===//
//
// Spec "Built-in functions": they have no types of their own, so each checks
// its arguments itself and records the signature it has in this call.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/BuiltinCall.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"

#include "llvm/Support/ErrorHandling.h"

using namespace ogo;

static constexpr BuiltinInfo Infos[] = {
    // In the order of BuiltinId.
    {"append", 1, true, ExprKind::Expression},
    {"cap", 1, false, ExprKind::Expression},
    {"clear", 1, false, ExprKind::Statement},
    {"close", 1, false, ExprKind::Statement},
    {"complex", 2, false, ExprKind::Expression},
    {"copy", 2, false, ExprKind::Statement},
    {"delete", 2, false, ExprKind::Statement},
    {"imag", 1, false, ExprKind::Expression},
    {"len", 1, false, ExprKind::Expression},
    {"make", 1, true, ExprKind::Expression},
    {"max", 1, true, ExprKind::Expression},
    {"min", 1, true, ExprKind::Expression},
    {"new", 1, false, ExprKind::Expression},
    {"panic", 1, false, ExprKind::Statement},
    {"print", 0, true, ExprKind::Statement},
    {"println", 0, true, ExprKind::Statement},
    {"real", 1, false, ExprKind::Expression},
    {"recover", 0, false, ExprKind::Statement},
    {"Add", 2, false, ExprKind::Expression},
    {"Alignof", 1, false, ExprKind::Expression},
    {"Offsetof", 1, false, ExprKind::Expression},
    {"Sizeof", 1, false, ExprKind::Expression},
    {"Slice", 2, false, ExprKind::Expression},
    {"SliceData", 1, false, ExprKind::Expression},
    {"String", 2, false, ExprKind::Expression},
    {"StringData", 1, false, ExprKind::Expression},
    {"assert", 1, false, ExprKind::Statement},
    {"trace", 0, true, ExprKind::Expression},
};

const BuiltinInfo &ogo::builtinInfo(BuiltinId Id) {
  return Infos[static_cast<unsigned>(Id)];
}

//===----------------------------------------------------------------------===//
// Services
//===----------------------------------------------------------------------===//

void BuiltinCall::recordSignature(Type *Res, llvm::ArrayRef<Type *> ArgTypes,
                                  bool Variadic) {
  auto *Sig = C.Ctx.make<Signature>();
  llvm::SmallVector<Type *, 4> Params;
  for (Type *T : ArgTypes)
    Params.push_back(defaultType(C.Ctx, T));
  if (!Params.empty())
    Sig->Params = C.Ctx.makeTuple(Params);
  if (Res)
    Sig->Results = C.Ctx.makeTuple(Res);
  Sig->Variadic = Variadic;
  C.recordBuiltinType(Call->Fun, Sig, Id);
}

bool BuiltinCall::fail(const Operand &At, DiagCode Code,
                       const llvm::Twine &Msg) {
  C.error(At, Code, Msg);
  return false;
}
bool BuiltinCall::fail(const Node *At, DiagCode Code, const llvm::Twine &Msg) {
  C.error(At, Code, Msg);
  return false;
}

bool BuiltinCall::value(Type *T) {
  X.Mode = OperandMode::Value;
  X.T = T;
  return true;
}
bool BuiltinCall::noValue() {
  X.Mode = OperandMode::NoValue;
  return true;
}

void BuiltinCall::requireVersion(int Minor, const llvm::Twine &What) {
  C.verifyVersion(Call->Fun, LangVersion{Minor}, What);
}

//===----------------------------------------------------------------------===//
// Simple functions
//===----------------------------------------------------------------------===//

/// new(T), or new(x) for a variable with the value x.
static bool newCall(BuiltinCall &B) {
  Checker &C = B.C;
  Operand &X = B.X;
  Expr *Arg = B.Call->Args[0];
  exprOrType(C, X, Arg, /*AllowGeneric=*/false);
  if (X.invalid())
    return false;
  if (X.Mode == OperandMode::Builtin)
    return B.fail(X, DiagCode::UncalledBuiltin, C.str(X) + " must be called");
  if (X.Mode == OperandMode::TypeExpr) {
    validVarType(C, Arg, X.T);
  } else {
    if (isUntyped(X.T)) {
      assignment(C, X, nullptr, "argument to new");
      if (X.invalid())
        return false;
    }
    // What else is wrong matters more.
    B.requireVersion(26, "new(" + C.str(Arg) + ")");
  }
  Type *T = X.T;
  if (!isValid(T))
    return false;
  B.value(C.Ctx.make<Pointer>(T));
  B.recordSignature(B.X.T, T);
  return true;
}

static bool panicCall(BuiltinCall &B) {
  Checker &C = B.C;
  // Only functions with results must end in a terminating statement.
  if (C.Env.Sig && tupleSize(C.Env.Sig->Results) > 0 && C.Env.PanicCalls)
    C.Env.PanicCalls->insert(B.Call);
  assignment(C, B.X, C.Ctx.EmptyInterface, "argument to panic");
  if (B.X.invalid())
    return false;
  B.recordSignature(nullptr, C.Ctx.EmptyInterface);
  return B.noValue();
}

static bool printCall(BuiltinCall &B) {
  std::string Context =
      ("argument to built-in " + builtinInfo(B.Id).Name).str();
  llvm::SmallVector<Type *, 4> Types;
  for (Operand &A : B.Args) {
    assignment(B.C, A, nullptr, Context);
    if (A.invalid())
      return false;
    Types.push_back(A.T);
  }
  B.recordSignature(nullptr, Types);
  return B.noValue();
}

static bool recoverCall(BuiltinCall &B) {
  B.value(B.C.Ctx.EmptyInterface);
  B.recordSignature(B.X.T, {});
  return true;
}

/// assert(constant) of types2's own tests.
static bool assertCall(BuiltinCall &B) {
  Operand &X = B.X;
  if (X.Mode != OperandMode::Constant || !isBoolean(X.T))
    return B.fail(X, DiagCode::Test,
                  "invalid argument: " + B.C.str(X) +
                      " is not a boolean constant");
  if (X.Val.kind() != ConstantValue::Kind::Bool)
    return B.fail(X, DiagCode::Test,
                  "internal error: value of " + B.C.str(X) +
                      " should be a boolean constant");
  if (!X.Val.boolVal())
    B.fail(B.Call, DiagCode::Test, B.C.str(B.Call) + " failed");
  return true;
}

/// trace(x, …) of types2's own tests: the value of the first argument.
static bool traceCall(BuiltinCall &B) {
  if (B.NumArgs == 0)
    return B.noValue();
  Operand Rest;
  for (unsigned I = 0; I < B.NumArgs; ++I)
    rawExpr(B.C, nullptr, I == 0 ? B.X : Rest, B.Call->Args[I], nullptr, false);
  return !B.X.invalid();
}

//===----------------------------------------------------------------------===//
// Dispatch
//===----------------------------------------------------------------------===//

static bool checkCall(BuiltinCall &B) {
  switch (B.Id) {
  case BuiltinId::Append:
    return B.append();
  case BuiltinId::Cap:
  case BuiltinId::Len:
    return B.lenOrCap();
  case BuiltinId::Clear:
    return B.clear();
  case BuiltinId::Close:
    return B.close();
  case BuiltinId::Complex:
    return B.complex();
  case BuiltinId::Copy:
    return B.copy();
  case BuiltinId::Delete:
    return B.deleteKey();
  case BuiltinId::Imag:
  case BuiltinId::Real:
    return B.realOrImag();
  case BuiltinId::Make:
    return B.make();
  case BuiltinId::Max:
  case BuiltinId::Min:
    return B.minOrMax();
  case BuiltinId::New:
    return newCall(B);
  case BuiltinId::Panic:
    return panicCall(B);
  case BuiltinId::Print:
  case BuiltinId::Println:
    return printCall(B);
  case BuiltinId::Recover:
    return recoverCall(B);
  case BuiltinId::Add:
    return B.unsafeAdd();
  case BuiltinId::Alignof:
  case BuiltinId::Sizeof:
    return B.alignOrSize();
  case BuiltinId::Offsetof:
    return B.offset();
  case BuiltinId::Slice:
    return B.unsafeSlice();
  case BuiltinId::SliceData:
    return B.unsafeSliceData();
  case BuiltinId::String:
    return B.unsafeString();
  case BuiltinId::StringData:
    return B.unsafeStringData();
  case BuiltinId::Assert:
    return assertCall(B);
  case BuiltinId::Trace:
    return traceCall(B);
  }
  llvm_unreachable("unknown built-in function");
}

/// Some functions take types or selectors and so evaluate arguments themselves.
static bool evaluatesArguments(BuiltinId Id) {
  return Id != BuiltinId::Make && Id != BuiltinId::New &&
         Id != BuiltinId::Offsetof && Id != BuiltinId::Trace;
}

static bool prepareAndCheck(BuiltinCall &B) {
  Checker &C = B.C;
  if (evaluatesArguments(B.Id)) {
    B.Args = exprList(C, B.Call->Args);
    B.NumArgs = B.Args.size();
    for (const Operand &A : B.Args)
      if (A.invalid())
        return false;
    if (B.NumArgs > 0)
      B.X = B.Args[0];
  }
  const BuiltinInfo &Info = builtinInfo(B.Id);
  const char *Problem = nullptr;
  if (B.NumArgs < Info.NumArgs)
    Problem = "not enough";
  else if (!Info.Variadic && B.NumArgs > Info.NumArgs)
    Problem = "too many";
  if (Problem)
    return B.fail(B.Call, DiagCode::WrongArgCount,
                  "invalid operation: " + llvm::Twine(Problem) +
                      " arguments for " + C.str(B.Call) + " (expected " +
                      llvm::Twine(Info.NumArgs) + ", found " +
                      llvm::Twine(B.NumArgs) + ")");
  return checkCall(B);
}

bool ogo::builtin(Checker &C, Operand &X, CallExpr *Call, BuiltinId Id) {
  if (Call->HasDots && Id != BuiltinId::Append) {
    C.error(Call, DiagCode::InvalidDotDotDot,
            "invalid operation: invalid use of ... with built-in " +
                builtinInfo(Id).Name);
    useExprs(C, Call->Args);
    return false;
  }
  BuiltinCall B{C, X, Call, Id, {}, static_cast<unsigned>(Call->Args.size())};
  if (Id != BuiltinId::Len && Id != BuiltinId::Cap)
    return prepareAndCheck(B);
  // Whether len(x) is constant depends on calls and receives within x alone.
  bool Saved = C.Env.HasCallOrRecv;
  C.Env.HasCallOrRecv = false;
  bool Ok = prepareAndCheck(B);
  C.Env.HasCallOrRecv = Saved;
  return Ok;
}
