# Register side of runtime/data/Reflect.cpp. Offsets are those of struct Regs:
# Ints 0, Floats 64, Context 128, StackArgs 136.
	.text
	.globl	ogoNativeCall
	.type	ogoNativeCall, @function
ogoNativeCall:
	pushq	%rbp
	movq	%rsp, %rbp
	pushq	%rbx
	subq	$8, %rsp
	movq	%rsi, %rbx
	movq	%rdi, %r11
	# Stack arguments, keeping 16-byte alignment.
	leaq	1(%rdx), %rax
	andq	$-2, %rax
	shlq	$3, %rax
	subq	%rax, %rsp
	movq	136(%rbx), %rsi
	xorl	%ecx, %ecx
1:	cmpq	%rdx, %rcx
	jae	2f
	movq	(%rsi,%rcx,8), %rax
	movq	%rax, (%rsp,%rcx,8)
	incq	%rcx
	jmp	1b
2:	movsd	64(%rbx), %xmm0
	movsd	72(%rbx), %xmm1
	movsd	80(%rbx), %xmm2
	movsd	88(%rbx), %xmm3
	movsd	96(%rbx), %xmm4
	movsd	104(%rbx), %xmm5
	movsd	112(%rbx), %xmm6
	movsd	120(%rbx), %xmm7
	movq	128(%rbx), %r10
	movq	0(%rbx), %rdi
	movq	8(%rbx), %rsi
	movq	16(%rbx), %rdx
	movq	24(%rbx), %rcx
	movq	32(%rbx), %r8
	movq	40(%rbx), %r9
	call	*%r11
	movq	%rax, 0(%rbx)
	movq	%rdx, 8(%rbx)
	movq	%rcx, 16(%rbx)
	movq	%r8, 24(%rbx)
	movsd	%xmm0, 64(%rbx)
	movsd	%xmm1, 72(%rbx)
	movsd	%xmm2, 80(%rbx)
	movsd	%xmm3, 88(%rbx)
	movq	-8(%rbp), %rbx
	leave
	ret
	.size	ogoNativeCall, .-ogoNativeCall

	.macro	STUB name, target
	.globl	"\name"
	.type	"\name", @function
"\name":
	pushq	%rbp
	movq	%rsp, %rbp
	subq	$144, %rsp
	movq	%rdi, 0(%rsp)
	movq	%rsi, 8(%rsp)
	movq	%rdx, 16(%rsp)
	movq	%rcx, 24(%rsp)
	movq	%r8, 32(%rsp)
	movq	%r9, 40(%rsp)
	movsd	%xmm0, 64(%rsp)
	movsd	%xmm1, 72(%rsp)
	movsd	%xmm2, 80(%rsp)
	movsd	%xmm3, 88(%rsp)
	movsd	%xmm4, 96(%rsp)
	movsd	%xmm5, 104(%rsp)
	movsd	%xmm6, 112(%rsp)
	movsd	%xmm7, 120(%rsp)
	movq	%r10, 128(%rsp)
	leaq	16(%rbp), %rax
	movq	%rax, 136(%rsp)
	movq	%rsp, %rdi
	call	\target
	movq	0(%rsp), %rax
	movq	8(%rsp), %rdx
	movq	16(%rsp), %rcx
	movq	24(%rsp), %r8
	movsd	64(%rsp), %xmm0
	movsd	72(%rsp), %xmm1
	movsd	80(%rsp), %xmm2
	movsd	88(%rsp), %xmm3
	leave
	ret
	.size	"\name", .-"\name"
	.endm

	STUB reflect.makeFuncStub, ogoMakeFuncEntry
	STUB reflect.methodValueCall, ogoMethodValueEntry

	.globl	ogoVisitLayout
	.type	ogoVisitLayout, @function
ogoVisitLayout:
	movq	%r10, %r8
	jmp	ogoVisitLayoutBody
	.size	ogoVisitLayout, .-ogoVisitLayout
	.section	.note.GNU-stack,"",@progbits
