//===- Link.cpp - Running lld as a library --------------------------------===//
//
// A program is not position independent (see Target.cpp) and is linked
// statically, libc included, as gc's programs are without cgo: it runs in an
// empty root and on any distribution, and starts without a dynamic linker.
// Nothing in the runtime asks libc for what a static program cannot do (names
// of hosts and users are looked up by std's own Go code).
//
//===----------------------------------------------------------------------===//
#include "codegen/Link.h"
#include "codegen/FipsChecksum.h"
#include "codegen/ObjectEmitter.h"
#include "codegen/SymbolTable.h"
#include "codegen/Target.h"
#include "lld/Common/Driver.h"
#include "runtime/abi/Sections.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

LLD_HAS_DRIVER(elf)

/// The version of GCC that this Debian was built with. libgcc_s, which is on
/// every machine, depends on that gcc-N-base.
static unsigned debianGcc() {
  unsigned Newest = 12;
  std::error_code EC;
  for (fs::directory_iterator I("/usr/share/doc", EC), E; !EC && I != E;
       I.increment(EC)) {
    StringRef Name = path::filename(I->path());
    unsigned Version;
    if (Name.consume_front("gcc-") && Name.consume_back("-base") &&
        !Name.getAsInteger(10, Version))
      Newest = std::max(Newest, Version);
  }
  return Newest;
}

namespace {
/// Finds the C library's and the C compiler's files of the target.
class SystemFiles {
public:
  SystemFiles(TargetArch Arch, StringRef Sysroot) : Arch(Arch) {
    StringRef Name = targetArchName(Arch);
    for (Twine Dir :
         {Twine("/usr/lib/"), Twine("/lib/"), Twine("/usr/local/lib/")})
      addIfThere(Sysroot + Dir + Name + "-linux-gnu");
    addIfThere(Sysroot + "/usr/" + Name + "-linux-gnu/lib");
    for (StringRef Base : {"/usr/lib/gcc/", "/usr/lib/gcc-cross/"})
      addNewest(Sysroot + Base + Name + "-linux-gnu");
    addIfThere(Sysroot + "/usr/lib64");
  }

  /// Path of Name in the first directory that has it.
  llvm::Expected<std::string> find(StringRef Name) const {
    for (StringRef Dir : Directories) {
      llvm::SmallString<128> P(Dir);
      path::append(P, Name);
      if (fs::exists(P))
        return P.str().str();
    }
    StringRef Suffix = Arch == TargetArch::AArch64 ? ":arm64" : "";
    return llvm::createStringError(
        "cannot find " + Name + " for " + targetArchName(Arch) +
        "-linux-gnu: on Debian, install libc6-dev" + Suffix + ", libgcc-" +
        Twine(debianGcc()) + "-dev" + Suffix + " and libgc-dev" + Suffix);
  }

  llvm::ArrayRef<std::string> directories() const { return Directories; }

private:
  void addIfThere(const Twine &Dir) {
    std::string D = Dir.str();
    if (fs::is_directory(D))
      Directories.push_back(D);
  }
  /// The subdirectory with the highest version number that has crtbegin.o.
  void addNewest(const Twine &Base) {
    std::error_code EC;
    unsigned Best = 0;
    std::string BestDir;
    for (fs::directory_iterator I(Base, EC), E; !EC && I != E;
         I.increment(EC)) {
      unsigned Major;
      if (!path::filename(I->path()).split('.').first.getAsInteger(10, Major) &&
          Major > Best && fs::exists(I->path() + "/crtbegin.o")) {
        Best = Major;
        BestDir = I->path();
      }
    }
    if (!BestDir.empty())
      Directories.push_back(BestDir);
  }

  TargetArch Arch;
  std::vector<std::string> Directories;
};
} // namespace

