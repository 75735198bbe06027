//===- LowerInit.cpp - Package initialization -----------------------------===//
//
// PKG.init runs the package's variable initializers in the order the checker
// found and then its init functions. Variables whose value is data are
// initialized in the image instead; that is not observable, because nothing
// that runs before them may use them (spec "Package initialization").
//
// Other packages' init functions are called by the program's start, in
// dependency order.
//
//===----------------------------------------------------------------------===//
#include "ir/LowerCall.h"
#include "ir/ModuleImpl.h"
#include "ir/StaticValue.h"
#include "runtime/abi/Sections.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;

namespace ogo {

/// Makes Init the value of V in the image. The variable is replaced where the
/// constant's type differs from the layout's.
static void setImage(ModuleLowering &M, Var *V, Constant *Init) {
  if (!M.layout(V->type()).Size)
    return;
  GlobalVariable *GV = M.global(V);
  if (GV->getValueType() != Init->getType()) {
    auto *New = new GlobalVariable(*M.Mod, Init->getType(), false,
                                   GV->getLinkage(), nullptr, "");
    New->copyAttributesFrom(GV);
    New->takeName(GV);
    GV->replaceAllUsesWith(New);
    for (auto &[Other, Known] : M.P->Globals)
      if (Known == GV)
        Known = New;
    GV->eraseFromParent();
    GV = New;
  }
  GV->setInitializer(Init);
  if (GV->hasWeakLinkage())
    GV->setLinkage(GlobalValue::ExternalLinkage);
  if (GV->getSection() == OGO_NOPTRBSS_SECTION && !Init->isNullValue())
    GV->setSection(OGO_NOPTRDATA_SECTION);
}

static void storeVar(FunctionLowering &F, Var *V, Value X) {
  if (V->name() != "_")
    F.store(F.M.global(V), X);
}

static void lowerInitializer(FunctionLowering &F, const Initializer &I) {
  F.setPos(I.Rhs->pos());
  if (I.Lhs.size() == 1) {
    Var *V = I.Lhs[0];
    Type *T = F.concrete(V->type());
    if (Constant *C = staticInitializer(F, I.Rhs, T)) {
      if (V->name() != "_")
        setImage(F.M, V, C);
      return;
    }
    storeVar(F, V, lowerExprAs(F, I.Rhs, T));
    return;
  }
  SmallVector<Value, 4> Values;
  lowerMulti(F, I.Rhs, Values);
  for (size_t K = 0; K < I.Lhs.size(); ++K)
    if (I.Lhs[K]->name() != "_")
      storeVar(F, I.Lhs[K],
               convertForAssign(F, Values[K], F.concrete(I.Lhs[K]->type())));
}

//===----------------------------------------------------------------------===//
// go:embed
//===----------------------------------------------------------------------===//

static Constant *sliceConstant(ModuleLowering &M, Constant *Data,
                               uint64_t Len) {
  Constant *N = ConstantInt::get(M.I64Ty, Len);
  return ConstantStruct::getAnon({Data, N, N});
}

/// embed.FS{files *[]file}; file{name, data string; hash [16]byte}. Directories
/// are entries whose name ends in a slash; the order is by directory, then by
/// last element, which embed's lookup relies on.
static Constant *embedFS(ModuleLowering &M, ArrayRef<EmbeddedFile> Files) {
  std::vector<std::pair<std::string, StringRef>> All;
  StringSet<> Dirs;
  for (const EmbeddedFile &F : Files) {
    All.push_back({F.Name.str(), F.Contents});
    for (size_t I = F.Name.find('/'); I != StringRef::npos;
         I = F.Name.find('/', I + 1))
      if (Dirs.insert(F.Name.take_front(I)).second)
        All.push_back({F.Name.take_front(I + 1).str(), ""});
  }
  auto Split = [](StringRef S) -> std::pair<StringRef, StringRef> {
    S = S.rtrim('/');
    size_t I = S.rfind('/');
    if (I == StringRef::npos)
      return {".", S};
    return {S.take_front(I), S.drop_front(I + 1)};
  };
  llvm::sort(All,
             [&](auto &X, auto &Y) { return Split(X.first) < Split(Y.first); });
  std::vector<Constant *> Entries;
  auto *Hash = ConstantAggregateZero::get(llvm::ArrayType::get(M.I8Ty, 16));
  for (auto &[Name, Data] : All)
    Entries.push_back(ConstantStruct::getAnon(
        {M.stringConstant(Name), M.stringConstant(Data), Hash}));
  auto MakeGlobal = [&](Constant *C) {
    auto *GV = new GlobalVariable(*M.Mod, C->getType(), true,
                                  GlobalValue::PrivateLinkage, C, "embed");
    GV->setAlignment(Align(8));
    return GV;
  };
  if (Entries.empty())
    return ConstantPointerNull::get(M.PtrTy);
  auto *Array = ConstantArray::get(
      llvm::ArrayType::get(Entries[0]->getType(), Entries.size()), Entries);
  return MakeGlobal(sliceConstant(M, MakeGlobal(Array), Entries.size()));
}

static void lowerEmbed(ModuleLowering &M, VarDecl *D,
                       ArrayRef<EmbeddedFile> Files) {
  for (Name *N : D->Names) {
    auto *V = dyn_cast_or_null<Var>(M.Pkg.Facts.defOf(N));
    if (!V || V->name() == "_")
      continue;
    Type *U = under(V->type());
    if (isString(U) && !Files.empty()) {
      setImage(M, V, M.stringConstant(Files[0].Contents));
    } else if (isa<Slice>(U) && !Files.empty()) {
      auto *C = ConstantDataArray::getString(M.LLVM, Files[0].Contents, false);
      Type *Byte = M.Ctx.basic(BasicKind::Uint8);
      setImage(M, V,
               sliceConstant(M, privateGlobal(M, C, Byte, true, "embed"),
                             Files[0].Contents.size()));
    } else if (isa<Struct>(U)) {
      setImage(M, V, embedFS(M, Files));
    }
  }
}

void lowerPackageInit(ModuleLowering &M) {
  Package &Pkg = M.Pkg;
  auto *Ty = FunctionType::get(M.VoidTy, false);
  auto *Fn = functionNamed(M, Ty, symbolPrefix(&Pkg) + ".init",
                           GlobalValue::ExternalLinkage);
  Pos At = Pkg.Files.empty() ? Pos() : Pkg.Files[0]->pos();
  M.attachSubprogram(Fn, At, Fn->getName());

  // Variables exist even when nothing in this package mentions them.
  for (Object *O : Pkg.PkgScope.objects())
    if (auto *V = dyn_cast<Var>(O))
      if (V->name() != "_")
        M.global(V);
  for (File *File : Pkg.Files)
    for (Decl *D : File->Decls)
      if (auto *VD = dyn_cast<VarDecl>(D)) {
        auto It = Pkg.Embeds.find(VD->id());
        if (It != Pkg.Embeds.end())
          lowerEmbed(M, VD, It->second);
      }

  FunctionLowering F(M, Fn, &Pkg, nullptr);
  F.Sig = M.Ctx.make<Signature>();
  F.ABI = &M.abi(F.Sig, nullptr);
  F.setPos(At);
  for (const Initializer &I : Pkg.Facts.InitOrder)
    lowerInitializer(F, I);
  for (File *File : Pkg.Files)
    for (Decl *D : File->Decls) {
      auto *FD = dyn_cast<FuncDecl>(D);
      if (!FD || FD->Recv || FD->FuncName->Value != "init" || !FD->Body)
        continue;
      if (auto *Init = dyn_cast_or_null<Func>(Pkg.Facts.defOf(FD->FuncName))) {
        F.setPos(FD->pos());
        F.B.CreateCall(M.function(Init, {}))
            ->setCallingConv(CallingConv::Swift);
      }
    }
  finishFunction(F);
}

} // namespace ogo
