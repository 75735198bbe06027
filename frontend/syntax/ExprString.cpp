//===- ExprString.cpp - Syntax trees as one line of source ----------------===//
//
// Messages quote expressions in gc's short form: one line, canonical spacing,
// and … for the contents of function and composite literals. Statements occur
// in messages too, but only simple ones; of the others the head is printed.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/Stmt.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

using namespace ogo;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

namespace {

constexpr const char *Ellipsis = "\xE2\x80\xA6";

class Printer {
public:
  explicit Printer(llvm::raw_ostream &OS) : OS(OS) {}
  void print(const Node *N);

private:
  void printType(const Node *N);
  void printStmt(const Node *N);
  void printDecl(const Node *N);
  void printOperation(const Operation *O);
  void printSignature(const FuncType *F);
  void printParams(ArrayRef<Field *> List, char Open, char Close);
  void printStruct(const StructType *S);
  void printInterface(const InterfaceType *I);
  template <typename T> void printSpec(const T *D);
  template <typename T> void printList(ArrayRef<T *> List) {
    llvm::interleave(
        List, [this](const T *X) { print(X); }, [this] { OS << ", "; });
  }
  /// "Init; " of a statement header.
  void printInit(const Stmt *Init) {
    if (!Init)
      return;
    print(Init);
    OS << "; ";
  }
  void printBody(bool Empty) { OS << '{' << (Empty ? "" : Ellipsis) << '}'; }

  llvm::raw_ostream &OS;
};

} // namespace

void Printer::print(const Node *N) {
  if (!N)
    return;
  switch (N->kind()) {
  case NodeKind::BadExpr:
    OS << "<bad expr>";
    return;
  case NodeKind::Name:
    OS << cast<Name>(N)->Value;
    return;
  case NodeKind::BasicLit:
    OS << cast<BasicLit>(N)->Value;
    return;
  case NodeKind::CompositeLit:
    print(cast<CompositeLit>(N)->Type);
    return printBody(cast<CompositeLit>(N)->Elems.empty());
  case NodeKind::KeyValueExpr:
    print(cast<KeyValueExpr>(N)->Key);
    OS << ": ";
    return print(cast<KeyValueExpr>(N)->Value);
  case NodeKind::FuncLit:
    print(cast<FuncLit>(N)->Type);
    OS << ' ';
    return printBody(cast<FuncLit>(N)->Body->List.empty());
  case NodeKind::ParenExpr:
    OS << '(';
    print(cast<ParenExpr>(N)->X);
    OS << ')';
    return;
  case NodeKind::SelectorExpr:
    print(cast<SelectorExpr>(N)->X);
    OS << '.';
    return print(cast<SelectorExpr>(N)->Sel);
  case NodeKind::IndexExpr:
    print(cast<IndexExpr>(N)->X);
    OS << '[';
    print(cast<IndexExpr>(N)->Index);
    OS << ']';
    return;
  case NodeKind::SliceExpr: {
    auto *S = cast<SliceExpr>(N);
    print(S->X);
    OS << '[';
    print(S->Index[0]);
    OS << ':';
    print(S->Index[1]);
    if (S->Index[2]) {
      OS << ':';
      print(S->Index[2]);
    }
    OS << ']';
    return;
  }
  case NodeKind::AssertExpr:
    print(cast<AssertExpr>(N)->X);
    OS << ".(";
    print(cast<AssertExpr>(N)->Type);
    OS << ')';
    return;
  case NodeKind::TypeSwitchGuard:
    if (auto *Lhs = cast<TypeSwitchGuard>(N)->Lhs)
      OS << Lhs->Value << " := ";
    print(cast<TypeSwitchGuard>(N)->X);
    OS << ".(type)";
    return;
  case NodeKind::Operation:
    return printOperation(cast<Operation>(N));
  case NodeKind::CallExpr:
    print(cast<CallExpr>(N)->Fun);
    OS << '(';
    printList(cast<CallExpr>(N)->Args);
    OS << (cast<CallExpr>(N)->HasDots ? "...)" : ")");
    return;
  case NodeKind::ListExpr:
    return printList(cast<ListExpr>(N)->Elems);
  case NodeKind::ArrayType:
  case NodeKind::SliceType:
  case NodeKind::DotsType:
  case NodeKind::StructType:
  case NodeKind::InterfaceType:
  case NodeKind::FuncType:
  case NodeKind::MapType:
  case NodeKind::ChanType:
    return printType(N);
  case NodeKind::ImportDecl:
  case NodeKind::ConstDecl:
  case NodeKind::TypeDecl:
  case NodeKind::VarDecl:
  case NodeKind::FuncDecl:
    return printDecl(N);
  case NodeKind::EmptyStmt:
  case NodeKind::LabeledStmt:
  case NodeKind::BlockStmt:
  case NodeKind::ExprStmt:
  case NodeKind::SendStmt:
  case NodeKind::DeclStmt:
  case NodeKind::AssignStmt:
  case NodeKind::BranchStmt:
  case NodeKind::CallStmt:
  case NodeKind::ReturnStmt:
  case NodeKind::IfStmt:
  case NodeKind::ForStmt:
  case NodeKind::SwitchStmt:
  case NodeKind::SelectStmt:
  case NodeKind::RangeClause:
  case NodeKind::CaseClause:
  case NodeKind::CommClause:
    return printStmt(N);
  case NodeKind::Field:
    if (auto *FieldName = cast<Field>(N)->FieldName)
      OS << FieldName->Value << ' ';
    return print(cast<Field>(N)->Type);
  case NodeKind::File:
    OS << "package ";
    return print(cast<File>(N)->PkgName);
  }
  llvm_unreachable("unknown node kind");
}

