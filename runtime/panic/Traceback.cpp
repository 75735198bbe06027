// Tracebacks in gc's format, by walking frame pointers. Frames of the runtime
// are left out unless GOTRACEBACK asks for them.
#include "runtime/abi/GoFunction.h"
#include "runtime/data/String.h"
#include "runtime/os/Environment.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/panic/Walk.h"
#include "runtime/sched/Bubble.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sym/CallSites.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace ogo::rt {

StackWalk::StackWalk(const G *Gp, void *PC, void *FP)
    : Gp(Gp), PC((uintptr_t)PC), FP((uintptr_t)FP) {}

bool StackWalk::next() {
  if (!FP || (FP & 7))
    return false;
  if (Gp && (FP < (uintptr_t)Gp->StackLo || FP + 16 > (uintptr_t)Gp->StackHi))
    return false;
  auto *Words = (const uintptr_t *)FP;
  uintptr_t Older = Words[0];
  if (Older && Older <= FP)
    return false;
  SP = FP + 16;
  FP = Older;
  PC = Words[1];
  if (!PC)
    return false;
  // A fault that no nil check expected has no call to show. One that was has
  // better positions in the check's panic block than in the instruction, which
  // may have been merged with its neighbours.
  if (Gp && Gp->FaultSignal && !UsedFault && !faultHandler(Gp->FaultPC) &&
      functionStart(PC - 1) == functionStart(Gp->FaultPC) &&
      functionStart(PC - 1)) {
    UsedFault = true;
    PC = Gp->FaultPC + 1;
  }
  return true;
}

/// GOTRACEBACK; debug.SetTraceback may raise it.
static TracebackLevel Level = {1, false, false};

TracebackLevel tracebackLevel() { return Level; }
void showAllGoroutines() { Level.All = true; }
void setTracebackLevel(const char *S, size_t Len) {
  auto Is = [&](const char *T) {
    return strlen(T) == Len && memcmp(S, T, Len) == 0;
  };
  if (Is("none"))
    Level = {0, false, false};
  else if (Is("single") || Len == 0)
    Level = {1, false, false};
  else if (Is("all"))
    Level = {1, true, false};
  else if (Is("system"))
    Level = {2, true, false};
  else if (Is("crash"))
    Level = {2, true, true};
  else if (Is("wer"))
    Level = {2, true, false};
  else {
    Level = {0, true, false};
    int N = 0;
    for (size_t I = 0; I < Len; ++I)
      if (S[I] >= '0' && S[I] <= '9')
        N = N * 10 + (S[I] - '0');
    Level.Detail = N;
  }
}

/// Callee: null for the innermost frame.
static bool shown(const LogicalFrame &L, const char *Callee,
                  uint16_t CalleeTraits, bool First, int Detail) {
  if (L.Traits & trait::Hidden)
    return false;
  if (Detail > 1)
    return true;
  if (isLeftOut(L, Callee, CalleeTraits))
    return false;
  if (!(L.Traits & trait::Runtime) || (!First && (L.Traits & trait::Panic)))
    return true;
  // gc shows where finalizers and cleanups were called from, too.
  return L.Traits & (trait::RuntimeApi | trait::QueueRunner);
}

static void print(const char *Text, uint32_t Len) {
  print(GoString{(const uint8_t *)Text, Len});
}

static void printName(const LogicalFrame &L) {
  if (L.Traits & trait::Panic) {
    print("panic");
  } else if (L.Traits & trait::Instance) {
    char Short[1024];
    print(Short, shortenName(L.Function, Short, sizeof(Short)));
  } else {
    print(L.Function, L.FunctionLen);
  }
}

static void printField(const char *Text, uintptr_t V) {
  print(Text);
  printHex(V);
}

static void printFrame(const LogicalFrame &L, const StackWalk &Walk, int Detail,
                       bool Innermost) {
  // Innermost, gopanic has run all deferred calls.
  int64_t Line =
      Innermost && (L.Traits & trait::Panic) ? FatalPanicLine : L.Line;
  printName(L);
  print(L.Traits & trait::NoArguments ? "()\n\t" : "(...)\n\t");
  print(L.File, L.FileLen);
  print(":");
  printInt(Line);
  if (!L.Inlined && Walk.PC > L.Entry)
    printField(" +", Walk.PC - L.Entry);
  if (!L.Inlined && Detail > 1) {
    printField(" fp=", Walk.FP ? Walk.FP + 16 : 0);
    printField(" sp=", Walk.SP);
    printField(" pc=", Walk.PC);
  }
  print("\n");
}

