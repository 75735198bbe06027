// See DeferTrace.h.
//
// A deferred call is known by its thunk: the compiler names it after the
// function with the statement and gives it the statement's line, so nothing has
// to be stored per site. The JSON file is complete after every event: each
// overwrites the closing bracket of the one before.
#include "runtime/panic/DeferTrace.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/SymbolNames.h"
#include "runtime/mem/Heap.h"
#include "runtime/os/Print.h"
#include "runtime/panic/Panic.h"
#include "runtime/sched/Goroutine.h"
#include "runtime/sched/Scheduler.h"
#include "runtime/sym/Sym.h"
#include "runtime/sync/Lock.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace ogo::rt {

bool DeferTracing;

namespace {

/// The statement a thunk belongs to.
struct Site {
  char Function[256];
  const char *File;
  int64_t Line;
};

/// A deferred call that runs.
struct Span {
  Span *Link;
  const void *Thunk;
  const void *Frame; ///< Of who began it: older frames have higher addresses.
  int64_t Start;
  DeferKind Kind;
  bool ByPanic;
};

/// A line for stderr or an event for the file.
struct Text {
  char Buf[2048];
  int Len = 0;
  [[gnu::format(printf, 2, 3)]] void add(const char *Format, ...) {
    va_list Args;
    va_start(Args, Format);
    int N = vsnprintf(Buf + Len, sizeof(Buf) - (size_t)Len, Format, Args);
    va_end(Args);
    Len = Len + N < (int)sizeof(Buf) ? Len + N : (int)sizeof(Buf) - 1;
  }
  /// Contents of a JSON string.
  void addEscaped(const char *S) {
    for (; *S; ++S)
      if (*S == '"' || *S == '\\')
        add("\\%c", *S);
      else if ((unsigned char)*S < ' ')
        add("\\u%04x", *S);
      else
        add("%c", *S);
  }
};

int File = -1; ///< The JSON file; -1: lines on stderr.
int64_t End;   ///< Where in it the next event goes.
bool First = true;
RankedLock<LockRank::DeferTrace> FileLock;

} // namespace

void initDeferTrace(GoString Value) {
  if (!Value.Len || (Value.Len == 1 && Value.Ptr[0] == '0'))
    return;
  DeferTracing = true;
  if (Value.Len == 1 && Value.Ptr[0] == '1')
    return;
  char Name[4096];
  if ((size_t)Value.Len >= sizeof(Name))
    return;
  memcpy(Name, Value.Ptr, (size_t)Value.Len);
  Name[Value.Len] = 0;
  File = open(Name, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);
  if (File < 0) {
    print("runtime: cannot write defertrace file ");
    print(Name);
    print("\n");
    DeferTracing = false;
    return;
  }
  (void)!pwrite(File, "[\n]\n", 4, 0);
  End = 2;
}

/// \returns false for a call the compiler added (copies of results).
static bool findSite(const void *Thunk, Site &Out) {
  LogicalFrame Frames[MaxInlineDepth];
  unsigned N = symbolize((uintptr_t)Thunk, Frames, MaxInlineDepth);
  if (!N)
    return false;
  const LogicalFrame &L = Frames[N - 1];
  int64_t Found = symbol::deferringFunction(L.Function, strlen(L.Function));
  if (Found < 0)
    return false;
  auto Len = (size_t)Found;
  if (Len >= sizeof(Out.Function))
    Len = sizeof(Out.Function) - 1;
  memcpy(Out.Function, L.Function, Len);
  Out.Function[Len] = 0;
  Out.File = L.File;
  Out.Line = L.StartLine;
  return true;
}

static void writeEvent(Text &T) {
  LockGuard Guard(FileLock);
  char Buf[sizeof(T.Buf) + 8];
  int N = snprintf(Buf, sizeof(Buf), "%s%s\n]\n", First ? "" : ",\n", T.Buf);
  First = false;
  (void)!pwrite(File, Buf, (size_t)N, End);
  End += N - 3;
}

static void writeLine(G *Gp, const char *What, const char *Kind,
                      const char *Function, const char *Path, int64_t Line) {
  Text T;
  T.add("defertrace %lld g%lld %s%s%s in %s %s:%lld\n", (long long)nanotime(),
        (long long)Gp->Id, What, *Kind ? " " : "", Kind, Function, Path,
        (long long)Line);
  PrintBatch Batch;
  print(T.Buf);
}

