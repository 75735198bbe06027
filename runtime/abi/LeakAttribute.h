//===- LeakAttribute.h - How far a parameter gets --------------*- C++ -*-===//
//
// A string attribute of pointer parameters, by which ir tells StackPromotion
// what escape analysis found out about the function. LLVM's own nocapture would
// promise more: a pointer that hides in an integer (strings.Builder keeps its
// own address) counts as lost to escape analysis. A leaf header.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_LEAKATTRIBUTE_H
#define OGO_RUNTIME_ABI_LEAKATTRIBUTE_H

namespace ogo::leak {

inline constexpr char Attribute[] = "ogo-leak";
/// The pointer is gone when the function returns.
inline constexpr char None[] = "none";
/// The function may return the pointer, and it is nowhere else.
inline constexpr char Result[] = "result";

} // namespace ogo::leak

#endif
