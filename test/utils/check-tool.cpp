//===- check-tool.cpp - Type checker alone, for tests and measurements ----===//
//
// check-tool PACKAGE...           check packages and all they import
// check-tool --each PATH...       every file or directory is one package; flags
//                                 as in types2's test files (first line),
//                                 assert and trace exist; std imports by
//                                 declarations
// Prints one error per line, "file:line:col: message" (newlines as \n). --time
// prints lines and seconds. The judge of --each output is check-testdata.py.
//
//===----------------------------------------------------------------------===//
#include "frontend/CheckLoaded.h"
#include "frontend/check/Check.h"
#include "frontend/packages/PackageLoader.h"
#include "frontend/syntax/Parser.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Timer.h"
#include <map>
#include <set>

using namespace ogo;
using llvm::StringRef;
namespace cl = llvm::cl;
namespace path = llvm::sys::path;

static cl::list<std::string> Args(cl::Positional, cl::desc("packages"));
static cl::opt<bool> Each("each", cl::desc("each path is a package"));
static cl::opt<bool> Time("time", cl::desc("print lines and seconds"));
static cl::opt<bool> DeclsOnly("decls", cl::desc("skip function bodies"));
static cl::opt<std::string> Lang("lang", cl::desc("language version"));

namespace {

struct Session {
  BuildContext Context;
  SourceManager SM;
  Interner Names;
  TypeContext Types{Names};
  Diagnostics Diags{SM};
};

/// Flags types2's test files carry in their first line.
struct TestFlags {
  LangVersion Version;
  bool FakeImportC = false;
};

} // namespace

static void printErrors(Session &S) {
  std::vector<Diagnostic> All(S.Diags.all().begin(), S.Diags.all().end());
  llvm::sort(All, [](const Diagnostic &A, const Diagnostic &B) {
    return std::tie(A.At, A.Message) < std::tie(B.At, B.Message);
  });
  for (const Diagnostic &D : All) {
    std::string Msg;
    for (char C : D.Message)
      Msg += C == '\n' ? std::string("\\n") : std::string(1, C);
    llvm::outs() << (D.At.isValid() ? S.SM.toString(D.At) : "-") << ": " << Msg
                 << '\n';
  }
  S.Diags.clear();
}

static TestFlags parseFlags(StringRef Text) {
  TestFlags F;
  if (!Text.consume_front("//"))
    return F;
  StringRef Line = Text.take_until([](char C) { return C == '\n'; }).ltrim();
  if (!Line.starts_with("-"))
    return F;
  llvm::SmallVector<StringRef, 4> Words;
  Line.split(Words, ' ', -1, false);
  for (StringRef W : Words) {
    if (W.consume_front("-lang="))
      F.Version = LangVersion::parse(W).value_or(LangVersion());
    else if (W == "-fakeImportC")
      F.FakeImportC = true;
  }
  return F;
}

static std::vector<std::string> filesOf(StringRef Path) {
  if (!llvm::sys::fs::is_directory(Path))
    return {Path.str()};
  std::vector<std::string> Files;
  std::error_code EC;
  for (llvm::sys::fs::directory_iterator I(Path, EC), E; I != E && !EC;
       I.increment(EC))
    if (StringRef(I->path()).ends_with(".go"))
      Files.push_back(I->path());
  llvm::sort(Files);
  return Files;
}

static void checkOne(Session &S, PackageLoader &Loader, StringRef Path) {
  // Flushed, so that a crash is known to be this package's.
  llvm::outs() << "=== " << Path << '\n';
  llvm::outs().flush();
  Package *P = nullptr;
  TestFlags Flags;
  for (const std::string &Name : filesOf(Path)) {
    auto Source = S.SM.openFile(Name);
    if (!Source) {
      llvm::errs() << llvm::toString(Source.takeError()) << '\n';
      continue;
    }
    if (!P) {
      Flags = parseFlags((*Source)->text());
      P = S.Types.makePackage(S.Names.intern(path::stem(Path)), "");
    }
    P->Files.push_back(parseFile(P->Syntax, S.SM, **Source, S.Names, S.Diags));
  }
  if (!P)
    return;
  if (P->Files[0]->PkgName)
    P->Path = P->Files[0]->PkgName->Value;
  CheckOptions Opts;
  Opts.GoVersion = Flags.Version;
  Opts.TestBuiltins = true;
  Opts.Importer = [&](StringRef Import, Pos At) -> Package * {
    if (Import == "unsafe")
      return S.Types.unsafePackage();
    if (LoadedPackage *L = Loader.find(Import); L && L->Pkg)
      return L->Pkg;
    S.Diags.report(DiagCode::BrokenImport, At,
                   "could not import " + Import + " (not found)");
    return nullptr;
  };
  checkPackage(S.Types, *P, S.Diags, Opts);
  printErrors(S);
}

