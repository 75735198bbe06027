//===- ASTDump.cpp - Trees as S-expressions with positions ----------------===//
//
// The dump is what parser tests match. Line and column are the node's own
// position, the one that messages use; children that play the same role in
// different ways (a for statement's parts) are labelled.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ASTDump.h"
#include "frontend/syntax/Walk.h"

using namespace ogo;
using llvm::cast;
using llvm::isa;
using llvm::StringRef;

static StringRef kindName(NodeKind K) {
  switch (K) {
#define EXPR(NAME)                                                             \
  case NodeKind::NAME:                                                         \
    return #NAME;
#define DECL(NAME) EXPR(NAME)
#define STMT(NAME) EXPR(NAME)
#define NODE(NAME) EXPR(NAME)
#include "frontend/syntax/NodeKinds.def"
  }
  llvm_unreachable("unknown node kind");
}

static StringRef litKindName(LitKind K) {
  switch (K) {
  case LitKind::Int:
    return "int";
  case LitKind::Float:
    return "float";
  case LitKind::Imag:
    return "imag";
  case LitKind::Rune:
    return "rune";
  case LitKind::String:
    return "string";
  }
  llvm_unreachable("unknown literal kind");
}

namespace {
class Dumper {
public:
  Dumper(llvm::raw_ostream &OS, const SourceManager &SM) : OS(OS), SM(SM) {}
  void dump(const Node *N, unsigned Indent);

private:
  void attributes(const Node *N);
  void pragmas(const PragmaSet *P);
  StringRef role(const Node *Parent, const Node *Child);

  llvm::raw_ostream &OS;
  const SourceManager &SM;
};
} // namespace

void Dumper::pragmas(const PragmaSet *P) {
  if (!P)
    return;
  for (const PragmaSet::Seen &S : P->Directives) {
    // The directive's own text says what it is.
    StringRef Line = SM.lineText(S.At).trim();
    Line.consume_front("//");
    OS << " pragma=" << Line.take_front(Line.find(' '));
  }
  for (const EmbedPattern &E : P->Embeds)
    OS << " embed=" << E.Pattern;
}

/// What the node says besides its children.
void Dumper::attributes(const Node *N) {
  switch (N->kind()) {
  case NodeKind::Name:
    OS << ' ' << cast<Name>(N)->Value;
    return;
  case NodeKind::BasicLit:
    OS << ' ' << litKindName(cast<BasicLit>(N)->Lit) << ' '
       << cast<BasicLit>(N)->Value << (cast<BasicLit>(N)->Bad ? " bad" : "");
    return;
  case NodeKind::CompositeLit:
    if (unsigned Keys = cast<CompositeLit>(N)->NumKeys)
      OS << " keys=" << Keys;
    return;
  case NodeKind::SliceExpr:
    OS << (cast<SliceExpr>(N)->Full ? " full" : "");
    return;
  case NodeKind::Operation:
    OS << ' ' << opText(cast<Operation>(N)->Opcode);
    return;
  case NodeKind::CallExpr:
    OS << (cast<CallExpr>(N)->HasDots ? " ..." : "");
    return;
  case NodeKind::ArrayType:
    OS << (cast<ArrayType>(N)->Len ? "" : " ...");
    return;
  case NodeKind::ChanType:
    switch (cast<ChanType>(N)->Dir) {
    case ChanDir::Both:
      return;
    case ChanDir::SendOnly:
      OS << " send";
      return;
    case ChanDir::RecvOnly:
      OS << " receive";
      return;
    }
    return;
  case NodeKind::ImportDecl:
    return pragmas(cast<ImportDecl>(N)->Pragmas);
  case NodeKind::ConstDecl:
    OS << (cast<ConstDecl>(N)->G ? " grouped" : "");
    return pragmas(cast<ConstDecl>(N)->Pragmas);
  case NodeKind::TypeDecl:
    OS << (cast<TypeDecl>(N)->IsAlias ? " alias" : "");
    return pragmas(cast<TypeDecl>(N)->Pragmas);
  case NodeKind::VarDecl:
    return pragmas(cast<VarDecl>(N)->Pragmas);
  case NodeKind::FuncDecl:
    return pragmas(cast<FuncDecl>(N)->Pragmas);
  case NodeKind::AssignStmt: {
    auto *A = cast<AssignStmt>(N);
    OS << ' ' << opText(A->Opcode) << (A->Rhs ? "=" : opText(A->Opcode));
    return;
  }
  case NodeKind::BranchStmt:
    OS << ' ' << tokText(cast<BranchStmt>(N)->Keyword);
    return;
  case NodeKind::CallStmt:
    OS << ' ' << tokText(cast<CallStmt>(N)->Keyword);
    return;
  case NodeKind::RangeClause:
    if (cast<RangeClause>(N)->Lhs)
      OS << (cast<RangeClause>(N)->Def ? " :=" : " =");
    return;
  case NodeKind::CaseClause:
    OS << (cast<CaseClause>(N)->Cases ? "" : " default");
    return;
  case NodeKind::CommClause:
    OS << (cast<CommClause>(N)->Comm ? "" : " default");
    return;
  case NodeKind::File: {
    auto *F = cast<File>(N);
    if (F->GoVersion.isSet())
      OS << ' ' << F->GoVersion.str();
    pragmas(F->Pragmas);
    for (const Linkname &L : F->Linknames)
      OS << " linkname=" << L.Local << ':' << L.Target;
    return;
  }
  default:
    return;
  }
}

