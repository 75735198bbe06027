//===- SameExpr.h - Expressions that are written alike ---------*- C++ -*-===//
//
// gc treats x = append(x, ...) and b.p = b.p[i:] in a way of their own, in
// escape analysis as in the order of evaluation. Both ask here what "the same
// x" is.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_SAMEEXPR_H
#define OGO_FRONTEND_TYPES_SAMEEXPR_H

#include "frontend/types/Info.h"

namespace ogo {

/// L and R are written alike, and evaluating them twice does no harm.
bool isSameSafe(const Info &Facts, const Expr *L, const Expr *R);

} // namespace ogo

#endif
