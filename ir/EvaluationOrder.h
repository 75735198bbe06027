// In which order the operands of a statement are evaluated
// (EvaluationOrder.cpp; README.md "Order of evaluation").
#ifndef OGO_IR_EVALUATIONORDER_H
#define OGO_IR_EVALUATIONORDER_H

#include "ir/FunctionLowering.h"

namespace ogo {

/// Whether evaluating N calls a function, receives or writes memory, so that
/// variables read before it may have other values than those read after it.
bool hasEffect(FunctionLowering &F, const Node *N);

/// One operand of a statement.
struct Operand {
  enum class Use : uint8_t {
    Value,    // its value, converted to To if that is given
    Place,    // it is assigned to
    Key,      // of an entry in a map of type To
    Operands, // what it consists of: a call or comma-ok form of several values
    Later,    // what a call consists of that go or defer will make
  };
  Expr *E;
  Type *To = nullptr;
  Use U = Use::Value;

  Operand(Expr *E, Type *To = nullptr, Use U = Use::Value)
      : E(E), To(To), U(U) {}
  static Operand place(Expr *E) { return {E, nullptr, Use::Place}; }
  static Operand keyOf(Expr *E, Type *MapT) { return {E, MapT, Use::Key}; }
  static Operand several(Expr *E) { return {E, nullptr, Use::Operands}; }
  static Operand later(CallExpr *E) { return {E, nullptr, Use::Later}; }
};

/// While one exists, what gc evaluates first in the operands of a statement has
/// been evaluated, in gc's order, and what is lowered then reads variables
/// after all of that. Inside another it does nothing: the outermost decides.
class InOrder {
public:
  InOrder(FunctionLowering &F, llvm::ArrayRef<Operand> List);
  ~InOrder();

private:
  FunctionLowering &F;
  bool Outermost;
};

/// For operands that are evaluated later than those around them, or not always
/// (the right side of &&): they are ordered on their own.
class OwnOrder {
public:
  explicit OwnOrder(FunctionLowering &F) : F(F), Ordered(F.Ordered) {
    F.Ordered = false;
    Saved.swap(F.Hoisted);
    SavedSeveral.swap(F.HoistedSeveral);
  }
  ~OwnOrder() {
    F.Ordered = Ordered;
    Saved.swap(F.Hoisted);
    SavedSeveral.swap(F.HoistedSeveral);
  }

private:
  FunctionLowering &F;
  bool Ordered;
  llvm::DenseMap<const Expr *, Value> Saved;
  llvm::DenseMap<const Expr *, llvm::SmallVector<Value, 4>> SavedSeveral;
};

/// Whether E's value, evaluated ahead, waits to be taken.
bool isHoisted(FunctionLowering &F, const Expr *E);
/// That value, else a null value.
Value takeHoisted(FunctionLowering &F, const Expr *E);
/// The same for a call with several results.
bool takeHoisted(FunctionLowering &F, const Expr *E,
                 llvm::SmallVectorImpl<Value> &Out);

/// What gc keeps in read-only data: such entries of a map literal come first.
bool isStaticLiteral(FunctionLowering &F, const Expr *E);

} // namespace ogo

#endif // OGO_IR_EVALUATIONORDER_H
