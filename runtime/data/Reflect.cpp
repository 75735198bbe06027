// reflect.Value.Call, MakeFunc and method values: between memory frames, which
// unmodified reflect builds (it is compiled as for a target without register
// arguments), and the native convention.
//
// Everything is derived from the func type at run time, so no per-type thunks
// are compiled. reflect's call hook is not told the type, only the frame's
// synthetic one; reflect's own cache maps func types to those, and is searched
// once per frame type.
#include "runtime/abi/CallingConvention.h"
#include "runtime/abi/GoFunction.h"
#include "runtime/abi/Sections.h"
#include "runtime/data/TypeInfo.h"
#include "runtime/mem/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/sync/Lock.h"

#include <alloca.h>
#include <string.h>

namespace ogo::rt {

namespace {
#ifdef __x86_64__
constexpr unsigned IntRegs = 6;
#else
constexpr unsigned IntRegs = 8;
#endif
constexpr unsigned FloatRegs = 8;
using callconv::MaxLeaves, callconv::MaxResultRegs;

/// The registers of a native call, as the assembly loads and stores them.
struct Regs {
  uint64_t Ints[8];
  uint64_t Floats[8];
  void *Context; ///< The nest register.
  uint64_t *StackArgs;
};

struct Leaf {
  uint32_t Offset;
  uint8_t Size;
  bool IsFloat;
};
/// A type as it travels: up to four scalars, or by address.
struct Leaves {
  Leaf L[MaxLeaves];
  unsigned N = 0;
  bool Memory = false;

  void add(uint64_t Offset, unsigned Size, bool IsFloat) {
    if (N == MaxLeaves)
      Memory = true;
    else
      L[N++] = {(uint32_t)Offset, (uint8_t)Size, IsFloat};
  }
};
} // namespace

extern "C" {
/// Calls Code with the registers and stack arguments of R; stores the result
/// registers back.
void ogoNativeCall(void *Code, Regs *R, uint64_t NumStackArgs);
void ogoMakeFuncEntry(Regs *R);
void ogoMethodValueEntry(Regs *R);
void ogoVisitLayout();
}

static void flatten(const Type *T, uint64_t Offset, Leaves &Out) {
  if (Out.Memory)
    return;
  switch (T->kind()) {
  case KindFloat32:
  case KindFloat64:
    Out.add(Offset, (unsigned)T->Size, true);
    return;
  case KindComplex64:
  case KindComplex128:
    Out.add(Offset, (unsigned)T->Size / 2, true);
    Out.add(Offset + T->Size / 2, (unsigned)T->Size / 2, true);
    return;
  case KindString:
  case KindInterface:
    Out.add(Offset, 8, false);
    Out.add(Offset + 8, 8, false);
    return;
  case KindSlice:
    Out.add(Offset, 8, false);
    Out.add(Offset + 8, 8, false);
    Out.add(Offset + 16, 8, false);
    return;
  case KindArray: {
    auto *A = (const ArrayType *)T;
    if (A->Len == 1)
      flatten(A->Elem, Offset, Out);
    else if (A->Len > 1 && A->Elem->Size)
      Out.Memory = true;
    return;
  }
  case KindStruct: {
    auto *S = (const StructType *)T;
    for (int64_t I = 0; I < S->NumFields; ++I)
      flatten(S->Fields[I].Typ, Offset + S->Fields[I].Offset, Out);
    return;
  }
  default:
    Out.add(Offset, (unsigned)T->Size, false);
    return;
  }
}

static uint64_t alignUp(uint64_t N, uint64_t A) {
  return A ? (N + A - 1) & ~(A - 1) : N;
}

static Type *const *paramTypes(const FuncType *T) {
  size_t Size = sizeof(FuncType);
  if (T->T.TFlag & TFlagUncommon)
    Size += sizeof(UncommonType);
  return (Type *const *)((const uint8_t *)T + Size);
}
static unsigned numResults(const FuncType *T) { return T->OutCount & 0x7FFF; }

namespace {
/// Where results go: registers, or memory that the caller provides, with the
/// layout both share.
struct Results {
  bool Memory = false;
  uint64_t Size = 0;

