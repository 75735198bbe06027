//===- VendorList.cpp - Reading and judging vendor/modules.txt ------------===//
//
// Lines: "# module version [=> replacement [version]]", after it "## " with
// remarks (explicit; go 1.21) and the import paths of the module's packages.
//
//===----------------------------------------------------------------------===//
#include "frontend/packages/VendorList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace ogo;
using llvm::StringRef;
using llvm::Twine;

StringRef VendorList::versionOf(StringRef Path) const {
  StringRef Best;
  for (const ModuleVersion &M : Used)
    if (M.Path == Path &&
        (Best.empty() || compareVersions(Best, M.Version) < 0))
      Best = M.Version;
  return Best;
}

static llvm::SmallVector<StringRef, 8> splitWords(StringRef Line) {
  llvm::SmallVector<StringRef, 8> Words;
  llvm::SplitString(Line, Words);
  return Words;
}

VendorList ogo::parseVendorList(StringRef Text) {
  VendorList List;
  ModuleVersion Now;
  StringRef Line;
  while (!Text.empty()) {
    std::tie(Line, Text) = Text.split('\n');
    if (Line.starts_with("# ")) {
      auto W = splitWords(Line);
      if (W.size() < 3)
        continue;
      size_t Next = 2;
      Now = {W[1].str(), ""};
      if (isVersion(W[2])) {
        Now.Version = W[2].str();
        Next = 3;
      } else if (W[2] != "=>") {
        Now = {};
        continue;
      }
      size_t Left = W.size() - Next;
      if (Left >= 2 && Left <= 3 && W[Next] == "=>") {
        List.Modules[Now].Replacement = {W[Next + 1].str(),
                                         Left == 3 ? W[Next + 2].str() : ""};
        List.Replaced.push_back(Now);
      }
      continue;
    }
    if (Now.Path.empty())
      continue;
    if (Line.consume_front("## ")) {
      VendorList::Info &I = List.Modules[Now];
      llvm::SmallVector<StringRef, 4> Remarks;
      Line.split(Remarks, ';');
      for (StringRef R : Remarks) {
        R = R.trim();
        I.Explicit |= R == "explicit";
        if (R.consume_front("go "))
          I.GoLine = R.str();
      }
      continue;
    }
    auto W = splitWords(Line);
    if (W.size() != 1)
      continue;
    List.Packages[W[0]] = Now;
    if (!llvm::is_contained(List.Used, Now))
      List.Used.push_back(Now);
  }
  return List;
}

bool ogo::isForWorkspace(StringRef Text) {
  StringRef Line = Text.split('\n').first;
  if (!Line.consume_front("## "))
    return false;
  llvm::SmallVector<StringRef, 4> Remarks;
  Line.split(Remarks, ';');
  return llvm::any_of(Remarks,
                      [](StringRef R) { return R.trim() == "workspace"; });
}

std::string ogo::findDisagreements(
    const VendorList &List, llvm::ArrayRef<VendoringModule> Mains,
    const GoMod *Work, bool Old,
    llvm::function_ref<
        std::pair<ModuleVersion, std::string>(const ModuleVersion &)>
        ReplacementOf) {
  std::string Text;
  auto name = [](const ModuleVersion &M) {
    return M.Path + (M.Version.empty() ? "" : "@") + M.Version;
  };
  auto say = [&](const ModuleVersion &M, const Twine &What) {
    Text += ("\n\t" + name(M) + ": " + What).str();
  };
  auto infoOf = [&](const ModuleVersion &M) {
    auto It = List.Modules.find(M);
    return It == List.Modules.end() ? VendorList::Info() : It->second;
  };
  std::set<ModuleVersion> Required;
  for (const VendoringModule &Main : Mains)
    for (const ModuleVersion &R : Main.File->Requires) {
      Required.insert(R);
      if (infoOf(R).Explicit)
        continue;
      StringRef Has = List.versionOf(R.Path);
      if (!Old)
        say(R, "is explicitly required in go.mod, but not marked as explicit "
               "in vendor/modules.txt");
      else if (!Has.empty() && Has != R.Version)
        say(R, "is explicitly required in go.mod, but vendor/modules.txt "
               "indicates " +
                   R.Path + "@" + Has);
    }
  std::set<ModuleVersion> Seen;
  auto compare = [&](llvm::ArrayRef<GoMod::Replacement> Replaces) {
    for (const GoMod::Replacement &R : Replaces) {
      if (!Seen.insert(R.Old).second)
        continue;
      auto [New, Source] = ReplacementOf(R.Old);
      ModuleVersion Listed = infoOf(R.Old).Replacement;
      if (Listed.Path.empty()) {
        bool Unlisted = Old && (R.Old.Version.empty() ||
                                List.versionOf(R.Old.Path) != R.Old.Version);
        if (!New.Path.empty() && !Unlisted)
          say(R.Old, "is replaced in " + Source +
                         ", but not marked as replaced in vendor/modules.txt");
      } else if (Listed != New) {
        say(R.Old, "is replaced by " + name(New) + " in " + Source +
                       ", but marked as replaced by " + name(Listed) +
                       " in vendor/modules.txt");
      }
    }
  };
  for (const VendoringModule &Main : Mains)
    compare(Main.File->Replaces);
  if (Work)
    compare(Work->Replaces);
  for (const ModuleVersion &M : List.Used)
    if (infoOf(M).Explicit && !Required.count(M))
      say(M, Twine("is marked as explicit in vendor/modules.txt, but not "
                   "explicitly required in ") +
                 (Work ? "a " : "") + "go.mod");
  for (const ModuleVersion &M : List.Replaced)
    if (ReplacementOf(M).first.Path.empty())
      say(M, Twine("is marked as replaced in vendor/modules.txt, but not "
                   "replaced in ") +
                 (Work ? "the workspace" : "go.mod"));
  return Text;
}
