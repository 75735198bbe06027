//===- EscapePhase.h - Escape analysis of a build --------------*- C++ -*-===//
//
// Analysis comes before the packages are compiled side by side: all compilers
// then share what was found. Summaries are kept beside the objects, so packages
// taken from the cache are not analyzed again.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_CODEGEN_DRIVER_ESCAPEPHASE_H
#define OGO_CODEGEN_DRIVER_ESCAPEPHASE_H

#include "codegen/driver/PackageKeys.h"
#include "frontend/escape/Escape.h"

namespace ogo {

/// Analyzes the packages of Jobs that are not cached. Report: collects what -m
/// prints about those that were named.
void analyzeEscapes(EscapeAnalysis &Escape, llvm::ArrayRef<PackageJob> Jobs,
                    bool Report);
/// Keeps the summaries of J's package with its object, which has been written.
void keepSummaries(EscapeAnalysis &Escape, const PackageJob &J);
/// -m: prints what was decided, a line each, in order.
void printEscapes(const EscapeAnalysis &Escape, const SourceManager &SM,
                  llvm::raw_ostream &OS);

} // namespace ogo

#endif
