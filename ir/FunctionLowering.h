//===- FunctionLowering.h - State of lowering one function -----*- C++ -*-===//
//
// State shared by the Lower*.cpp files, each of which handles one concern of
// the language through free functions.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_IR_FUNCTIONLOWERING_H
#define OGO_IR_FUNCTIONLOWERING_H

#include "ir/ModuleLowering.h"
#include "runtime/abi/Limits.h"

namespace ogo {

/// A Go value: an SSA value of layout(T).Val, or, for a memory-class type, the
/// address of a temporary (or variable) that holds it. A memory-class Value
/// must be copied (copyToTemp) before anything that could modify the source.
struct Value {
  Type *T = nullptr; // canonical
  llvm::Value *V = nullptr;
  bool isNull() const { return !V; }
};

/// An assignable place. Operands are evaluated when the place is made; the
/// checks that may panic wait until resolve (placeAddress), because Go
/// evaluates the right-hand side before `p.n = f()` finds p nil or `s[i] = f()`
/// finds i out of range.
struct Place {
  enum class Kind : uint8_t { Memory, MapElem, Blank };
  Kind K = Kind::Blank;
  Type *T = nullptr;           // canonical
  llvm::Value *Addr = nullptr; // Memory: non-nil address once resolved
  std::function<llvm::Value *()> Resolve; // Memory, Addr null: checks, address
  // MapElem: assigned through mapassign when the store happens.
  llvm::Value *Map = nullptr;
  Value Key;
  Type *MapT = nullptr;
};

/// Implicit allocations of more than gc's limit are not made in frames.
constexpr bool fitsStack(uint64_t Size) {
  return Size <= limits::MaxImplicitStack;
}

/// Where a variable of the function lives.
struct VarStorage {
  llvm::Value *Addr = nullptr; // alloca, heap cell or captured cell
  llvm::Value *SSA = nullptr;  // captured by value and scalar: the value itself
};

/// What break, continue, goto and return go through.
struct JumpTarget {
  const Stmt *Target; // For/Switch/Select/Labeled statement
  llvm::BasicBlock *Break = nullptr, *Continue = nullptr;
};

struct DebugVariables;

class FunctionLowering {
public:
  FunctionLowering(ModuleLowering &M, llvm::Function *Fn, Package *Pkg,
                   const Substitution *Subst);
  ~FunctionLowering();

  ModuleLowering &M;
  llvm::Function *Fn;
  Package *Pkg;
  const Info &Facts;
  const Substitution *Subst;
  llvm::IRBuilder<> B;
  FunctionLowering *Outer = nullptr; // of a literal: the enclosing function
  Func *Decl = nullptr;
  Signature *Sig = nullptr; // concrete
  const CallABI *ABI = nullptr;
  std::string GoName; // symbol, for naming literals
  const BlockStmt *Body = nullptr;
  std::shared_ptr<struct InterfaceVars> Interfaces; // ConcreteType.cpp

  llvm::DenseMap<const Var *, VarStorage> Vars;
  llvm::SmallVector<JumpTarget, 8> Jumps;
  llvm::DenseMap<const LabeledStmt *, llvm::BasicBlock *> LabelBlocks;
  llvm::SmallVector<VarStorage, 4> ResultVars; // one per result
  llvm::Value *ResultPtr = nullptr;            // memory results
  llvm::BasicBlock *AllocaBlock = nullptr; // entry; allocas go before its end
  llvm::Value *DeferScope = nullptr;       // null: no defers
  bool HasRecover = false;
  llvm::Value *RecoverToken = nullptr;
  /// One cold panic block per check kind and debug line (LowerCheck.cpp).
  llvm::DenseMap<std::pair<unsigned, llvm::Metadata *>, llvm::BasicBlock *>
      PanicBlocks;
  struct RangeFuncState *RangeFunc = nullptr; // inside a range-over-func body
  llvm::SmallVector<bool, 4> ResultOnHeap;    // per result: cell, not the frame
  llvm::BasicBlock *Fallthrough = nullptr;    // next clause of a switch
  llvm::Value *RangeNext = nullptr; // how range-over-func bodies were left
  unsigned NumRangeExits = 0, NumRangeBodies = 0, NumDeferThunks = 0,
           NumGoThunks = 0;
  // Operands evaluated ahead of the statement they are in
  // (EvaluationOrder.cpp).
  llvm::DenseMap<const Expr *, Value> Hoisted;
  llvm::DenseMap<const Expr *, llvm::SmallVector<Value, 4>> HoistedSeveral;
  bool Ordered = false; // inside a statement whose operands have been ordered
  // Inside a benchmark loop (LowerBenchLoop.cpp): what Kept computes is used.
  bool InBenchLoop = false;
  const Stmt *Kept = nullptr;
  bool IsGlobalInit = false; // package initialization: names of literals
  std::unique_ptr<DebugVariables> Debug; // null without -g