static void printCreator(const G *Gp, int Detail) {
  if (!Gp->CreatorPC || Gp->Id == 1)
    return;
  LogicalFrame Scratch[MaxInlineDepth];
  CallSite S = callSite((uintptr_t)Gp->CreatorPC - 1, Scratch);
  if (!S.Count || !shown(S.Frames[0], nullptr, 0, false, Detail))
    return;
  const LogicalFrame &L = S.Frames[0];
  print("created by ");
  printName(L);
  if (Gp->ParentId) {
    print(" in goroutine ");
    printInt(Gp->ParentId);
  }
  print("\n\t");
  print(L.File, L.FileLen);
  print(":");
  printInt(L.Line);
  print(" +");
  printHex((uintptr_t)Gp->CreatorPC - L.Entry);
  print("\n");
}

/// In double quotes; only printable ASCII stands for itself.
static void printQuoted(GoString S) {
  print("\"");
  for (int64_t I = 0; I < S.Len;) {
    Decoded D = decodeRune(S.Ptr + I, S.Len - I);
    bool Invalid = D.Rune == RuneError && D.Width == 1;
    auto R = (uint32_t)(Invalid ? S.Ptr[I] : D.Rune);
    auto PrintEscape = [&](const char *Kind, int Digits) {
      print(Kind);
      while (Digits--)
        print(GoString{
            (const uint8_t *)"0123456789abcdef" + (R >> 4 * Digits & 15), 1});
    };
    if (R == '\n')
      print("\\n");
    else if (R == '\r')
      print("\\r");
    else if (R == '\t')
      print("\\t");
    else if (Invalid)
      PrintEscape("\\x", 2);
    else if (R >= ' ' && R <= '~') {
      if (R == '\\' || R == '"')
        print("\\");
      print(GoString{S.Ptr + I, 1});
    } else if (R < 127)
      PrintEscape("\\x", 2);
    else if (R < 0x10000)
      PrintEscape("\\u", 4);
    else
      PrintEscape("\\U", 8);
    I += D.Width;
  }
  print("\"");
}

static void printLabelText(GoString S) {
  for (int64_t I = 0; I < S.Len; ++I) {
    uint8_t C = S.Ptr[I];
    if ((C | 0x20) >= 'a' && (C | 0x20) <= 'z')
      continue;
    if ((C >= '0' && C <= '9') || C == '.' || C == '/' || C == '_')
      continue;
    return printQuoted(S);
  }
  print(S);
}

/// The goroutine's profile labels, unless GODEBUG says tracebacklabels=0.
static void printLabels(const G *Gp) {
  struct Label {
    GoString Key, Value;
  };
  auto *Set = (const GoSlice *)Gp->Labels; // internal/runtime/pprof/label.Set
  if (!Set || !Set->Len)
    return;
  GoString Setting = godebugValue("tracebacklabels");
  if (Setting.Len && !(Setting.Len == 1 && Setting.Ptr[0] == '1'))
    return;
  print(" {");
  for (int64_t I = 0; I < Set->Len; ++I) {
    const Label &L = ((const Label *)Set->Ptr)[I];
    if (I)
      print(", ");
    printLabelText(L.Key);
    print(": ");
    printLabelText(L.Value);
  }
  print("}");
}

static void printHeader(const G *Gp, bool Running, int Detail) {
  print("goroutine ");
  printInt(Gp->Id);
  if (Detail > 1) {
    printField(" gp=", (uintptr_t)Gp);
    Worker *W = Running ? getWorker() : nullptr;
    print(W ? " m=" : " m=nil");
    if (W) {
      printInt(W->SlotId);
      printField(" mp=", (uintptr_t)W);
    }
  }
  print(" [");
  const char *Why = waitReasonString(Gp->Reason);
  if (Running)
    print("running");
  else if (Gp->Status == GStatus::Waiting && *Why) {
    print(Why);
    if (isDurable(Gp->Reason))
      print(" (durable)");
  } else if (Gp->Status == GStatus::Syscall)
    print("syscall");
  else if (Gp->Status == GStatus::Running)
    print("running");
  else
    print("runnable");
  if (!Running && Gp->WaitSince) {
    int64_t Minutes = (nanotime() - Gp->WaitSince) / 60000000000ll;
    if (Minutes >= 1) {
      print(", ");
      printInt(Minutes);
      print(" minutes");
    }
  }
  if (Gp->LockedWorker)
    print(", locked to thread");
  if (Gp->InBubble) {
    print(", synctest bubble ");
    printInt((int64_t)Gp->InBubble->Id);
  }
  print("]");
  printLabels(Gp);
  print(":\n");
}

/// As many frames as gc shows at either end of a deep stack.
static constexpr int EndFrames = 50;

namespace {
/// The frames of a stack that a traceback shows, physical frame by physical
/// frame.
class ShownFrames {
  StackWalk Walk;
  LogicalFrame Scratch[MaxInlineDepth];
  const char *Callee = nullptr;
  uint16_t CalleeTraits = 0;
  int Detail;
  bool First = true, More;

