//===- StructType.cpp - Struct types --------------------------------------===//
//
// Spec "Struct types". What an embedded field's type must not be is checked
// when all types are complete.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/TypeExpr.h"
#include "frontend/syntax/CharInfo.h"
#include "frontend/syntax/Literal.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Predicates.h"

using namespace ogo;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;

static bool isPointerExpr(const Expr *E) {
  auto *O = dyn_cast<Operation>(E);
  return O && O->Opcode == Op::Mul && !O->Y;
}

/// The name of an embedded field: T, *T, p.T, T[A] …; null if it is none.
static Name *embeddedName(Expr *E) {
  if (auto *N = dyn_cast<Name>(E))
    return N;
  if (isPointerExpr(E)) {
    Expr *Base = llvm::cast<Operation>(E)->X;
    return isPointerExpr(Base) ? nullptr : embeddedName(Base);
  }
  if (auto *S = dyn_cast<SelectorExpr>(E))
    return S->Sel;
  if (auto *I = dyn_cast<IndexExpr>(E))
    return embeddedName(I->X);
  return nullptr;
}

/// "An embedded field must be specified as a type name T or as a pointer to a
/// non-interface type name *T, and T itself may not be a pointer type or type
/// parameter."
static void checkEmbedded(Checker &C, Pos At, Type *FieldType) {
  auto [T, IsPtr] = deref(FieldType);
  Type *U = under(T);
  if (auto *B = dyn_cast<BasicType>(U)) {
    if (isValid(T) && B->Kind == BasicKind::UnsafePointer)
      C.error(At, DiagCode::InvalidPtrEmbed,
              "embedded field type cannot be unsafe.Pointer");
  } else if (isa<Pointer>(U)) {
    C.error(At, DiagCode::InvalidPtrEmbed,
            "embedded field type cannot be a pointer");
  } else if (isa<Interface>(U)) {
    if (isTypeParam(T))
      C.error(At, DiagCode::MisplacedTypeParam,
              "embedded field type cannot be a (pointer to a) type parameter");
    else if (IsPtr)
      C.error(At, DiagCode::InvalidPtrEmbed,
              "embedded field type cannot be a pointer to an interface");
  }
}

static StringRef tagText(Checker &C, const BasicLit *Tag) {
  if (!Tag || Tag->Bad)
    return {};
  if (Tag->Lit != LitKind::String) {
    C.error(Tag, DiagCode::InvalidSyntaxTree,
            "incorrect tag syntax: " + quoteString(Tag->Value));
    return {};
  }
  return C.Ctx.arena().copyString(unquoteString(Tag->Value));
}

namespace {
class FieldCollector {
public:
  explicit FieldCollector(Checker &C) : C(C) {}

  void add(Pos At, StringRef Name, const ogo::Name *Id, Type *T, bool Embedded,
           StringRef Tag) {
    Var *F = C.Ctx.makeField(At, &C.Pkg, Name, T, Embedded);
    // "Within a struct, non-blank field names must be unique."
    if (Name != "_") {
      if (Var *Other = find(F)) {
        ErrorBuilder Err(C, DiagCode::DuplicateDecl);
        Err.add(At, Name + " redeclared");
        Err.addAltDecl(Other);
        Err.report();
        return;
      }
    }
    if (!Tag.empty())
      Tags.resize(Fields.size());
    if (!Tag.empty() || !Tags.empty())
      Tags.push_back(Tag);
    Fields.push_back(F);
    if (Fields.size() > LinearLimit)
      for (; Indexed != Fields.size(); ++Indexed)
        ByName.try_emplace(Fields[Indexed]->Name, Fields[Indexed]);
    if (Id)
      C.recordDef(Id, F);
  }

  void finish(Struct *S) {
    S->Fields = C.Ctx.arena().copyList(Fields);
    S->Tags = C.Ctx.arena().copyList(Tags);
  }

private:
  static constexpr size_t LinearLimit = 16;

  // All fields are of this package, so names alone tell them apart.
  Var *find(Var *F) {
    if (Fields.size() > LinearLimit)
      return ByName.lookup(F->Name);
    for (Var *G : Fields)
      if (G->Name == F->Name)
        return G;
    return nullptr;
  }

  Checker &C;
  llvm::SmallVector<Var *, 16> Fields;
  llvm::SmallVector<StringRef, 16> Tags; // empty, or one per field
  llvm::DenseMap<StringRef, Var *> ByName;
  size_t Indexed = 0;
};
} // namespace

void ogo::structType(Checker &C, Struct *S, const StructType *E) {
  FieldCollector Fields(C);
  Type *T = nullptr;
  Expr *Prev = nullptr;
  for (size_t I = 0; I != E->Fields.size(); ++I) {
    Field *F = E->Fields[I];
    // Fields declared together share the type expression.
    if (I == 0 || F->Type != Prev) {
      T = varType(C, F->Type);
      Prev = F->Type;
    }
    StringRef Tag;
    if (I < E->Tags.size())
      Tag = tagText(C, E->Tags[I]);
    if (Name *N = F->FieldName) {
      Fields.add(N->pos(), N->Value, N, T, /*Embedded=*/false, Tag);
      continue;
    }
    Pos At = startPos(F->Type);
    Name *N = embeddedName(F->Type);
    if (!N) {
      C.error(At, DiagCode::InvalidSyntaxTree,
              "invalid embedded field type " + C.str(F->Type));
      // Keep the number of fields as written.
      Fields.add(At, C.Ctx.names().intern("_"), nullptr, C.invalidType(), true,
                 "");
      continue;
    }
    Fields.add(N->pos(), N->Value, N, T, /*Embedded=*/true, Tag);
    C.later([&C, At, T] { checkEmbedded(C, At, T); });
  }
  Fields.finish(S);
}
