//===- Remarks.h - What the optimizer says about its decisions -*- C++ -*-===//
//
// Remarks are LLVM's: -Rpass= and its relatives choose them by pass name, and
// they can be recorded as YAML. -d=defer asks for those about defer in gc's
// form, one line per statement.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_PASSES_REMARKS_H
#define OGO_PASSES_REMARKS_H

#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace llvm {
class ToolOutputFile;
class raw_ostream;
} // namespace llvm

namespace ogo {

/// Pass name of all remarks about defer statements.
inline constexpr char DeferRemarks[] = "ogo-defer";

struct RemarkOptions {
  std::string Passed, Missed, Analysis; // regular expressions; empty: none
  bool Defer = false;                   // -d=defer
  std::string RecordFile;               // YAML; empty: none
  bool any() const {
    return !Passed.empty() || !Missed.empty() || !Analysis.empty() || Defer ||
           !RecordFile.empty();
  }
};

/// Collects the remarks of one module.
class RemarkCollector {
public:
  ~RemarkCollector();
  /// Starts to collect what passes say in Context.
  static llvm::Expected<std::unique_ptr<RemarkCollector>>
  install(llvm::LLVMContext &Context, const RemarkOptions &Opts);
  /// Prints them in the order of the source and completes the record.
  void finish(llvm::raw_ostream &OS);

private:
  struct State;
  explicit RemarkCollector(std::unique_ptr<State> S);
  std::unique_ptr<State> S;
};

} // namespace ogo

#endif
