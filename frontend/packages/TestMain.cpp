//===- TestMain.cpp - Finding test functions, writing their main ----------===//
#include "frontend/packages/TestMain.h"
#include "frontend/packages/BuildConstraint.h"
#include "frontend/packages/ImportScan.h"
#include "frontend/packages/PackageLoader.h"
#include "frontend/syntax/Parser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// TestX, Test_x and Test are tests, Testx is not.
static bool isTestName(StringRef Name, StringRef Prefix) {
  return Name.consume_front(Prefix) && !startsLower(Name);
}

/// Whether Fn has the shape func(x *testing.Arg); how the file names package
/// testing does not matter.
static bool isTestFunc(const FuncDecl *Fn, StringRef Arg) {
  if (!Fn->Type->Results.empty() || Fn->Type->Params.size() != 1)
    return false;
  std::string Type = exprString(Fn->Type->Params[0]->Type);
  StringRef Rest = Type;
  return Rest.consume_front("*") &&
         (Rest == Arg || Rest.split('.').second == Arg);
}

llvm::Error TestFunctions::add(StringRef Text, StringRef Shown, bool External) {
  // A parse of its own, because the real one comes later and reports errors.
  SourceManager SM;
  Interner Names;
  Diagnostics Ignored(SM);
  ASTContext Ctx;
  const SourceFile &Source =
      SM.addFile(Shown, llvm::MemoryBuffer::getMemBufferCopy(Text));
  File *F = parseFile(Ctx, SM, Source, Names, Ignored);
  bool &Has = External ? HasExternal : HasInternal;
  bool &Uses = External ? UsesExternal : UsesInternal;
  // What is wrong with the signature of a function that will be called.
  auto Judge = [&](FuncDecl *Fn, StringRef Arg) -> llvm::Error {
    StringRef Name = Fn->FuncName->Value;
    std::string Why;
    if (!isTestFunc(Fn, Arg))
      Why = ("must be: func " + Name + "(" + Arg.lower() + " *testing." + Arg +
             ")")
                .str();
    if (!Fn->TParams.empty())
      Why = "test functions cannot have type parameters";
    if (Why.empty())
      return llvm::Error::success();
    // Where the declaration begins; its position is the name's.
    uint32_t Offset = Source.offsetOf(Fn->pos());
    Position At =
        SM.resolve(Source.posAt(Text.take_front(Offset).rfind("func")));
    return llvm::createStringError(
        Shown + ":" + llvm::Twine(At.Line) + ":" + llvm::Twine(At.Column) +
        ": wrong signature for " + Name + ", " + Why);
  };
  for (Decl *D : F->Decls) {
    auto *Fn = llvm::dyn_cast<FuncDecl>(D);
    if (!Fn || Fn->Recv)
      continue;
    StringRef Name = Fn->FuncName->Value;
    std::string Qualified = ((External ? "_xtest." : "_test.") + Name).str();
    if (isTestName(Name, "Example")) {
      if (!Fn->Body || !Fn->Type->Params.empty() || !Fn->Type->Results.empty())
        continue;
      Has = true; // compiled, even if it is not run
      Example E;
      E.Function = Qualified;
      uint32_t From = Source.offsetOf(Fn->Body->pos());
      uint32_t To = Source.offsetOf(Fn->Body->Rbrace);
      if (!exampleOutput(Text.slice(From, To), E.Output, E.Unordered))
        continue;
      Uses = true;
      Examples.push_back(std::move(E));
      continue;
    }
    // A TestMain that takes a *testing.T is an ordinary test.
    if (Name == "TestMain" && !isTestFunc(Fn, "T")) {
      if (llvm::Error E = Judge(Fn, "M"))
        return E;
      if (!Main.empty())
        return llvm::createStringError("multiple definitions of TestMain");
      Main = Qualified;
    } else if (isTestName(Name, "Test")) {
      if (llvm::Error E = Judge(Fn, "T"))
        return E;
      Tests.push_back(Qualified);
    } else if (isTestName(Name, "Benchmark")) {
      if (llvm::Error E = Judge(Fn, "B"))
        return E;
      Benchmarks.push_back(Qualified);
    } else if (isTestName(Name, "Fuzz")) {
      if (llvm::Error E = Judge(Fn, "F"))
        return E;
      Fuzz.push_back(Qualified);
    } else {
      continue;
    }
    Has = Uses = true;
  }
  return llvm::Error::success();
}

static std::string quote(StringRef S) {
  std::string Out = "\"";
  for (char C : S) {
    if (C == '"' || C == '\\')
      Out += '\\', Out += C;
    else if (static_cast<unsigned char>(C) >= 0x20 && C != 0x7f)
      Out += C;
    else
      Out += "\\x" + llvm::toHex(StringRef(&C, 1));
  }
  return Out + "\"";
}

