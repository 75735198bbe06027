//===- PackageParse.cpp - Parsing the packages that were found -----------===//
//
// What loading left out because a build from the cache does not need it: trees,
// what a package's assembly stands for, and the contents of embedded files.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/Embed.h"
#include "frontend/packages/PackageLoader.h"
#include "frontend/syntax/Parser.h"
#include "runtime/abi/SymbolNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
namespace path = llvm::sys::path;

void PackageLoader::parse(LoadedPackage &P, bool LazyBodies) {
  if (P.Pkg)
    return;
  P.Pkg = Types.makePackage(P.linkPath(), Names.intern(P.Name));
  P.Pkg->GoVersion = P.Lang;
  ParseOptions ParseOpts;
  ParseOpts.OgoPragmas = P.Where.InOverlay;
  ParseOpts.UserCode = !P.Where.Std;
  ParseOpts.LazyBodies = LazyBodies;
  unsigned Before = Diags.errorCount();
  size_t FirstDiag = Diags.all().size();
  for (const SourceFile *Source : P.Files)
    P.Pkg->Files.push_back(
        parseFile(P.Pkg->Syntax, SM, *Source, Names, Diags, ParseOpts));
  linkAssembly(P);
  ParseOpts.LazyBodies = false;
  P.Pkg->ParseBody = [this, &P, ParseOpts](BlockStmt *Body) {
    ogo::parseBody(P.Pkg->Syntax, SM, *SM.fileOf(Body->pos()), Names, Diags,
                   ParseOpts, Body);
  };
  // As gc, go on to the types unless the tree itself is damaged; errors of
  // literals, labels and directives do not hide others.
  for (size_t I = FirstDiag; I < Diags.all().size() && !P.Broken; ++I)
    P.Broken = Diags.all()[I].Code == DiagCode::TooDeep ||
               StringRef(Diags.all()[I].Message).starts_with("syntax error");
  P.HadParseErrors = Diags.errorCount() != Before;
  constexpr LangVersion Embedding{16}; // older ones are rejected by check()
  bool CanEmbed = !P.Lang.isSet() || P.Lang >= Embedding;
  if (P.HasEmbed && CanEmbed && !P.HadParseErrors) {
    resolveEmbeds(P);
    P.Broken |= Diags.errorCount() != Before;
  }
}

/// Says as linknames what P's assembly says.
void PackageLoader::linkAssembly(LoadedPackage &P) {
  std::string Prefix;
  StringRef Path = P.linkPath();
  symbol::appendPackagePath(Prefix, Path.data(), Path.size());
  for (File *F : P.Pkg->Files) {
    llvm::SmallVector<Linkname, 8> All(F->Linknames);
    for (Decl *D : F->Decls) {
      auto *FD = llvm::dyn_cast<FuncDecl>(D);
      if (!FD || FD->Body || FD->Recv)
        continue;
      StringRef Name = FD->FuncName->Value;
      for (auto &[Local, Symbol] : P.AssemblyLinks) {
        if (Name != Local)
          continue;
        std::string Target =
            StringRef(Symbol).starts_with(".") ? Prefix + Symbol : Symbol;
        llvm::erase_if(All, [&](const Linkname &L) { return L.Local == Name; });
        All.push_back({FD->pos(), Name, Names.intern(Target), false});
      }
    }
    F->Linknames = P.Pkg->Syntax.arena().copyList(All);
  }
}

void PackageLoader::resolveEmbeds(LoadedPackage &P) {
  for (File *F : P.Pkg->Files) {
    for (Decl *D : F->Decls) {
      auto *V = llvm::dyn_cast<VarDecl>(D);
      if (!V || !V->Pragmas || V->Pragmas->Embeds.empty())
        continue;
      std::vector<std::string> Files;
      for (const EmbedPattern &E : V->Pragmas->Embeds) {
        auto Found = resolveEmbedPattern(Context.Files, P.Where.Dir, E.Pattern);
        if (!Found)
          error(DiagCode::BadEmbed, E.At, llvm::toString(Found.takeError()));
        else
          Files.insert(Files.end(), Found->begin(), Found->end());
      }
      llvm::sort(Files);
      Files.erase(llvm::unique(Files), Files.end());
      std::vector<EmbeddedFile> List;
      for (const std::string &Name : Files) {
        llvm::SmallString<128> Full(P.Where.Dir);
        path::append(Full, Name);
        auto Buffer = Context.Files.read(Full);
        if (!Buffer) {
          error(DiagCode::BadEmbed, V->Pragmas->Embeds[0].At,
                "open " + Full + ": " + Buffer.getError().message());
          continue;
        }
        P.EmbedFiles.push_back(Full.str().str());
        if (std::string Actual = Context.Files.actual(Full); Actual != Full)
          P.EmbedFiles.push_back(Actual);
        List.push_back({EmbedArena.copyString(Name), (*Buffer)->getBuffer()});
        EmbedBuffers.push_back(std::move(*Buffer));
      }
      P.Pkg->Embeds[V->id()] = EmbedArena.copyList(List);
    }
  }
}
