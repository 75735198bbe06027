//===- PackageKeys.cpp - Names of packages in the build cache -------------===//
#include "codegen/driver/PackageKeys.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace ogo;
using llvm::StringRef;

/// Those that the go command leaves out, too: they run beside what is fuzzed
/// and would only blur the picture.
bool ogo::countsEdges(const Options &Opts, const LoadedPackage &P) {
  static constexpr StringRef Without[] = {
      "context",          "internal/fuzz",
      "internal/godebug", "internal/runtime/maps",
      "internal/sync",    "reflect",
      "runtime",          "sync",
      "sync/atomic",      "syscall",
      "testing",          "time"};
  return !Opts.Test.Fuzz.empty() &&
         !llvm::is_contained(Without, P.Where.ImportPath);
}

PackageKeys::PackageKeys(const Options &Opts) : Opts(Opts) {
  Start.add(compilerBuildId())
      .add(uint64_t(Opts.Arch))
      .add(Opts.OptLevel)
      .add(Opts.Debug)
      .add(Opts.BoundsChecks)
      .add(Opts.TraceDefers)
      .add(Opts.TrimPath);
  Start.add(Opts.LLVMArgs.size());
  for (const std::string &A : Opts.LLVMArgs)
    Start.add(A);
}

std::string PackageKeys::compute(const LoadedPackage &P, size_t NumFiles,
                                 size_t NumImports,
                                 std::string Keys::*Which) const {
  CacheKey Key = Start;
  Key.add(P.Where.ImportPath).add(P.linkPath()).add(P.Where.Dir);
  Key.add(uint64_t(P.Lang.Minor)).add(countsEdges(Opts, P));
  Key.add(NumFiles);
  // Objects hold the absolute names only, so that the packages compiled for one
  // directory serve all others.
  for (const SourceFile *F : llvm::ArrayRef(P.Files).take_front(NumFiles))
    Key.add(F->absolutePath()).add(F->text());
  Key.add(P.AssemblyLinks.size());
  for (auto &[Local, Symbol] : P.AssemblyLinks)
    Key.add(Local).add(Symbol);
  Key.add(P.EmbedFiles.size());
  for (const std::string &File : P.EmbedFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    Key.add(File).add(Buffer ? (*Buffer)->getBuffer() : "");
  }
  for (auto &I : llvm::ArrayRef(P.Imports).take_front(NumImports))
    if (I.Target)
      Key.add(I.Path).add(Known.find(I.Target)->second.*Which);
  return Key.str();
}

std::string PackageKeys::add(const LoadedPackage &P) {
  Keys K;
  K.Whole = compute(P, P.Files.size(), P.Imports.size(), &Keys::Whole);
  // Which embedded files belong to tests is not known.
  if (P.HasTests && !P.HasEmbed)
    K.Plain = compute(P, P.TestFilesFrom, P.TestImportsFrom, &Keys::Plain);
  else if (llvm::any_of(P.Imports, [&](auto &I) {
             auto It = Known.find(I.Target);
             return It != Known.end() && It->second.Whole != It->second.Plain;
           }))
    K.Plain = compute(P, P.Files.size(), P.Imports.size(), &Keys::Plain);
  else
    K.Plain = K.Whole;
  Known[&P] = K;
  return K.Whole;
}

StringRef PackageKeys::withoutTests(const LoadedPackage &P) const {
  auto It = Known.find(&P);
  return P.HasTests || P.Named ? It->second.Whole : It->second.Plain;
}