void TestFunctions::putInternalFirst() {
  auto nameOf =
      llvm::makeVisitor([](const std::string &S) { return StringRef(S); },
                        [](const Example &E) { return StringRef(E.Function); });
  auto order = [&](auto &List) {
    std::remove_reference_t<decltype(List)> Sorted;
    for (bool External : {false, true})
      for (auto &Entry : List)
        if (nameOf(Entry).starts_with("_xtest.") == External)
          Sorted.push_back(Entry);
    List = std::move(Sorted);
  };
  order(Tests);
  order(Benchmarks);
  order(Fuzz);
  order(Examples);
}

std::string ogo::generateTestMain(const TestFunctions &T, StringRef ImportPath,
                                  StringRef ModulePath,
                                  const CoverOptions &Cover,
                                  const std::vector<CoveredFile> &Covered) {
  std::string Out = "package main\n\nimport (\n\t\"os\"\n", Counters;
  if (!Cover.Mode.empty())
    writeCoverage(Cover, Covered, Out, Counters);
  if (!T.Main.empty())
    Out += "\t\"reflect\"\n";
  Out += "\t\"testing\"\n\t\"testing/internal/testdeps\"\n";
  if (T.HasInternal)
    Out += (T.UsesInternal ? "\t_test " : "\t_ ") + quote(ImportPath) + "\n";
  if (T.HasExternal)
    Out += (T.UsesExternal ? "\t_xtest " : "\t_ ") +
           quote((ImportPath + "_test").str()) + "\n";
  Out += ")\n" + Counters;
  auto list = [&](StringRef Var, StringRef Type,
                  llvm::ArrayRef<std::string> Names) {
    Out += ("\nvar " + Var + " = []testing." + Type + "{\n").str();
    for (StringRef Name : Names)
      Out += ("\t{\"" + Name.split('.').second + "\", " + Name + "},\n").str();
    Out += "}\n";
  };
  list("tests", "InternalTest", T.Tests);
  list("benchmarks", "InternalBenchmark", T.Benchmarks);
  list("fuzzTargets", "InternalFuzzTarget", T.Fuzz);
  Out += "\nvar examples = []testing.InternalExample{\n";
  for (auto &E : T.Examples)
    Out += "\t{\"" + StringRef(E.Function).split('.').second.str() + "\", " +
           E.Function + ", " + quote(E.Output) + ", " +
           (E.Unordered ? "true" : "false") + "},\n";
  Out += "}\n\nfunc init() {\n\ttestdeps.ModulePath = " + quote(ModulePath) +
         "\n\ttestdeps.ImportPath = " + quote(ImportPath) +
         "\n}\n\nfunc main() {\n\tm := testing.MainStart(testdeps.TestDeps{}, "
         "tests, benchmarks, fuzzTargets, examples)\n";
  if (T.Main.empty())
    Out += "\tos.Exit(m.Run())\n}\n";
  else
    Out += "\t" + T.Main +
           "(m)\n\tos.Exit(int(reflect.ValueOf(m).Elem()."
           "FieldByName(\"exitCode\").Int()))\n}\n";
  return Out;
}

/// The tests of a replaced package are those of the original.
std::string PackageLoader::testDirectory(const LoadedPackage &P) const {
  if (P.Where.InOverlay)
    return Resolver.stdDirectory() + "/" + P.Where.ImportPath;
  return P.Where.Dir;
}

/// The test files in Dir whose names this build takes, sorted.
static std::vector<std::string> findTestFiles(const BuildContext &Context,
                                              StringRef Dir) {
  std::vector<std::string> Files;
  for (const FileTree::Entry &E : Context.Files.list(Dir)) {
    StringRef Name = E.name();
    if (Name.ends_with("_test.go") && !Name.starts_with("_") &&
        !Name.starts_with(".") && Context.matchesFileName(Name))
      Files.push_back(E.Path);
  }
  return Files;
}

bool PackageLoader::nameAfterTests(LoadedPackage &P) {
  for (StringRef File : findTestFiles(Context, testDirectory(P))) {
    auto Buffer = Context.Files.read(File);
    if (!Buffer)
      continue;
    StringRef Text = (*Buffer)->getBuffer();
    auto Match = headerMatches(
        Text, [&](StringRef Tag) { return Context.satisfied(Tag); });
    if (!Match) {
      llvm::consumeError(Match.takeError());
      continue;
    }
    StringRef Name = scanImports(Text).Package;
    if (!*Match || Name.empty())
      continue;
    Name.consume_back("_test");
    P.Name = Name.str();
    return true;
  }
  return false;
}