void Printer::printOperation(const Operation *O) {
  if (!O->Y) {
    OS << opText(O->Opcode);
    return print(O->X);
  }
  print(O->X);
  OS << ' ' << opText(O->Opcode) << ' ';
  print(O->Y);
}

void Printer::printType(const Node *N) {
  switch (N->kind()) {
  case NodeKind::ArrayType:
    OS << '[';
    if (auto *Len = cast<ArrayType>(N)->Len)
      print(Len);
    else
      OS << "...";
    OS << ']';
    return print(cast<ArrayType>(N)->Elem);
  case NodeKind::SliceType:
    OS << "[]";
    return print(cast<SliceType>(N)->Elem);
  case NodeKind::DotsType:
    OS << "...";
    return print(cast<DotsType>(N)->Elem);
  case NodeKind::StructType:
    return printStruct(cast<StructType>(N));
  case NodeKind::InterfaceType:
    return printInterface(cast<InterfaceType>(N));
  case NodeKind::FuncType:
    OS << "func";
    return printSignature(cast<FuncType>(N));
  case NodeKind::MapType:
    OS << "map[";
    print(cast<MapType>(N)->Key);
    OS << ']';
    return print(cast<MapType>(N)->Value);
  case NodeKind::ChanType: {
    auto *C = cast<ChanType>(N);
    OS << (C->Dir == ChanDir::RecvOnly   ? "<-chan "
           : C->Dir == ChanDir::SendOnly ? "chan<- "
                                         : "chan ");
    // chan <-chan T would read as a send-only channel.
    auto *Elem = dyn_cast<ChanType>(C->Elem);
    bool Parens =
        C->Dir == ChanDir::Both && Elem && Elem->Dir == ChanDir::RecvOnly;
    OS << (Parens ? "(" : "");
    print(C->Elem);
    OS << (Parens ? ")" : "");
    return;
  }
  default:
    llvm_unreachable("not a type");
  }
}

void Printer::printStruct(const StructType *S) {
  OS << "struct{";
  for (size_t I = 0, E = S->Fields.size(); I != E;) {
    if (I != 0)
      OS << "; ";
    const Expr *Type = S->Fields[I]->Type;
    BasicLit *Tag = S->Tags.empty() ? nullptr : S->Tags[I];
    if (!S->Fields[I]->FieldName) {
      ++I;
    } else {
      print(S->Fields[I]->FieldName);
      while (++I != E && S->Fields[I]->FieldName && S->Fields[I]->Type == Type)
        OS << ", " << S->Fields[I]->FieldName->Value;
      OS << ' ';
    }
    print(Type);
    if (Tag)
      OS << ' ' << Tag->Value;
  }
  OS << '}';
}

void Printer::printInterface(const InterfaceType *I) {
  OS << "interface{";
  llvm::interleave(
      I->Methods,
      [this](const Field *M) {
        auto *F = dyn_cast_or_null<FuncType>(M->Type);
        if (!M->FieldName || !F)
          return print(M->Type);
        OS << M->FieldName->Value;
        printSignature(F);
      },
      [this] { OS << "; "; });
  OS << '}';
}

void Printer::printSignature(const FuncType *F) {
  printParams(F->Params, '(', ')');
  if (F->Results.empty())
    return;
  OS << ' ';
  if (F->Results.size() == 1 && !F->Results[0]->FieldName)
    print(F->Results[0]->Type);
  else
    printParams(F->Results, '(', ')');
}

void Printer::printParams(ArrayRef<Field *> List, char Open, char Close) {
  OS << Open;
  for (size_t I = 0; I != List.size(); ++I) {
    if (I != 0)
      OS << ", ";
    if (List[I]->FieldName) {
      OS << List[I]->FieldName->Value;
      if (I + 1 != List.size() && List[I + 1]->FieldName &&
          List[I + 1]->Type == List[I]->Type)
        continue;
      OS << ' ';
    }
    print(unparen(List[I]->Type));
  }
  OS << Close;
}

template <typename T> void Printer::printSpec(const T *D) {
  printList(D->Names);
  if (D->Type) {
    OS << ' ';
    print(D->Type);
  }
  if (D->Values) {
    OS << " = ";
    print(D->Values);
  }
}

