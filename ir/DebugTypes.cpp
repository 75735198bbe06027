//===- DebugTypes.cpp - Go types for debuggers ----------------------------===//
//
// Types look to a debugger as gc describes them: strings, slices and interfaces
// are structs of their words (gdb prints a struct "string" of str and len as
// text), defined types keep their names. Every defined type is a distinct node
// that is filled in after it is known, because types refer to themselves.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/Scope.h"
#include "ir/DebugVariables.h"
#include "ir/ModuleImpl.h"
#include "llvm/BinaryFormat/Dwarf.h"

namespace ogo {

using namespace llvm::dwarf;
using llvm::DIType;
using llvm::StringRef;

namespace {

class DebugTypes {
public:
  explicit DebugTypes(ModuleLowering &M) : M(M), DI(*M.P->DI) {}
  DIType *of(Type *T);

private:
  ModuleLowering &M;
  llvm::DIBuilder &DI;

  DIType *make(Type *T, StringRef Name);
  DIType *basic(BasicType *B);
  DIType *pointer(DIType *To, StringRef Name) {
    return DI.createPointerType(To, 64, 0, std::nullopt, Name);
  }
  DIType *voidPointer() { return pointer(nullptr, "unsafe.Pointer"); }
  struct Member {
    StringRef Name;
    DIType *T;
    uint64_t Offset, Size; // bytes
  };
  llvm::DICompositeType *structure(StringRef Name, uint64_t Size,
                                   uint64_t Align);
  void fill(llvm::DICompositeType *S, llvm::ArrayRef<Member> Members);
  DIType *words(StringRef Name, llvm::ArrayRef<Member> Members) {
    llvm::DICompositeType *S =
        structure(Name, Members.back().Offset + 8, /*Align=*/8);
    fill(S, Members);
    return S;
  }
  void fillStruct(llvm::DICompositeType *S, Type *T);
  DIType *named(Named *N, StringRef Name);
  DIType *basicOf(BasicKind K) { return of(M.Ctx.basic(K)); }
};

DIType *DebugTypes::of(Type *T) {
  T = M.canonical(T);
  if (DIType *Known = M.P->DITypes.lookup(T))
    return Known;
  std::string Name = M.linkTypeString(T);
  DIType *Made = make(T, Name);
  M.P->DITypes[T] = Made;
  return Made;
}

DIType *DebugTypes::basic(BasicType *B) {
  uint64_t Bits = M.layout(B).Size * 8;
  if (B->Kind == BasicKind::UnsafePointer)
    return voidPointer();
  if (B->Info & IsString)
    return words("string",
                 {{"str", pointer(basicOf(BasicKind::Uint8), "*uint8"), 0, 8},
                  {"len", basicOf(BasicKind::Int), 8, 8}});
  unsigned Encoding = B->Info & IsBoolean    ? DW_ATE_boolean
                      : B->Info & IsComplex  ? DW_ATE_complex_float
                      : B->Info & IsFloat    ? DW_ATE_float
                      : B->Info & IsUnsigned ? DW_ATE_unsigned
                                             : DW_ATE_signed;
  return DI.createBasicType(B->Name, Bits, Encoding);
}

llvm::DICompositeType *DebugTypes::structure(StringRef Name, uint64_t Size,
                                             uint64_t Align) {
  return llvm::DICompositeType::getDistinct(
      M.LLVM, DW_TAG_structure_type, Name, M.P->CU->getFile(), 0, nullptr,
      nullptr, Size * 8, uint32_t(Align * 8), 0, llvm::DINode::FlagZero,
      nullptr, 0, nullptr);
}

void DebugTypes::fill(llvm::DICompositeType *S,
                      llvm::ArrayRef<Member> Members) {
  llvm::SmallVector<llvm::Metadata *, 8> List;
  for (const Member &X : Members)
    List.push_back(DI.createMemberType(S, X.Name, S->getFile(), 0, X.Size * 8,
                                       0, X.Offset * 8, llvm::DINode::FlagZero,
                                       X.T));
  S->replaceElements(DI.getOrCreateArray(List));
}

void DebugTypes::fillStruct(llvm::DICompositeType *S, Type *T) {
  auto *Fields = underAs<Struct>(T);
  llvm::SmallVector<Member, 8> Members;
  for (unsigned I = 0; I != Fields->Fields.size(); ++I) {
    Var *V = Fields->Fields[I];
    Type *FT = M.canonical(V->type());
    Members.push_back(
        {V->name(), of(FT), M.Layouts.fieldOffset(T, I), M.layout(FT).Size});
  }
  fill(S, Members);
}

DIType *DebugTypes::named(Named *N, StringRef Name) {
  const Layout &L = M.layout(N);
  if (underAs<Struct>(N)) {
    llvm::DICompositeType *S = structure(Name, L.Size, L.Align);
    M.P->DITypes[N] = S;
    fillStruct(S, N);
    return S;
  }
  auto *Typedef = llvm::DIDerivedType::getDistinct(
      M.LLVM, DW_TAG_typedef, Name, M.P->CU->getFile(), 0, nullptr, nullptr, 0,
      0, 0, std::nullopt, std::nullopt, llvm::DINode::FlagZero);
  M.P->DITypes[N] = Typedef;
  constexpr unsigned BaseTypeOperand = 3;
  Typedef->replaceOperandWith(BaseTypeOperand, of(under(N)));
  return Typedef;
}

DIType *DebugTypes::make(Type *T, StringRef Name) {
  const Layout &L = M.layout(T);
  switch (T->kind()) {
  case TypeKind::Basic:
    return basic(llvm::cast<BasicType>(T));
  case TypeKind::Named:
    return named(llvm::cast<Named>(T), Name);
  case TypeKind::Pointer:
    return pointer(of(llvm::cast<Pointer>(T)->Elem), Name);
  case TypeKind::Slice: {
    DIType *Elem = of(llvm::cast<Slice>(T)->Elem);
    DIType *Int = basicOf(BasicKind::Int);
    return words(Name, {{"array", pointer(Elem, ""), 0, 8},
                        {"len", Int, 8, 8},
                        {"cap", Int, 16, 8}});
  }
  case TypeKind::Array: {
    auto *A = llvm::cast<Array>(T);
    llvm::Metadata *Range = DI.getOrCreateSubrange(0, A->Len);
    return DI.createArrayType(L.Size * 8, uint32_t(L.Align * 8), of(A->Elem),
                              DI.getOrCreateArray(Range));
  }
  case TypeKind::Struct: {
    llvm::DICompositeType *S = structure(Name, L.Size, L.Align);
    fillStruct(S, T);
    return S;
  }
  case TypeKind::Interface:
    return words(
        Name,
        {{typeSet(llvm::cast<Interface>(T)).Methods.empty() ? "_type" : "tab",
          voidPointer(), 0, 8},
         {"data", voidPointer(), 8, 8}});
  case TypeKind::Map:
  case TypeKind::Chan:
    // The first word of both is the number of elements (Layout.h).
    return pointer(
        words(T->kind() == TypeKind::Map ? "runtime.hmap" : "runtime.hchan",
              {{"count", basicOf(BasicKind::Int), 0, 8}}),
        Name);
  case TypeKind::Signature:
    // A func value points to its closure object, which starts with the code.
    return pointer(
        pointer(DI.createSubroutineType(DI.getOrCreateTypeArray({})), ""),
        Name);
  case TypeKind::Tuple:
  case TypeKind::Union:
  case TypeKind::TypeParam:
  case TypeKind::Alias:
    break;
  }
  llvm_unreachable("not the type of a variable");
}

} // namespace

DIType *debugType(ModuleLowering &M, Type *T) { return DebugTypes(M).of(T); }

} // namespace ogo
