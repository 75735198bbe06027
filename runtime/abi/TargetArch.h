//===- TargetArch.h - The architectures ogo compiles for -------*- C++ -*-===//
//
// Driver, lowering and code generation choose by it; the runtime is built once
// for each. A leaf header: it includes nothing.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_TARGETARCH_H
#define OGO_RUNTIME_ABI_TARGETARCH_H

namespace ogo {

enum class TargetArch : unsigned char { X86_64, AArch64 };

} // namespace ogo

#endif // OGO_RUNTIME_ABI_TARGETARCH_H