llvm::Expected<std::vector<std::string>>
ogo::linkArguments(const LinkJob &Job) {
  SystemFiles System(Job.Arch, Job.Sysroot);
  bool IsX86 = Job.Arch == TargetArch::X86_64;
  std::vector<std::string> Args = {
      "ld.lld", "-o", Job.Output, "-m", IsX86 ? "elf_x86_64" : "aarch64linux",
      "-static", "--gc-sections", "--eh-frame-hdr", "--hash-style=gnu", "-z",
      "relro", "-z", "noexecstack",
      // See FunctionSection.cpp.
      "-z", "dead-reloc-in-nonalloc=" OGO_FUNCTIONS_SECTION "=0",
      // What is missing is named once, by package; see explainUndefined.
      "--error-limit=0", "--no-demangle"};
  for (const char *Name : {"crt1.o", "crti.o", "crtbeginT.o"}) {
    auto File = System.find(Name);
    if (!File)
      return File.takeError();
    Args.push_back(*File);
  }
  for (StringRef Dir : System.directories())
    Args.push_back("-L" + Dir.str());
  Args.insert(Args.end(), Job.Objects.begin(), Job.Objects.end());
  std::string Archive =
      Job.ResourceDir + "/libogort-" + targetArchName(Job.Arch).str() + ".a";
  if (!fs::exists(Archive))
    return llvm::createStringError("the runtime for " +
                                   targetArchName(Job.Arch) +
                                   " is missing: " + Archive);
  Args.push_back(Archive);
  auto Collector = System.find("libgc.a");
  if (!Collector)
    return Collector.takeError();
  Args.push_back(*Collector);
  for (const char *Word : {"--start-group", "-lgcc", "-lgcc_eh", "-lpthread",
                           "-lm", "-lc", "--end-group"})
    Args.push_back(Word);
  for (const char *Name : {"crtend.o", "crtn.o"}) {
    auto File = System.find(Name);
    if (!File)
      return File.takeError();
    Args.push_back(*File);
  }
  if (!Job.KeepDebugInfo)
    Args.push_back("--strip-debug");
  Args.push_back(Job.ResourceDir + "/program.lds");
  return Args;
}

/// lld's report, shortened to what a Go user can act on: one line for each
/// missing function.
static std::string explainErrors(StringRef Report) {
  std::string Out;
  llvm::SmallVector<StringRef, 16> Lines;
  Report.split(Lines, '\n', -1, false);
  for (StringRef Line : Lines) {
    size_t At = Line.find("undefined symbol: ");
    if (At == StringRef::npos) {
      if (Line.contains("error: "))
        Out += (Out.empty() ? "" : "\n") + Line.str();
      else if (Line.starts_with(">>>") && !Out.empty())
        Out += "\n\t" + Line.drop_front(3).trim().str();
      continue;
    }
    StringRef Symbol = Line.substr(At + strlen("undefined symbol: "));
    Out += (Out.empty() ? "" : "\n") + Symbol.str() +
           ": this function has no body, and the runtime does not provide it";
  }
  return Out.empty() ? Report.str() : Out;
}

llvm::Error ogo::linkProgram(const LinkJob &Job) {
  LinkJob Raw = Job;
  llvm::SmallString<128> Temp;
  if (std::error_code EC = fs::createTemporaryFile("ogo-link", "", Temp))
    return llvm::createStringError("cannot create a temporary file: " +
                                   EC.message());
  fs::remove(Temp); // lld writes and renames itself
  struct Remover {
    StringRef File;
    ~Remover() { fs::remove(File); }
  } RemoveTemp{Temp};
  Raw.Output = Temp.str().str();

  auto Args = linkArguments(Raw);
  if (!Args)
    return Args.takeError();
  std::vector<const char *> Words;
  for (const std::string &A : *Args)
    Words.push_back(A.c_str());
  std::string Report;
  llvm::raw_string_ostream OS(Report);
  lld::Result R = lld::lldMain(Words, OS, OS, {{lld::Gnu, &lld::elf::link}});
  OS.flush();
  if (R.retCode != 0)
    return llvm::createStringError(explainErrors(Report));

  auto Linked = llvm::MemoryBuffer::getFile(Raw.Output);
  if (!Linked)
    return llvm::createFileError(Raw.Output, Linked.getError());
  auto Final = addSymbolTable((*Linked)->getMemBufferRef(), Job.KeepDebugInfo);
  if (!Final)
    return Final.takeError();
  if (llvm::Error E = addFipsChecksum(*Final))
    return E;
  return writeFileAtomically(Job.Output, *Final, /*Executable=*/true);
}
