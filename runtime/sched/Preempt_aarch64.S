// The signal handler left a signal frame at sp; yield, then let the system
// restore every register from it.
	.text
	.globl	ogoAsyncPreempt
	.type	ogoAsyncPreempt, @function
ogoAsyncPreempt:
	bl	ogoPreemptPark
	mov	x8, #139
	svc	#0
	brk	#1
	.size	ogoAsyncPreempt, .-ogoAsyncPreempt
	.section	.note.GNU-stack,"",@progbits
