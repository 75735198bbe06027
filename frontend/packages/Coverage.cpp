//===- Coverage.cpp - Counters of covered files, read at the end ----------===//
#include "frontend/packages/Coverage.h"
#include "llvm/ADT/StringExtras.h"
#include <map>

using namespace ogo;
using llvm::StringRef;

/// What the program does with the counters; a profile is what `go tool cover`
/// reads.
static constexpr StringRef Report = R"go(
type coverFile struct {
	name    string
	count   []uint32
	pos     []uint32
	numStmt []uint16
}

func coverage() (covered, total int) {
	for _, f := range coverFiles {
		for i := range f.count {
			n := int(f.numStmt[i])
			total += n
			if f.count[i] != 0 {
				covered += n
			}
		}
	}
	return
}

// inOrder lists blocks by position; they nearly are in that order.
func inOrder(pos []uint32) []int {
	var order []int
	key := func(i int) uint64 {
		return uint64(pos[3*i])<<16 | uint64(pos[3*i+2]&0xffff)
	}
	for i := range len(pos) / 3 {
		order = append(order, i)
		for j := i; j > 0 && key(order[j]) < key(order[j-1]); j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}

func init() {
	testdeps.CoverMode = coverMode
	testdeps.Covered = coverIn
	testdeps.CoverMarkProfileEmittedFunc = func(bool) {}
	testdeps.CoverSnapshotFunc = func() float64 {
		covered, total := coverage()
		if total == 0 {
			return 0
		}
		return float64(covered) / float64(total)
	}
	testdeps.CoverProcessTestDirFunc = func(dir, file, mode, in string, w io.Writer, _ []string) error {
		if file != "" {
			out, err := os.Create(file)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "mode: %s\n", mode)
			for _, f := range coverFiles {
				for _, i := range inOrder(f.pos) {
					p := f.pos[3*i:]
					fmt.Fprintf(out, "%s:%d.%d,%d.%d %d %d\n", f.name,
						p[0], p[2]&0xffff, p[1], p[2]>>16, f.numStmt[i], f.count[i])
				}
			}
			if err := out.Close(); err != nil {
				return err
			}
		}
		covered, total := coverage()
		if total == 0 {
			fmt.Fprintln(w, "coverage: [no statements]")
		} else {
			fmt.Fprintf(w, "coverage: %.1f%% of statements%s\n", 100*float64(covered)/float64(total), in)
		}
		return nil
	}
}
)go";

void ogo::writeCoverage(const CoverOptions &Cover,
                        const std::vector<CoveredFile> &Files,
                        std::string &Imports, std::string &Declarations) {
  Imports += "\t\"fmt\"\n\t\"io\"\n";
  std::map<std::string, std::string> Names; // import path → name here
  std::string List;
  for (const CoveredFile &F : Files) {
    auto [It, New] = Names.try_emplace(F.ImportPath);
    if (New) {
      It->second = "_cover" + std::to_string(Names.size());
      Imports += "\t" + It->second + " \"" + F.ImportPath + "\"\n";
    }
    std::string V = It->second + "." + F.Variable;
    List += "\t{\"" + F.ImportPath + "/" + F.Name + "\", " + V + ".Count[:], " +
            V + ".Pos[:], " + V + ".NumStmt[:]},\n";
  }
  std::string In;
  for (const std::string &P : Cover.Patterns)
    In += (In.empty() ? " in " : ", ") + P;
  Declarations += "\nconst coverMode, coverIn = \"" + Cover.Mode + "\", \"" +
                  In + "\"\n\nvar coverFiles = []coverFile{\n" + List + "}\n";
  Declarations += Report;
}