  // --- types of expressions, concrete and canonical
  Type *typeOf(const Expr *X) { return M.concrete(Facts.typeOf(X), Subst); }
  Type *concrete(Type *T) { return M.concrete(T, Subst); }
  const Layout &layout(Type *T) { return M.layout(T); }

  // --- positions
  void setPos(Pos P); // sets the builder's debug location

  // --- memory
  /// alloca in the entry block, not zeroed.
  llvm::AllocaInst *createTemp(Type *T, const llvm::Twine &Name = "");
  llvm::AllocaInst *createRawTemp(llvm::Type *T, llvm::Align A,
                                  const llvm::Twine &Name = "");
  Value load(llvm::Value *Addr,
             Type *T); // memory class: Addr itself, not copied
  void store(llvm::Value *Addr, Value V); // memory class: memmove
  Value copyToTemp(Value V);              // memory class only; else V
  llvm::Value *addressOf(Value V);        // spills an SSA value to a temp
  Value zero(Type *T);
  void storeZero(llvm::Value *Addr, Type *T);
  /// Byte offset GEP, inbounds.
  llvm::Value *offset(llvm::Value *Addr, uint64_t Bytes,
                      const llvm::Twine &Name = "");
  llvm::Value *newObject(Type *T); // zeroed heap object
  /// Memory for what expression N allocates, Size bytes, may be in the frame.
  bool onStack(const Node *N, uint64_t Size);
  /// An object of type T for N: in the frame (not zeroed) or on the heap.
  llvm::Value *allocate(const Node *N, Type *T, const llvm::Twine &Name);

  // --- pieces of SSA values
  llvm::Value *extract(Value V, unsigned Leaf); // leaf of an SSA class value
  llvm::Value *leafOf(llvm::Value *V, unsigned Leaf);
  Value make(Type *T, llvm::ArrayRef<llvm::Value *> Leaves);
  Value field(Value Struct, unsigned I);   // SSA or memory
  llvm::Value *isTrue(Value Bool);         // i1
  Value boolean(llvm::Value *I1, Type *T); // i8 of boolean type T

