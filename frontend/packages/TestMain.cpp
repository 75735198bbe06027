//===- TestMain.cpp - Finding test functions, writing their main ----------===//
#include "frontend/packages/TestMain.h"
#include "frontend/packages/BuildConstraint.h"
#include "frontend/packages/ImportScan.h"
#include "frontend/packages/PackageLoader.h"
#include "frontend/syntax/Parser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// TestX, Test_x and Test are tests, Testx is not.
static bool isTestName(StringRef Name, StringRef Prefix) {
  return Name.consume_front(Prefix) &&
         (Name.empty() || !(Name[0] >= 'a' && Name[0] <= 'z'));
}

/// The comment that ends an example's body, if it begins with "Output:" or
/// "Unordered output:".
static bool exampleOutput(StringRef Body, TestFunctions::Example &E) {
  llvm::SmallVector<StringRef, 32> Lines;
  Body.rtrim().split(Lines, '\n');
  size_t First = Lines.size();
  while (First > 0 && Lines[First - 1].trim().starts_with("//"))
    --First;
  std::string Text;
  for (size_t I = First; I < Lines.size(); ++I) {
    StringRef Line = Lines[I].trim().drop_front(2);
    Line.consume_front(" ");
    Text += Line.rtrim();
    Text += '\n';
  }
  StringRef Rest = StringRef(Text).ltrim();
  E.Unordered = Rest.consume_front_insensitive("unordered output:");
  if (!E.Unordered && !Rest.consume_front_insensitive("output:"))
    return false;
  E.Output = Rest.trim().str();
  if (!E.Output.empty())
    E.Output += '\n';
  return true;
}

void TestFunctions::add(StringRef Text, StringRef Qualifier) {
  // A parse of its own, because the real one comes later and reports errors.
  SourceManager SM;
  Interner Names;
  Diagnostics Ignored(SM);
  ASTContext Ctx;
  const SourceFile &Source =
      SM.addFile("test", llvm::MemoryBuffer::getMemBufferCopy(Text));
  File *F = parseFile(Ctx, SM, Source, Names, Ignored);
  bool &Uses = Qualifier == "_test" ? UsesInternal : UsesExternal;
  for (Decl *D : F->Decls) {
    auto *Fn = llvm::dyn_cast<FuncDecl>(D);
    if (!Fn || Fn->Recv || !Fn->Body)
      continue;
    StringRef Name = Fn->FuncName->Value;
    std::string Qualified = (Qualifier + "." + Name).str();
    size_t NumParams = Fn->Type->Params.size();
    if (Name == "TestMain" && NumParams == 1) {
      // Package testing calls such a function with a *testing.M; one that
      // takes a *testing.T is an ordinary test.
      if (StringRef(exprString(Fn->Type->Params[0]->Type)).ends_with("M")) {
        Main = Qualified;
        Uses = true;
        continue;
      }
    }
    if (isTestName(Name, "Test") && NumParams == 1) {
      Tests.push_back(Qualified);
    } else if (isTestName(Name, "Benchmark") && NumParams == 1) {
      Benchmarks.push_back(Qualified);
    } else if (isTestName(Name, "Fuzz") && NumParams == 1) {
      Fuzz.push_back(Qualified);
    } else if (isTestName(Name, "Example") && NumParams == 0) {
      Example E;
      E.Function = Qualified;
      uint32_t From = Source.offsetOf(Fn->Body->pos());
      uint32_t To = Source.offsetOf(Fn->Body->Rbrace);
      if (!exampleOutput(Text.slice(From, To), E))
        continue; // compiled, but not run
      Examples.push_back(std::move(E));
    } else {
      continue;
    }
    Uses = true;
  }
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

std::string ogo::generateTestMain(const TestFunctions &T, StringRef ImportPath,
                                  StringRef ModulePath, bool HasPackage) {
  std::string Out = "package main\n\nimport (\n\t\"os\"\n";
  if (!T.Main.empty())
    Out += "\t\"reflect\"\n";
  Out += "\t\"testing\"\n\t\"testing/internal/testdeps\"\n";
  if (HasPackage)
    Out += (T.UsesInternal ? "\t_test " : "\t_ ") + quote(ImportPath) + "\n";
  if (T.UsesExternal)
    Out += "\t_xtest " + quote((ImportPath + "_test").str()) + "\n";
  Out += ")\n";
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

bool PackageLoader::addTests() {
  if (Roots.size() != 1) {
    error(DiagCode::Usage, Pos(), "tests are built for one package at a time");
    return false;
  }
  LoadedPackage &P = *Roots.front();
  if (P.Name == "main")
    P.Link = P.Where.ImportPath; // main is the program that tests it
  // The tests of a replaced package are those of the original.
  std::string Dir = P.Where.Dir;
  if (P.Where.InOverlay)
    Dir = Resolver.stdDirectory() + "/" + P.Where.ImportPath;

  std::vector<std::string> Files;
  std::error_code EC;
  for (fs::directory_iterator I(Dir, EC), E; !EC && I != E; I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    if (Name.ends_with("_test.go") && !Name.starts_with("_") &&
        !Name.starts_with(".") && Context.matchesFileName(Name))
      Files.push_back(I->path());
  }
  llvm::sort(Files);
  P.HasTests = true;
  P.TestFilesFrom = P.Files.size();
  P.TestImportsFrom = P.Imports.size();
  LoadedPackage *External = nullptr;
  TestFunctions Functions;
  for (const std::string &File : Files) {
    const SourceFile *Source = openSource(File, shownPath(File));
    if (!Source)
      return false;
    auto Match = headerMatches(
        Source->text(), [&](StringRef Tag) { return Context.satisfied(Tag); });
    if (!Match) {
      error(DiagCode::BadConstraint, Pos(),
            shownPath(File) + ": " + llvm::toString(Match.takeError()));
      return false;
    }
    ImportScan Scan = scanImports(Source->text());
    if (!*Match ||
        llvm::any_of(Scan.Imports, [](auto &I) { return I.Path == "C"; }))
      continue;
    bool IsExternal = Scan.Package == P.Name + "_test";
    if (IsExternal && !External) {
      External = &Packages.emplace_back();
      External->Where = P.Where;
      External->Where.ImportPath += "_test";
      External->Where.Dir = Dir;
      External->Named = true;
      ByPath[External->Where.ImportPath] = External;
    }
    readHeader(IsExternal ? *External : P, *Source);
    Functions.add(Source->text(), IsExternal ? "_xtest" : "_test");
  }
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
      "_testmain.go",
      llvm::MemoryBuffer::getMemBufferCopy(
          generateTestMain(Functions, P.Where.ImportPath,
                           P.Where.Mod ? P.Where.Mod->Path : "", true),
          "_testmain.go"));
  readHeader(Main, Source);
  Roots.front() = &Main;
  return true;
}
