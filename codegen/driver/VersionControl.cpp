//===- VersionControl.cpp - Asking git ------------------------------------===//
//
// debug.ReadBuildInfo and `version -m` name the commit that a program was built
// from, as cmd/go finds it out: by running git.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/VersionControl.h"
#include "codegen/driver/Process.h"
#include "frontend/packages/GoMod.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <ctime>
#include <sys/wait.h>

using namespace ogo;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string ogo::repositoryRoot(StringRef Dir) {
  llvm::SmallString<128> D(Dir);
  while (true) {
    // A file in a worktree, a folder else.
    if (fs::exists(D + "/.git"))
      return D.str().str();
    if (path::relative_path(D).empty())
      return "";
    path::remove_filename(D);
  }
}

namespace {
class Git {
public:
  Git(StringRef Program, StringRef Root) : Program(Program), Root(Root) {}
  /// What git prints; the error is what it says.
  llvm::Expected<std::string> run(std::vector<std::string> Args) const {
    ProcessSpec Spec;
    Args.insert(Args.begin(), Program);
    Spec.Args = Args;
    Spec.Dir = Root;
    std::string Text;
    Spec.Output = [&](StringRef S) { Text += S; };
    ProcessEnd End = runProcess(Spec);
    if (!End.Error.empty())
      return llvm::createStringError(End.Error);
    if (!WIFEXITED(End.Status) || WEXITSTATUS(End.Status) != 0)
      return llvm::createStringError("exit status " +
                                     std::to_string(WEXITSTATUS(End.Status)) +
                                     ": " + StringRef(Text).trim());
    return Text;
  }

private:
  std::string Program, Root;
};
} // namespace

static std::string formatTime(time_t Seconds, const char *Format) {
  struct tm T;
  gmtime_r(&Seconds, &T);
  char Buffer[64];
  return std::string(Buffer, strftime(Buffer, sizeof(Buffer), Format, &T));
}

static bool isVersion(StringRef V) {
  llvm::SmallVector<StringRef, 3> Parts;
  if (!V.consume_front("v"))
    return false;
  V.take_until([](char C) { return C == '-' || C == '+'; }).split(Parts, '.');
  return Parts.size() == 3 && llvm::all_of(Parts, [](StringRef P) {
           return !P.empty() && llvm::all_of(P, llvm::isDigit) &&
                  (P.size() == 1 || P[0] != '0');
         });
}

/// The major version that a module path ends in: "v2"; empty: v0 and v1.
static StringRef majorOf(StringRef ModulePath) {
  StringRef Last = ModulePath.substr(ModulePath.rfind('/') + 1);
  StringRef Number = Last;
  if (Number.consume_front("v") && !Number.empty() &&
      llvm::all_of(Number, llvm::isDigit) && Number != "1" && Number[0] != '0')
    return Last;
  return "";
}

/// A commit without tag is named after the newest tag before it, its time and
/// its hash.
static std::string pseudoVersion(StringRef Major, StringRef Tag, time_t Time,
                                 StringRef Revision) {
  std::string Tail =
      formatTime(Time, "%Y%m%d%H%M%S") + "-" + Revision.take_front(12).str();
  if (Tag.empty())
    return (Major.empty() ? "v0" : Major.str()) + ".0.0-" + Tail;
  Tag = Tag.split('+').first;
  if (Tag.contains('-'))
    return Tag.str() + ".0." + Tail;
  auto [Start, Patch] = Tag.rsplit('.');
  unsigned long N = 0;
  Patch.getAsInteger(10, N);
  return Start.str() + "." + std::to_string(N + 1) + "-0." + Tail;
}

/// The highest of the tags in Text that are versions of a module.
static std::string highestTag(StringRef Text, StringRef Prefix,
                              StringRef Major) {
  std::string Best;
  while (!Text.empty()) {
    StringRef Tag;
    std::tie(Tag, Text) = Text.split('\n');
    if (!Tag.consume_front(Prefix) || !isVersion(Tag))
      continue;
    StringRef Its = Tag.split('.').first;
    if (Major.empty() ? Its != "v0" && Its != "v1" : Its != Major)
      continue;
    if (Best.empty() || compareVersions(Best, Tag) < 0)
      Best = Tag.str();
  }
  return Best;
}

llvm::Expected<std::optional<CommitInfo>>
ogo::describeCommit(StringRef Root, StringRef ModulePath, StringRef Dir) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return std::nullopt;
  Git G(*Program, Root);
  CommitInfo Info;
  auto Changes = G.run({"status", "--porcelain"});
  if (!Changes)
    return Changes.takeError();
  Info.Modified = !Changes->empty();
  auto Head =
      G.run({"-c", "log.showsignature=false", "log", "-1", "--format=%H:%ct"});
  if (!Head) {
    // A new repository has no commit yet.
    if (!Info.Modified)
      return Head.takeError();
    llvm::consumeError(Head.takeError());
    return Info;
  }
  auto [Revision, Seconds] = StringRef(*Head).trim().split(':');
  long long Time = 0;
  Seconds.getAsInteger(10, Time);
  Info.Revision = Revision.str();
  Info.Time = formatTime(Time, "%Y-%m-%dT%H:%M:%SZ");

  // Tags of a module below the root begin with its folder, without the folder
  // that is only named after the major version.
  StringRef Folder = Dir;
  Folder.consume_front(Root);
  Folder = Folder.trim('/');
  StringRef Major = majorOf(ModulePath);
  if (!Major.empty() &&
      (Folder == Major || Folder.ends_with(("/" + Major).str())))
    Folder = Folder.drop_back(Major.size()).rtrim('/');
  std::string Prefix = Folder.empty() ? "" : Folder.str() + "/";
  auto tags = [&](const char *Which) {
    auto Text = G.run({"tag", Which, "HEAD"});
    if (Text)
      return highestTag(*Text, Prefix, Major);
    llvm::consumeError(Text.takeError());
    return std::string();
  };
  Info.Version = tags("--points-at");
  if (Info.Version.empty())
    Info.Version = pseudoVersion(Major, tags("--merged"), Time, Revision);
  if (Info.Modified)
    Info.Version += "+dirty";
  return Info;
}