  bool select(const LogicalFrame &L) {
    bool Show = shown(L, Callee, CalleeTraits, First, Detail);
    First = First && !Show;
    Callee = L.Function;
    CalleeTraits = L.Traits;
    return Show;
  }

public:
  ShownFrames(const G *Gp, void *PC, void *FP, int Detail)
      : Walk(Gp, PC, FP), Detail(Detail), More(PC || Walk.next()) {}

  /// The number of the next frames, without printing them; false at the end.
  bool skip(unsigned &Count) {
    if (!More)
      return false;
    CallSite S = callSite(Walk.PC - 1, Scratch);
    Count = 0;
    for (unsigned I = 0; I < S.Count; ++I)
      Count += select(S.Frames[I]);
    More = Walk.next();
    return true;
  }

  /// Prints the next frames, numbered from Number on, out of Total.
  bool print(int &Number, int Total) {
    if (!More)
      return false;
    CallSite S = callSite(Walk.PC - 1, Scratch);
    for (unsigned I = 0; I < S.Count; ++I) {
      bool Innermost = First;
      if (!select(S.Frames[I]))
        continue;
      if (Number < EndFrames || Number >= Total - EndFrames) {
        printFrame(S.Frames[I], Walk, Detail, Innermost);
      } else if (Number == EndFrames) {
        rt::print("...");
        printInt(Total - 2 * EndFrames);
        rt::print(" frames elided...\n");
      }
      ++Number;
    }
    More = Walk.next();
    return true;
  }
};
} // namespace

/// Where: null, or what may become full before all is printed.
static void printFrames(const G *Gp, void *PC, void *FP, int Detail,
                        const Capture *Where = nullptr) {
  int Total = 0, Number = 0;
  unsigned Count = 0;
  for (ShownFrames All(Gp, PC, FP, Detail); All.skip(Count);)
    Total += (int)Count;
  ShownFrames Frames(Gp, PC, FP, Detail);
  for (bool More = true; More && !(Where && Where->full());) {
    if (Number > EndFrames &&
        Number + (int)MaxInlineDepth < Total - EndFrames) {
      More = Frames.skip(Count);
      Number += (int)Count;
    } else {
      More = Frames.print(Number, Total);
    }
  }
  printCreator(Gp, Detail);
}

void printTraceback(void *PC, void *FP) {
  G *Gp = getg();
  PrintBatch Batch;
  if (!Gp) {
    print("runtime: fatal error outside a goroutine\n");
    return;
  }
  print("\n");
  printHeader(Gp, true, Level.Detail);
  printFrames(Gp, PC, FP, Level.Detail);
}

void printStacks(void *FP, bool All, const Capture &Where) {
  G *Gp = getg();
  constexpr int Detail = 1; // Whatever GOTRACEBACK says of crashes.
  printHeader(Gp, true, Detail);
  printFrames(Gp, nullptr, FP, Detail, &Where);
  if (All)
    printAllTracebacks(Gp, Detail);
}

/// A parked goroutine: its frame pointer is the first thing ogoSwitch saved.
static void printParked(G *Gp, const G *Except, int Detail) {
  bool Exited = Gp->Panics && Gp->Id == 1 && Gp->System;
  if (Gp == Except || Exited || Gp->Status == GStatus::Dead ||
      Gp->Status == GStatus::Idle || (Gp->System && Detail < 2 && Gp->Id != 1))
    return;
  print("\n");
  printHeader(Gp, false, Detail);
  if (Gp->OnThread) {
    print("\tgoroutine running on other thread; stack unavailable\n");
    printCreator(Gp, Detail);
    return;
  }
  if (!Gp->SP) { // Not started yet.
    printFrames(Gp, (uint8_t *)Gp->Entry->Code + 1, nullptr, Detail);
    return;
  }
  SavedPlace Saved = savedPlace(Gp);
  printFrames(Gp, Saved.PC, Saved.FP, Detail);
}

void printAllTracebacks(G *Except, int Detail) {
  struct Request {
    const G *Except;
    int Detail;
  } Wanted{Except, Detail};
  PrintBatch Batch;
  forEachGoroutine(
      [](G *Gp, void *Arg) {
        auto *R = (const Request *)Arg;
        printParked(Gp, R->Except, R->Detail);
      },
      &Wanted);
}

/// The bubble whose deadlock is the uncaught panic.
static Bubble *DeadlockedBubble;
OGO_GO_FN(void, goNoteDeadlock, "runtime.noteBubbleDeadlock", (Bubble * B)) {
  DeadlockedBubble = B;
}

