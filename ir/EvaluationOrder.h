// In which order the operands of an expression are evaluated
// (EvaluationOrder.cpp).
#ifndef OGO_IR_EVALUATIONORDER_H
#define OGO_IR_EVALUATIONORDER_H

#include "ir/FunctionLowering.h"

namespace ogo {

/// Whether E itself is one of those whose place in the order counts.
bool isOrdered(FunctionLowering &F, const Expr *E);
/// Whether E has a call, receive or the like, whose place in the order counts.
bool hasCall(FunctionLowering &F, const Expr *E);

/// While one exists, the calls in a list, or among the operands of an
/// expression, have been evaluated in order, and what is lowered reads
/// variables after all of them. Inside another it does nothing: the outermost
/// expression decides.
class CallsFirst {
public:
  CallsFirst(FunctionLowering &F, llvm::ArrayRef<Expr *> List);
  CallsFirst(FunctionLowering &F, const Expr *E);
  ~CallsFirst();

private:
  FunctionLowering &F;
  bool Outermost;
};

/// The value of a call that is evaluated already, else a null value.
Value takeHoisted(FunctionLowering &F, const Expr *E);

} // namespace ogo

#endif // OGO_IR_EVALUATIONORDER_H
