//===- Arena.h - Bump allocation for nodes, types and objects --*- C++ -*-===//
//
// AST nodes, types and objects live exactly as long as the compilation that
// made them, so they are bump allocated and never freed one by one. What is
// put here must be trivially destructible or accept that its destructor never
// runs.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_BASIC_ARENA_H
#define OGO_FRONTEND_BASIC_ARENA_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include <memory>
#include <utility>

namespace ogo {

class Arena {
public:
  template <typename T, typename... Args> T *make(Args &&...A) {
    return new (Alloc.Allocate(sizeof(T), alignof(T)))
        T(std::forward<Args>(A)...);
  }
  template <typename T> llvm::ArrayRef<T> copy(llvm::ArrayRef<T> List) {
    if (List.empty())
      return {};
    T *Mem = Alloc.Allocate<T>(List.size());
    std::uninitialized_copy(List.begin(), List.end(), Mem);
    return {Mem, List.size()};
  }
  template <typename Range> auto copyList(const Range &R) {
    using T = typename Range::value_type;
    return copy(llvm::ArrayRef<T>(R.data(), R.size()));
  }
  llvm::StringRef copyString(llvm::StringRef S) { return S.copy(Alloc); }

private:
  llvm::BumpPtrAllocator Alloc;
};

} // namespace ogo

#endif
