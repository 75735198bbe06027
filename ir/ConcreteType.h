// Dynamic types that are known (ConcreteType.cpp).
#ifndef OGO_IR_CONCRETETYPE_H
#define OGO_IR_CONCRETETYPE_H

namespace ogo {

class Expr;
class FunctionLowering;
class Type;

/// The one dynamic type that interface E can have, if gc knows it, or null.
Type *concreteTypeOf(FunctionLowering &F, const Expr *E);

} // namespace ogo

#endif // OGO_IR_CONCRETETYPE_H
