//===- Remarks.cpp - Choosing, sorting and recording remarks --------------===//
#include "passes/Remarks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMRemarkStreamer.h"
#include "llvm/Remarks/RemarkStreamer.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace ogo;
using llvm::StringRef;

namespace {
struct Line {
  std::string File;
  unsigned Number, Column;
  std::string Text;
  /// Copies of an inlined statement are one if they got the same kind.
  StringRef kind() const { return StringRef(Text).split(" defer").first; }
  auto key() const { return std::tie(File, Number, Column, Text); }
  bool repeats(const Line &L) const {
    return File == L.File && Number == L.Number && Column == L.Column &&
           (Text == L.Text ||
            (kind() == L.kind() && !Text.starts_with("remark: ")));
  }
};
} // namespace

struct RemarkCollector::State {
  RemarkOptions Opts;
  std::unique_ptr<llvm::Regex> Passed, Missed, Analysis;
  std::vector<Line> Lines;
  std::unique_ptr<llvm::ToolOutputFile> Record;
  llvm::SmallString<128> Here; // current folder

  bool wants(const std::unique_ptr<llvm::Regex> &R, StringRef Pass) const {
    return (R && R->match(Pass)) || (Opts.Defer && Pass == DeferRemarks);
  }
  void add(const llvm::DiagnosticInfoOptimizationBase &D, StringRef Flag) {
    bool ForDefer = Opts.Defer && D.getPassName() == DeferRemarks;
    // One line per statement; the others give the reason too.
    if (ForDefer && D.isAnalysis())
      return;
    Line L;
    if (D.isLocationAvailable()) {
      llvm::DiagnosticLocation Loc = D.getLocation();
      L.File = Loc.getRelativePath().str();
      // As the source was named, if it lies below the current folder.
      StringRef Path = L.File;
      if (Path.consume_front(Here) && Path.consume_front("/"))
        L.File = Path.str();
      L.Number = Loc.getLine();
      L.Column = Loc.getColumn();
    } else {
      L.File = "<unknown>";
      L.Number = L.Column = 0;
    }
    L.Text = D.getMsg();
    // gc's -d=defer has no mark; -Rpass output says which flag it came from.
    if (!ForDefer)
      L.Text = "remark: " + L.Text + " [" + Flag.str() + "=" +
               D.getPassName().str() + "]";
    Lines.push_back(std::move(L));
  }
};

namespace {
class Handler : public llvm::DiagnosticHandler {
public:
  using Collector = RemarkCollector;
  explicit Handler(std::function<bool(unsigned, StringRef)> Wants,
                   std::function<bool(const llvm::DiagnosticInfo &)> Take)
      : Wants(std::move(Wants)), Take(std::move(Take)) {}

  bool handleDiagnostics(const llvm::DiagnosticInfo &D) override {
    return Take(D);
  }
  bool isPassedOptRemarkEnabled(StringRef P) const override {
    return Wants(0, P);
  }
  bool isMissedOptRemarkEnabled(StringRef P) const override {
    return Wants(1, P);
  }
  bool isAnalysisRemarkEnabled(StringRef P) const override {
    return Wants(2, P);
  }
  bool isAnyRemarkEnabled() const override { return true; }

private:
  std::function<bool(unsigned, StringRef)> Wants;
  std::function<bool(const llvm::DiagnosticInfo &)> Take;
};
} // namespace

RemarkCollector::RemarkCollector(std::unique_ptr<State> S) : S(std::move(S)) {}
RemarkCollector::~RemarkCollector() = default;

llvm::Expected<std::unique_ptr<RemarkCollector>>
RemarkCollector::install(llvm::LLVMContext &Context,
                         const RemarkOptions &Opts) {
  auto New = std::make_unique<State>();
  New->Opts = Opts;
  llvm::sys::fs::current_path(New->Here);
  auto compile = [&](const std::string &Text, StringRef Flag,
                     std::unique_ptr<llvm::Regex> &Out) -> llvm::Error {
    if (Text.empty())
      return llvm::Error::success();
    Out = std::make_unique<llvm::Regex>(Text);
    std::string Problem;
    if (!Out->isValid(Problem))
      return llvm::createStringError("invalid regular expression in " + Flag +
                                     "=" + Text + ": " + Problem);
    return llvm::Error::success();
  };
  if (auto E = compile(Opts.Passed, "-Rpass", New->Passed))
    return E;
  if (auto E = compile(Opts.Missed, "-Rpass-missed", New->Missed))
    return E;
  if (auto E = compile(Opts.Analysis, "-Rpass-analysis", New->Analysis))
    return E;

  State *P = New.get();
  Context.setDiagnosticHandler(std::make_unique<Handler>(
      [P](unsigned Kind, StringRef Pass) {
        return P->wants(Kind == 0   ? P->Passed
                        : Kind == 1 ? P->Missed
                                    : P->Analysis,
                        Pass);
      },
      [P](const llvm::DiagnosticInfo &D) {
        auto *Remark = llvm::dyn_cast<llvm::DiagnosticInfoOptimizationBase>(&D);
        if (!Remark)
          return false;
        StringRef Flag = Remark->isPassed()   ? "-Rpass"
                         : Remark->isMissed() ? "-Rpass-missed"
                                              : "-Rpass-analysis";
        if (Remark->isEnabled())
          P->add(*Remark, Flag);
        return true;
      }));
  if (!Opts.RecordFile.empty()) {
    auto File = llvm::setupLLVMOptimizationRemarks(
        Context, Opts.RecordFile, /*RemarksPasses=*/"", "yaml",
        /*RemarksWithHotness=*/false);
    if (!File)
      return File.takeError();
    New->Record = std::move(*File);
  }
  return std::unique_ptr<RemarkCollector>(new RemarkCollector(std::move(New)));
}

void RemarkCollector::finish(llvm::raw_ostream &OS) {
  llvm::sort(S->Lines,
             [](const Line &A, const Line &B) { return A.key() < B.key(); });
  S->Lines.erase(
      std::unique(S->Lines.begin(), S->Lines.end(),
                  [](const Line &A, const Line &B) { return A.repeats(B); }),
      S->Lines.end());
  for (const Line &L : S->Lines) {
    OS << L.File;
    if (L.Number)
      OS << ':' << L.Number;
    if (L.Column)
      OS << ':' << L.Column;
    OS << ": " << L.Text << '\n';
  }
  if (S->Record)
    S->Record->keep();
}
