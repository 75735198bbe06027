// Context switch and the first frame of a goroutine. Callee-saved: x19-x30 and
// the low halves of v8-v15.

// Saves the registers below sp, sp where the first argument says, and goes to the
// stack of the second.
	.macro	switchStack
	sub	sp, sp, #160
	stp	x29, x30, [sp, #0]
	stp	x19, x20, [sp, #16]
	stp	x21, x22, [sp, #32]
	stp	x23, x24, [sp, #48]
	stp	x25, x26, [sp, #64]
	stp	x27, x28, [sp, #80]
	stp	d8, d9, [sp, #96]
	stp	d10, d11, [sp, #112]
	stp	d12, d13, [sp, #128]
	stp	d14, d15, [sp, #144]
	mov	x9, sp
	str	x9, [x0]
	mov	sp, x1
	.endm

	.text
	.globl	ogoSwitch
	.type	ogoSwitch, @function
ogoSwitch:
	switchStack
	ldp	x29, x30, [sp, #0]
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	d8, d9, [sp, #96]
	ldp	d10, d11, [sp, #112]
	ldp	d12, d13, [sp, #128]
	ldp	d14, d15, [sp, #144]
	add	sp, sp, #160
	ret
	.size	ogoSwitch, .-ogoSwitch

// The first frame of a goroutine: a zero frame pointer and return address end
// frame-pointer walks.
	.globl	ogoStart
	.type	ogoStart, @function
ogoStart:
	switchStack
	mov	x29, #0
	mov	x30, #0
	stp	x29, x30, [sp, #-16]!
	bl	"runtime.goexit"
	brk	#1
	.size	ogoStart, .-ogoStart

// ogoReplaceCall(frame pointer of what F called, function, argument): continue as
// if F had called the function instead. What lies below on the stack is left; a
// part of the replaced frame stays, as what a frame has above its frame pointer
// is not known.
	.globl	ogoReplaceCall
	.type	ogoReplaceCall, @function
ogoReplaceCall:
	ldp	x29, x30, [x0]
	add	x9, x0, #16
	mov	sp, x9
	mov	x0, x2
	br	x1
	.size	ogoReplaceCall, .-ogoReplaceCall

// ogoRecoverJump(frame pointer of F, resume code, results): continue as if F had
// been left by a return, in resume, which returns F's results to F's caller.
// Offsets: LLVM's save order when all callee-saved registers are clobbered.
	.globl	ogoRecoverJump
	.type	ogoRecoverJump, @function
ogoRecoverJump:
	mov	x9, x0
	mov	x10, x1
	mov	x0, x2
	ldp	d15, d14, [x9, #-64]
	ldp	d13, d12, [x9, #-48]
	ldp	d11, d10, [x9, #-32]
	ldp	d9, d8, [x9, #-16]
	ldp	x28, x27, [x9, #16]
	ldp	x26, x25, [x9, #32]
	ldp	x24, x23, [x9, #48]
	ldp	x22, x21, [x9, #64]
	ldp	x20, x19, [x9, #80]
	ldp	x29, x30, [x9]
	add	sp, x9, #96
	br	x10
	.size	ogoRecoverJump, .-ogoRecoverJump

	.section	.note.GNU-stack,"",@progbits
