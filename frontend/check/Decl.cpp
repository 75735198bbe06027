//===- Decl.cpp - Checking declarations on demand -------------------------===//
//
// Checking an object means finding its type, and a constant's value. Objects
// are white before, grey while it goes on, black after. Meeting a grey object
// again is a cycle through declarations; whether it is allowed depends on what
// lies on the way (Cycle.cpp). A grey object's color is its index in the path
// of objects being checked, plus ColorGrey.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/check/Call.h"
#include "frontend/check/Stmt.h"
#include "frontend/check/TypeExpr.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;

static void pushGrey(Checker &C, Object *O) {
  O->Color = ColorGrey + static_cast<uint32_t>(C.ObjPath.size());
  C.ObjPath.push_back(O);
}

static void popBlack(Checker &C) {
  C.ObjPath.pop_back_val()->Color = ColorBlack;
}

/// O is already being checked further up.
static void declaredInCycle(Checker &C, Object *O) {
  switch (O->kind()) {
  case ObjectKind::Const:
  case ObjectKind::Var:
    // Without a type yet, its initializer depends on it: reported with the
    // initialization order.
    if (!validCycle(C, O) || !O->T)
      O->T = C.invalidType();
    return;
  case ObjectKind::TypeName:
    if (!validCycle(C, O))
      O->T = C.invalidType();
    return;
  case ObjectKind::Func:
    // It keeps its (empty) signature: much relies on functions having one.
    validCycle(C, O);
    return;
  default:
    llvm_unreachable("object has no declaration");
  }
}

void ogo::objDecl(Checker &C, Object *O) {
  // Variables and constants may get their type without coming here.
  if (O->Color == ColorWhite && O->T) {
    O->Color = ColorBlack;
    return;
  }
  if (O->Color == ColorBlack)
    return;
  if (O->Color >= ColorGrey) {
    declaredInCycle(C, O);
    return;
  }

  if (C.isStackLow()) {
    C.tooDeep(O->P);
    O->T = O->kind() == ObjectKind::Func ? C.Ctx.make<Signature>()
                                         : C.invalidType();
    O->Color = ColorBlack;
    return;
  }

  DeclInfo *D = C.ObjMap.lookup(O);
  assert(D && "object should have been declared");
  if (!D)
    return;
  pushGrey(C, O);
  Environment Saved = std::move(C.Env);
  C.Env = Environment();
  C.Env.Sc = D->FileScope;
  C.Env.Version = D->Version;
  switch (O->kind()) {
  case ObjectKind::Const:
    C.Env.Decl = D; // collects what the initializer depends on
    constDecl(C, cast<Const>(O), D->VType, D->Init, D->Inherited);
    break;
  case ObjectKind::Var:
    C.Env.Decl = D;
    varDecl(C, cast<Var>(O), D->Lhs, D->VType, D->Init);
    break;
  case ObjectKind::TypeName:
    typeDecl(C, cast<TypeName>(O), D->TDecl);
    collectMethods(C, cast<TypeName>(O));
    break;
  case ObjectKind::Func:
    funcDecl(C, cast<Func>(O), D);
    break;
  default:
    llvm_unreachable("object has no declaration");
  }
  C.Env = std::move(Saved);
  popBlack(C);
}

void ogo::constDecl(Checker &C, Const *O, Expr *Typ, Expr *Init,
                    bool Inherited) {
  ConstantValue SavedIota = std::move(C.Env.Iota);
  Pos SavedErrPos = C.Env.ErrPos;
  C.Env.Iota = O->Val; // the resolver put it there
  C.Env.ErrPos = Pos();
  O->Val = ConstantValue::unknown();

  bool Ok = true;
  if (Typ) {
    Type *T = typ(C, Typ);
    if (isConstType(T)) {
      O->T = T;
    } else {
      if (isValid(under(T)))
        C.error(Typ, DiagCode::InvalidConstType,
                "invalid constant type " + C.str(T));
      O->T = C.invalidType();
      Ok = false;
    }
  }
  if (Ok) {
    Operand X;
    if (Init) {
      // The expression is written at another constant: report errors here.
      if (Inherited)
        C.Env.ErrPos = O->P;
      expr(C, nullptr, X, Init);
    }
    initConst(C, O, X);
  }
  C.Env.Iota = std::move(SavedIota);
  C.Env.ErrPos = SavedErrPos;
}

/// The type of Init where it is written out, or null. What else is in Init is
/// left unchecked.
static Type *writtenType(Checker &C, Expr *Init) {
  Init = unparen(Init);
  auto *Address = llvm::dyn_cast<Operation>(Init);
  if (Address && !Address->Y && Address->Opcode == Op::And)
    Init = unparen(Address->X);
  else
    Address = nullptr;
  auto *Lit = llvm::dyn_cast<CompositeLit>(Init);
  if (!Lit || !Lit->Type)
    return nullptr;
  auto *A = llvm::dyn_cast<ArrayType>(Lit->Type);
  if (A && !A->Len)
    return nullptr;
  Type *T = varType(C, Lit->Type);
  return Address ? C.Ctx.make<Pointer>(T) : T;
}