void Printer::printDecl(const Node *N) {
  switch (N->kind()) {
  case NodeKind::ImportDecl:
    OS << "import ";
    if (auto *LocalName = cast<ImportDecl>(N)->LocalPkgName)
      OS << LocalName->Value << ' ';
    return print(cast<ImportDecl>(N)->Path);
  case NodeKind::ConstDecl:
    OS << "const ";
    return printSpec(cast<ConstDecl>(N));
  case NodeKind::VarDecl:
    OS << "var ";
    return printSpec(cast<VarDecl>(N));
  case NodeKind::TypeDecl: {
    auto *D = cast<TypeDecl>(N);
    OS << "type " << D->TypeName->Value;
    if (!D->TParams.empty())
      printParams(D->TParams, '[', ']');
    OS << (D->IsAlias ? " = " : " ");
    return print(D->Type);
  }
  case NodeKind::FuncDecl: {
    auto *D = cast<FuncDecl>(N);
    OS << "func ";
    if (D->Recv) {
      OS << '(';
      print(D->Recv);
      OS << ") ";
    }
    OS << D->FuncName->Value;
    if (!D->TParams.empty())
      printParams(D->TParams, '[', ']');
    return printSignature(D->Type);
  }
  default:
    llvm_unreachable("not a declaration");
  }
}

void Printer::printStmt(const Node *N) {
  switch (N->kind()) {
  case NodeKind::EmptyStmt:
    return;
  case NodeKind::LabeledStmt:
    OS << cast<LabeledStmt>(N)->Label->Value << ": ";
    return print(cast<LabeledStmt>(N)->Body);
  case NodeKind::BlockStmt:
    return printBody(cast<BlockStmt>(N)->List.empty());
  case NodeKind::ExprStmt:
    return print(cast<ExprStmt>(N)->X);
  case NodeKind::SendStmt:
    print(cast<SendStmt>(N)->Chan);
    OS << " <- ";
    return print(cast<SendStmt>(N)->Value);
  case NodeKind::DeclStmt:
    if (!cast<DeclStmt>(N)->Decls.empty())
      print(cast<DeclStmt>(N)->Decls.front());
    return;
  case NodeKind::AssignStmt: {
    auto *A = cast<AssignStmt>(N);
    print(A->Lhs);
    if (!A->Rhs) {
      OS << opText(A->Opcode) << opText(A->Opcode);
      return;
    }
    OS << ' ' << opText(A->Opcode) << "= ";
    return print(A->Rhs);
  }
  case NodeKind::BranchStmt:
    OS << tokText(cast<BranchStmt>(N)->Keyword);
    if (auto *Label = cast<BranchStmt>(N)->Label)
      OS << ' ' << Label->Value;
    return;
  case NodeKind::CallStmt:
    OS << tokText(cast<CallStmt>(N)->Keyword) << ' ';
    return print(cast<CallStmt>(N)->Call);
  case NodeKind::ReturnStmt:
    OS << "return";
    if (auto *Results = cast<ReturnStmt>(N)->Results) {
      OS << ' ';
      print(Results);
    }
    return;
  case NodeKind::IfStmt:
    OS << "if ";
    printInit(cast<IfStmt>(N)->Init);
    print(cast<IfStmt>(N)->Cond);
    OS << ' ';
    return print(cast<IfStmt>(N)->Then);
  case NodeKind::ForStmt: {
    auto *F = cast<ForStmt>(N);
    OS << "for ";
    if (llvm::isa_and_nonnull<RangeClause>(F->Init)) {
      print(F->Init);
    } else if (F->Init || F->Post) {
      print(F->Init);
      OS << "; ";
      print(F->Cond);
      OS << "; ";
      print(F->Post);
    } else {
      print(F->Cond);
    }
    OS << ' ';
    return print(F->Body);
  }
  case NodeKind::SwitchStmt:
    OS << "switch ";
    printInit(cast<SwitchStmt>(N)->Init);
    if (auto *Tag = cast<SwitchStmt>(N)->Tag) {
      print(Tag);
      OS << ' ';
    }
    return printBody(cast<SwitchStmt>(N)->Clauses.empty());
  case NodeKind::SelectStmt:
    OS << "select ";
    return printBody(cast<SelectStmt>(N)->Clauses.empty());
  case NodeKind::RangeClause:
    if (auto *Lhs = cast<RangeClause>(N)->Lhs) {
      print(Lhs);
      OS << (cast<RangeClause>(N)->Def ? " := " : " = ");
    }
    OS << "range ";
    return print(cast<RangeClause>(N)->X);
  case NodeKind::CaseClause:
    OS << (cast<CaseClause>(N)->Cases ? "case " : "default");
    print(cast<CaseClause>(N)->Cases);
    OS << ':';
    return;
  case NodeKind::CommClause:
    OS << (cast<CommClause>(N)->Comm ? "case " : "default");
    print(cast<CommClause>(N)->Comm);
    OS << ':';
    return;
  default:
    llvm_unreachable("not a statement");
  }
}

std::string ogo::exprString(const Node *X) {
  std::string S;
  llvm::raw_string_ostream OS(S);
  Printer(OS).print(X);
  return S;
}