bool PackageLoader::addCounters(LoadedPackage &P,
                                std::vector<CoveredFile> &Files) {
  std::vector<const SourceFile *> Plain = std::exchange(P.Files, {});
  P.Imports.clear();
  P.GoDebug.clear();
  for (const SourceFile *File : Plain) {
    std::string Variable =
        "GoCover_" + std::to_string(P.Files.size()) + "_" +
        llvm::utohexstr(llvm::xxh3_64bits(P.Where.ImportPath), true);
    auto Text = Opts.Cover.Rewrite(Context.Files.actual(File->absolutePath()),
                                   Variable);
    if (!Text) {
      error(DiagCode::BadTest, Pos(), llvm::toString(Text.takeError()));
      return false;
    }
    // Its first line says which file this is and that its lines begin here,
    // both of which are known.
    StringRef Body = *Text;
    if (Body.starts_with("//line "))
      Body = Body.split('\n').second;
    const SourceFile &Source = SM.addFile(
        File->path(), llvm::MemoryBuffer::getMemBufferCopy(Body, File->path()),
        File->absolutePath());
    readHeader(P, Source);
    Files.push_back({P.Where.ImportPath,
                     path::filename(File->absolutePath()).str(), Variable});
  }
  return true;
}

bool PackageLoader::addCoverage(LoadedPackage &Tested,
                                std::vector<CoveredFile> &Files) {
  std::vector<LoadedPackage *> Wanted = {&Tested};
  if (!Opts.Cover.Patterns.empty()) {
    // Named or not, they are packages like others.
    std::vector<LoadedPackage *> Own = std::exchange(Roots, {});
    for (StringRef Pattern : Opts.Cover.Patterns)
      addPattern(Pattern);
    Wanted = std::exchange(Roots, std::move(Own));
  }
  llvm::SmallPtrSet<LoadedPackage *, 8> Seen;
  for (LoadedPackage *P : Wanted) {
    // A program can be imported by none but its own tests.
    if (!Seen.insert(P).second || P->Where.InOverlay || P->Files.empty() ||
        (P->Name == "main" && P != &Tested))
      continue;
    if (!addCounters(*P, Files))
      return false;
  }
  return true;
}

bool PackageLoader::addTests() {
  if (Roots.size() != 1) {
    error(DiagCode::Usage, Pos(), "tests are built for one package at a time");
    return false;
  }
  LoadedPackage &P = *Roots.front();
  if (P.Name == "main")
    P.Link = P.Where.ImportPath; // main is the program that tests it
  std::vector<CoveredFile> Covered;
  if (!Opts.Cover.Mode.empty() && !addCoverage(P, Covered))
    return false;
  std::string Dir = testDirectory(P);
  BuildContext Here = Context;
  Here.WithoutAssembly = !P.Assembly.empty();
  std::vector<std::string> Files = findTestFiles(Here, Dir);
  P.HasTests = true;
  TestFunctions Functions;
  bool Any = false;
  Functions.HasInternal = !P.Files.empty();
  P.TestFilesFrom = P.Files.size();
  P.TestImportsFrom = P.Imports.size();
  LoadedPackage *External = nullptr;
  for (const std::string &File : Files) {
    const SourceFile *Source = openSource(File, shownPath(File));
    if (!Source)
      return false;
    auto Match = headerMatches(
        Source->text(), [&](StringRef Tag) { return Here.satisfied(Tag); });
    if (!Match) {
      error(DiagCode::BadConstraint, Pos(),
            shownPath(File) + ": " + llvm::toString(Match.takeError()));
      return false;
    }
    ImportScan Scan = scanImports(Source->text());
    if (!*Match ||
        llvm::any_of(Scan.Imports, [](auto &I) { return I.Path == "C"; }))
      continue;
    Any = true;
    bool IsExternal = Scan.Package == P.Name + "_test";
    if (IsExternal && !External) {
      External = &Packages.emplace_back();
      External->Where = P.Where;
      External->Where.ImportPath += "_test";
      External->Where.Dir = Dir;
      External->Named = true;
      External->Tests = &P;
      ByPath[External->Where.ImportPath] = External;
    }
    readHeader(IsExternal ? *External : P, *Source);
    if (llvm::Error E = Functions.add(Source->text(), File, IsExternal)) {
      error(DiagCode::BadTest, Pos(), llvm::toString(std::move(E)));
      return false;
    }
  }
  if (!Any) // just the package
    return true;
  Functions.putInternalFirst();
  LoadedPackage &Main = Packages.emplace_back();
  Main.Where.ImportPath = P.Where.ImportPath + ".test";
  Main.Where.Dir = Dir;
  Main.Where.Std = P.Where.Std;
  Main.Where.Mod = P.Where.Mod;
  Main.Link = "main";
  Main.IsTestMain = Main.Named = true;
  Main.GoDebug = P.GoDebug;
  if (External)
    llvm::append_range(Main.GoDebug, External->GoDebug);
  ByPath[Main.Where.ImportPath] = &Main;
  const SourceFile &Source = SM.addFile(
      "_testmain.go", llvm::MemoryBuffer::getMemBufferCopy(
                          generateTestMain(Functions, P.Where.ImportPath,
                                           P.Where.Mod ? P.Where.Mod->Path : "",
                                           Opts.Cover, Covered),
                          "_testmain.go"));
  readHeader(Main, Source);
  Roots.front() = &Main;
  return true;
}
