//===- parse-bench.cpp - Speed and errors of the parser -------------------===//
//
// Parses the files given and all .go files below the directories given:
//   parse-bench [-e] [-nodes] [-dump] [-repeat=N] path...
// Prints lines per second; -e prints every error, -nodes kind, extent and text
// of every node (to compare with another parser's), -dump the trees. Measures
// the lexer and parser alone: files are read first.
//
//===----------------------------------------------------------------------===//
#include "frontend/syntax/ASTDump.h"
#include "frontend/syntax/Parser.h"
#include "frontend/syntax/Walk.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <chrono>

using namespace ogo;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;

static cl::list<std::string> Inputs(cl::Positional, cl::OneOrMore,
                                    cl::desc("<file or directory>..."));
static cl::opt<bool> PrintErrors("e", cl::desc("Print all errors"));
static cl::opt<bool> PrintNodes("nodes", cl::desc("Print all nodes"));
static cl::opt<bool> Dump("dump", cl::desc("Print the trees"));
static cl::opt<bool> UserCode("user", cl::desc("Parse as user code"));
static cl::opt<unsigned> Repeat("repeat", cl::init(1),
                                cl::desc("Parse everything N times"));

static std::vector<std::string> collectFiles() {
  std::vector<std::string> Files;
  for (const std::string &Input : Inputs) {
    if (!fs::is_directory(Input)) {
      Files.push_back(Input);
      continue;
    }
    std::error_code EC;
    for (fs::recursive_directory_iterator It(Input, EC), End; It != End && !EC;
         It.increment(EC))
      if (llvm::StringRef(It->path()).ends_with(".go") &&
          !fs::is_directory(It->path()))
        Files.push_back(It->path());
  }
  std::sort(Files.begin(), Files.end());
  return Files;
}

static llvm::StringRef kindName(NodeKind K) {
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

static bool isSimple(const Node *N) {
  switch (N->kind()) {
  case NodeKind::EmptyStmt:
  case NodeKind::ExprStmt:
  case NodeKind::SendStmt:
  case NodeKind::AssignStmt:
  case NodeKind::RangeClause:
    return true;
  default:
    return llvm::isa<Expr>(N);
  }
}

static void printNode(const Node *N, const SourceManager &SM) {
  auto Place = [&](Pos At) {
    Position P = SM.resolvePhysical(At);
    return std::to_string(P.Line) + ':' + std::to_string(P.Column);
  };
  llvm::outs() << SM.resolvePhysical(N->pos()).File << ':' << Place(N->pos())
               << ' ' << kindName(N->kind()) << ' ' << Place(startPos(N)) << ' '
               << Place(endPos(N)) << ' ' << (isSimple(N) ? exprString(N) : "")
               << '\n';
  forEachChild(N, [&](const Node *Child) { printNode(Child, SM); });
}

int main(int Argc, char **Argv) {
  cl::ParseCommandLineOptions(Argc, Argv);
  unsigned FilesWithErrors = 0;
  uint64_t Lines = 0, Bytes = 0, Nodes = 0;
  std::chrono::duration<double> Time{};

  for (const std::string &Path : collectFiles()) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer) {
      llvm::errs() << Path << ": " << Buffer.getError().message() << '\n';
      return 1;
    }
    Lines += Repeat * (*Buffer)->getBuffer().count('\n');
    Bytes += Repeat * (*Buffer)->getBufferSize();
    for (unsigned I = 0; I != Repeat; ++I) {
      SourceManager SM;
      const SourceFile &Source =
          SM.addFile(Path, llvm::MemoryBuffer::getMemBuffer(**Buffer));
      Diagnostics Diags(SM);
      ParseOptions Opts;
      Opts.UserCode = UserCode;
      auto Start = std::chrono::steady_clock::now();
      ASTContext Ctx;
      Interner Names;
      File *F = parseFile(Ctx, SM, Source, Names, Diags, Opts);
      Time += std::chrono::steady_clock::now() - Start;
      Nodes += Ctx.nodeCount();
      if (I != 0)
        continue;
      FilesWithErrors += Diags.hasErrors();
      if (PrintErrors)
        for (const Diagnostic &D : Diags.all()) {
          Position P = SM.resolvePhysical(D.At);
          llvm::outs() << P.File << ':' << P.Line << ':' << P.Column << ": "
                       << D.Message << '\n';
        }
      if (PrintNodes)
        printNode(F, SM);
      if (Dump)
        dumpAST(llvm::outs(), F, SM);
    }
  }
  llvm::errs() << Lines << " lines, " << (Bytes >> 20) << " MiB, " << Nodes
               << " nodes, " << FilesWithErrors << " files with errors, "
               << static_cast<uint64_t>(Time.count() * 1000) << " ms, "
               << static_cast<uint64_t>(Lines / Time.count()) << " lines/s\n";
  return 0;
}
