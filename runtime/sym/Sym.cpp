// Lookup in the symbol table. The table is the program's own constant data, so
// nothing is loaded, allocated or locked.
#include "runtime/sym/Sym.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/Layout.h"
#include "runtime/abi/SymbolNames.h"
#include "runtime/abi/Varint.h"
#include "runtime/sync/Atomic.h"

#include <string.h>

namespace ogo::rt {

extern "C" const uint8_t SymbolTable[] __asm__("ogo.symtab")
    __attribute__((weak));

template <typename T> static const T *at(uint32_t Offset) {
  return (const T *)(SymbolTable + Offset);
}

static const symtab::Header *header() {
  // Hidden from the optimizer: the table is written after linking.
  const uint8_t *P = SymbolTable;
  asm volatile("" : "+r"(P));
  auto *H = (const symtab::Header *)P;
  return H && H->Magic == symtab::Magic ? H : nullptr;
}

static const char *stringAt(const symtab::Header *H, uint32_t Offset) {
  return at<char>(H->Strings) + Offset;
}

/// Index of the last entry of an ascending list that is <= Key, or -1.
template <typename T, typename GetT>
static int64_t lastNotAbove(const T *List, uint32_t Count, uint32_t Key,
                            GetT Get) {
  uint32_t Lo = 0, Hi = Count;
  while (Lo < Hi) {
    uint32_t Mid = Lo + (Hi - Lo) / 2;
    if (Get(List[Mid]) <= Key)
      Lo = Mid + 1;
    else
      Hi = Mid;
  }
  return (int64_t)Lo - 1;
}

static const symtab::Function *findFunction(uintptr_t PC, uint32_t &Start) {
  const symtab::Header *H = header();
  if (!H || PC > UINT32_MAX)
    return nullptr;
  auto *Starts = at<uint32_t>(H->Starts.Offset);
  int64_t I = lastNotAbove(Starts, H->Starts.Count, (uint32_t)PC,
                           [](uint32_t S) { return S; });
  if (I < 0)
    return nullptr;
  auto *F = at<symtab::Function>(H->Functions.Offset) + I;
  if (PC >= F->End)
    return nullptr;
  Start = Starts[I];
  return F;
}

static int64_t readSLEB(const uint8_t *&P) {
  int64_t V = 0;
  for (unsigned Shift = 0;;) {
    uint8_t B = *P++;
    V |= (int64_t)(B & 0x7F) << Shift;
    Shift += 7;
    if (!(B & 0x80)) {
      if ((B & 0x40) && Shift < 64)
        V |= -(1ll << Shift);
      return V;
    }
  }
}

namespace {
struct StandIn {
  const char *Function, *Shown, *File;
  int Line;
};
#ifdef __x86_64__
#define ASSEMBLY "runtime/asm_amd64.s"
#define GOEXIT_LINE 1264
#define PANIC_BOUNDS_LINE 1622
#else
#define ASSEMBLY "runtime/asm_arm64.s"
#define GOEXIT_LINE 1039
#define PANIC_BOUNDS_LINE 1357
#endif
constexpr StandIn StandIns[] = {
#define STAND_IN(FUNCTION, SHOWN, FILE, LINE) {FUNCTION, SHOWN, FILE, LINE},
#include "runtime/sym/StandIns.def"
};
constexpr unsigned NumStandIns = sizeof(StandIns) / sizeof(StandIns[0]);
char StandInPaths[NumStandIns][128];

constexpr int compareNames(const char *A, const char *B) {
  for (; *A && *A == *B; ++A, ++B)
    ;
  return (uint8_t)*A - (uint8_t)*B;
}
constexpr bool areStandInsSorted() {
  for (unsigned I = 1; I < NumStandIns; ++I)
    if (compareNames(StandIns[I - 1].Function, StandIns[I].Function) > 0)
      return false;
  return true;
}
static_assert(areStandInsSorted());
} // namespace

/// The folder above src in the paths of the standard library's functions; Len 0
/// in a program built with -trimpath.
static GoString sourceRoot() {
  static GoString Root;
  static Atomic<bool> Known; // Every finder finds the same.
  const symtab::Header *H = header();
  if (Known.load(Order::Acquire) || !H)
    return Root;
  auto *Functions = at<symtab::Function>(H->Functions.Offset);
  for (uint32_t I = 0; I != H->Functions.Count; ++I) {
    if (strncmp(stringAt(H, Functions[I].Name), "internal/", 9) != 0)
      continue;
    const char *File = stringAt(H, Functions[I].File);
    if (const char *End = strstr(File, "/src/internal/")) {
      Root = {(const uint8_t *)File, End - File};
      break;
    }
  }
  Known.store(true, Order::Release);
  return Root;
}

// runtime.defaultGOROOT() string
OGO_GO_FN(GoString, goDefaultGoRoot, "runtime.defaultGOROOT", ()) {
  return sourceRoot();
}

/// Index of the first entry for Function, NumStandIns if there is none.
static unsigned findStandIn(const char *Function) {
  // One function of gc's for all of them, with the kind in its operands.
  if (strncmp(Function, "runtime.panicIndex", 18) == 0 ||
      strncmp(Function, "runtime.panicSlice", 18) == 0)
    Function = "runtime.panicBounds";
  unsigned Lo = 0, Hi = NumStandIns;
  while (Lo < Hi) {
    unsigned Mid = Lo + (Hi - Lo) / 2;
    if (compareNames(StandIns[Mid].Function, Function) < 0)
      Lo = Mid + 1;
    else
      Hi = Mid;
  }
  return Lo < NumStandIns && !compareNames(StandIns[Lo].Function, Function)
             ? Lo
             : NumStandIns;
}

static bool isHidden(const char *Name) {
  if (!strchr(Name, '.') || strstr(Name, "::"))
    return true;
  // Parts of functions that are one in gc, and how deferred calls are run.
  static const char *const Parts[] = {
      "runtime.deferreturn",     "runtime.panicErrorString",
      "runtime.panicMemError",   "runtime.panicPlainError",
      "runtime.panicTypeAssert", "runtime.panicUncomparable",
      "runtime.panicUnhashable"};
  for (const char *Part : Parts)
    if (strcmp(Name, Part) == 0)
      return true;
  return false;
}

static bool isUpper(char C) { return C >= 'A' && C <= 'Z'; }

static uint16_t runtimeTraits(const char *Name) {
  const char *Rest = Name + 8;
  unsigned Traits = trait::Runtime;
  if (!isUpper(*Rest))
    Traits |= trait::RuntimeInternal;
  // runtime.(*T).Method: by the method's name.
  const char *Dot = strrchr(Rest, '.');
  if (isUpper(Dot ? Dot[1] : *Rest))
    Traits |= trait::RuntimeApi;
  if (strcmp(Rest, "gopanic") == 0)
    Traits |= trait::Panic;
  if (strcmp(Rest, "runFinalizers") == 0 || strcmp(Rest, "runCleanups") == 0)
    Traits |= trait::QueueRunner | trait::NoArguments;
  if (strcmp(Rest, "main") == 0)
    Traits |= trait::NoArguments;
  return (uint16_t)Traits;
}

/// Fills in what follows from the names.
static void describe(LogicalFrame &L) {
  const char *Name = L.Function;
  L.FunctionLen = (uint32_t)strlen(Name);
  L.FileLen = (uint32_t)strlen(L.File);
  L.Record = nullptr;
  unsigned Traits = L.Traits;
  if (isHidden(Name))
    Traits |= trait::Hidden;
  if (symbol::isCallThunk(Name, L.FunctionLen))
    Traits |= trait::CallThunk;
  if (symbol::isWrapper(Name, L.FunctionLen) ||
      !strcmp(L.File, symbol::AutogeneratedFile))
    Traits |= trait::Wrapper;
  if (strncmp(Name, "runtime.", 8) == 0)
    Traits |= runtimeTraits(Name);
  const char *Dot = strrchr(Name, '.');
  if (Dot && strcmp(Dot, ".init") == 0)
    Traits |= trait::Init;
  if ((Traits & trait::Init) || strstr(Name, ".init.") ||
      strcmp(Name, "main.main") == 0)
    Traits |= trait::NoArguments;
  if (strchr(Name, '['))
    Traits |= trait::Instance;
  if (L.Inlined)
    Traits &= ~(unsigned)trait::NoArguments;
  L.Traits = (uint16_t)Traits;
}

/// The last of the N frames is a physical one; if it stands for functions of
/// gc's, these take its place. \returns the new number.
static unsigned useStandIns(LogicalFrame *Out, unsigned N, unsigned Max) {
  LogicalFrame Physical = Out[N - 1];
  unsigned First = findStandIn(Physical.Function);
  if (First == NumStandIns)
    return N;
  --N;
  for (unsigned I = First; I != NumStandIns && N < Max; ++I) {
    const StandIn &S = StandIns[I];
    if (I != First && compareNames(S.Function, StandIns[First].Function) != 0)
      break;
    if (I != First)
      Out[N - 1].Inlined = true;
    LogicalFrame &L = Out[N++];
    L = Physical;
    L.Function = S.Shown;
    L.Id = numFrameIds() - NumStandIns + I;
    L.Line = S.Line;
    // Every writer writes the same bytes.
    GoString Root = sourceRoot();
    if ((size_t)Root.Len + strlen(S.File) + 6 < sizeof(StandInPaths[I])) {
      memcpy(StandInPaths[I], Root.Ptr, (size_t)Root.Len);
      strcpy(StandInPaths[I] + Root.Len, Root.Len ? "/src/" : "");
      strcat(StandInPaths[I], S.File);
      L.File = StandInPaths[I];
    }
  }
  return N;
}

uint32_t numFrameIds() {
  const symtab::Header *H = header();
  return H ? H->Functions.Count + H->Inlines.Count + NumStandIns : 0;
}

static unsigned findCalls(uintptr_t PC, LogicalFrame *Out, unsigned Max) {
  uint32_t Start = 0;
  const symtab::Function *F = findFunction(PC, Start);
  if (!F || Max == 0)
    return 0;
  const symtab::Header *H = header();
  const uint8_t *P = SymbolTable + H->Lines.Offset + F->LinesAt;
  const uint8_t *End = P + F->LinesSize;
  uint64_t At = Start;
  int64_t RowLine = F->Line, Line = F->Line;
  uint32_t Node = 0;
  while (P < End) {
    At += readVarint(P);
    if (At > PC)
      break;
    RowLine += readSLEB(P);
    Line = RowLine;
    Node = (uint32_t)readVarint(P);
  }
  auto *Inlines = at<symtab::Inline>(H->Inlines.Offset) + F->FirstInline;
  unsigned N = 0;
  uint32_t File = 0;
  while (N < Max) {
    // A node that only switches the file belongs to the frame above it.
    while (Node != 0 && (Inlines[Node - 1].Flags & symtab::SameFrame)) {
      if (!File)
        File = Inlines[Node - 1].File;
      Node = Inlines[Node - 1].Parent;
    }
    LogicalFrame &L = Out[N++];
    L.Line = Line;
    L.Entry = Start;
    L.Traits = 0;
    if (Node == 0) {
      L.Id = (uint32_t)(F - at<symtab::Function>(H->Functions.Offset));
      L.Function = stringAt(H, F->Name);
      L.File = stringAt(H, File ? File : F->File);
      L.StartLine = F->Line;
      L.Inlined = false;
      if (F->Flags & symtab::NoParameters)
        L.Traits = trait::NoArguments;
      return useStandIns(Out, N, Max);
    }
    const symtab::Inline &I = Inlines[Node - 1];
    L.Function = stringAt(H, I.Name);
    L.File = stringAt(H, File ? File : I.File);
    L.StartLine = I.Line;
    L.Inlined = true;
    L.Id = H->Functions.Count + F->FirstInline + Node - 1;
    Line = I.CallLine;
    File = I.CallFile;
    Node = I.Parent;
  }
  return N;
}

unsigned symbolize(uintptr_t PC, LogicalFrame *Out, unsigned Max) {
  unsigned N = findCalls(PC, Out, Max);
  for (unsigned I = 0; I != N; ++I)
    describe(Out[I]);
  return N;
}

uintptr_t functionStart(uintptr_t PC) {
  uint32_t Start = 0;
  return findFunction(PC, Start) ? Start : 0;
}

uintptr_t faultHandler(uintptr_t PC) {
  const symtab::Header *H = header();
  if (!H || PC > UINT32_MAX)
    return 0;
  auto *Faults = at<symtab::Fault>(H->Faults.Offset);
  int64_t I = lastNotAbove(Faults, H->Faults.Count, (uint32_t)PC,
                           [](const symtab::Fault &F) { return F.Pc; });
  return I >= 0 && Faults[I].Pc == PC ? Faults[I].Handler : 0;
}

const symtab::Frame *stackMaps(uint32_t &Count) {
  const symtab::Header *H = header();
  Count = H ? H->Frames.Count : 0;
  return H ? at<symtab::Frame>(H->Frames.Offset) : nullptr;
}

const symtab::Location *stackMapLocations(const symtab::Frame &Map) {
  return at<symtab::Location>(header()->Locations.Offset) + Map.FirstLocation;
}

bool isGoCode(uintptr_t PC) {
  uint32_t Start = 0;
  const symtab::Function *F = findFunction(PC, Start);
  if (!F)
    return false;
  const char *File = stringAt(header(), F->File);
  size_t Len = strlen(File);
  return Len > 3 && memcmp(File + Len - 3, ".go", 3) == 0;
}

bool isPreemptibleCode(uintptr_t PC) {
  uint32_t Start = 0;
  const symtab::Function *F = findFunction(PC, Start);
  return F && isGoCode(PC) &&
         strncmp(stringAt(header(), F->Name), "runtime.", 8) != 0;
}

bool isLeftOut(const LogicalFrame &L, const char *Callee,
               uint16_t CalleeTraits) {
  // A wrapper matters only if it is what panics.
  if (L.Traits & trait::Wrapper)
    return !(CalleeTraits & trait::RuntimeInternal);
  // gc's runtime calls a package's init functions; here the one does that sets
  // its variables.
  if (!(L.Traits & trait::Init) || !Callee ||
      strncmp(Callee, L.Function, L.FunctionLen) != 0 ||
      Callee[L.FunctionLen] != '.')
    return false;
  const char *Number = Callee + L.FunctionLen + 1;
  return *Number && Number[strspn(Number, "0123456789")] == 0;
}

unsigned shortenName(const char *Name, char *Out, unsigned Max) {
  unsigned N = 0;
  int Depth = 0;
  for (const char *P = Name; *P && N + 4 < Max; ++P) {
    if (*P == '[' && Depth++ == 0) {
      memcpy(Out + N, "[...]", N + 6 < Max ? 5 : 0);
      N += N + 6 < Max ? 5 : 0;
      continue;
    }
    if (*P == ']') {
      --Depth;
      continue;
    }
    if (Depth == 0)
      Out[N++] = *P;
  }
  Out[N] = 0;
  return N;
}

} // namespace ogo::rt
