//===- GoDebug.cpp - A program's GODEBUG settings -------------------------===//
//
// A module that was written for an older Go keeps what that Go did
// (go.dev/doc/godebug): for each setting whose default changed after the
// version in go.mod's go line, the program starts with the old value. Which
// those are is read from the table of the standard library that is compiled
// into the program, so the two cannot disagree. godebug lines of go.mod (of a
// workspace, those of go.work) and
// //go:debug lines of package main come later and win; of them default=go1.N
// chooses another version. A setting that the table does not know, or the value
// of one whose old behaviour is gone, is an error.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/GoDebug.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>

using llvm::StringRef;
using llvm::Twine;

namespace ogo {

/// What GOROOT's table says of GODEBUG's settings.
class SettingsTable {
public:
  explicit SettingsTable(const BuildContext &Context);

  /// Calls Add with each setting that had another default in Version.
  void oldDefaults(LangVersion Version,
                   llvm::function_ref<void(StringRef, StringRef)> Add) const {
    for (auto &[Name, S] : Known)
      if (Version.Minor < S.Changed)
        Add(Name, S.Old);
  }
  /// What is wrong with Key=Value, empty if nothing is. What names the place.
  std::string judge(StringRef What, StringRef Key, StringRef Value) const;

private:
  struct Setting {
    int Changed = 0;
    std::string Old;
  };
  struct Removal {
    int Version = 0;
    std::vector<std::string> Old; // values that are no longer there
  };
  std::string Toolchain;
  std::map<std::string, Setting, std::less<>> Known;
  std::map<std::string, Removal, std::less<>> Removed;
};

/// The value of `Key: value` in an entry of the table, empty if there is none.
static StringRef entryField(StringRef Entry, StringRef Key) {
  size_t At = Entry.find((Key + ": ").str());
  if (At == StringRef::npos)
    return "";
  return Entry.substr(At + Key.size() + 2)
      .take_until([](char C) { return C == ',' || C == '}'; })
      .trim('"');
}

SettingsTable::SettingsTable(const BuildContext &Context)
    : Toolchain(Context.GoVersion) {
  auto Table = llvm::MemoryBuffer::getFile(
      Context.GoRoot + "/src/internal/godebugs/table.go", /*IsText=*/true);
  if (!Table)
    return;
  StringRef Rest = (*Table)->getBuffer();
  while (!Rest.empty()) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.trim();
    if (!Line.consume_front("{"))
      continue;
    std::string Name = entryField(Line, "Name").str();
    int Version = 0;
    if (!entryField(Line, "Removed").getAsInteger(10, Version)) {
      // The old values are given by a function: one, zero, or one whose body
      // compares its argument with each of them.
      Removal &R = Removed[Name];
      R.Version = Version;
      StringRef Old = Line.substr(Line.find("Old: ")).drop_front(5);
      Old = Old.take_front(Old.find("// "));
      if (Old.starts_with("zero"))
        R.Old = {"0"};
      else if (Old.starts_with("one"))
        R.Old = {"1"};
      else
        for (size_t At = Old.find("== \""); At != StringRef::npos;
             At = Old.find("== \"")) {
          Old = Old.drop_front(At + 4);
          R.Old.push_back(
              Old.take_until([](char C) { return C == '"'; }).str());
        }
    } else {
      Setting &S = Known[Name];
      if (!entryField(Line, "Changed").getAsInteger(10, Version)) {
        S.Changed = Version;
        S.Old = entryField(Line, "Old").str();
      }
    }
  }
}

std::string SettingsTable::judge(StringRef What, StringRef Key,
                                 StringRef Value) const {
  auto quoted = [](StringRef S) { return ("\"" + S + "\"").str(); };
  for (auto [Part, Name] : {std::pair(Key, "key"), std::pair(Value, "value")})
    if (Part.find_first_of(" \t") != StringRef::npos)
      return std::string(Name) + " contains space";
  for (auto [Part, Name] : {std::pair(Key, "key"), std::pair(Value, "value")})
    if (Part.contains(','))
      return std::string(Name) + " contains comma";
  if (Key == "default") {
    std::optional<LangVersion> V = LangVersion::parse(Value);
    if (!V || !Value.starts_with("go"))
      return "value for default= must be goVERSION";
    if (*V > CurrentLangVersion)
      return ("default=" + Value + " too new (toolchain is " + Toolchain + ")")
          .str();
    return "";
  }
  if (Known.empty() || Known.count(Key))
    return "";
  auto It = Removed.find(Key);
  if (It == Removed.end())
    return ("unknown " + What + " ").str() + quoted(Key);
  if (!llvm::is_contained(It->second.Old, Value))
    return "";
  return "removed GODEBUG " + quoted(Key) + " set to old value " +
         quoted(Value) + " (https://go.dev/doc/godebug#go-1" +
         std::to_string(It->second.Version) + ")";
}

std::string goDebugDefault(const LoadedPackage &Main,
                           const ModuleResolver &Resolver, Diagnostics &Diags) {
  SettingsTable Table(Resolver.context());
  LangVersion Version = CurrentLangVersion;
  std::map<std::string, std::string> Chosen, Settings;
  // Commands of GOROOT keep the current defaults.
  const GoMod *File = Main.Where.Mod ? Resolver.settings() : nullptr;
  if (File) {
    // What the go command assumes of a file without a go line.
    Version = File->GoVersion.isSet()  ? File->GoVersion
              : Resolver.inWorkspace() ? LangVersion{18}
                                       : LangVersion{16};
    for (auto &S : File->GoDebug) {
      std::string Wrong = Table.judge("godebug", S.Key, S.Value);
      if (!Wrong.empty())
        Diags.report(DiagCode::BadModule, Pos(),
                     Resolver.settingsName() + ":" + Twine(S.Line) + ": " +
                         Wrong);
      Chosen[S.Key] = S.Value;
    }
  }
  for (const LoadedPackage::Setting &S : Main.GoDebug) {
    auto [Key, Value] = StringRef(S.Text).split('=');
    std::string Wrong = StringRef(S.Text).contains('=')
                            ? Table.judge("//go:debug setting", Key, Value)
                            : "missing key=value";
    if (!Wrong.empty())
      Diags.report(DiagCode::InvalidDirective, S.At,
                   "invalid //go:debug: " + Wrong);
    Chosen[Key.str()] = Value.str();
  }
  if (auto It = Chosen.find("default"); It != Chosen.end()) {
    if (std::optional<LangVersion> V = LangVersion::parse(It->second))
      Version = *V;
    Chosen.erase(It);
  }
  Table.oldDefaults(Version, [&](StringRef Name, StringRef Old) {
    Settings[Name.str()] = Old.str();
  });
  for (auto &[Key, Value] : Chosen)
    Settings[Key] = Value;
  std::string Text;
  for (auto &[Key, Value] : Settings)
    Text += (Text.empty() ? "" : ",") + Key + "=" + Value;
  return Text;
}

} // namespace ogo
