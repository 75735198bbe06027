//===- LowerCall.h - What the files about calls share ----------*- C++ -*-===//
#ifndef OGO_IR_LOWERCALL_H
#define OGO_IR_LOWERCALL_H

#include "ir/FunctionLowering.h"

namespace ogo {

/// One captured variable in a closure object.
struct ClosureField {
  Var *V;
  Type *T;         // by value: the variable's type; else null
  uint64_t Offset; // in the object; word 0 is the code pointer
};
struct ClosureLayout {
  llvm::SmallVector<ClosureField, 4> Fields;
  uint64_t Size = 8, Align = 8;
};
ClosureLayout closureLayout(FunctionLowering &F, const FuncLit *L);
/// Lowers the literal's body into a function of its own, now.
llvm::Function *lowerLiteralBody(FunctionLowering &F, FuncLit *L,
                                 const ClosureLayout &CL);
/// Fills Obj (CL.Size bytes) with the code pointer and the captures.
void fillClosure(FunctionLowering &F, llvm::Value *Obj, llvm::Function *Code,
                 const ClosureLayout &CL);
/// Heap: the object outlives the frame whatever escape analysis thinks.
Value lowerFuncLit(FunctionLowering &F, FuncLit *E, bool ForceHeap);

/// Recv.M as a function that takes the receiver first.
llvm::Function *methodExprFunction(FunctionLowering &F, const SelectorExpr *E,
                                   const Selection *S);
/// The type of E, which selects a method; that of the instance if M is generic.
Signature *methodSignature(FunctionLowering &F, const SelectorExpr *E);
/// Call of the generic method S selects, as the method expression I, on Recv.
Callee genericMethodCallee(FunctionLowering &F, const Selection *S,
                           const Instance *I, Value Recv);

/// A call whose operands are evaluated now and which is made later, from a
/// thunk that finds them in an environment (go, defer).
struct LaterCall {
  llvm::SmallVector<Value, 8> Operands;
  /// In the thunk: makes the call with the loaded operands. Publish is called
  /// with the code address just before.
  std::function<void(FunctionLowering &Thunk, llvm::ArrayRef<Value> Operands,
                     llvm::function_ref<void(llvm::Value *Code)> Publish)>
      Make;
  bool MayRecover = true;
};
LaterCall captureCall(FunctionLowering &F, CallExpr *E);
/// Layout of an environment that holds Operands from offset Base on.
uint64_t environmentSize(FunctionLowering &F, llvm::ArrayRef<Value> Operands,
                         uint64_t Base, llvm::SmallVectorImpl<uint64_t> &Off);
void storeEnvironment(FunctionLowering &F, llvm::Value *Env,
                      llvm::ArrayRef<Value> Operands,
                      llvm::ArrayRef<uint64_t> Off);

/// The concrete signature that the call E of a function, method or func value
/// has.
Signature *calledSignature(FunctionLowering &F, CallExpr *E);
/// What the arguments of a call are converted to.
class ParameterTypes {
public:
  ParameterTypes(FunctionLowering &F, Signature *Sig, const CallExpr *E)
      : F(F), Sig(Sig), NumFixed(tupleSize(Sig->Params)),
        Pack(Sig->Variadic && !E->HasDots) {
    NumFixed -= Pack;
  }
  /// The last arguments are to be packed into a slice.
  bool packs() const { return Pack; }
  unsigned numFixed() const { return NumFixed; }
  Type *parameter(unsigned I) const {
    return F.concrete(Sig->Params->Vars[I]->type());
  }
  Type *operator[](unsigned I) const {
    return I < NumFixed ? parameter(I)
                        : F.concrete(underAs<Slice>(parameter(NumFixed))->Elem);
  }

private:
  FunctionLowering &F;
  Signature *Sig;
  unsigned NumFixed;
  bool Pack;
};

/// Fn is called with pointers as uintptrs and wants them alive meanwhile: it
/// says so (//go:uintptrkeepalive, //go:uintptrescapes) or is not in Go.
bool keepsHiddenPointers(Func *Fn);
/// emitCall, with the hidden pointers Kept alive until it returns.
void emitCallKeeping(FunctionLowering &F, const Callee &C,
                     llvm::ArrayRef<Value> Args, llvm::ArrayRef<Value> Kept,
                     llvm::SmallVectorImpl<Value> &Results);

/// Parameters of F's function (from the Nth on, receiver counted) as values.
void incomingParams(FunctionLowering &F, unsigned First,
                    llvm::SmallVectorImpl<Value> &Out);
/// Returns Results from a function without defers.
void returnValues(FunctionLowering &F, llvm::ArrayRef<Value> Results);

/// The make in append(s, make([]T, n)...), else null.
CallExpr *appendedMake(FunctionLowering &F, CallExpr *E);
/// Builtins that may stand alone as statements, on evaluated arguments.
void emitBuiltin(FunctionLowering &F, BuiltinId Id, llvm::ArrayRef<Value> Args,
                 Pos At, llvm::SmallVectorImpl<Value> &Results);
/// Arguments of such a builtin, converted to what emitBuiltin wants.
void lowerBuiltinArgs(FunctionLowering &F, CallExpr *E, BuiltinId Id,
                      llvm::SmallVectorImpl<Value> &Args);

/// Function whose frame the body belongs to: F itself, or for a body of a
/// range-over-func loop the function around it.
FunctionLowering &frameOwner(FunctionLowering &F);
/// Pointer P of F's outer function, inside the range-over-func body F.
llvm::Value *captureRaw(FunctionLowering &F, llvm::Value *P);
/// Pointer P of frameOwner(F), inside F.
llvm::Value *captureFrame(FunctionLowering &F, llvm::Value *P);
/// The recover token and defer scope of the frame F's code belongs to.
llvm::Value *recoverToken(FunctionLowering &F);
llvm::Value *deferScope(FunctionLowering &F);
/// Leaves a range-over-func body towards a place outside the loop.
void exitRangeBody(FunctionLowering &F, Tok Keyword, const Stmt *Target);
void exitRangeBodyByReturn(FunctionLowering &F);
/// continue and break of the range-over-func loop itself.
void continueRangeBody(FunctionLowering &F);
void breakRangeBody(FunctionLowering &F);
/// S is part of the range-over-func body that F lowers.
bool isInRangeBody(FunctionLowering &F, const Stmt *S);
/// F is the body of loop S.
bool isRangeBodyOf(FunctionLowering &F, const Stmt *S);

/// Body contains a defer statement (a call of something named recover) outside
/// nested literals; bodies of range-over-func loops count.
bool containsDefer(const Node *Body);
bool containsRecover(const Node *Body);

/// Language version of the file that holds P.
LangVersion versionAt(FunctionLowering &F, Pos P);
/// The For/Switch/Select a break or continue target stands for.
const Stmt *loopOf(const Stmt *Target);

} // namespace ogo

#endif