void ogo::varDecl(Checker &C, Var *O, ArrayRef<Var *> Lhs, Expr *Typ,
                  Expr *Init) {
  if (Typ)
    O->T = varType(C, Typ);
  if (C.Opts.DeclarationsOnly && Init) {
    if (!Typ && Lhs.size() <= 1)
      O->T = writtenType(C, Init);
    if (O->T) {
      for (Var *V : Lhs)
        V->T = O->T;
      return;
    }
  }
  if (!Init) {
    if (!Typ)
      O->T = C.invalidType(); // reported as a wrong number of initializers
    return;
  }
  if (Lhs.size() <= 1) {
    Operand X;
    std::optional<AssignTarget> Target =
        newTarget(O->T, [&] { return O->Name.str(); });
    expr(C, Target ? &*Target : nullptr, X, Init);
    initVar(C, O, X, "variable declaration");
    return;
  }
  // All variables have the one type given, or else that of their value.
  if (Typ)
    for (Var *V : Lhs)
      V->T = O->T;
  initVars(C, Lhs, Init, nullptr);
}

void ogo::funcDecl(Checker &C, Func *F, DeclInfo *D) {
  auto *Sig = C.Ctx.make<Signature>();
  F->T = Sig; // ends cycles
  const FuncDecl *FD = D->FDecl;
  funcType(C, Sig, FD->Recv, FD->TParams, FD->Type);

  Sig->FuncScope->Start = FD->pos();
  if (FD->Body)
    Sig->FuncScope->End = FD->Body->Rbrace;
  if (!FD->TParams.empty() && !FD->Body)
    C.softError(startPos(FD), DiagCode::BadDecl,
                "generic function is missing function body");
  if (C.Opts.DeclarationsOnly || !FD->Body)
    return;
  C.later([&C, D, F, Sig, FD] {
    C.Env.EnclosingFunc = F;
    funcBody(C, D, F->Name, Sig, FD->Body, ConstantValue());
    C.Env.EnclosingFunc = nullptr;
  });
}

/// Local constants of one spec, with the number of its group's preceding ones.
static void localConsts(Checker &C, const ConstDecl *D, const ConstDecl *Last,
                        int64_t Iota, bool Inherited) {
  size_t Top = C.Delayed.size();
  llvm::SmallVector<Const *, 4> Lhs;
  ArrayRef<Expr *> Values;
  if (Last)
    Values = unpackList(Last->Values);
  for (size_t I = 0; I != D->Names.size(); ++I) {
    Name *N = D->Names[I];
    Lhs.push_back(C.Ctx.make<Const>(N->pos(), &C.Pkg, N->Value, nullptr,
                                    ConstantValue::makeInt(Iota)));
    constDecl(C, Lhs.back(), Last ? Last->Type : nullptr,
              I < Values.size() ? Values[I] : nullptr, Inherited);
  }
  checkArity(C, D->pos(), D->Names, Values, /*ConstDecl=*/true, Inherited);
  // Function literals in the values do not see the new names.
  C.processDelayed(Top);
  // "The scope of a constant or variable identifier declared inside a function
  // begins at the end of the ConstSpec or VarSpec."
  Pos ScopePos = endPos(D);
  for (size_t I = 0; I != D->Names.size(); ++I)
    C.declare(C.scope(), D->Names[I], Lhs[I], ScopePos);
}

static void localVars(Checker &C, const VarDecl *D) {
  size_t Top = C.Delayed.size();
  llvm::SmallVector<Var *, 4> Vars;
  for (Name *N : D->Names)
    Vars.push_back(C.Ctx.makeVar(N->pos(), &C.Pkg, N->Value, nullptr));
  ArrayRef<Expr *> Values = unpackList(D->Values);
  for (size_t I = 0; I != Vars.size(); ++I) {
    ArrayRef<Var *> Lhs;
    Expr *Init = nullptr;
    if (Values.size() == Vars.size()) {
      Init = Values[I];
    } else if (Values.size() == 1) {
      Lhs = Vars; // a call with several results
      Init = Values[0];
    } else if (I < Values.size()) {
      Init = Values[I];
    }
    varDecl(C, Vars[I], Lhs, D->Type, Init);
    // A single value has given all variables their types.
    if (Values.size() == 1)
      break;
  }
  if (!D->Type || D->Values)
    checkArity(C, D->pos(), D->Names, Values, false, false);
  C.processDelayed(Top);
  Pos ScopePos = endPos(D);
  for (size_t I = 0; I != Vars.size(); ++I)
    C.declare(C.scope(), D->Names[I], Vars[I], ScopePos);
}

static void localType(Checker &C, const TypeDecl *D) {
  auto *O = C.Ctx.make<TypeName>(D->TypeName->pos(), &C.Pkg, D->TypeName->Value,
                                 nullptr);
  O->EnclosingFunc = C.Env.EnclosingFunc;
  // "The scope of a type identifier declared inside a function begins at the
  // identifier in the TypeSpec."
  C.declare(C.scope(), D->TypeName, O, D->TypeName->pos());
  pushGrey(C, O);
  typeDecl(C, O, D);
  popBlack(C);
}

void ogo::declStmt(Checker &C, ArrayRef<Decl *> List) {
  int64_t Iota = 0;
  const ConstDecl *Last = nullptr;
  const Decl *Prev = nullptr;
  for (const Decl *D : List) {
    if (auto *CD = dyn_cast<ConstDecl>(D)) {
      auto *PrevConst = llvm::dyn_cast_or_null<ConstDecl>(Prev);
      if (!PrevConst || !CD->G || PrevConst->G != CD->G) {
        Iota = 0;
        Last = nullptr;
      } else {
        ++Iota;
      }
      bool Inherited = false;
      if (CD->Type || CD->Values)
        Last = CD;
      else if (Last)
        Inherited = true;
      localConsts(C, CD, Last, Iota, Inherited);
    } else if (auto *VD = dyn_cast<VarDecl>(D)) {
      localVars(C, VD);
    } else {
      localType(C, cast<TypeDecl>(D));
    }
    Prev = D;
  }
}
