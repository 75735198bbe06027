//===- Mono.h - Graph of instantiations ------------------------*- C++ -*-===//
//
// Kept apart from Mono.cpp only because the Checker's destructor needs the
// complete type.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECK_MONO_H
#define OGO_FRONTEND_CHECK_MONO_H

#include "frontend/check/Checker.h"

namespace ogo {

/// Vertices are type parameters and types declared inside generic functions;
/// an edge says that the source's type argument flows into the destination's,
/// with weight 1 if it is wrapped into something bigger on the way.
struct Checker::MonoGraph {
  struct Vertex {
    TypeName *Obj;
    int Weight = 0; // of the heaviest path found to it
    int Pre = 0;    // last edge of that path
    unsigned Len = 0;
  };
  struct Edge {
    int Dst, Src, Weight;
    Pos At;
    Type *T;
  };
  std::vector<Vertex> Vertices;
  std::vector<Edge> Edges;
  llvm::DenseMap<TypeParam *, TypeParam *> Canon; // method's → receiver type's
  llvm::DenseMap<TypeName *, int> Index;
};

} // namespace ogo

#endif