StringRef Dumper::role(const Node *Parent, const Node *Child) {
  switch (Parent->kind()) {
  case NodeKind::SliceExpr: {
    static constexpr const char *Roles[] = {"low: ", "high: ", "max: "};
    for (unsigned I = 0; I != 3; ++I)
      if (cast<SliceExpr>(Parent)->Index[I] == Child)
        return Roles[I];
    return "";
  }
  case NodeKind::FuncType:
    return llvm::is_contained(cast<FuncType>(Parent)->Results, Child)
               ? "result: "
               : "";
  case NodeKind::ConstDecl:
    return cast<ConstDecl>(Parent)->Type == Child     ? "type: "
           : cast<ConstDecl>(Parent)->Values == Child ? "values: "
                                                      : "";
  case NodeKind::VarDecl:
    return cast<VarDecl>(Parent)->Type == Child     ? "type: "
           : cast<VarDecl>(Parent)->Values == Child ? "values: "
                                                    : "";
  case NodeKind::TypeDecl:
    return isa<Field>(Child) ? "param: " : "";
  case NodeKind::FuncDecl:
    return cast<FuncDecl>(Parent)->Recv == Child ? "recv: "
           : isa<Field>(Child)                   ? "param: "
                                                 : "";
  case NodeKind::IfStmt:
    return cast<IfStmt>(Parent)->Init == Child   ? "init: "
           : cast<IfStmt>(Parent)->Else == Child ? "else: "
                                                 : "";
  case NodeKind::ForStmt:
    return cast<ForStmt>(Parent)->Init == Child   ? "init: "
           : cast<ForStmt>(Parent)->Cond == Child ? "cond: "
           : cast<ForStmt>(Parent)->Post == Child ? "post: "
                                                  : "";
  case NodeKind::SwitchStmt:
    return cast<SwitchStmt>(Parent)->Init == Child ? "init: " : "";
  default:
    return "";
  }
}

void Dumper::dump(const Node *N, unsigned Indent) {
  Position P = SM.resolvePhysical(N->pos());
  OS << '(' << kindName(N->kind()) << ' ' << P.Line << ':' << P.Column;
  attributes(N);
  forEachChild(N, [&](const Node *Child) {
    OS << '\n';
    OS.indent(Indent + 2) << role(N, Child);
    dump(Child, Indent + 2);
  });
  OS << ')';
}

void ogo::dumpAST(llvm::raw_ostream &OS, const Node *N,
                  const SourceManager &SM) {
  Dumper(OS, SM).dump(N, 0);
  OS << '\n';
}
