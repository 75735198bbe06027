//===- check-list.cpp - Type-check packages go list names -----------------===//
//
// check-list FILE: each line of FILE is one package, after what it imports:
//   import-path|directory|file,file,…|written-path=import-path,…
// as printed by
//   go list -deps -f '{{.ImportPath}}|{{.Dir}}|{{join .GoFiles ","}}|
//     {{range $k, $v := .ImportMap}}{{$k}}={{$v}},{{end}}' std cmd
// So whole trees are checked as real Go builds them, with its own choice of
// files, which the loader (made for ogo's overlay) does not make. -facts DIR
// writes all that was found out, a file for each package, to be compared with
// what typefacts/main.go writes.
//
//===----------------------------------------------------------------------===//
#include "frontend/check/Check.h"
#include "frontend/syntax/Parser.h"
#include "test/utils/TypeFacts.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include <chrono>

using namespace ogo;
using llvm::StringRef;
namespace cl = llvm::cl;

static cl::opt<std::string> List(cl::Positional, cl::Required,
                                 cl::desc("list"));
static cl::opt<bool> Time("time", cl::desc("print lines and seconds"));
static cl::opt<bool> Verbose("v", cl::desc("name each package"));
static cl::opt<std::string> FactsDir("facts", cl::desc("write facts there"));
static cl::opt<unsigned> Max("max", cl::init(10),
                             cl::desc("errors shown per package"));

namespace {
struct Session {
  SourceManager SM;
  Interner Names;
  TypeContext Types{Names};
  llvm::StringMap<Package *> Packages;
  size_t Lines = 0, Failed = 0, Checked = 0;
  double ParseTime = 0, CheckTime = 0;

  void package(StringRef Line);
  void writeFacts(Package &P);
};
} // namespace

static double now() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

void Session::writeFacts(Package &P) {
  std::string Name = P.Path.str();
  std::replace(Name.begin(), Name.end(), '/', '~');
  std::error_code EC;
  llvm::raw_fd_ostream OS(FactsDir + "/" + Name, EC);
  for (const std::string &Line : TypeFacts(P, SM).lines())
    OS << Line << '\n';
}

void Session::package(StringRef Line) {
  llvm::SmallVector<StringRef, 4> Parts;
  Line.split(Parts, '|');
  if (Parts.size() < 4 || Parts[0] == "unsafe")
    return;
  if (Verbose)
    llvm::errs() << Parts[0] << '\n';
  Diagnostics Diags(SM);
  Package *P = Types.makePackage(Parts[0], "");
  Packages[Parts[0]] = P;

  llvm::SmallVector<StringRef, 32> Files, Mapped;
  Parts[2].split(Files, ',', -1, false);
  Parts[3].split(Mapped, ',', -1, false);
  llvm::StringMap<StringRef> Map;
  for (StringRef M : Mapped)
    Map[M.split('=').first] = M.split('=').second;

  double Start = now();
  for (StringRef F : Files) {
    auto Source = SM.openFile((Parts[1] + "/" + F).str());
    if (!Source) {
      llvm::errs() << llvm::toString(Source.takeError()) << '\n';
      continue;
    }
    Lines += (*Source)->text().count('\n');
    P->Files.push_back(parseFile(P->Syntax, SM, **Source, Names, Diags));
  }
  ParseTime += now() - Start;

  CheckOptions Opts;
  Opts.Importer = [&](StringRef Path, Pos At) -> Package * {
    if (auto I = Map.find(Path); I != Map.end())
      Path = I->second;
    if (Package *Found = Packages.lookup(Path))
      return Found;
    Diags.report(DiagCode::BrokenImport, At, "could not import " + Path);
    return nullptr;
  };
  Start = now();
  checkPackage(Types, *P, Diags, Opts);
  CheckTime += now() - Start;
  ++Checked;
  if (!FactsDir.empty())
    writeFacts(*P);
  if (!Diags.hasErrors())
    return;
  ++Failed;
  llvm::outs() << "# " << Parts[0] << '\n';
  Diagnostics::PrintOptions Print;
  Print.MaxErrors = Max;
  Diags.print(llvm::outs(), Print);
  llvm::outs().flush();
}

int main(int Argc, char **Argv) {
  cl::ParseCommandLineOptions(Argc, Argv, "Go type checker\n");
  auto Buffer = llvm::MemoryBuffer::getFile(List);
  if (!Buffer) {
    llvm::errs() << List << ": " << Buffer.getError().message() << '\n';
    return 1;
  }
  Session S;
  llvm::SmallVector<StringRef, 0> Lines;
  (*Buffer)->getBuffer().split(Lines, '\n', -1, false);
  for (StringRef Line : Lines)
    S.package(Line);
  llvm::outs() << S.Checked << " packages, " << S.Failed << " with errors\n";
  if (Time)
    llvm::outs() << S.Lines << " lines, parse " << S.ParseTime << " s, check "
                 << S.CheckTime << " s\n";
  return S.Failed != 0;
}