/// Dur < 0: a moment, not a span.
static void writeJson(G *Gp, const char *What, int64_t Start, int64_t Dur,
                      const char *Kind, const char *Function, const char *Path,
                      int64_t Line) {
  Text T;
  T.add("{\"name\":\"%s ", What);
  T.addEscaped(Function);
  T.add("\",\"cat\":\"defer\",\"ph\":\"%s\",\"ts\":%lld.%03lld,",
        Dur < 0 ? "i" : "X", (long long)(Start / 1000),
        (long long)(Start % 1000));
  if (Dur < 0)
    T.add("\"s\":\"t\",");
  else
    T.add("\"dur\":%lld.%03lld,", (long long)(Dur / 1000),
          (long long)(Dur % 1000));
  T.add("\"pid\":%d,\"tid\":%lld,\"args\":{\"kind\":\"%s\",\"function\":\"",
        (int)getpid(), (long long)Gp->Id, Kind);
  T.addEscaped(Function);
  T.add("\",\"at\":\"");
  T.addEscaped(Path);
  T.add(":%lld\",\"goroutine\":%lld}}", (long long)Line, (long long)Gp->Id);
  writeEvent(T);
}

void traceDeferRegistered(G *Gp, DeferKind Kind, const void *Thunk) {
  Site S;
  if (!findSite(Thunk, S))
    return;
  if (File < 0)
    writeLine(Gp, "registered", deferKindName(Kind), S.Function, S.File,
              S.Line);
  else
    writeJson(Gp, "registered", nanotime(), -1, deferKindName(Kind), S.Function,
              S.File, S.Line);
}

void traceDeferBegin(G *Gp, DeferKind Kind, const void *Thunk, const Panic *P) {
  auto *New = (Span *)allocatePermanent(sizeof(Span));
  *New = {(Span *)Gp->DeferSpans,
          Thunk,
          __builtin_frame_address(0),
          nanotime(),
          Kind,
          P != nullptr};
  Gp->DeferSpans = New;
  Site S;
  if (File >= 0 || !findSite(Thunk, S))
    return;
  const char *What = !P ? "run" : P->Goexit ? "run by Goexit" : "run by panic";
  writeLine(Gp, What, deferKindName(Kind), S.Function, S.File, S.Line);
}

/// Ends the innermost span. Left: its call did not return.
static void endSpan(G *Gp, bool Left) {
  auto *Top = (Span *)Gp->DeferSpans;
  if (!Top)
    return;
  Gp->DeferSpans = Top->Link;
  Site S;
  if (File >= 0 && findSite(Top->Thunk, S))
    writeJson(Gp,
              Left           ? "left"
              : Top->ByPanic ? "run by panic"
                             : "run",
              Top->Start, nanotime() - Top->Start, deferKindName(Top->Kind),
              S.Function, S.File, S.Line);
  freePermanent(Top);
}

void traceDeferEnd(G *Gp) { endSpan(Gp, false); }

void traceDeferRecovered(G *Gp, const void *PC, const void *FramePointer) {
  while (Gp->DeferSpans && ((Span *)Gp->DeferSpans)->Frame < FramePointer)
    endSpan(Gp, true);
  LogicalFrame Where;
  if (!symbolize((uintptr_t)PC - 1, &Where, 1))
    return;
  if (File < 0)
    writeLine(Gp, "recovered", "", Where.Function, Where.File, Where.Line);
  else
    writeJson(Gp, "recovered", nanotime(), -1, "", Where.Function, Where.File,
              Where.Line);
}

void traceDeferAbandoned(G *Gp) {
  while (Gp->DeferSpans)
    endSpan(Gp, true);
}

OGO_RUNTIME_FN(void, goDeferTrace, defertrace,
               (uint64_t Event, uint64_t Kind, const void *Thunk)) {
  if (!DeferTracing)
    return;
  G *Gp = getg();
  switch ((DeferEvent)Event) {
  case DeferEvent::Registered:
    return traceDeferRegistered(Gp, (DeferKind)Kind, Thunk);
  case DeferEvent::Begin:
    return traceDeferBegin(Gp, (DeferKind)Kind, Thunk, nullptr);
  case DeferEvent::End:
    return traceDeferEnd(Gp);
  }
}

} // namespace ogo::rt
