//===- Universe.cpp - Predeclared names and package unsafe ----------------===//
//
// Spec "Predeclared identifiers". Exported ones (Pointer, Sizeof …) belong to
// package unsafe.
//
//===----------------------------------------------------------------------===//
#include "frontend/types/TypeContext.h"
#include "frontend/types/TypeSet.h"

using namespace ogo;
using llvm::StringRef;

namespace {
struct BasicEntry {
  BasicKind Kind;
  unsigned Info;
  const char *Name;
};
} // namespace

static constexpr BasicEntry BasicTable[] = {
    {BasicKind::Invalid, 0, "invalid type"},
    {BasicKind::Bool, IsBoolean, "bool"},
    {BasicKind::Int, IsInteger, "int"},
    {BasicKind::Int8, IsInteger, "int8"},
    {BasicKind::Int16, IsInteger, "int16"},
    {BasicKind::Int32, IsInteger, "int32"},
    {BasicKind::Int64, IsInteger, "int64"},
    {BasicKind::Uint, IsInteger | IsUnsigned, "uint"},
    {BasicKind::Uint8, IsInteger | IsUnsigned, "uint8"},
    {BasicKind::Uint16, IsInteger | IsUnsigned, "uint16"},
    {BasicKind::Uint32, IsInteger | IsUnsigned, "uint32"},
    {BasicKind::Uint64, IsInteger | IsUnsigned, "uint64"},
    {BasicKind::Uintptr, IsInteger | IsUnsigned, "uintptr"},
    {BasicKind::Float32, IsFloat, "float32"},
    {BasicKind::Float64, IsFloat, "float64"},
    {BasicKind::Complex64, IsComplex, "complex64"},
    {BasicKind::Complex128, IsComplex, "complex128"},
    {BasicKind::String, IsString, "string"},
    {BasicKind::UnsafePointer, 0, "Pointer"},
    {BasicKind::UntypedBool, IsBoolean | IsUntyped, "untyped bool"},
    {BasicKind::UntypedInt, IsInteger | IsUntyped, "untyped int"},
    {BasicKind::UntypedRune, IsInteger | IsUntyped, "untyped rune"},
    {BasicKind::UntypedFloat, IsFloat | IsUntyped, "untyped float"},
    {BasicKind::UntypedComplex, IsComplex | IsUntyped, "untyped complex"},
    {BasicKind::UntypedString, IsString | IsUntyped, "untyped string"},
    {BasicKind::UntypedNil, IsUntyped, "untyped nil"},
};

namespace {
struct BuiltinEntry {
  BuiltinId Id;
  const char *Name;
};
} // namespace

static constexpr BuiltinEntry BuiltinTable[] = {
    {BuiltinId::Append, "append"},     {BuiltinId::Cap, "cap"},
    {BuiltinId::Clear, "clear"},       {BuiltinId::Close, "close"},
    {BuiltinId::Complex, "complex"},   {BuiltinId::Copy, "copy"},
    {BuiltinId::Delete, "delete"},     {BuiltinId::Imag, "imag"},
    {BuiltinId::Len, "len"},           {BuiltinId::Make, "make"},
    {BuiltinId::Max, "max"},           {BuiltinId::Min, "min"},
    {BuiltinId::New, "new"},           {BuiltinId::Panic, "panic"},
    {BuiltinId::Print, "print"},       {BuiltinId::Println, "println"},
    {BuiltinId::Real, "real"},         {BuiltinId::Recover, "recover"},
    {BuiltinId::Add, "Add"},           {BuiltinId::Alignof, "Alignof"},
    {BuiltinId::Offsetof, "Offsetof"}, {BuiltinId::Sizeof, "Sizeof"},
    {BuiltinId::Slice, "Slice"},       {BuiltinId::SliceData, "SliceData"},
    {BuiltinId::String, "String"},     {BuiltinId::StringData, "StringData"},
};

