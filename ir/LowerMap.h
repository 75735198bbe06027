//===- LowerMap.h - Map operations shared by the lowering ------*- C++ -*-===//
#ifndef OGO_IR_LOWERMAP_H
#define OGO_IR_LOWERMAP_H

#include "ir/FunctionLowering.h"

namespace ogo {

/// How a map's keys are passed to the runtime.
enum class MapKeyKind : uint8_t { General, Int32, Int64, String };
MapKeyKind mapKeyKind(FunctionLowering &F, Type *MapT);

/// One operation's entry points, by key kind.
struct MapEntryPoints {
  RuntimeFn General, Fast32, Fast64, FastStr;
};
llvm::Value *callMap(FunctionLowering &F, const MapEntryPoints &Entry,
                     llvm::Value *Map, Type *MapT, Value Key);

/// M[Key] with Key of the map's key type; Ok (may be null) gets an i1.
Value emitMapAccess(FunctionLowering &F, Value M, Value Key, llvm::Value **Ok);
void emitMapDelete(FunctionLowering &F, llvm::Value *Map, Type *MapT,
                   Value Key);

} // namespace ogo

#endif
