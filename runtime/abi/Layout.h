// Memory layouts that compiled code, the Go overlay and the C++ runtime share.
// They are gc 1.27's wherever unmodified GOROOT code looks at them (reflect,
// internal/abi, unsafe tricks). A leaf header: only fixed-width integers.
#ifndef OGO_RUNTIME_ABI_LAYOUT_H
#define OGO_RUNTIME_ABI_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

namespace ogo::rt {

struct GoString {
  const uint8_t *Ptr;
  int64_t Len;
};

struct GoSlice {
  void *Ptr;
  int64_t Len;
  int64_t Cap;
};

/// Strings up to this size that do not escape are made in the frame (as in gc).
inline constexpr uint64_t TmpStringSize = 32;

/// A func value points at one: code, then captured variables.
struct Closure {
  void *Code;
};

using NameOff = int32_t; ///< Low 32 bits of the address of encoded name bytes.
using TypeOff = int32_t; ///< Low 32 bits of a descriptor's address; 0 = none.
using TextOff = int32_t; ///< Low 32 bits of a code address.

enum Kind : uint8_t {
  KindInvalid,
  KindBool,
  KindInt,
  KindInt8,
  KindInt16,
  KindInt32,
  KindInt64,
  KindUint,
  KindUint8,
  KindUint16,
  KindUint32,
  KindUint64,
  KindUintptr,
  KindFloat32,
  KindFloat64,
  KindComplex64,
  KindComplex128,
  KindArray,
  KindChan,
  KindFunc,
  KindInterface,
  KindMap,
  KindPointer,
  KindSlice,
  KindString,
  KindStruct,
  KindUnsafePointer
};

enum TFlag : uint8_t {
  TFlagUncommon = 1,
  TFlagExtraStar = 2,
  TFlagNamed = 4,
  TFlagRegularMemory = 8,
  TFlagGCMaskOnDemand = 16, ///< GCData is the address of the mask's address.
  TFlagDirectIface = 32     ///< Stored in an interface's data word.
};
/// Larger masks are made when somebody asks for them.
inline constexpr uint64_t MaxPtrMaskBytes = 16;

struct Type {
  uintptr_t Size;
  uintptr_t PtrBytes; ///< 0: no pointers inside.
  uint32_t Hash;
  uint8_t TFlag;
  uint8_t Align;
  uint8_t FieldAlign;
  Kind Kind_;
  Closure *Equal; ///< func(unsafe.Pointer, unsafe.Pointer) bool; null: not
                  ///< comparable.
  const uint8_t *GCData;
  NameOff Str;
  TypeOff PtrToThis;

