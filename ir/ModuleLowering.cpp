//===- ModuleLowering.cpp - Functions of one module -----------------------===//
//
// Bodies are lowered from a queue, because lowering one body asks for others
// (instances, wrappers, methods of types that become dynamic). The order of the
// queue follows the source, so a package gives the same bytes every time.
//
//===----------------------------------------------------------------------===//
#include "frontend/escape/Escape.h"
#include "ir/FunctionLowering.h"
#include "ir/Inlinable.h"
#include "ir/ModuleImpl.h"
#include "runtime/abi/LeakAttribute.h"
#include "runtime/abi/RuntimeDeclaration.h"
#include "runtime/abi/SymbolNames.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;

namespace ogo {

ModuleLowering::ModuleLowering(LLVMContext &LLVM, TypeContext &Ctx,
                               Package &Pkg, Diagnostics &Diags,
                               const DataLayout &DL, StringRef Triple,
                               const LoweringOptions &Opts)
    : LLVM(LLVM), Ctx(Ctx), Pkg(Pkg), Diags(Diags), DL(DL), Opts(Opts),
      Mod(std::make_unique<Module>(Pkg.Path, LLVM)), Layouts(Ctx, LLVM),
      VoidTy(llvm::Type::getVoidTy(LLVM)), I1Ty(llvm::Type::getInt1Ty(LLVM)),
      I8Ty(llvm::Type::getInt8Ty(LLVM)), I16Ty(llvm::Type::getInt16Ty(LLVM)),
      I32Ty(llvm::Type::getInt32Ty(LLVM)), I64Ty(llvm::Type::getInt64Ty(LLVM)),
      F32Ty(llvm::Type::getFloatTy(LLVM)), F64Ty(llvm::Type::getDoubleTy(LLVM)),
      PtrTy(PointerType::get(LLVM, 0)), P(std::make_unique<Impl>()) {
  Mod->setDataLayout(DL);
  Mod->setTargetTriple(Triple);
}

ModuleLowering::~ModuleLowering() = default;

std::unique_ptr<Module> ModuleLowering::run() {
  startDebugInfo(*this);
  P->InlineBudget = MaxInlineCost;
  for (File *F : Pkg.Files)
    for (Decl *D : F->Decls)
      if (auto *FD = dyn_cast<FuncDecl>(D))
        if (FD->Body && FD->FuncName->Value != "_")
          if (auto *Fn = dyn_cast_or_null<Func>(Pkg.Facts.defOf(FD->FuncName)))
            if (Fn->signature()->TParams.empty() &&
                Fn->signature()->RecvTParams.empty())
              function(Fn, {});
  defineIntrinsicBodies(*this);
  lowerPackageInit(*this);
  if (Pkg.Name != "main")
    emitPackageDescriptors(*this);
  while (!P->Jobs.empty() || !P->Later.empty() ||
         !P->PendingDescriptors.empty()) {
    if (!P->Jobs.empty()) {
      FunctionJob Job = P->Jobs.front();
      P->Jobs.pop_front();
      if (Job.Pkg != &Pkg)
        escapeAnalysis().analyzeFunction(Job.Decl->origin());
      P->InlineBudget = Job.InlineBudget;
      lowerFunctionBody(*this, Job);
    } else if (!P->Later.empty()) {
      auto Build = std::move(P->Later.front());
      P->Later.pop_front();
      P->InlineBudget = MaxInlineCost;
      Build();
    } else {
      P->InlineBudget = 0; // method tables: no calls
      emitPendingDescriptors(*this);
    }
  }
  if (!P->Used.empty())
    appendToCompilerUsed(*Mod, P->Used);
  finishDebugInfo(*this);
  return std::move(Mod);
}

void ModuleLowering::unsupported(Pos At, const Twine &What) {
  Diags.report(DiagCode::Unsupported, At, What + " is not supported yet");
}

//===----------------------------------------------------------------------===//
// Creating functions
//===----------------------------------------------------------------------===//

void setComdat(ModuleLowering &M, GlobalObject *GO) {
  GO->setComdat(M.Mod->getOrInsertComdat(GO->getName()));
}

/// What every function has: frame pointers for tracebacks and panics, no tail
/// calls (they drop frames that tracebacks and recover need). Nothing unwinds
/// through Go frames, so they are nounwind and have no unwind tables in memory:
/// debuggers read .debug_frame. A frame that could step over the 64 KB guard
/// below a stack touches its pages on entry.
static void setCommonAttributes(llvm::Function *Fn) {
  Fn->setCallingConv(CallingConv::Swift);
  Fn->addFnAttr("frame-pointer", "all");
  Fn->addFnAttr("disable-tail-calls", "true");
  Fn->addFnAttr("probe-stack", "inline-asm");
  Fn->addFnAttr("stack-probe-size", "32768");
  Fn->addFnAttr(Attribute::NoUnwind);
}

llvm::Function *functionNamed(ModuleLowering &M, FunctionType *Ty,
                              const Twine &Name,
                              GlobalValue::LinkageTypes Linkage) {
  std::string S = Name.str();
  GlobalValue *Old = M.Mod->getNamedValue(S);
  if (auto *Fn = dyn_cast_or_null<llvm::Function>(Old))
    if (Fn->getFunctionType() == Ty) {
      if (Fn->isDeclaration() && Linkage != GlobalValue::ExternalLinkage)
        Fn->setLinkage(Linkage);
      return Fn;
    }
  auto *Fn = llvm::Function::Create(Ty, Linkage, "", M.Mod.get());
  setCommonAttributes(Fn);
  if (!Old) {
    Fn->setName(S);
    return Fn;
  }
  if (Old->isDeclaration()) {
    // Linknames may declare one symbol with several Go types; the definition's
    // (or the first) type is as good as any for a pointer.
    Fn->takeName(Old);
    Old->replaceAllUsesWith(Fn);
    for (auto &[F, Known] : M.P->Plain)
      if (Known == Old)
        Known = Fn;
    for (auto &[Id, Known] : M.P->RuntimeFns)
      if (Known == Old)
        Known = Fn;
    if (auto It = M.P->Closures.find(dyn_cast<llvm::Function>(Old));
        It != M.P->Closures.end()) {
      auto *C = It->second;
      M.P->Closures.erase(It);
      M.P->Closures[Fn] = C;
    }
    Old->eraseFromParent();
    return Fn;
  }
  Fn->setName(S);
  return Fn;
}

llvm::Function *
ModuleLowering::createFunction(FunctionType *Ty, const Twine &Name,
                               GlobalValue::LinkageTypes Linkage) {
  auto *Fn = llvm::Function::Create(Ty, Linkage, Name, Mod.get());
  setCommonAttributes(Fn);
  if (Linkage == GlobalValue::LinkOnceODRLinkage)
    setComdat(*this, Fn);
  return Fn;
}

llvm::Function *ModuleLowering::runtimeFunction(RuntimeFn Id) {
  llvm::Function *&Slot = P->RuntimeFns[unsigned(Id)];
  if (Slot)
    return Slot;
  RuntimeFnInfo Info = getRuntimeFnInfo(Id);
  auto *Fn = functionNamed(*this, runtimeFunctionType(LLVM, Info), Info.Symbol,
                           GlobalValue::ExternalLinkage);
  addRuntimeAttributes(*Fn, Info);
  return P->RuntimeFns[unsigned(Id)] = Fn;
}

Constant *ModuleLowering::closureObject(llvm::Function *Fn) {
  Constant *&Slot = P->Closures[Fn];
  if (Slot)
    return Slot;
  std::string Name = (Fn->getName() + symbol::ClosureObject).str();
  bool Local = Fn->hasLocalLinkage();
  auto *GV = new GlobalVariable(*Mod, PtrTy, /*isConstant=*/true,
                                Local ? GlobalValue::InternalLinkage
                                      : GlobalValue::LinkOnceODRLinkage,
                                Fn, Name);
  if (!Local)
    setComdat(*this, GV);
  GV->setAlignment(Align(8));
  return Slot = GV;
}

//===----------------------------------------------------------------------===//
// Declared functions and instances
//===----------------------------------------------------------------------===//

TypeList receiverTypeArgs(ModuleLowering &M, Func *F) {
  TypeList Args;
  Signature *Sig = F->signature();
  if (!Sig->Recv)
    return Args;
  Named *N = asNamed(deref(unalias(Sig->Recv->type())).first);
  if (N && N->isInstance())
    for (Type *A : N->TArgs)
      Args.push_back(M.canonical(A));
  return Args;
}

static void applyPragmas(llvm::Function *Fn, const FuncDecl *Syntax) {
  if (!Syntax || !Syntax->Pragmas)
    return;
  const PragmaSet &P = *Syntax->Pragmas;
  if (P.has(PragmaFlag::NoInline))
    Fn->addFnAttr(Attribute::NoInline);
  if (P.has(PragmaFlag::AlwaysInline))
    Fn->addFnAttr(Attribute::AlwaysInline);
  if (P.has(PragmaFlag::Cold))
    Fn->addFnAttr(Attribute::Cold);
}

/// True if F is of another package and what is now being lowered may inline it.
/// Each body that is inlined makes the one it is inlined into bigger, so what a
/// copied body may inline in turn is what its own cost left of the budget.
static bool mayInline(ModuleLowering &M, Func *F) {
  if (!M.Opts.Optimize || F->pkg() == &M.Pkg)
    return false;
  auto [It, New] = M.P->InlineCosts.try_emplace(F);
  if (New)
    It->second = inlineCost(F);
  return It->second && *It->second <= M.P->InlineBudget;
}

/// Says of Fn's pointers what escape analysis knows of F's parameters.
static void describeLeaks(ModuleLowering &M, llvm::Function *Fn, Func *F,
                          const CallABI &ABI) {
  if (!M.Opts.Optimize)
    return;
  if (F->pkg() == &M.Pkg)
    M.escape(F->pkg()); // Analyzes it.
  const EscapeSummary *S = M.escapeAnalysis().summary(F);
  if (!S || S->size() != ABI.Params.size())
    return;
  for (auto [L, Param] : llvm::zip(*S, ABI.Params)) {
    // Of a pointer at a distance, it is what it points at that leaks.
    bool InResult = false;
    for (unsigned R = 0; R != Leaks::NumResults; ++R)
      InResult |= L.result(R) == 0;
    if (Param.ByAddress || L.heap() == 0 || (InResult && ABI.ResultInMemory))
      continue;
    for (unsigned I = Param.First; I != Param.First + Param.Count; ++I)
      if (Fn->getArg(I)->getType()->isPointerTy())
        Fn->addParamAttr(I, Attribute::get(M.LLVM, leak::Attribute,
                                           InResult ? leak::Result
                                                    : leak::None));
  }
}

llvm::Function *ModuleLowering::function(Func *F, ArrayRef<Type *> TArgs) {
  TypeList Args;
  if (TArgs.empty() && F->Origin) {
    Args = receiverTypeArgs(*this, F);
  } else {
    for (Type *T : TArgs)
      Args.push_back(canonical(T));
  }
  F = F->origin();
  Signature *Sig = F->signature();
  TypeParamList TParams = allTypeParams(Sig);
  if (TParams.empty())
    Args.clear();
  if (Args.empty()) {
    // What is only declared so far may get a body for one who has more to
    // spend.
    auto It = P->Plain.find(F);
    if (It != P->Plain.end() &&
        (!It->second->isDeclaration() || !It->second->hasExternalLinkage() ||
         !mayInline(*this, F)))
      return It->second;
  } else {
    for (auto &E : P->Instances[F])
      if (E.Args == Args)
        return E.Fn;
  }
  const Substitution *Subst = nullptr;
  if (!Args.empty())
    Subst = keepSubstitution(Substitution(TParams, Args));
  auto *ConcSig = cast<Signature>(concrete(Sig, Subst));
  Type *Recv = Sig->Recv ? concrete(Sig->Recv->type(), Subst) : nullptr;
  const CallABI &ABI = abi(ConcSig, Recv);

  bool HasBody = F->Syntax && F->Syntax->Body;
  bool Own = !Args.empty() || F->pkg() == &Pkg;
  bool Define = HasBody && (Own || mayInline(*this, F));
  std::string Name = symbolName(F, Args);
  auto *Fn = functionNamed(*this, ABI.FnTy, Name, GlobalValue::ExternalLinkage);
  if (Fn->getFunctionType() == ABI.FnTy)
    describeLeaks(*this, Fn, F, ABI);
  if (Args.empty())
    P->Plain[F] = Fn;
  else
    P->Instances[F].push_back({Args, Fn});
  if (!Define || !Fn->isDeclaration())
    return Fn;
  if (!Args.empty()) {
    Fn->setLinkage(GlobalValue::LinkOnceODRLinkage);
    setComdat(*this, Fn);
  } else if (!Own) {
    Fn->setLinkage(GlobalValue::AvailableExternallyLinkage);
  }
  applyPragmas(Fn, F->Syntax);
  needBody(F);
  int Budget = Own ? MaxInlineCost : P->InlineBudget - *P->InlineCosts[F];
  P->Jobs.push_back({Fn, F->pkg(), F, F->Syntax, Subst, Budget});
  return Fn;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

const std::vector<MethodSetEntry> &cachedMethodSet(ModuleLowering &M, Type *T) {
  T = M.canonical(T);
  auto It = M.P->MethodSets.find(T);
  if (It != M.P->MethodSets.end())
    return It->second;
  auto Set = methodSet(T);
  return M.P->MethodSets[T] = std::move(Set);
}

Type *pointerTo(ModuleLowering &M, Type *T) {
  return M.canonical(M.Ctx.make<Pointer>(T));
}

llvm::Function *ModuleLowering::methodFunction(Type *Recv,
                                               const MethodSetEntry &M) {
  Recv = canonical(Recv);
  if (M.Index.size() == 1 && !isInterface(Recv)) {
    Type *Declared = canonical(M.F->signature()->Recv->type());
    if (Declared == Recv)
      return function(M.F, {});
  }
  return methodWrapper(*this, Recv, M);
}

llvm::Function *ModuleLowering::ifaceMethodFunction(Type *Recv,
                                                    const MethodSetEntry &M) {
  Recv = canonical(Recv);
  if (isDirectIface(Recv))
    return methodFunction(Recv, M);
  // The data word points to an immutable copy, which is how a memory-class
  // receiver is passed anyway.
  if (layout(Recv).isMemory())
    return methodFunction(Recv, M);
  Type *Ptr = pointerTo(*this, Recv);
  for (const MethodSetEntry &E : cachedMethodSet(*this, Ptr))
    if (E.F->name() == M.F->name() &&
        (E.F->exported() || E.F->pkg() == M.F->pkg()))
      return methodFunction(Ptr, E);
  llvm_unreachable("a type's methods are methods of its pointer type");
}

const PackageEscape &ModuleLowering::escape(Package *Of) {
  EscapeAnalysis &A = escapeAnalysis();
  return Of == &Pkg ? A.analyzePackage(Of) : A.factsOf(Of);
}

EscapeAnalysis &ModuleLowering::escapeAnalysis() {
  if (Opts.Escape)
    return *Opts.Escape;
  if (!P->Escape)
    P->Escape = std::make_unique<EscapeAnalysis>();
  return *P->Escape;
}

} // namespace ogo