  // --- control flow
  llvm::BasicBlock *newBlock(const llvm::Twine &Name);
  void enter(llvm::BasicBlock *BB); // branch to it if open, continue there
  bool isOpen();                    // the current block has no terminator
  void jump(llvm::BasicBlock *BB);  // branch unless closed
  llvm::CallInst *callRuntime(RuntimeFn Id, llvm::ArrayRef<llvm::Value *> Args,
                              const llvm::Twine &Name = "");
};

// --- FunctionLowering.cpp: bodies
void lowerFunctionBody(ModuleLowering &M, const FunctionJob &Job);
/// Closes F: an open end becomes a return (or unreachable when F has results).
/// To be called once, after the last statement. The constructor has made the
/// entry block and left the builder in the block after it.
void finishFunction(FunctionLowering &F);
/// Parameters, results, defer scope and statements of Body; F.Sig and F.ABI are
/// set. DeclSig is the signature whose Vars the body refers to.
void lowerBody(FunctionLowering &F, Signature *DeclSig, Var *Recv,
               const BlockStmt *Body);

// --- LowerStmt.cpp, LowerSwitch.cpp, LowerRange.cpp, LowerRangeFunc.cpp,
// LowerSelect.cpp, LowerAssign.cpp, LowerReturn.cpp, LowerDefer.cpp,
// LowerGo.cpp
void lowerStmt(FunctionLowering &F, const Stmt *S);
void lowerStmtList(FunctionLowering &F, llvm::ArrayRef<Stmt *> List);
void lowerBlock(FunctionLowering &F, const BlockStmt *B);
void lowerSwitch(FunctionLowering &F, const SwitchStmt *S);
void lowerTypeSwitch(FunctionLowering &F, const SwitchStmt *S);
void lowerFor(FunctionLowering &F, const ForStmt *S);
void lowerRange(FunctionLowering &F, const ForStmt *S);
void lowerRangeFunc(FunctionLowering &F, const ForStmt *S);
void lowerSelect(FunctionLowering &F, const SelectStmt *S);
void lowerAssign(FunctionLowering &F, const AssignStmt *S);
void lowerReturn(FunctionLowering &F, const ReturnStmt *S);
void lowerDefer(FunctionLowering &F, const CallStmt *S);
void lowerGo(FunctionLowering &F, const CallStmt *S);
void lowerLocalDecl(FunctionLowering &F, const DeclStmt *S);
/// Allocates V (stack or heap by escape analysis), zeroed unless Init.
VarStorage &declareVar(FunctionLowering &F, const Var *V,
                       const Value *Init = nullptr);
void emitReturn(FunctionLowering &F); // results are in ResultVars
/// break, continue or goto to a target (Info::BranchTargets).
void lowerJump(FunctionLowering &F, Tok Keyword, const Stmt *Target);
/// Storage of a variable of the function around a range-over-func body.
VarStorage captureOuter(FunctionLowering &F, const Var *V);
/// Stores V (of P.T) into P, resolving it first (LowerAssign.cpp).
void storePlace(FunctionLowering &F, Place &P, Value V);
/// Lhs = Values or, to Define, Lhs := Values, for values that a statement of
/// its own makes (range, select). What is null or blank on the left is left
/// out.
void assignValues(FunctionLowering &F, llvm::ArrayRef<Expr *> Lhs,
                  llvm::ArrayRef<Value> Values, bool Define);

// --- LowerExpr.cpp: dispatch
/// Single value of E (commas-ok and calls with several results: lowerMulti).
Value lowerExpr(FunctionLowering &F, Expr *E);
/// E's value converted to T (assignability): interface wrapping, nil, untyped
/// constants, channel direction, named/unnamed.
Value lowerExprAs(FunctionLowering &F, Expr *E, Type *T);
void lowerMulti(FunctionLowering &F, Expr *E,
                llvm::SmallVectorImpl<Value> &Out);
/// i1 condition; && || ! become control flow.
void lowerCond(FunctionLowering &F, Expr *E, llvm::BasicBlock *True,
               llvm::BasicBlock *False);
/// Place of an assignable expression; operands (pointers, indices, map keys)
/// are evaluated, checks are left to placeAddress.
Place lowerPlace(FunctionLowering &F, Expr *E);
/// Checks a Memory place (once) and returns its address.
llvm::Value *placeAddress(FunctionLowering &F, Place &P);
/// Address of an addressable expression (or of a composite literal for &T{}).
llvm::Value *lowerAddress(FunctionLowering &F, Expr *E);
Value lowerConstant(FunctionLowering &F, const ConstantValue &V, Type *T);
VarStorage storageOf(FunctionLowering &F, const Var *V); // local, captured

// --- LowerArith.cpp
Value lowerUnary(FunctionLowering &F, Operation *E);
Value lowerBinary(FunctionLowering &F, Operation *E);
/// X op Y with operands of type T (shifts: Y of its own type).
Value emitBinary(FunctionLowering &F, Op O, Value X, Value Y, Pos At);
/// The right operand of a shift: a constant may be of any numeric kind.
Value lowerShiftCount(FunctionLowering &F, Expr *E);
/// i1 of X == Y for any comparable type (identical types).
llvm::Value *emitEqual(FunctionLowering &F, Value X, Value Y);
/// Same for operands that may be an interface and a concrete type.
llvm::Value *emitMixedEqual(FunctionLowering &F, Value X, Value Y);
llvm::Value *emitCompare(FunctionLowering &F, Op O, Value X, Value Y);

// --- LowerConversion.cpp
bool isByteSlice(Type *T);
Value lowerConversion(FunctionLowering &F, CallExpr *E); // T(x)
/// E for a use that only reads it and is over before anything else can change
/// its operand: string(bytes) and []byte(string) are then not copied.
Value lowerBorrowed(FunctionLowering &F, Expr *E);
Value convert(FunctionLowering &F, Value V, Type *To, Pos At);
/// Assignability conversion (see lowerExprAs).
Value convertForAssign(FunctionLowering &F, Value V, Type *To,
                       const Node *Site = nullptr);

// --- LowerInterface.cpp
Value makeInterface(FunctionLowering &F, Value V, Type *Iface,
                    const Node *Site);
Value convertInterface(FunctionLowering &F, Value V, Type *To);
/// X.(T); Ok null: panics; else i1 in *Ok.
Value lowerTypeAssert(FunctionLowering &F, Value X, Type *T, llvm::Value **Ok,
                      Pos At);
/// i1: dynamic type of interface value X is (or implements) T.
llvm::Value *typeMatches(FunctionLowering &F, Value X, Type *T);
llvm::Value *ifaceTypeWord(FunctionLowering &F, Value X); // *abi.Type or null
Value unpackIface(FunctionLowering &F, Value X, Type *T); // data word as T

// --- LowerCall.cpp, LowerBuiltin.cpp, LowerClosure.cpp, LowerSelector.cpp
void lowerCall(FunctionLowering &F, CallExpr *E,
               llvm::SmallVectorImpl<Value> &Results);
/// A callee with evaluated function and receiver, ready for arguments.
struct Callee {
  llvm::Value *Fn = nullptr;      // code pointer; null until resolveCallee
  llvm::Value *Context = nullptr; // closure object for func values
  llvm::Value *Itab = nullptr;    // interface method: its table and slot
  unsigned Slot = 0;
  Func *Static = nullptr; // declared function or method, if known
  bool MayRecover = true; // the code may contain a call of recover
  Pos At;
  llvm::SmallVector<Value, 1> Recv; // receiver value, if any
  const CallABI *ABI = nullptr;
  Signature *Sig = nullptr; // concrete
};
/// Leaves the nil checks of func values and interfaces to resolveCallee: Go
/// evaluates the arguments first.
Callee lowerCallee(FunctionLowering &F, CallExpr *E);
void resolveCallee(FunctionLowering &F, Callee &C);
/// X.Sel with X a value or type whose method is Sel: callee with receiver.
Callee lowerMethodCallee(FunctionLowering &F, const SelectorExpr *E,
                         const Selection *S);
/// Kept: gets the pointers that arguments hide in uintptrs.
void lowerArgs(FunctionLowering &F, CallExpr *E, Signature *Sig,
               llvm::SmallVectorImpl<Value> &Args,
               llvm::SmallVectorImpl<Value> *Kept = nullptr);
void emitCall(FunctionLowering &F, Callee C, llvm::ArrayRef<Value> Args,
              llvm::SmallVectorImpl<Value> &Results);
void lowerBuiltinCall(FunctionLowering &F, CallExpr *E, BuiltinId Id,
                      llvm::SmallVectorImpl<Value> &Results);
Value lowerFuncLit(FunctionLowering &F, FuncLit *E);
/// Intrinsics.cpp: calls that are instructions. False: an ordinary call.
bool lowerIntrinsic(FunctionLowering &F, Func *Fn, llvm::ArrayRef<Value> Args,
                    llvm::SmallVectorImpl<Value> &Results);
Value lowerSelector(FunctionLowering &F, SelectorExpr *E);
Value lowerMethodValue(FunctionLowering &F, SelectorExpr *E,
                       const Selection *S);
Value lowerMethodExpr(FunctionLowering &F, SelectorExpr *E, const Selection *S);
/// Follows Path (embedded fields, pointers checked) from an address or value.
llvm::Value *fieldPathAddress(FunctionLowering &F, llvm::Value *Addr, Type *T,
                              llvm::ArrayRef<int> Path, Type *&Out, Pos At);

// --- LowerIndex.cpp, LowerSlice.cpp, LowerMap.cpp, LowerChan.cpp,
// LowerString.cpp
Value lowerIndex(FunctionLowering &F, IndexExpr *E);
llvm::Value *lowerIndexAddress(FunctionLowering &F, IndexExpr *E);
Value lowerSliceExpr(FunctionLowering &F, SliceExpr *E);
Value lowerMapIndex(FunctionLowering &F, IndexExpr *E, llvm::Value **Ok);
/// Address of the element for assignment (mapassign).
llvm::Value *emitMapAssign(FunctionLowering &F, llvm::Value *Map, Type *MapT,
                           Value Key);
Value lowerRecv(FunctionLowering &F, Expr *Chan, llvm::Value **Ok);
void lowerSend(FunctionLowering &F, const SendStmt *S);
/// Site is the expression if escape analysis knows it.
Value emitConcat(FunctionLowering &F, llvm::ArrayRef<Value> Strings, Type *T,
                 const Node *Site = nullptr);
/// Room for a short string that expression Site makes, in the frame; null if
/// the string escapes.
llvm::Value *stringTemp(FunctionLowering &F, const Node *Site);

// --- LowerLiteral.cpp
Value lowerCompositeLit(FunctionLowering &F, CompositeLit *E);
/// Stores the literal into Addr (which need not be zeroed).
void lowerCompositeLitInto(FunctionLowering &F, CompositeLit *E, Type *T,
                           llvm::Value *Addr);

// --- LowerCheck.cpp: every run-time check in one form
void checkNil(FunctionLowering &F, llvm::Value *Ptr, Pos At);
/// Returns the index as i64.
llvm::Value *checkIndex(FunctionLowering &F, llvm::Value *Index, Type *IndexT,
                        llvm::Value *Len, Pos At);
void checkDivisor(FunctionLowering &F, llvm::Value *Y, Pos At);
void checkShift(FunctionLowering &F, llvm::Value *Count, Pos At);
/// Slice bound: panics with (X, Limit) unless X <= Limit (unsigned compare).
void checkBound(FunctionLowering &F, llvm::Value *X, llvm::Value *Limit,
                RuntimeFn Signed, RuntimeFn Unsigned, bool IsUnsigned, Pos At);
/// Continues where Bad is false; where it is true, Panic builds a noreturn
/// call.
void checkThat(FunctionLowering &F, llvm::Value *Bad, Pos At,
               llvm::function_ref<void()> Panic);

// --- LowerBenchLoop.cpp: what a benchmark computes stays in the program
/// While it lives, statements are lowered as those of the body of S.
class BenchLoop {
public:
  BenchLoop(FunctionLowering &F, const ForStmt *S);
  ~BenchLoop() { F.InBenchLoop = Outer; }

private:
  FunctionLowering &F;
  bool Outer;
};
void keepValue(FunctionLowering &F, Value V);
/// V has been stored into P.
void keepAssigned(FunctionLowering &F, const Place &P, Value V);
/// X is the value of the new variable V.
void keepVariable(FunctionLowering &F, const Var *V, Value X);
/// V is about to be passed; nothing is known of it any more.
void keepArgument(FunctionLowering &F, Value &V);

// --- LowerRecover.cpp
/// F (its own body, without nested literals) may call recover.
bool mayRecover(const Func *F);
bool mayRecover(const FuncLit *L);

} // namespace ogo

#endif
