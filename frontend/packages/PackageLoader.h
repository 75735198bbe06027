//===- PackageLoader.h - The packages of a build ---------------*- C++ -*-===//
//
// Loading has two steps. load() finds every package of the build and reads only
// the import clauses: that is all a build needs whose objects are cached.
// parse() and then checkLoaded() do a package's real work, dependencies first.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_PACKAGES_PACKAGELOADER_H
#define OGO_FRONTEND_PACKAGES_PACKAGELOADER_H

#include "frontend/basic/Diagnostics.h"
#include "frontend/packages/Coverage.h"
#include "frontend/packages/ImportScan.h"
#include "frontend/packages/ModuleResolver.h"
#include "frontend/types/TypeContext.h"
#include <deque>

namespace ogo {

struct LoadedPackage {
  struct Import {
    std::string Path; // as written
    Pos At;           // of the import
    LoadedPackage *Target = nullptr;
  };
  PackageLocation Where;
  std::string Name;           // package clause
  std::string Link;           // overrides linkPath(): a command under test
  bool Named = false;         // on the command line
  bool MayLackBodies = false; // functions may be defined elsewhere
  std::string Assembly;       // a file of assembly that is built without
  /// Functions whose assembly is but another name of a symbol; ".name" is one
  /// of the package itself.
  std::vector<std::pair<std::string, std::string>> AssemblyLinks;
  /// Path in symbols and type strings: "main" for commands.
  llvm::StringRef linkPath() const {
    if (!Link.empty())
      return Link;
    return Name == "main" ? llvm::StringRef("main")
                          : llvm::StringRef(Where.ImportPath);
  }
  std::vector<const SourceFile *> Files;
  std::vector<Import> Imports;
  std::vector<std::string> EmbedFiles; // absolute, known after parse()
  struct Setting {
    std::string Text; // key=value
    Pos At;
  };
  std::vector<Setting> GoDebug; // //go:debug lines
  LangVersion Lang;
  bool IsTestMain = false; // generated: may import what programs may not
  /// The package under test: its internal test files, and what they import, are
  /// the last of Files and Imports.
  bool HasTests = false;
  /// External tests: the package they are of.
  LoadedPackage *Tests = nullptr;
  size_t TestFilesFrom = 0, TestImportsFrom = 0;
  bool HasEmbed = false;       // some file mentions //go:embed
  bool HadParseErrors = false; // Broken once it is checked
  bool Broken = false;    // errors were reported; importers are not checked
  Package *Pkg = nullptr; // trees after parse(), facts once checked

  // State of the walk that orders packages.
  enum : uint8_t { New, Active, Done } State = New;
};

class PackageLoader {
public:
  struct Options {
    LangVersion Lang;        // -lang: for packages named on the command line
    bool NeedRuntime = true; // a program: package runtime belongs to it
    bool Test = false;       // the program that runs the named package's tests
    bool KeepTestOnly = false; // packages of test files only are packages
    unsigned MaxErrors = 0;    // kept for printing; 0: all
    CoverOptions Cover;
  };

  PackageLoader(const BuildContext &Context, SourceManager &SM, Interner &Names,
                TypeContext &Types, Diagnostics &Diags, Options Opts)
      : Context(Context), SM(SM), Names(Names), Types(Types), Diags(Diags),
        Opts(Opts), Resolver(Context) {}

  /// Finds the packages that Args (files, directories, import paths, patterns
  /// with "...", "-") name and all they import. False if an error was
  /// reported that leaves no packages to work on.
  bool load(llvm::ArrayRef<std::string> Args) {
    return findNamed(Args) && loadImports();
  }
  /// The first half: only roots() are known then, and order() is empty.
  bool findNamed(llvm::ArrayRef<std::string> Args);
  bool loadImports();

  /// Those named on the command line, in order.
  llvm::ArrayRef<LoadedPackage *> roots() const { return Roots; }
  /// Patterns that no directory with Go files matched.
  llvm::ArrayRef<std::string> unmatched() const { return Unmatched; }
  /// All, each after what it imports; the same for the same input.
  llvm::ArrayRef<LoadedPackage *> order() const { return Order; }

  /// Parses all files of P and resolves its embedded files. Bodies of functions
  /// are parsed when they are needed, if LazyBodies; P must have no errors
  /// then.
  void parse(LoadedPackage &P, bool LazyBodies = false);

  const ModuleResolver &resolver() const { return Resolver; }
  ModuleResolver &resolver() { return Resolver; }

  // For checkLoaded().
  TypeContext &types() const { return Types; }
  Diagnostics &diagnostics() const { return Diags; }
  const Options &options() const { return Opts; }
  /// A file's name as messages print it.
  std::string shownPath(llvm::StringRef Absolute) const;
  LoadedPackage *find(llvm::StringRef ImportPath) const {
    return ByPath.lookup(ImportPath);
  }

private:
  LoadedPackage *addFiles(llvm::ArrayRef<std::string> Args);
  void addPattern(llvm::StringRef Arg);
  /// Adds the packages below Dir whose import path (Paths) or directory matches
  /// Pattern. False if there is none.
  bool addTree(llvm::StringRef Dir, llvm::StringRef Pattern, bool Paths,
               bool KeepVendor);
  bool ignored(llvm::StringRef Dir) const;
  LoadedPackage *addDirectory(llvm::StringRef Dir);
  LoadedPackage *getPackage(const PackageLocation &L, bool Named);
  void addGenerated(const PackageLocation &Where,
                    std::vector<std::string> &Files) const;
  bool selectFiles(LoadedPackage &P, bool Named);
  /// Where the test files of P are.
  std::string testDirectory(const LoadedPackage &P) const;
  /// Names P after its test files. False if it has none.
  bool nameAfterTests(LoadedPackage &P);
  /// Makes the one named package the program that runs its tests. All that
  /// import the package see it with its internal test files: only one such
  /// program is linked at a time.
  bool addTests();
  /// Gives the package under test, or those that -coverpkg names, counters.
  bool addCoverage(LoadedPackage &Tested, std::vector<CoveredFile> &Files);
  bool addCounters(LoadedPackage &P, std::vector<CoveredFile> &Files);
  void readHeader(LoadedPackage &P, const SourceFile &File);
  void addHeader(LoadedPackage &P, const SourceFile &File,
                 const ImportScan &Scan);
  const SourceFile *openSource(llvm::StringRef Path, llvm::StringRef Shown);
  void resolveImports(LoadedPackage &P);
  bool allowedInternal(const LoadedPackage &From, const LoadedPackage &To);
  void visit(LoadedPackage &P, llvm::SmallVectorImpl<LoadedPackage *> &Path);
  void linkAssembly(LoadedPackage &P);
  void resolveEmbeds(LoadedPackage &P);
  void error(DiagCode Code, Pos At, const llvm::Twine &Text) {
    Diags.report(Code, At, Text);
  }

  const BuildContext &Context;
  SourceManager &SM;
  Interner &Names;
  TypeContext &Types;
  Diagnostics &Diags;
  Options Opts;
  ModuleResolver Resolver;
  std::deque<LoadedPackage> Packages;
  llvm::StringMap<LoadedPackage *> ByPath;
  std::vector<LoadedPackage *> Roots, Order;
  std::vector<std::string> Unmatched;
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> EmbedBuffers;
  Arena EmbedArena;
};

} // namespace ogo

#endif
