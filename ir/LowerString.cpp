//===- LowerString.cpp - String concatenation -----------------------------===//
#include "ir/FunctionLowering.h"

namespace ogo {

Value emitConcat(FunctionLowering &F, llvm::ArrayRef<Value> Strings, Type *T) {
  llvm::SmallVector<llvm::Value *, 6> Args;
  if (Strings.size() <= 3) {
    for (const Value &S : Strings) {
      Args.push_back(F.extract(S, 0));
      Args.push_back(F.extract(S, 1));
    }
    return Value{T,
                 F.callRuntime(Strings.size() == 2 ? RuntimeFn::ConcatString2
                                                   : RuntimeFn::ConcatString3,
                               Args)};
  }
  auto *Arr = llvm::ArrayType::get(F.layout(T).Val, Strings.size());
  llvm::Value *Temp = F.createRawTemp(Arr, llvm::Align(8), "strings");
  for (unsigned I = 0; I != Strings.size(); ++I)
    F.store(F.offset(Temp, 16 * I), Value{T, Strings[I].V});
  return Value{T, F.callRuntime(RuntimeFn::ConcatStrings,
                                {Temp, F.B.getInt64(Strings.size())})};
}

} // namespace ogo
