// The signal handler left a signal frame at sp; yield, then let the system
// restore every register from it. rt_sigreturn also sets the alternate stack of
// the thread it runs on, which may be another than the one interrupted.
	.text
	.globl	ogoAsyncPreempt
	.type	ogoAsyncPreempt, @function
ogoAsyncPreempt:
	bl	ogoPreemptPark
	mov	x0, sp
	bl	ogoKeepSignalStack
	mov	x8, #139
	svc	#0
	brk	#1
	.size	ogoAsyncPreempt, .-ogoAsyncPreempt
	.section	.note.GNU-stack,"",@progbits
