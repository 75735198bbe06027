//===- Dump.cpp - Types, objects and operands in a debugger ---------------===//
//
// For `call ogo::dump(T)` in gdb or lldb: nothing in the compiler calls these,
// so they are kept as LLVM keeps its own (LLVM_DUMP_METHOD). DEBUGGING.md says
// more.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Operand.h"
#include "frontend/types/TypeString.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/raw_ostream.h"

namespace ogo {

LLVM_DUMP_METHOD void dump(const Type *T) {
  llvm::errs() << (T ? typeString(T) : "null type") << '\n';
}

LLVM_DUMP_METHOD void dump(const Object *O) {
  llvm::errs() << (O ? objectString(O, TypeStringOptions()) : "null object")
               << '\n';
}

LLVM_DUMP_METHOD void dump(const Operand *X) {
  static const char *const Modes[] = {
      "invalid",  "no value", "builtin", "type",     "constant",  "variable",
      "mapindex", "value",    "nil",     "comma ok", "comma err", "cgo"};
  llvm::errs() << Modes[unsigned(X->Mode)];
  if (X->T)
    llvm::errs() << " of type " << typeString(X->T);
  if (!X->Val.isNull())
    llvm::errs() << " with value " << X->Val.str();
  llvm::errs() << '\n';
}

} // namespace ogo
