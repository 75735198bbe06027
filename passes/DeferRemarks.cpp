//===- DeferRemarks.cpp - What became of each defer statement -------------===//
//
// The best kinds are "passed" remarks, records are "missed" ones, and an
// "analysis" remark gives what was found out for everything that is not free.
// A statement of an imported function that was inlined here is not this
// package's to report: its marker has no site metadata.
//
//===----------------------------------------------------------------------===//
#include "passes/DeferRemarks.h"
#include "passes/Remarks.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/DiagnosticInfo.h"

using llvm::StringRef;

namespace ogo {

static StringRef remarkName(DeferKind K) {
  switch (K) {
  case DeferKind::Eliminated:
    return "Eliminated";
  case DeferKind::Direct:
    return "Direct";
  case DeferKind::OpenCoded:
    return "OpenCoded";
  case DeferKind::StackRecord:
    return "StackAllocated";
  case DeferKind::HeapRecord:
    return "HeapAllocated";
  }
  llvm_unreachable("unknown defer kind");
}

template <typename Remark>
static void say(const DeferSite &Site, StringRef Name, StringRef Text,
                StringRef Reason, uint64_t FrameSize) {
  Remark R(DeferRemarks, Name, Site.Marker->getDebugLoc(),
           Site.Marker->getParent());
  R << llvm::DiagnosticInfoOptimizationBase::Argument(
           "Kind", llvm::StringRef(rt::deferKindName(Site.Kind)))
    << Text;
  if (!Reason.empty())
    R << ": "
      << llvm::DiagnosticInfoOptimizationBase::Argument("Reason", Reason);
  if (FrameSize)
    R << "; the defer frame has "
      << llvm::DiagnosticInfoOptimizationBase::Argument("FrameSize", FrameSize)
      << " bytes";
  Site.Marker->getContext().diagnose(R);
}

void remarkDefer(const DeferSite &Site, uint64_t FrameSize) {
  if (!DeferSiteInfo::of(Site.Marker) || !Site.Marker->getDebugLoc())
    return;
  StringRef Name = remarkName(Site.Kind);
  if (Site.Kind < DeferKind::StackRecord)
    say<llvm::OptimizationRemark>(Site, Name, " defer", Site.Reason, 0);
  else
    say<llvm::OptimizationRemarkMissed>(Site, Name, " defer", Site.Reason, 0);
  if (Site.Kind > DeferKind::Direct)
    say<llvm::OptimizationRemarkAnalysis>(Site, Name, " defer", Site.Reason,
                                          FrameSize);
}

/// The function a remark about vanished code is filed under: Name, if need be
/// declared for as long as the remark is made.
static void sayUnreachable(llvm::Module &M, StringRef Name,
                           llvm::DILocation *Loc) {
  llvm::Function *F = M.getFunction(Name);
  llvm::Function *Temporary = nullptr;
  if (!F)
    F = Temporary = llvm::Function::Create(
        llvm::FunctionType::get(llvm::Type::getVoidTy(M.getContext()), false),
        llvm::GlobalValue::ExternalLinkage, Name, M);
  // Without a block the constructors that take a location cannot be used.
  auto *BB = llvm::BasicBlock::Create(M.getContext(), "", nullptr);
  if (Temporary)
    BB->insertInto(Temporary);
  const llvm::BasicBlock *Region = Temporary            ? BB
                                   : F->isDeclaration() ? nullptr
                                                        : &F->getEntryBlock();
  if (Region) {
    llvm::OptimizationRemark R(DeferRemarks, "Eliminated",
                               llvm::DiagnosticLocation(Loc), Region);
    using Argument = llvm::DiagnosticInfoOptimizationBase::Argument;
    R << Argument("Kind", "eliminated")
      << " defer: " << Argument("Reason", "unreachable");
    M.getContext().diagnose(R);
  }
  if (Temporary)
    Temporary->eraseFromParent();
  else
    delete BB;
}

void remarkUnreachableDefers(llvm::Module &M) {
  llvm::NamedMDNode *Sites = M.getNamedMetadata(DeferSiteInfo::Name);
  if (!Sites)
    return;
  llvm::DenseSet<const llvm::MDNode *> Seen;
  ReachableCode Reachable;
  if (llvm::Function *Marker = M.getFunction(DeferSiteMarker::Name))
    for (llvm::User *U : Marker->users())
      if (auto *C = llvm::dyn_cast<llvm::CallInst>(U))
        if (Reachable.contains(*C))
          if (const llvm::MDNode *N = C->getMetadata(DeferSiteInfo::Name))
            Seen.insert(N);
  for (llvm::MDNode *N : Sites->operands())
    if (!Seen.contains(N)) {
      DeferSiteInfo Site(N);
      sayUnreachable(M, Site.function(),
                     llvm::DILocation::get(M.getContext(), Site.line(),
                                           Site.column(), Site.scope()));
    }
  Sites->eraseFromParent();
}

} // namespace ogo
