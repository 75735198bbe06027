//===- CallABI.cpp - How Go signatures are passed -------------------------===//
//
// Implements README.md "Calling convention": parameters of at most four scalar
// leaves travel as those leaves, others by address; results come back in
// registers when swiftcc has enough of them, else through a pointer that is the
// first parameter (an explicit one, because defer's recovery must know it).
//
//===----------------------------------------------------------------------===//
#include "ir/ModuleImpl.h"
#include "runtime/abi/CallingConvention.h"

using namespace llvm;

namespace ogo {

const CallABI &ModuleLowering::abi(Signature *Sig, Type *RecvT) {
  Type *CanonSig = canonical(Sig);
  Type *CanonRecv = canonical(RecvT);
  auto &Slot = P->ABIs[{CanonSig, CanonRecv}];
  if (Slot)
    return *Slot;
  auto ABI = std::make_unique<CallABI>();
  Sig = cast<Signature>(CanonSig);

  SmallVector<llvm::Type *, 4> ResultLeaves;
  unsigned Ints = 0, Floats = 0;
  bool Memory = false;
  uint64_t Off = 0;
  if (Sig->Results)
    for (Var *R : Sig->Results->Vars) {
      Type *T = canonical(R->type());
      const Layout &L = layout(T);
      ABI->Results.push_back(T);
      Off = alignTo(Off, L.Align);
      ABI->ResultOffsets.push_back(Off);
      Off += L.Size;
      ABI->ResultAlign = std::max(ABI->ResultAlign, L.Align);
      Memory |= L.isMemory();
      for (const Leaf &X : L.Leaves) {
        ResultLeaves.push_back(X.Ty);
        ++(X.Ty->isFloatingPointTy() ? Floats : Ints);
      }
    }
  ABI->ResultSize = alignTo(Off, ABI->ResultAlign);
  ABI->ResultInMemory = callconv::resultsInMemory(Memory, Ints, Floats);
  if (ABI->ResultInMemory || ResultLeaves.empty())
    ABI->ResultVal = VoidTy;
  else if (ResultLeaves.size() == 1)
    ABI->ResultVal = ResultLeaves[0];
  else
    ABI->ResultVal = llvm::StructType::get(LLVM, ResultLeaves);

  SmallVector<llvm::Type *, 12> Params;
  if (ABI->ResultInMemory)
    Params.push_back(PtrTy);
  auto Add = [&](Type *T) {
    const Layout &L = layout(T);
    CallABI::Param Pm{T, unsigned(Params.size()), 1, L.isMemory()};
    if (L.isMemory()) {
      Params.push_back(PtrTy);
    } else {
      Pm.Count = L.Leaves.size();
      for (const Leaf &X : L.Leaves)
        Params.push_back(X.Ty);
    }
    ABI->Params.push_back(Pm);
  };
  if (CanonRecv)
    Add(CanonRecv);
  if (Sig->Params)
    for (Var *V : Sig->Params->Vars)
      Add(canonical(V->type()));
  ABI->FnTy = FunctionType::get(ABI->ResultVal, Params, false);
  Params.push_back(PtrTy);
  ABI->ClosureTy = FunctionType::get(ABI->ResultVal, Params, false);
  // Computing layouts never makes ABIs, so Slot is still valid here.
  Slot = std::move(ABI);
  return *Slot;
}

} // namespace ogo
