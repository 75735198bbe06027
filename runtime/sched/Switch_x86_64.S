# Context switch and the first frame of a goroutine. Callee-saved registers of the
# C ABI (swiftcc keeps the same set); the floating-point control words are never
# changed by Go code.

# Saves the registers below sp, sp where the first argument says, and goes to the
# stack of the second.
	.macro	switchStack
	pushq	%rbp
	pushq	%rbx
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, (%rdi)
	movq	%rsi, %rsp
	.endm

	.text
	.globl	ogoSwitch
	.type	ogoSwitch, @function
ogoSwitch:
	.cfi_startproc
	switchStack
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret
	.cfi_endproc
	.size	ogoSwitch, .-ogoSwitch

# The first frame of a goroutine: a zero frame pointer and return address end
# frame-pointer walks.
	.globl	ogoStart
	.type	ogoStart, @function
ogoStart:
	switchStack
	xorl	%ebp, %ebp
	pushq	$0
	andq	$-16, %rsp
	call	"runtime.goexit"
	ud2
	.size	ogoStart, .-ogoStart

# ogoReplaceCall(frame pointer of what F called, function, argument): continue
# as if F had called the function instead. What lies below on the stack is left.
	.globl	ogoReplaceCall
	.type	ogoReplaceCall, @function
ogoReplaceCall:
	movq	(%rdi), %rbp
	leaq	8(%rdi), %rsp
	movq	%rdx, %rdi
	jmp	*%rsi
	.size	ogoReplaceCall, .-ogoReplaceCall

# ogoRecoverJump(frame pointer of F, resume code, results): continue as if F had
# been left by a return, in resume, which returns F's results to F's caller. F's
# prologue saved the callee-saved registers below its frame pointer.
	.globl	ogoRecoverJump
	.type	ogoRecoverJump, @function
ogoRecoverJump:
	movq	%rdi, %rax
	movq	%rdx, %rdi
	movq	-8(%rax), %r15
	movq	-16(%rax), %r14
	movq	-24(%rax), %r13
	movq	-32(%rax), %r12
	movq	-40(%rax), %rbx
	movq	(%rax), %rbp
	leaq	8(%rax), %rsp
	jmp	*%rsi
	.size	ogoRecoverJump, .-ogoRecoverJump

	.section	.note.GNU-stack,"",@progbits