  explicit Results(const FuncType *T) {
    unsigned Ints = 0, Floats = 0;
    uint64_t Align = 1;
    for (unsigned I = 0; I < numResults(T); ++I) {
      const Type *R = paramTypes(T)[T->InCount + I];
      Leaves L;
      flatten(R, 0, L);
      Memory |= L.Memory;
      for (unsigned J = 0; J < L.N; ++J)
        ++(L.L[J].IsFloat ? Floats : Ints);
      Size = alignUp(Size, R->Align) + R->Size;
      Align = R->Align > Align ? R->Align : Align;
    }
    Size = alignUp(Size, Align);
    Memory |= Ints > MaxResultRegs || Floats > MaxResultRegs;
  }
};

} // namespace

bool resultsInMemory(const FuncType *T, uint64_t &Bytes) {
  Results R(T);
  Bytes = R.Size;
  return R.Memory;
}

namespace {
/// Hands out argument registers in order, then stack slots.
class Cursor {
  Regs *R;
  unsigned Int = 0, Float = 0;

public:
  uint64_t Stack = 0;
  explicit Cursor(Regs *R) : R(R) {}
  uint64_t *next(bool IsFloat) {
    if (IsFloat)
      return Float < FloatRegs ? &R->Floats[Float++] : &R->StackArgs[Stack++];
    return Int < IntRegs ? &R->Ints[Int++] : &R->StackArgs[Stack++];
  }
};
} // namespace

static void storeLeaf(uint64_t *Slot, const void *P, const Leaf &L) {
  *Slot = 0;
  memcpy(Slot, (const uint8_t *)P + L.Offset, L.Size);
}
static void loadLeaf(void *P, const Leaf &L, const uint64_t *Slot) {
  memcpy((uint8_t *)P + L.Offset, Slot, L.Size);
}

/// Result registers to or from a frame's result area.
template <typename FnT>
static void forResults(const FuncType *T, uint8_t *Area, FnT Fn) {
  uint64_t Off = 0;
  unsigned Int = 0, Float = 0;
  for (unsigned I = 0; I < numResults(T); ++I) {
    const Type *Rt = paramTypes(T)[T->InCount + I];
    Off = alignUp(Off, Rt->Align);
    Leaves L;
    flatten(Rt, 0, L);
    for (unsigned J = 0; J < L.N; ++J)
      Fn(Area + Off, L.L[J], L.L[J].IsFloat ? Float++ : Int++);
    Off += Rt->Size;
  }
}

// reflect.Value.Call.

static void callWithFrame(const FuncType *T, bool HasReceiver, Closure *Fn,
                          uint8_t *Frame, uint64_t ResultOffset) {
  Regs R;
  memset(&R, 0, sizeof(R));
  Results Res(T);
  // Every leaf could end up on the stack.
  R.StackArgs = (uint64_t *)alloca((T->InCount * MaxLeaves + 4) * 8);
  R.Context = Fn;
  Cursor C(&R);
  if (Res.Memory)
    *C.next(false) = (uint64_t)(Frame + ResultOffset);
  uint64_t Off = 0;
  if (HasReceiver) {
    *C.next(false) = *(uint64_t *)Frame;
    Off = 8;
  }
  for (unsigned I = 0; I < T->InCount; ++I) {
    const Type *P = paramTypes(T)[I];
    Off = alignUp(Off, P->Align);
    Leaves L;
    flatten(P, 0, L);
    if (L.Memory)
      *C.next(false) = (uint64_t)(Frame + Off);
    else
      for (unsigned J = 0; J < L.N; ++J)
        storeLeaf(C.next(L.L[J].IsFloat), Frame + Off, L.L[J]);
    Off += P->Size;
  }
  ogoNativeCall(Fn->Code, &R, C.Stack);
  if (!Res.Memory)
    forResults(T, Frame + ResultOffset,
               [&](void *P, const Leaf &L, unsigned Reg) {
                 loadLeaf(P, L, L.IsFloat ? &R.Floats[Reg] : &R.Ints[Reg]);
               });
}

namespace {
/// reflect.layoutKey
struct LayoutKey {
  const FuncType *T;
  const Type *Receiver;
};
struct FrameEntry {
  const Type *Frame;
  LayoutKey Key;
};
struct FrameTable {
  uint64_t Mask, Count;
  FrameEntry Entries[];
};
/// A func value that C++ makes for Range.
struct Finder {
  void *Code;
  const Type *Frame;
  LayoutKey Found;
};
} // namespace

extern "C" char LayoutCache[] __asm__("reflect.layoutCache");
OGO_GO_FN(void, goSyncMapRange, "sync.(*Map).Range", (void *Map, void *Fn));

static RankedLock<LockRank::ReflectFrame> FrameLock;
static FrameTable *Frames GUARDED_BY(FrameLock);

/// The assembly passes the closure, which C++ cannot name, as a last argument.
extern "C" uint8_t ogoVisitLayoutBody(const Type *, const LayoutKey *Key,
                                      const Type *, Type *const *Layout,
                                      Finder *F) {
  if (*Layout != F->Frame)
    return 1;
  F->Found = *Key;
  return 0;
}

static FrameEntry *frameSlot(FrameTable *Table, const Type *Frame) {
  for (uint64_t I = (uintptr_t)Frame >> 4;; ++I) {
    FrameEntry *E = &Table->Entries[I & Table->Mask];
    if (!E->Frame || E->Frame == Frame)
      return E;
  }
}

static LayoutKey findLayout(const Type *Frame) {
  FrameLock.lock();
  if (Frames) {
    FrameEntry *E = frameSlot(Frames, Frame);
    if (E->Frame) {
      LayoutKey K = E->Key;
      FrameLock.unlock();
      return K;
    }
  }
  FrameLock.unlock();
  Finder F{(void *)ogoVisitLayout, Frame, {nullptr, nullptr}};
  goSyncMapRange(LayoutCache, &F);
  if (!F.Found.T)
    throwError("reflect.call: unknown frame type");
  FrameTable *Bigger = nullptr;
  for (;;) {
    FrameLock.lock();
    if (!Frames || Frames->Count * 2 >= Frames->Mask) {
      uint64_t Size = Frames ? (Frames->Mask + 1) * 2 : 64;
      if (!Bigger || Bigger->Mask + 1 < Size) {
        FrameLock.unlock();
        Bigger = (FrameTable *)allocatePermanent(sizeof(FrameTable) +
                                                 Size * sizeof(FrameEntry));
        Bigger->Mask = Size - 1;
        continue;
      }
      for (uint64_t I = 0; Frames && I <= Frames->Mask; ++I)
        if (Frames->Entries[I].Frame) {
          *frameSlot(Bigger, Frames->Entries[I].Frame) = Frames->Entries[I];
          ++Bigger->Count;
        }
      Frames = Bigger;
    }
    FrameEntry *E = frameSlot(Frames, Frame);
    if (!E->Frame)
      ++Frames->Count;
    *E = {Frame, F.Found};
    FrameLock.unlock();
    return F.Found;
  }
}

// call(frametype *abi.Type, f, stackArgs unsafe.Pointer, stackArgsSize,
// stackRetOffset, frameSize uint32, regArgs *abi.RegArgs)
OGO_GO_FN(void, goReflectCall, "runtime.reflectcall",
          (const Type *Frame, Closure *Fn, uint8_t *Args, uint32_t,
           uint32_t RetOffset, uint32_t, void *)) {
  LayoutKey K = findLayout(Frame);
  callWithFrame(K.T, K.Receiver != nullptr, Fn, Args, RetOffset);
}

// MakeFunc and method values: the other way.

namespace {
struct MakeFuncContext { // reflect.makeFuncCtxt
  uintptr_t Fn;
  void *Stack;
  uintptr_t ArgLen;
  uint8_t RegPtrs;
};
struct MakeFuncImpl : MakeFuncContext {
  alignas(8) const FuncType *T;
  Closure *Fn2;
};
struct MethodValue : MakeFuncContext {
  alignas(8) int64_t Method;
  void *ReceiverType, *ReceiverPtr;
  uintptr_t ReceiverFlag;
};
struct MethodReceiver {
  const Type *ReceiverType;
  const FuncType *T;
  Closure *Fn;
};
} // namespace

OGO_GO_FN(void, goCallReflect, "reflect.callReflect",
          (MakeFuncImpl * Ctxt, void *Frame, uint8_t *RetValid, void *Regs));
OGO_GO_FN(void, goCallMethod, "reflect.callMethod",
          (MethodValue * Ctxt, void *Frame, uint8_t *RetValid, void *Regs));
OGO_GO_FN(MethodReceiver, goMethodReceiver, "reflect.methodReceiver",
          (const char *Op, int64_t OpLen, void *T, void *P, uintptr_t Flag,
           int64_t Index));
OGO_RUNTIME_FN(void *, goTakeToken, recovertoken, (void *Self));
OGO_RUNTIME_FN(void, goForwardToken, recoverforward,
               (void *Token, void *Callee));
extern "C" char MakeFuncStub[] __asm__("reflect.makeFuncStub");
extern "C" char MethodValueStub[] __asm__("reflect.methodValueCall");

/// Builds the frame that reflect expects from the native arguments, lets Call
/// use it, and loads the result registers from it.
template <typename FnT>
static void withFrame(const FuncType *T, Regs *R, FnT Call) {
  Results Res(T);
  uint64_t ArgBytes = 0;
  for (unsigned I = 0; I < T->InCount; ++I) {
    const Type *P = paramTypes(T)[I];
    ArgBytes = alignUp(ArgBytes, P->Align) + P->Size;
  }
  ArgBytes = alignUp(ArgBytes, 8);
  uint64_t Bytes = ArgBytes + Res.Size + 16;
  // On the goroutine's stack, which the collector scans, unless it is large.
  auto *Frame =
      (uint8_t *)(Bytes <= 4096 ? alloca(Bytes) : allocate(Bytes, false));
  memset(Frame, 0, Bytes);
  Cursor C(R);
  uint8_t *Out = nullptr;
  if (Res.Memory)
    Out = (uint8_t *)*C.next(false);
  uint64_t Off = 0;
  for (unsigned I = 0; I < T->InCount; ++I) {
    const Type *P = paramTypes(T)[I];
    Off = alignUp(Off, P->Align);
    Leaves L;
    flatten(P, 0, L);
    if (L.Memory)
      memcpy(Frame + Off, (const void *)*C.next(false), P->Size);
    else
      for (unsigned J = 0; J < L.N; ++J)
        loadLeaf(Frame + Off, L.L[J], C.next(L.L[J].IsFloat));
    Off += P->Size;
  }
  Call(Frame);
  if (Res.Memory) {
    memcpy(Out, Frame + ArgBytes, Res.Size);
    return;
  }
  forResults(T, Frame + ArgBytes, [&](void *P, const Leaf &L, unsigned Reg) {
    storeLeaf(L.IsFloat ? &R->Floats[Reg] : &R->Ints[Reg], P, L);
  });
}

void ogoMakeFuncEntry(Regs *R) {
  auto *Ctxt = (MakeFuncImpl *)R->Context;
  // A deferred MakeFunc function may recover: hand the right on to the function
  // it wraps.
  void *Token = goTakeToken(MakeFuncStub);
  withFrame(Ctxt->T, R, [&](void *Frame) {
    uint8_t RetValid = 0;
    uint64_t NoRegs[8] = {};
    if (Token)
      goForwardToken(Token, Ctxt->Fn2->Code);
    goCallReflect(Ctxt, Frame, &RetValid, NoRegs);
  });
}

void ogoMethodValueEntry(Regs *R) {
  auto *Ctxt = (MethodValue *)R->Context;
  void *Token = goTakeToken(MethodValueStub);
  MethodReceiver M =
      goMethodReceiver("call", 4, Ctxt->ReceiverType, Ctxt->ReceiverPtr,
                       Ctxt->ReceiverFlag, Ctxt->Method);
  withFrame(M.T, R, [&](void *Frame) {
    uint8_t RetValid = 0;
    uint64_t NoRegs[8] = {};
    if (Token)
      goForwardToken(Token, M.Fn->Code);
    goCallMethod(Ctxt, Frame, &RetValid, NoRegs);
  });
}

// typelinks: the compiler lists every unnamed composite type; reflect wants
// them sorted by string.

extern "C" Type *const
    LinksStart[] __asm__(OGO_SECTION_START(OGO_TYPELINKS_SECTION))
        __attribute__((weak));
extern "C" Type *const
    LinksEnd[] __asm__(OGO_SECTION_STOP(OGO_TYPELINKS_SECTION))
        __attribute__((weak));

static int compareTypes(const Type *A, const Type *B) {
  GoString S = typeString(A), T = typeString(B);
  int64_t N = S.Len < T.Len ? S.Len : T.Len;
  if (int C = memcmp(S.Ptr, T.Ptr, (size_t)N))
    return C;
  return S.Len < T.Len ? -1 : S.Len > T.Len;
}

static void sortTypes(Type **List, Type **Tmp, int64_t N) {
  if (N < 2)
    return;
  int64_t M = N / 2;
  sortTypes(List, Tmp, M);
  sortTypes(List + M, Tmp, N - M);
  int64_t I = 0, J = M, K = 0;
  while (I < M && J < N)
    Tmp[K++] = compareTypes(List[J], List[I]) < 0 ? List[J++] : List[I++];
  while (I < M)
    Tmp[K++] = List[I++];
  while (J < N)
    Tmp[K++] = List[J++];
  memcpy(List, Tmp, (size_t)N * sizeof(Type *));
}

static GoSlice sortedLinks() {
  static RankedLock<LockRank::ReflectFrame> L;
  static GoSlice Types;
  LockGuard Guard(L);
  if (!Types.Ptr) {
    int64_t N = LinksEnd - LinksStart;
    auto **List = (Type **)allocatePermanent((size_t)N * sizeof(Type *) + 8);
    auto **Tmp = (Type **)allocatePermanent((size_t)N * sizeof(Type *) + 8);
    memcpy(List, LinksStart, (size_t)N * sizeof(Type *));
    sortTypes(List, Tmp, N);
    freePermanent(Tmp);
    Types = {List, N, N};
  }
  return Types;
}

// compiledTypelinks() ([]*abi.Type, [][]*abi.Type): there is one module.
namespace {
struct TypeLinks {
  GoSlice First, Rest;
};
} // namespace
OGO_GO_FN(void, reflectCompiledTypelinks, "reflect.compiledTypelinks",
          (TypeLinks * Out)) {
  *Out = {sortedLinks(), {nullptr, 0, 0}};
}

// typelinks() (sections []unsafe.Pointer, offset [][]int32), for public modules
// that link to it. Offsets are addresses: the section begins at 0.
namespace {
struct TypeOffsets {
  GoSlice Sections, Offsets;
};
} // namespace
OGO_GO_FN(void, reflectTypelinks, "reflect.typelinks", (TypeOffsets * Out)) {
  static RankedLock<LockRank::ReflectFrame> L;
  static GoSlice Offsets;
  static void *Section;
  GoSlice Types = sortedLinks();
  {
    LockGuard Guard(L);
    if (!Offsets.Ptr) {
      auto *Offs = (int32_t *)allocatePermanent((size_t)Types.Len * 4 + 8);
      for (int64_t I = 0; I < Types.Len; ++I)
        Offs[I] = (int32_t)(uintptr_t)((Type **)Types.Ptr)[I];
      Offsets = {Offs, Types.Len, Types.Len};
    }
  }
  Out->Sections = {&Section, 1, 1};
  Out->Offsets = {&Offsets, 1, 1};
}

// Only one system cannot use the address as it is.
OGO_GO_FN(void *, reflectAdjustGCData, "reflect.adjustAIXGCDataForRuntime",
          (void *P)) {
  return P;
}

} // namespace ogo::rt
