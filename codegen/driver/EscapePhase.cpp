//===- EscapePhase.cpp - Escape analysis of a build -----------------------===//
#include "codegen/driver/EscapePhase.h"
#include "codegen/ObjectEmitter.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace ogo;
using llvm::StringRef;

static std::string summaryFile(StringRef Object) {
  llvm::SmallString<128> File(Object);
  llvm::sys::path::replace_extension(File, ".esc");
  return File.str().str();
}

void ogo::analyzeEscapes(EscapeAnalysis &Escape,
                         llvm::ArrayRef<PackageJob> Jobs, bool Report) {
  // Each after what it imports.
  for (const PackageJob &J : Jobs) {
    if (!J.P->Pkg)
      continue;
    if (J.Cached) {
      if (auto Text = llvm::MemoryBuffer::getFile(summaryFile(J.Object)))
        Escape.readSummaries(J.P->Pkg, (*Text)->getBuffer());
      continue;
    }
    if (Report && J.P->Named)
      Escape.report(J.P->Pkg);
    Escape.analyzePackage(J.P->Pkg);
  }
}

void ogo::keepSummaries(EscapeAnalysis &Escape, const PackageJob &J) {
  // Without them the package is analyzed again by the next build.
  if (J.P->Pkg)
    if (llvm::Error E = writeFileAtomically(summaryFile(J.Object),
                                            Escape.writeSummaries(J.P->Pkg)))
      llvm::consumeError(std::move(E));
}

void ogo::printEscapes(const EscapeAnalysis &Escape, const SourceManager &SM,
                       llvm::raw_ostream &OS) {
  std::vector<EscapeMessage> Messages = Escape.messages();
  llvm::sort(Messages, [](const EscapeMessage &A, const EscapeMessage &B) {
    return A.At != B.At ? A.At < B.At : A.Text < B.Text;
  });
  const EscapeMessage *Last = nullptr;
  for (const EscapeMessage &M : Messages) {
    if (Last && Last->At == M.At && Last->Text == M.Text)
      continue;
    Last = &M;
    Position At = SM.resolve(M.At);
    OS << At.File << ':' << At.Line << ':' << At.Column << ": " << M.Text
       << '\n';
  }
}
