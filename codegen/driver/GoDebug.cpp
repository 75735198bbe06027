//===- GoDebug.cpp - A program's GODEBUG settings -------------------------===//
//
// A module that was written for an older Go keeps what that Go did
// (go.dev/doc/godebug): for each setting whose default changed after the
// version in go.mod's go line, the program starts with the old value. Which
// those are is read from the table of the standard library that is compiled
// into the program, so the two cannot disagree. godebug lines of go.mod and
// //go:debug lines of package main come later and win; of them default=go1.N
// chooses another version.
//
//===----------------------------------------------------------------------===//
#include "codegen/driver/GoDebug.h"
#include "llvm/Support/MemoryBuffer.h"

using llvm::StringRef;

namespace ogo {

/// The value of `Key: value` in an entry of the table, empty if there is none.
static StringRef entryField(StringRef Entry, StringRef Key) {
  size_t At = Entry.find((Key + ": ").str());
  if (At == StringRef::npos)
    return "";
  return Entry.substr(At + Key.size() + 2)
      .take_until([](char C) { return C == ',' || C == '}'; })
      .trim('"');
}

/// Calls Add with each setting that had another default in Version.
static void oldDefaults(StringRef GoRoot, LangVersion Version,
                        llvm::function_ref<void(std::string)> Add) {
  auto Table = llvm::MemoryBuffer::getFile(
      GoRoot + "/src/internal/godebugs/table.go", /*IsText=*/true);
  if (!Table)
    return;
  StringRef Rest = (*Table)->getBuffer();
  while (!Rest.empty()) {
    StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    Line = Line.trim();
    int Changed;
    if (Line.consume_front("{") &&
        !entryField(Line, "Changed").getAsInteger(10, Changed) &&
        Version.Minor < Changed)
      Add((entryField(Line, "Name") + "=" + entryField(Line, "Old")).str());
  }
}

std::string goDebugDefault(const LoadedPackage &Main, StringRef GoRoot) {
  LangVersion Version = CurrentLangVersion;
  std::vector<std::string> Chosen;
  auto Choose = [&](std::string Setting) {
    StringRef Value = Setting;
    if (!Value.consume_front("default="))
      Chosen.push_back(std::move(Setting));
    else if (std::optional<LangVersion> V = LangVersion::parse(Value))
      Version = *V;
  };
  if (Main.Where.Mod) {
    const auto &Mod = Main.Where.Mod->File;
    // What the go command assumes of a go.mod without a go line.
    Version = Mod.GoVersion.isSet() ? Mod.GoVersion : LangVersion{16};
    for (auto &[Key, Value] : Mod.GoDebug)
      Choose(Key + "=" + Value);
  }
  for (const std::string &Setting : Main.GoDebug)
    Choose(Setting);
  std::string Text;
  auto Add = [&](std::string Setting) {
    Text += (Text.empty() ? "" : ",") + Setting;
  };
  oldDefaults(GoRoot, Version, Add);
  for (std::string &Setting : Chosen)
    Add(Setting);
  return Text;
}

} // namespace ogo
