//===- RuntimeDeclaration.h - Runtime functions in LLVM IR -----*- C++ -*-===//
//
// What an entry of RuntimeFunctions.def is in IR: its type and attributes. ir
// and passes both declare runtime functions, and in the same way. Includes
// LLVM's headers: it is the compiler's.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_RUNTIME_ABI_RUNTIMEDECLARATION_H
#define OGO_RUNTIME_ABI_RUNTIMEDECLARATION_H

#include "runtime/abi/RuntimeFunctions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DerivedTypes.h"
#include "llvm/IR/Function.h"

namespace ogo {

inline llvm::Type *runtimeKindType(llvm::LLVMContext &C, RuntimeKind K) {
  llvm::Type *I8 = llvm::Type::getInt8Ty(C), *I32 = llvm::Type::getInt32Ty(C),
             *I64 = llvm::Type::getInt64Ty(C), *F32 = llvm::Type::getFloatTy(C),
             *F64 = llvm::Type::getDoubleTy(C),
             *Ptr = llvm::PointerType::get(C, 0);
  auto Of = [&](std::initializer_list<llvm::Type *> L) -> llvm::Type * {
    return llvm::StructType::get(C, llvm::ArrayRef<llvm::Type *>(L));
  };
  switch (K) {
  case RuntimeKind::Void:
    return llvm::Type::getVoidTy(C);
  case RuntimeKind::Bool:
  case RuntimeKind::I8:
    return I8;
  case RuntimeKind::I16:
    return llvm::Type::getInt16Ty(C);
  case RuntimeKind::I32:
    return I32;
  case RuntimeKind::I64:
    return I64;
  case RuntimeKind::F32:
    return F32;
  case RuntimeKind::F64:
    return F64;
  case RuntimeKind::Ptr:
    return Ptr;
  case RuntimeKind::String:
    return Of({Ptr, I64});
  case RuntimeKind::Slice:
    return Of({Ptr, I64, I64});
  case RuntimeKind::Iface:
    return Of({Ptr, Ptr});
  case RuntimeKind::C64:
    return Of({F32, F32});
  case RuntimeKind::C128:
    return Of({F64, F64});
  case RuntimeKind::PtrBool:
    return Of({Ptr, I8});
  case RuntimeKind::I64Bool:
    return Of({I64, I8});
  case RuntimeKind::BoolBool:
    return Of({I8, I8});
  case RuntimeKind::RuneInt:
    return Of({I32, I64});
  }
  llvm_unreachable("all kinds are handled");
}

inline llvm::FunctionType *runtimeFunctionType(llvm::LLVMContext &C,
                                               const RuntimeFnInfo &Info) {
  llvm::SmallVector<llvm::Type *, 8> Params;
  for (unsigned I = 0; I < Info.NumParams; ++I) {
    llvm::Type *T = runtimeKindType(C, Info.Params[I]);
    if (auto *S = llvm::dyn_cast<llvm::StructType>(T))
      llvm::append_range(Params, S->elements());
    else
      Params.push_back(T);
  }
  return llvm::FunctionType::get(runtimeKindType(C, Info.Result), Params,
                                 false);
}

inline void addRuntimeAttributes(llvm::Function &F, const RuntimeFnInfo &Info) {
  F.setCallingConv(llvm::CallingConv::Swift);
  F.addFnAttr(llvm::Attribute::NoUnwind);
  if (Info.Attrs & RuntimeAttr::NoReturn) {
    F.addFnAttr(llvm::Attribute::NoReturn);
    F.addFnAttr(llvm::Attribute::Cold);
  }
  if ((Info.Attrs & RuntimeAttr::Alloc) && Info.Result == RuntimeKind::Ptr) {
    F.addRetAttr(llvm::Attribute::NoAlias);
    F.addRetAttr(llvm::Attribute::NonNull);
  }
  if (Info.Attrs & RuntimeAttr::Pure) {
    F.setMemoryEffects(llvm::MemoryEffects::argMemOnly(llvm::ModRefInfo::Ref));
    F.addFnAttr(llvm::Attribute::WillReturn);
  }
}

} // namespace ogo

#endif // OGO_RUNTIME_ABI_RUNTIMEDECLARATION_H
