//===- LinkStrings.cpp - -ldflags, and its variables ----------------------===//
#include "codegen/driver/LinkStrings.h"
#include "codegen/driver/Flags.h"
#include "frontend/types/Object.h"
#include "frontend/types/Package.h"
#include "frontend/types/TypeString.h"
#include "runtime/abi/SymbolNames.h"
#include "llvm/ADT/StringSwitch.h"

using namespace ogo;
using llvm::StringRef;

/// How many words a flag of gc's linker takes besides its own: 0 for a switch,
/// -1 if there is no such flag.
static int valuesOf(StringRef Name) {
  return llvm::StringSwitch<int>(Name)
      .Cases("s", "w", "v", "c", "n", "g", "d", 0)
      .Cases("a", "f", "h", "linkshared", "race", "msan", 0)
      .Cases("asan", "aslr", "compressdwarf", "dumpdep", "debugtramp", 0)
      .Cases("X", "buildid", "extld", "extldflags", "linkmode", "buildmode", 1)
      .Cases("B", "E", "H", "I", "L", "R", "T", 1)
      .Cases("k", "r", "o", "libgcc", "tmpdir", "extar", 1)
      .Cases("importcfg", "installsuffix", "pluginpath", "cpuprofile", 1)
      .Cases("memprofile", "fipso", "bindnow", "randlayout", 1)
      .Default(-1);
}

static std::string addString(Options &Opts, StringRef Value) {
  size_t Equals = Value.find('=');
  size_t Dot = Value.take_front(Equals).rfind('.');
  if (Equals == StringRef::npos || Dot == StringRef::npos)
    return "-ldflags: -X flag requires argument of the form "
           "importpath.name=value";
  Opts.LinkStrings.push_back({Value.take_front(Dot).str(),
                              Value.slice(Dot + 1, Equals).str(),
                              Value.substr(Equals + 1).str()});
  return "";
}

/// What strips a program changes nothing: it never holds gc's tables of symbols
/// and DWARF. What an external linker would be told is told to none.
std::string ogo::parseLdFlags(Options &Opts, StringRef V) {
  Opts.LdFlags = V.str();
  Opts.LinkStrings.clear();
  auto wrong = [&](const llvm::Twine &Why) {
    return ("invalid value \"" + V + "\" for flag -ldflags: " + Why).str();
  };
  // "PATTERN=flags": for programs that match; all do that are built here.
  StringRef Rest = V.ltrim();
  if (!Rest.empty() && !Rest.starts_with("-") && !Rest.starts_with("'") &&
      !Rest.starts_with("\"")) {
    auto [Pattern, Flags] = Rest.split('=');
    if (Pattern != "all")
      return wrong("only flags without pattern, or for all, are supported");
    Rest = Flags;
  }
  auto Words = splitQuoted(Rest);
  if (!Words)
    return wrong("unterminated quoted string");
  for (size_t I = 0; I < Words->size(); ++I) {
    StringRef Word = (*Words)[I], Name = Word;
    if (!Name.consume_front("-"))
      return wrong("\"" + Word + "\" is no flag");
    Name.consume_front("-");
    size_t Equals = Name.find('=');
    bool Inside = Equals != StringRef::npos;
    StringRef Value = Inside ? Name.substr(Equals + 1) : "";
    Name = Name.take_front(Equals);
    int Values = valuesOf(Name);
    if (Values < 0)
      return ("-ldflags: flag provided but not defined: -" + Name).str();
    if (Values == 1 && !Inside) {
      if (++I == Words->size())
        return ("-ldflags: flag needs an argument: -" + Name).str();
      Value = (*Words)[I];
    }
    if (Name == "X") {
      if (std::string Problem = addString(Opts, Value); !Problem.empty())
        return Problem;
      continue;
    }
    bool Nothing = llvm::StringSwitch<bool>(Name)
                       .Cases("s", "w", "buildid", "extldflags", "extld", true)
                       .Cases("v", "compressdwarf", "B", true)
                       .Case("linkmode", Value != "external")
                       .Case("buildmode", Value == "exe")
                       .Default(false);
    if (!Nothing)
      return ("-ldflags: -" + Name + (Inside ? "=" + Value.str() : "") +
              " is not supported")
          .str();
  }
  return "";
}

std::string ogo::findLinkStrings(const Options &Opts,
                                 const PackageLoader &Loader,
                                 ProgramInfo &Info) {
  for (auto &[Path, Name, Value] : Opts.LinkStrings) {
    for (const LoadedPackage *P : Loader.order()) {
      if (P->linkPath() != Path || P->IsTestMain || !P->Pkg)
        continue;
      auto *V = llvm::dyn_cast_or_null<Var>(P->Pkg->PkgScope.lookup(Name));
      if (!V)
        continue;
      auto *B = llvm::dyn_cast<BasicType>(V->T);
      if (!B || B->Kind != BasicKind::String)
        return Path + "." + Name +
               ": cannot set with -X: not a var of type string (type:" +
               typeString(V->T) + ")";
      std::string Symbol;
      symbol::appendPackagePath(Symbol, Path.data(), Path.size());
      Symbol += "." + Name;
      Info.Strings.push_back({Symbol, Value});
    }
  }
  return "";
}
