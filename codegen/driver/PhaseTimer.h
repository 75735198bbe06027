//===- PhaseTimer.h - How long each phase took -----------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_PHASETIMER_H
#define OGO_CODEGEN_DRIVER_PHASETIMER_H

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>

namespace ogo {

/// Sums wall time by phase name, in order of first use.
class PhaseTimer {
public:
  using Clock = std::chrono::steady_clock;
  class Scope {
  public:
    Scope(PhaseTimer &T, llvm::StringRef Phase)
        : T(T), Phase(Phase), Start(Clock::now()) {}
    ~Scope() {
      T.Spent[Phase] +=
          std::chrono::duration<double>(Clock::now() - Start).count();
    }
    Scope(const Scope &) = delete;

  private:
    PhaseTimer &T;
    llvm::StringRef Phase;
    Clock::time_point Start;
  };

  void print(llvm::raw_ostream &OS) const {
    double Total = std::chrono::duration<double>(Clock::now() - Begin).count();
    for (auto &[Phase, Seconds] : Spent)
      OS << llvm::format("%-10s %9.1f ms\n", Phase.str().c_str(),
                         Seconds * 1000);
    OS << llvm::format("%-10s %9.1f ms\n", static_cast<const char *>("total"),
                       Total * 1000);
  }

private:
  llvm::MapVector<llvm::StringRef, double> Spent;
  Clock::time_point Begin = Clock::now();
};

} // namespace ogo

#endif