/// Makes a predeclared interface type's name and Named.
static Named *declareType(TypeContext &Ctx, StringRef Name, Interface *I) {
  auto *Obj =
      Ctx.make<TypeName>(Pos(), nullptr, Ctx.names().intern(Name), nullptr);
  Named *N = Ctx.makeNamed(nullptr, Obj);
  N->Underlying = N->FromRHS = I;
  Obj->T = N;
  Obj->Color = ColorBlack;
  Ctx.universe()->insert(Obj);
  return N;
}

void TypeContext::declareUniverse() {
  Universe = makeScope(nullptr, Pos(), Pos());
  Unsafe = makePackage("unsafe", "unsafe");
  Unsafe->IsUnsafe = Unsafe->Complete = true;

  auto Declare = [&](Object *O) {
    O->Color = ColorBlack;
    if (!O->exported()) {
      Universe->insert(O);
      return;
    }
    O->Pkg = Unsafe;
    Unsafe->PkgScope.insert(O);
  };

  for (const BasicEntry &E : BasicTable) {
    StringRef Name = Names.intern(E.Name);
    auto *B = make<BasicType>(E.Kind, E.Info, Name);
    Basics[unsigned(E.Kind)] = B;
    if (!Name.contains(' '))
      Declare(make<TypeName>(Pos(), nullptr, Name, B));
  }
  ByteType = make<BasicType>(BasicKind::Uint8, IsInteger | IsUnsigned,
                             Names.intern("byte"));
  RuneType = make<BasicType>(BasicKind::Int32, IsInteger, Names.intern("rune"));
  for (BasicType *B : {ByteType, RuneType})
    Declare(make<TypeName>(Pos(), nullptr, B->Name, B));

  auto MakeInterface = [&](StringRef Predeclared, bool Comparable) {
    auto *I = make<Interface>();
    I->Complete = true;
    I->Predeclared = Predeclared;
    auto *Set = make<TypeSet>();
    Set->Comparable = Comparable;
    I->TSet = Set;
    return I;
  };

  EmptyInterface = MakeInterface("", false);
  auto *AnyName = make<TypeName>(Pos(), nullptr, Names.intern("any"), nullptr);
  auto *Any = make<Alias>();
  Any->Obj = AnyName;
  Any->FromRHS = Any->Actual = MakeInterface("any", false);
  AnyType = AnyName->T = Any;
  Declare(AnyName);

  ComparableType = declareType(*this, "comparable",
                               MakeInterface("interface{comparable}", true));

  // type error interface{ Error() string }
  auto *I = make<Interface>();
  Named *Error = declareType(*this, "error", I);
  auto *Sig = make<Signature>();
  Sig->Recv = makeVar(Pos(), nullptr, "", Error);
  Sig->Results = makeTuple(basic(BasicKind::String));
  auto *Method = make<Func>(Pos(), nullptr, Names.intern("Error"), Sig);
  I->Methods = A.copy(llvm::ArrayRef<Func *>(Method));
  I->Complete = true;
  auto *Set = make<TypeSet>();
  Set->Methods.push_back(Method);
  I->TSet = Set;
  ErrorType = Error;

  Declare(make<Const>(Pos(), nullptr, Names.intern("true"),
                      basic(BasicKind::UntypedBool),
                      ConstantValue::makeBool(true)));
  Declare(make<Const>(Pos(), nullptr, Names.intern("false"),
                      basic(BasicKind::UntypedBool),
                      ConstantValue::makeBool(false)));
  auto *Iota =
      make<Const>(Pos(), nullptr, Names.intern("iota"),
                  basic(BasicKind::UntypedInt), ConstantValue::makeInt(0));
  IotaObject = Iota;
  Declare(Iota);
  NilObject = make<Nil>(basic(BasicKind::UntypedNil));
  Declare(NilObject);

  for (const BuiltinEntry &E : BuiltinTable) {
    auto *B = make<Builtin>(Names.intern(E.Name), E.Id);
    B->T = basic(BasicKind::Invalid);
    Declare(B);
  }
}
