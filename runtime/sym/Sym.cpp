// Lookup in the symbol table. The table is the program's own constant data, so
// nothing is loaded, allocated or locked.
#include "runtime/sym/Sym.h"

#include <string.h>

namespace ogo::rt {

extern "C" const uint8_t SymbolTable[] __asm__("ogo.symtab") __attribute__((weak));

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
static int64_t lastNotAbove(const T *List, uint32_t Count, uint32_t Key, GetT Get) {
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

static uint64_t readULEB(const uint8_t *&P) {
  uint64_t V = 0;
  for (unsigned Shift = 0;; Shift += 7) {
    uint8_t B = *P++;
    V |= (uint64_t)(B & 0x7F) << Shift;
    if (!(B & 0x80))
      return V;
  }
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

unsigned symbolize(uintptr_t PC, LogicalFrame *Out, unsigned Max) {
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
    At += readULEB(P);
    if (At > PC)
      break;
    RowLine += readSLEB(P);
    Line = RowLine;
    Node = (uint32_t)readULEB(P);
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
    if (Node == 0) {
      L.Function = stringAt(H, F->Name);
      L.File = stringAt(H, File ? File : F->File);
      L.StartLine = F->Line;
      L.Inlined = false;
      break;
    }
    const symtab::Inline &I = Inlines[Node - 1];
    L.Function = stringAt(H, I.Name);
    L.File = stringAt(H, File ? File : I.File);
    L.StartLine = I.Line;
    L.Inlined = true;
    Line = I.CallLine;
    File = I.CallFile;
    Node = I.Parent;
  }
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

bool isVisibleFunction(const char *Name) {
  return Name && strchr(Name, '.') && !strstr(Name, "::");
}

bool isWrapperFunction(const char *Name) {
  size_t Len = strlen(Name);
  return strstr(Name, ".deferwrap") || strstr(Name, ".gowrap") ||
         (Len > 3 && !strcmp(Name + Len - 3, "-fm"));
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
