//===- IdenticalTypes.h - A set of types under identity --------*- C++ -*-===//
//
// Searches through embedded types meet each type once however often it is
// reached. A defined type is identical to itself only, so that all but
// instances and type literals are found by their address.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_IDENTICALTYPES_H
#define OGO_FRONTEND_TYPES_IDENTICALTYPES_H

#include "frontend/types/Predicates.h"
#include "llvm/ADT/DenseMap.h"

namespace ogo {

class IdenticalTypes {
public:
  /// The number T got when it was added first, and whether that is now.
  std::pair<unsigned, bool> insert(Type *T) {
    Named *N = asNamed(T);
    if (N && !N->isInstance()) {
      auto [It, New] = Plain.try_emplace(N, Count);
      Count += New;
      return {It->second, New};
    }
    for (auto &[Other, Number] : Others)
      if (Other == T || identical(Other, T))
        return {Number, false};
    Others.push_back({T, Count});
    return {Count++, true};
  }

private:
  unsigned Count = 0;
  llvm::SmallDenseMap<const Named *, unsigned, 8> Plain;
  llvm::SmallVector<std::pair<Type *, unsigned>, 4> Others;
};

} // namespace ogo

#endif