  Kind kind() const { return Kind_; }
  bool isDirectIface() const { return TFlag & TFlagDirectIface; }
};
static_assert(sizeof(Type) == 48);

struct ArrayType {
  Type T;
  Type *Elem;
  Type *Slice;
  uintptr_t Len;
};
struct ChanType {
  Type T;
  Type *Elem;
  int64_t Dir; ///< 1 receive, 2 send, 3 both.
};
struct FuncType {
  Type T;
  uint16_t InCount;
  uint16_t OutCount; ///< Top bit: variadic.
};
struct Imethod {
  NameOff Name;
  TypeOff Typ;
};
struct Name {
  const uint8_t *Bytes;
};
struct InterfaceType {
  Type T;
  Name PkgPath;
  Imethod *Methods; ///< A slice, sorted by name.
  int64_t NumMethods;
  int64_t CapMethods;
};
/// What describes gc's groups of slots is zero: the table's layout is the
/// runtime's own (runtime/data/Map.h).
struct MapType {
  Type T;
  Type *Key;
  Type *Elem;
  Type *Group;
  Closure *Hasher; ///< func(unsafe.Pointer, uintptr) uintptr
  uintptr_t GroupSize, KeysOff, KeyStride, ElemsOff, ElemStride, ElemOff;
  uint32_t Flags; ///< MapFlag bits.
};
static_assert(sizeof(MapType) == 136);
enum MapFlag : uint32_t {
  MapNeedKeyUpdate = 1,
  MapHashMightPanic = 2,
  MapIndirectKey = 4,
  MapIndirectElem = 8
};
struct PtrType {
  Type T;
  Type *Elem;
};
struct SliceType {
  Type T;
  Type *Elem;
};
struct StructField {
  Name FieldName;
  Type *Typ;
  uintptr_t Offset;
};
struct StructType {
  Type T;
  Name PkgPath;
  StructField *Fields; ///< A slice.
  int64_t NumFields;
  int64_t CapFields;
};
struct UncommonType {
  NameOff PkgPath;
  uint16_t Mcount;
  uint16_t Xcount;
  uint32_t Moff; ///< From this to the Method array.
  uint32_t Unused;
};
struct Method {
  NameOff Name;
  TypeOff Mtyp;
  TextOff Ifn; ///< Called through an interface: receiver is the data word.
  TextOff Tfn; ///< Called with the value as receiver.
};

struct Itab {
  InterfaceType *Inter;
  Type *Typ;
  uint32_t Hash;
  uint32_t Unused;
  void *Fun[1]; ///< Inter->NumMethods code pointers; Fun[0] null: not
                ///< implemented.
};
struct Eface {
  Type *Typ;
  void *Data;
};
struct Iface {
  Itab *Tab;
  void *Data;
};

/// Word 0 is len(m). The rest is runtime/data/Map.h's.
struct MapHeader {
  int64_t Count;
};
/// gc's iterators start with the same three words and are at least as large
/// (linknamed hiter structs of public modules, internal/runtime/maps.Iter).
struct MapIter {
  void *Key;
  void *Elem;
  const MapType *T;
  uintptr_t State[10];
};

/// What a channel starts with: what len(c) and cap(c) give. The rest is
/// runtime/chan/Chan.h's.
struct ChanHeader {
  uint64_t Len;
  uint64_t Cap;
};

/// One case of selectgo.
struct SelectCase {
  void *Chan;
  void *Elem;
};

/// How a defer statement is carried out, the cheapest first.
enum class DeferKind : uint8_t {
  Eliminated,
  Direct,      ///< A plain call at the exits.
  OpenCoded,   ///< A bit in the defer frame.
  StackRecord, ///< A record in the defer frame.
  HeapRecord,  ///< A record in the goroutine's chunks.
};

/// As remarks and traces print it; gc's words where it has the kind.
inline const char *deferKindName(DeferKind K) {
  static const char *const Names[] = {"eliminated", "direct", "open-coded",
                                      "stack-allocated", "heap-allocated"};
  return Names[(unsigned)K];
}

/// What runtime.defertrace is told.
enum class DeferEvent : uint8_t { Registered, Begin, End };

/// One open-coded site of a function with deferred calls.
struct DeferSiteEntry {
  void *Thunk;         ///< swiftcc void(ptr env)
  uint32_t Env;        ///< Offset of its environment in the DeferFrame.
  uint32_t MayRecover; ///< Its callee may call recover.
};

/// What the compiler knows about a function F with deferred calls. Section
/// ogo_deferfuncs holds one for each; F's stack map says where its DeferFrame
/// (first location) and its results block (second, if any) are.
struct DeferFunc {
  void *Function; ///< F's address.
  /// swiftcc, F's own result convention, one pointer parameter (a copy of the
  /// results block): loads F's results from it and returns them. Null: none of
  /// F's deferred calls can recover.
  void *Resume;
  const DeferSiteEntry *Sites; ///< By bit; null: F has only records.
  uint64_t ResultSize;         ///< Bytes of the results block.
  /// Lists of records at the start of the frame: F's own scope's and those of
  /// functions inlined into F, a called one's behind its caller's.
  uint64_t NumLists;
};

/// A pending deferred call that is not open-coded; the environment follows.
struct DeferRecord {
  DeferRecord *Link; ///< Next older one of the list.
  void *Thunk;       ///< swiftcc void(ptr env)
  void *PC;          ///< Return address of deferproc or deferprocStack.
  uint32_t Previous; ///< Bytes of the record before it in its chunk; 0: first.
  uint16_t OnStack;  ///< It lies in the frame, not in a chunk.
  uint16_t Done;     ///< It ran; its place is free once no later one is needed.
  alignas(16) uint8_t Env[];
};
static_assert(offsetof(DeferRecord, Env) == 32);

/// Lives on the stack of a function F with deferred calls, the environments of
/// open-coded calls behind it. If F can be recovered into, its prologue saved
/// all callee-saved registers at fixed offsets from the frame pointer (an
/// inline asm clobber makes LLVM do it), so a recovery needs only this.
struct DeferFrame {
  union {
    uint64_t Bits;    ///< F has Sites: the pending ones, the newest highest.
    DeferRecord *Top; ///< Else: pending records, newest first; the first list.
  };
};

} // namespace ogo::rt

#endif // OGO_RUNTIME_ABI_LAYOUT_H
