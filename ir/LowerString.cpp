//===- LowerString.cpp - String concatenation -----------------------------===//
//
// A chain of + is one call of the runtime with all its operands. A result that
// does not escape may use a buffer in the frame.
//
//===----------------------------------------------------------------------===//
#include "ir/FunctionLowering.h"
#include "runtime/abi/Layout.h"

namespace ogo {

llvm::Value *stringTemp(FunctionLowering &F, const Node *Site) {
  if (!Site || !F.onStack(Site, rt::TmpStringSize))
    return nullptr;
  return F.createRawTemp(llvm::ArrayType::get(F.M.I8Ty, rt::TmpStringSize),
                         llvm::Align(8), "tmp");
}

Value emitConcat(FunctionLowering &F, llvm::ArrayRef<Value> Strings, Type *T,
                 const Node *Site) {
  llvm::SmallVector<llvm::Value *, 6> Args;
  llvm::Value *Tmp = stringTemp(F, Site);
  if (Tmp)
    Args.push_back(Tmp);
  if (Strings.size() <= (Tmp ? 2u : 3u)) {
    for (const Value &S : Strings) {
      Args.push_back(F.extract(S, 0));
      Args.push_back(F.extract(S, 1));
    }
    return Value{T,
                 F.callRuntime(Tmp ? RuntimeFn::ConcatString2Tmp
                               : Strings.size() == 2 ? RuntimeFn::ConcatString2
                                                     : RuntimeFn::ConcatString3,
                               Args)};
  }
  auto *Arr = llvm::ArrayType::get(F.layout(T).Val, Strings.size());
  llvm::Value *Temp = F.createRawTemp(Arr, llvm::Align(8), "strings");
  for (unsigned I = 0; I != Strings.size(); ++I)
    F.store(F.offset(Temp, 16 * I), Value{T, Strings[I].V});
  Args.push_back(Temp);
  Args.push_back(F.B.getInt64(Strings.size()));
  return Value{T, F.callRuntime(Tmp ? RuntimeFn::ConcatStringsTmp
                                    : RuntimeFn::ConcatStrings,
                                Args)};
}

} // namespace ogo
