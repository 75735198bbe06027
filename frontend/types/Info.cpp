//===- Info.cpp - Storage of the checker's results ------------------------===//
//
// The arrays are indexed by NodeId and grow with the package's nodes.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Info.h"

using namespace ogo;

void Info::resize(NodeId N) {
  if (N <= Types.size())
    return;
  Types.resize(N);
  Defs.resize(N);
  Uses.resize(N);
}
