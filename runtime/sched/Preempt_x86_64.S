# Programs are compiled for the baseline, so fxsave covers the vector registers
# (libc's own AVX code is never interrupted here).
# Saves every register Go code may use, yields, restores, and returns past the
# red zone of the interrupted function.
	.text
	.globl	ogoAsyncPreempt
	.type	ogoAsyncPreempt, @function
ogoAsyncPreempt:
	pushq	%rbp
	movq	%rsp, %rbp
	pushfq
	cld
	pushq	%rax
	pushq	%rbx
	pushq	%rcx
	pushq	%rdx
	pushq	%rsi
	pushq	%rdi
	pushq	%r8
	pushq	%r9
	pushq	%r10
	pushq	%r11
	pushq	%r12
	pushq	%r13
	pushq	%r14
	pushq	%r15
	movq	%rsp, %rbx
	subq	$528, %rsp
	andq	$-64, %rsp
	fxsave64	(%rsp)
	call	ogoPreemptPark
	fxrstor64	(%rsp)
	movq	%rbx, %rsp
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%r11
	popq	%r10
	popq	%r9
	popq	%r8
	popq	%rdi
	popq	%rsi
	popq	%rdx
	popq	%rcx
	popq	%rbx
	popq	%rax
	popfq
	popq	%rbp
	ret	$128
	.size	ogoAsyncPreempt, .-ogoAsyncPreempt

	.section	.note.GNU-stack,"",@progbits
