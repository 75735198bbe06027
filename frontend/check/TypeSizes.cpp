//===- TypeSizes.cpp - Limits on the sizes of types
//------------------------===//
//
// Implementation restrictions of gc that its tests and users know: a type fits
// into the address space, and what goes through a channel is small. They are
// checked last, because sizes are only known once all types are complete.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Decl.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::isa;

static constexpr int64_t AddressSpace = int64_t(1) << 50;
static constexpr int64_t MaxChanElem = int64_t(1) << 16;

static bool isTooLarge(Type *T) {
  int64_t Size = sizeOf(T);
  return Size < 0 || Size >= AddressSpace;
}

void ogo::typeSizes(Checker &C) {
  for (auto [E, T] : C.SizedTypes) {
    if (hasTypeParams(T))
      continue;
    if (auto *Ch = dyn_cast<Chan>(T)) {
      int64_t Size = sizeOf(Ch->Elem);
      if (Size < 0 || Size >= MaxChanElem)
        C.error(E, DiagCode::TypeTooLarge,
                "channel element type too large (>64kB)");
    } else if (isTooLarge(T)) {
      C.error(
          E, DiagCode::TypeTooLarge,
          "type " + C.str(T) +
              (isa<Array>(T) ? " larger than address space" : " too large"));
    }
  }
}
