//===- Expr.h - Expressions ------------------------------------*- C++ -*-===//
// Expr.cpp, Unary.cpp, Binary.cpp, Shift.cpp, Comparison.cpp, Untyped.cpp,
// Const.cpp, Conversion.cpp, Index.cpp, Literal.cpp, Selector.cpp.
#ifndef OGO_FRONTEND_CHECK_EXPR_H
#define OGO_FRONTEND_CHECK_EXPR_H

#include "frontend/check/Checker.h"

namespace ogo {

enum class ExprKind : uint8_t { Conversion, Expression, Statement };

/// What a value is assigned to, for inferring generic function values.
struct AssignTarget {
  Signature *Sig;
  std::string Desc;
};

// Expr.cpp
ExprKind rawExpr(Checker &C, const AssignTarget *T, Operand &X, Expr *E,
                 Type *Hint, bool AllowGeneric);
void expr(Checker &C, const AssignTarget *T, Operand &X, Expr *E);
/// The result may be generic. Hint, if not null, is the type of an element of
/// a composite literal.
void genericExpr(Checker &C, Operand &X, Expr *E, Type *Hint = nullptr);
/// Single or multi-value; CommaOk is set for a comma-ok expression (two
/// operands).
llvm::SmallVector<Operand, 2> multiExpr(Checker &C, Expr *E, bool AllowCommaOk,
                                        bool &CommaOk);
void exprOrType(Checker &C, Operand &X, Expr *E, bool AllowGeneric);
void singleValue(Checker &C, Operand &X);
/// F of under(T); of each underlying type in T's set if T is a type parameter
/// (of null if it has no specific types).
bool underIs(Type *T, llvm::function_ref<bool(Type *)> F);
/// F of T and under(T); of each type in T's set if T is a type parameter (of
/// nulls if it has no specific types).
bool allTypes(Type *T, llvm::function_ref<bool(Type *, Type *)> F);
/// As commonUnder, with the reason why there is none in Cause. Each pair of a
/// type and its underlying type (see allTypes) must pass Cond first, which
/// returns what is wrong with it.
Type *commonUnder(Checker &C, Type *T,
                  llvm::function_ref<std::string(Type *, Type *)> Cond,
                  std::string &Cause);
Type *commonUnder(Checker &C, Type *T, std::string &Cause);
/// Rejects a generic type, and a generic function unless T tells its type
/// arguments.
void nonGeneric(Checker &C, const AssignTarget *T, Operand &X);
/// What X's channel holds if a value can be received from (Receive) or sent
/// to it; else null, and reported at At.
Type *chanElem(Checker &C, Pos At, const Operand &X, bool Receive);
/// "array", "slice" and so on; empty for a basic type.
llvm::StringRef compositeKind(Type *T);
/// Target for a generic function assigned to a variable of type T (may be
/// null); Desc is only called if T is a function type.
std::optional<AssignTarget> newTarget(Type *T,
                                      llvm::function_ref<std::string()> Desc);
void typeAssertion(Checker &C, Expr *E, Operand &X, Type *T, bool TypeSwitch);

// Unary.cpp, Binary.cpp, Shift.cpp, Comparison.cpp
void unary(Checker &C, Operand &X, Operation *E);
/// E may be null (assignment operations).
void binary(Checker &C, Operand &X, Expr *E, Expr *Lhs, Expr *Rhs, Op O,
            Pos OpPos);
void shift(Checker &C, Operand &X, Operand &Y, Expr *E, Op O);
void comparison(Checker &C, Operand &X, Operand &Y, Op O, bool SwitchCase);
void matchTypes(Checker &C, Operand &X, Operand &Y);
std::string incomparableCause(Checker &C, Type *T);
/// Reports unless O is defined on X's type.
bool opDefined(Checker &C, const Operand &X, Op O, bool Unary);
/// Where overflow of X is reported: the operator, or X's start.
Pos opPos(const Expr *X);

// Untyped.cpp
void rememberUntyped(Checker &C, Expr *E, bool Lhs, OperandMode Mode,
                     BasicType *T, const ConstantValue &Val);
void updateExprType(Checker &C, Expr *X, Type *T, bool Final);
void convertUntyped(Checker &C, Operand &X, Type *Target);
/// Null type: not possible, Code says why (types2: implicitTypeAndValue).
Type *implicitTypeAndValue(Checker &C, const Operand &X, Type *Target,
                           ConstantValue &Val, DiagCode &Code);
void invalidConversion(Checker &C, DiagCode Code, Operand &X, Type *Target);

// Const.cpp
void overflow(Checker &C, Operand &X, Pos OpPos);
void representable(Checker &C, Operand &X, BasicType *T);
bool representableConst(const ConstantValue &V, BasicType *T,
                        ConstantValue *Rounded);
/// False with Code if X's constant is not representable as T.
bool representation(Checker &C, const Operand &X, BasicType *T,
                    ConstantValue &V, DiagCode &Code);

// Conversion.cpp
void conversion(Checker &C, Operand &X, Type *T);
bool convertibleTo(Checker &C, Operand &X, Type *T, std::string *Cause);

// Index.cpp
/// True if E is a function instantiation (then X is not set).
bool indexExpr(Checker &C, Operand &X, IndexExpr *E);
void sliceExpr(Checker &C, Operand &X, SliceExpr *E);
/// Checks a constant or variable index; Max < 0: unbounded. Val -1 if not
/// constant.
Type *indexValue(Checker &C, Expr *Index, int64_t Max, int64_t &Val);
bool isValidIndex(Checker &C, Operand &X, DiagCode Code, llvm::StringRef What,
                  bool AllowNegative);
int64_t indexedElts(Checker &C, llvm::ArrayRef<Expr *> Elts, Type *T,
                    int64_t Length);

// Literal.cpp
void basicLit(Checker &C, Operand &X, BasicLit *E);
void funcLit(Checker &C, Operand &X, FuncLit *E);
void compositeLit(Checker &C, Operand &X, CompositeLit *E, Type *Hint);

// Selector.cpp
void selector(Checker &C, Operand &X, SelectorExpr *E, bool WantType);

} // namespace ogo

#endif