static void printBubbleTracebacks(G *Except) {
  PrintBatch Batch;
  forEachGoroutine(
      [](G *Gp, void *Except) {
        if (Gp->InBubble == DeadlockedBubble)
          printParked(Gp, (const G *)Except, Level.Detail);
      },
      Except);
}

void dieWithTraceback(void *PC, void *FP) {
  G *Gp = getg();
  if (Gp && Gp->FaultSignal)
    printFaultLine(Gp);
  if (Level.Detail > 0) {
    printTraceback(PC, FP);
    if (Level.All)
      printAllTracebacks(Gp, Level.Detail);
    else if (DeadlockedBubble)
      printBubbleTracebacks(Gp);
  }
  if (Level.Crash) {
    signal(SIGABRT, SIG_DFL);
    sigset_t Mask;
    sigemptyset(&Mask);
    sigaddset(&Mask, SIGABRT);
    sigprocmask(SIG_UNBLOCK, &Mask, nullptr);
    raise(SIGABRT);
  }
  _exit(2);
}

OGO_GO_FN(void, goPrintPendingPanics, "runtime.printpendingpanics", (Panic *));

/// Lines after the first are recognizable as the same text's.
static void printIndented(GoString S) {
  while (auto *End = (const uint8_t *)memchr(S.Ptr, '\n', (size_t)S.Len)) {
    int64_t Line = End + 1 - S.Ptr;
    print(GoString{S.Ptr, Line});
    print("\t");
    S = {End + 1, S.Len - Line};
  }
  print(S);
}

static void reportFatal(GoString Text, const Panic *Pending) {
  beginDying();
  PrintBatch Batch;
  if (Pending)
    goPrintPendingPanics((Panic *)Pending);
  print("fatal error: ");
  printIndented(Text);
  print("\n");
}

static GoString fromC(const char *Text) {
  return {(const uint8_t *)Text, (int64_t)strlen(Text)};
}
void fatal(const char *Text) { fatalString(fromC(Text)); }
void throwError(const char *Text) { throwString(fromC(Text)); }

void fatalString(GoString Text) {
  G *Gp = getg();
  if (!Gp)
    throwString(Text);
  reportFatal(Text, Gp->Panics);
  dieWithTraceback(nullptr, __builtin_frame_address(0));
}

void throwString(GoString Text) {
  reportFatal(Text, nullptr);
  showAllGoroutines();
  if (!getg()) {
    if (Level.Detail > 0)
      printAllTracebacks(nullptr, Level.Detail);
    _exit(2);
  }
  dieWithTraceback(nullptr, __builtin_frame_address(0));
}

// throw and fatal of the overlay and of packages that know the runtime.
#define FATAL(CXXNAME, SYMBOL, REPORT)                                         \
  OGO_GO_NORETURN_FN(CXXNAME, SYMBOL, (const uint8_t *P, int64_t Len)) {       \
    REPORT({P, Len});                                                          \
  }
FATAL(goThrow, "runtime.throw", throwString)
FATAL(goFatal, "runtime.fatal", fatalString)
FATAL(syncThrow, "sync.throw", throwString)
FATAL(syncFatal, "sync.fatal", fatalString)
FATAL(mapsFatal, "maps.fatal", fatalString)
FATAL(internalSyncThrow, "internal/sync.throw", throwString)
FATAL(internalSyncFatal, "internal/sync.fatal", fatalString)
FATAL(internalMapsFatal, "internal/runtime/maps.fatal", fatalString)
FATAL(cgroupThrow, "internal/runtime/cgroup.throw", throwString)
FATAL(randFatal, "crypto/rand.fatal", fatalString)
FATAL(sysrandFatal, "crypto/internal/sysrand.fatal", fatalString)
FATAL(fipsFatal, "crypto/internal/fips140.fatal", fatalString)
#undef FATAL

OGO_GO_FN(void, debugSetTraceback, "runtime/debug.SetTraceback",
          (const uint8_t *P, int64_t Len)) {
  // The environment may only be raised, never lowered.
  TracebackLevel Env = Level;
  setTracebackLevel((const char *)P, (size_t)Len);
  if (Env.Detail > Level.Detail)
    Level.Detail = Env.Detail;
  Level.All |= Env.All;
  Level.Crash |= Env.Crash;
}

OGO_GO_NORETURN_FN(goPanicUnhashable, "runtime.panicUnhashable",
                   (const Type *));
OGO_GO_NORETURN_FN(goPanicUncomparable, "runtime.panicUncomparable",
                   (const Type *));
void panicUnhashable(const Type *T) { goPanicUnhashable(T); }
void panicUncomparable(const Type *T) { goPanicUncomparable(T); }

OGO_RUNTIME_NORETURN_FN(goUnreachable, unreachable, ()) {
  throwError("unreachable code reached: compiler error");
}

} // namespace ogo::rt
