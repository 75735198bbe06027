//===- StaticValue.h - Expressions that are data ---------------*- C++ -*-===//
#ifndef OGO_IR_STATICVALUE_H
#define OGO_IR_STATICVALUE_H

#include "ir/FunctionLowering.h"

namespace ogo {

/// Static value of a package variable's initializer. As it is evaluated once,
/// slice literals, &T{…} and function literals may become variables of their
/// own. Init is the package's init function, which literals are named after.
llvm::Constant *staticInitializer(FunctionLowering &Init, Expr *E, Type *T);

} // namespace ogo

#endif