/// Import paths the files of all paths mention.
static std::vector<std::string> importsOf(Session &S) {
  std::set<std::string> Paths;
  Diagnostics Ignored(S.SM);
  ParseOptions Opts;
  Opts.ImportsOnly = true;
  for (const std::string &A : Args)
    for (const std::string &Name : filesOf(A)) {
      auto Source = S.SM.openFile(Name);
      if (!Source) {
        llvm::consumeError(Source.takeError());
        continue;
      }
      ASTContext Syntax;
      File *F = parseFile(Syntax, S.SM, **Source, S.Names, Ignored, Opts);
      for (Decl *D : F->Decls)
        if (auto *I = llvm::dyn_cast<ImportDecl>(D); I && I->Path) {
          std::string P = I->Path->Value.trim("\"`").str();
          if (P != "unsafe" && P != "C" && !P.empty() &&
              llvm::sys::fs::is_directory(S.Context.GoRoot + "/src/" + P))
            Paths.insert(P);
        }
    }
  return {Paths.begin(), Paths.end()};
}

static int checkEach(Session &S, PackageLoader &Loader) {
  std::vector<std::string> Imports = importsOf(S);
  if (!Imports.empty() && Loader.load(Imports))
    for (LoadedPackage *P : Loader.order())
      checkLoaded(Loader, *P, /*DeclarationsOnly=*/true);
  if (S.Diags.hasErrors()) {
    llvm::outs() << "=== imports\n";
    printErrors(S);
  }
  for (const std::string &A : Args)
    checkOne(S, Loader, A);
  return 0;
}

static int checkAll(Session &S, PackageLoader &Loader) {
  std::vector<std::string> List(Args.begin(), Args.end());
  if (!Loader.load(List)) {
    printErrors(S);
    return 1;
  }
  uint64_t Lines = 0;
  llvm::TimeRecord Start = llvm::TimeRecord::getCurrentTime();
  for (LoadedPackage *P : Loader.order())
    Loader.parse(*P);
  llvm::TimeRecord Parsed = llvm::TimeRecord::getCurrentTime();
  for (LoadedPackage *P : Loader.order()) {
    for (const SourceFile *F : P->Files)
      Lines += F->text().count('\n');
    checkLoaded(Loader, *P, DeclsOnly);
  }
  llvm::TimeRecord End = llvm::TimeRecord::getCurrentTime();
  bool Failed = S.Diags.hasErrors();
  printErrors(S);
  if (Time)
    llvm::errs() << Loader.order().size() << " packages, " << Lines
                 << " lines, parse "
                 << Parsed.getWallTime() - Start.getWallTime() << " s, check "
                 << End.getWallTime() - Parsed.getWallTime() << " s\n";
  return Failed;
}

int main(int Argc, char **Argv) {
  cl::ParseCommandLineOptions(Argc, Argv, "Go type checker\n");
  Session S;
  auto Root = findGoRoot("", &S.Context.GoVersion);
  if (!Root) {
    llvm::errs() << llvm::toString(Root.takeError()) << '\n';
    return 2;
  }
  S.Context.GoRoot = *Root;
  S.Context.KeepAssembly = true;
  llvm::SmallString<128> Cwd;
  llvm::sys::fs::current_path(Cwd);
  S.Context.WorkDir = Cwd.str().str();
  PackageLoader::Options Opts;
  Opts.NeedRuntime = false;
  if (!Lang.empty())
    Opts.Lang = LangVersion::parse(Lang).value_or(LangVersion());
  PackageLoader Loader(S.Context, S.SM, S.Names, S.Types, S.Diags, Opts);
  return Each ? checkEach(S, Loader) : checkAll(S, Loader);
}
