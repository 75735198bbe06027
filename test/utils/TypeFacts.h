//===- TypeFacts.h - A package's facts as text -----------------*- C++ -*-===//
#ifndef OGO_TEST_UTILS_TYPEFACTS_H
#define OGO_TEST_UTILS_TYPEFACTS_H

#include "frontend/syntax/Walk.h"
#include "frontend/types/Lookup.h"
#include "frontend/types/Package.h"
#include "frontend/types/Predicates.h"
#include "frontend/types/Sizes.h"
#include "frontend/types/TypeSet.h"
#include "llvm/Support/Path.h"

namespace ogo {

/// Prints Info in the form of typefacts/main.go, which does the same with
/// go/types.
class TypeFacts {
public:
  TypeFacts(const Package &P, const SourceManager &SM) : P(P), SM(SM) {}

  std::vector<std::string> lines() {
    for (const File *F : P.Files) {
      Source = F->Source;
      Name = llvm::sys::path::filename(Source->path());
      visit(F);
    }
    for (const Object *O : P.PkgScope.objects())
      declared(O);
    llvm::sort(Lines);
    for (const Initializer &I : P.Facts.InitOrder) {
      std::string S;
      for (const Var *V : I.Lhs)
        S += (S.empty() ? "" : ", ") + V->Name.str();
      Lines.push_back("init " + S);
    }
    return std::move(Lines);
  }

private:
  static std::string indices(llvm::ArrayRef<int> Index) {
    std::string S;
    for (int K : Index)
      S += (S.empty() ? "" : " ") + std::to_string(K);
    return "[" + S + "]";
  }

  void methods(Type *T) {
    for (const MethodSetEntry &M : methodSet(T))
      Lines.push_back("method " + text(T) + "." + M.F->id() + " " +
                      indices(M.Index) + (M.Indirect ? " true" : " false"));
  }

  void declared(const Object *O) {
    auto *TN = llvm::dyn_cast<TypeName>(O);
    auto *N = TN ? llvm::dyn_cast<Named>(TN->T) : nullptr;
    if (!N || TN->isAlias() || !N->TParams.empty())
      return;
    if (auto *I = underAs<Interface>(N); I && !typeSet(I).isMethodSet())
      return;
    Lines.push_back("type " + O->Name.str() + " size " +
                    std::to_string(sizeOf(N)) + " align " +
                    std::to_string(alignOf(N)));
    methods(N);
    Pointer Ptr(N);
    methods(&Ptr);
  }

  static std::string path(const Package *Q) { return Q->Path.str(); }
  static std::string text(const Type *T) {
    return T ? typeString(T, path) : std::string();
  }
  static std::string text(const Object *O) {
    if (auto *PN = llvm::dyn_cast<PkgName>(O))
      return "package " + PN->Imported->Path.str();
    return objectString(O, path);
  }

  void add(const Node *N, const std::string &Rest) {
    std::string S = (Name + ":" + llvm::Twine(Source->offsetOf(startPos(N))) +
                     " " + kind(N) + " ")
                        .str();
    for (char C : Rest)
      S += C == '\n' ? std::string("\\n") : std::string(1, C);
    Lines.push_back(S);
  }

  static const char *kind(const Node *N) {
    switch (N->kind()) {
    case NodeKind::Name:
      return "Ident";
    case NodeKind::AssertExpr:
      return "TypeAssertExpr";
    case NodeKind::DotsType:
      return "Ellipsis";
    default:
      break;
#define EXPR(NAME)                                                             \
  case NodeKind::NAME:                                                         \
    return #NAME;
      EXPR(BasicLit)
      EXPR(CompositeLit)
      EXPR(KeyValueExpr)
      EXPR(FuncLit)
      EXPR(SelectorExpr)
      EXPR(IndexExpr)
      EXPR(SliceExpr)
      EXPR(Operation)
      EXPR(CallExpr)
      EXPR(ArrayType)
      EXPR(SliceType)
      EXPR(StructType)
      EXPR(InterfaceType)
      EXPR(FuncType)
      EXPR(MapType)
      EXPR(ChanType)
#undef EXPR
    }
    return "?";
  }

  static const char *mode(const TypeAndValue &TV) {
    switch (TV.Mode) {
    case OperandMode::NoValue:
      return "void";
    case OperandMode::TypeExpr:
      return "type";
    case OperandMode::Builtin:
      return "builtin";
    case OperandMode::NilValue:
      return "nil";
    case OperandMode::Constant:
      return "const";
    case OperandMode::Variable:
      return "var";
    case OperandMode::MapIndex:
      return "mapindex";
    case OperandMode::CommaOk:
      return "commaok";
    default:
      return "value";
    }
  }

  void expr(const Expr *X) {
    const TypeAndValue &TV = P.Facts.typeAndValue(X);
    if (TV.Mode == OperandMode::Invalid || llvm::isa<ParenExpr>(X))
      return;
    std::string T =
        TV.Mode == OperandMode::NilValue ? std::string() : text(TV.T);
    if (TV.Mode == OperandMode::NoValue)
      T = "()";
    std::string V;
    if (!TV.Val.isNull())
      V = " = " + TV.Val.exactStr();
    add(X, std::string("E ") + mode(TV) + " " + T + V);
  }

  void name(const ogo::Name *N) {
    if (const Object *O = P.Facts.defOf(N))
      add(N, "D " + text(O));
    if (const Object *O = P.Facts.useOf(N))
      add(N, "U " + text(O));
    if (const Instance *I = P.Facts.instanceOf(N)) {
      std::string S;
      for (const Type *T : I->TArgs)
        S += (S.empty() ? "" : ", ") + text(T);
      add(N, "I [" + S + "] " + text(I->T));
    }
  }

  void selection(const SelectorExpr *X) {
    const Selection *S = P.Facts.selectionOf(X);
    if (!S)
      return;
    add(X, "S " + std::to_string(unsigned(S->K)) + " " + text(S->Recv) + " " +
               indices(S->Index) + (S->Indirect ? " true" : " false"));
  }

  void visit(const Node *N) {
    if (auto *X = llvm::dyn_cast<Expr>(N))
      expr(X);
    if (auto *X = llvm::dyn_cast<ogo::Name>(N))
      name(X);
    if (auto *X = llvm::dyn_cast<SelectorExpr>(N))
      selection(X);
    forEachChild(N, [this](const Node *Child) { visit(Child); });
  }

  const Package &P;
  const SourceManager &SM;
  const SourceFile *Source = nullptr;
  llvm::StringRef Name;
  std::vector<std::string> Lines;
};

} // namespace ogo

#endif
