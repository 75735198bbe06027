// From code addresses to functions, files and lines, with inlined calls, from
// the table that the linker step stores in every program (abi/SymbolTable.h).
// Works in a stripped binary and in a signal handler: it only reads.
#ifndef OGO_RUNTIME_SYM_SYM_H
#define OGO_RUNTIME_SYM_SYM_H

#include "runtime/abi/SymbolTable.h"

#include <stdint.h>

namespace ogo::rt {

/// What a function's name and file say of how its frames are shown.
namespace trait {
enum : uint16_t {
  /// Neither of the program nor a function of the runtime that gc has too:
  /// helpers of the C++ runtime have no package in their name.
  Hidden = 1,
  /// Made by the compiler around a method, or a deferred or started call.
  Wrapper = 2,
  /// Makes a deferred call or is what a goroutine starts with.
  CallThunk = 4,
  Init = 8,             ///< Sets a package's variables.
  Runtime = 16,         ///< Of package runtime,
  RuntimeApi = 32,      ///< and so is one that programs call,
  RuntimeInternal = 64, ///< or a function that they do not.
  Panic = 128,          ///< runtime.gopanic.
  QueueRunner = 256,    ///< Calls finalizers or cleanups.
  NoArguments = 512,    ///< Tracebacks print f().
  Instance = 1024,      ///< The name has type arguments.
};
} // namespace trait

struct FunctionRecord;

/// One logical call: a function as written in the source.
struct LogicalFrame {
  const char *Function; ///< gc's spelling.
  const char *File;
  uint32_t FunctionLen, FileLen;
  int64_t Line;
  int64_t StartLine; ///< Of the func keyword.
  uintptr_t Entry;   ///< Of the physical function.
  uint32_t Id;       ///< Of the function, or of its being inlined here.
  uint16_t Traits;
  bool Inlined; ///< Into the next one.
  /// CallSites.h; null until somebody asks. Shared (atomicAt), but its type is
  /// plain: scratch frames stay without initialization.
  mutable const FunctionRecord *Record;
};

/// Where gc's gopanic, which StandIns.def has at its deferred calls, gives up.
inline constexpr int FatalPanicLine = 878;

inline constexpr unsigned MaxInlineDepth = 64;

/// The logical calls that the instruction at PC belongs to, innermost first.
/// For a return address pass it minus one. \returns their number, 0 when
/// unknown.
unsigned symbolize(uintptr_t PC, LogicalFrame *Out, unsigned Max);

/// Start of the function PC lies in, 0 when unknown.
uintptr_t functionStart(uintptr_t PC);

/// Where a faulting implicit nil check continues; 0: it is none.
uintptr_t faultHandler(uintptr_t PC);

/// The stack maps of all functions, and the locations of one.
const symtab::Frame *stackMaps(uint32_t &Count);
const symtab::Location *stackMapLocations(const symtab::Frame &Map);

/// PC is in compiled Go code outside package runtime.
bool isPreemptibleCode(uintptr_t PC);
/// PC is in compiled Go code.
bool isGoCode(uintptr_t PC);

/// No frame in what programs see of a stack on which L called a function
/// Callee (null: L is the innermost) with these traits.
bool isLeftOut(const LogicalFrame &L, const char *Callee,
               uint16_t CalleeTraits);
/// How many values LogicalFrame::Id has.
uint32_t numFrameIds();

/// gc's spelling of a generic instance: type arguments become "...".
/// \returns the length written.
unsigned shortenName(const char *Name, char *Out, unsigned Max);

} // namespace ogo::rt

#endif // OGO_RUNTIME_SYM_SYM_H
