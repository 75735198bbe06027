// Register side of runtime/data/Reflect.cpp. Offsets are those of struct Regs:
// Ints 0, Floats 64, Context 128, StackArgs 136.
	.text
	.globl	ogoNativeCall
	.type	ogoNativeCall, @function
ogoNativeCall:
	stp	x29, x30, [sp, #-32]!
	mov	x29, sp
	str	x19, [sp, #16]
	mov	x19, x1
	mov	x9, x0
	add	x10, x2, #1
	and	x10, x10, #-2
	sub	sp, sp, x10, lsl #3
	ldr	x11, [x19, #136]
	mov	x12, #0
1:	cmp	x12, x2
	b.hs	2f
	ldr	x13, [x11, x12, lsl #3]
	str	x13, [sp, x12, lsl #3]
	add	x12, x12, #1
	b	1b
2:	ldp	d0, d1, [x19, #64]
	ldp	d2, d3, [x19, #80]
	ldp	d4, d5, [x19, #96]
	ldp	d6, d7, [x19, #112]
	ldr	x18, [x19, #128]
	ldp	x0, x1, [x19, #0]
	ldp	x2, x3, [x19, #16]
	ldp	x4, x5, [x19, #32]
	ldp	x6, x7, [x19, #48]
	blr	x9
	stp	x0, x1, [x19, #0]
	stp	x2, x3, [x19, #16]
	stp	d0, d1, [x19, #64]
	stp	d2, d3, [x19, #80]
	mov	sp, x29
	ldr	x19, [sp, #16]
	ldp	x29, x30, [sp], #32
	ret
	.size	ogoNativeCall, .-ogoNativeCall

	.macro	STUB name, target
	.globl	"\name"
	.type	"\name", @function
"\name":
	stp	x29, x30, [sp, #-16]!
	mov	x29, sp
	sub	sp, sp, #144
	stp	x0, x1, [sp, #0]
	stp	x2, x3, [sp, #16]
	stp	x4, x5, [sp, #32]
	stp	x6, x7, [sp, #48]
	stp	d0, d1, [sp, #64]
	stp	d2, d3, [sp, #80]
	stp	d4, d5, [sp, #96]
	stp	d6, d7, [sp, #112]
	add	x9, x29, #16
	stp	x18, x9, [sp, #128]
	mov	x0, sp
	bl	\target
	ldp	x0, x1, [sp, #0]
	ldp	x2, x3, [sp, #16]
	ldp	d0, d1, [sp, #64]
	ldp	d2, d3, [sp, #80]
	mov	sp, x29
	ldp	x29, x30, [sp], #16
	ret
	.size	"\name", .-"\name"
	.endm

	STUB reflect.makeFuncStub, ogoMakeFuncEntry
	STUB reflect.methodValueCall, ogoMethodValueEntry

	.globl	ogoVisitLayout
	.type	ogoVisitLayout, @function
ogoVisitLayout:
	mov	x4, x18
	b	ogoVisitLayoutBody
	.size	ogoVisitLayout, .-ogoVisitLayout
	.section	.note.GNU-stack,"",@progbits
