// Cleanups: the Go side of runtime/mem/Cleanup.cpp.

package runtime

import (
	"internal/abi"
	"unsafe"
)

// A Cleanup stands for one call of AddCleanup.
type Cleanup struct {
	id   uint64
	slot uintptr // where the runtime keeps it; not heap memory
}

func addcleanup(ptr unsafe.Pointer, fn func()) (id uint64, slot uintptr)
func stopcleanup(id uint64, slot uintptr)
func findobject(p unsafe.Pointer) (base, size uintptr)
func inimage(p uintptr) bool

// AddCleanup has cleanup(arg) called some time after the object that ptr points
// into can no longer be reached.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	// What is watched must be on the heap.
	ptr = abi.Escape(ptr)
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	var argPtr unsafe.Pointer
	e := any(arg)
	if ef := (*eface)(unsafe.Pointer(&e)); ef.typ != nil {
		switch abi.Kind(typekind(ef.typ)) {
		case abi.Pointer, abi.UnsafePointer:
			argPtr = ef.data
		}
	}
	if argPtr == unsafe.Pointer(ptr) {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	fn := *(*unsafe.Pointer)(unsafe.Pointer(&cleanup))
	if !checkcleanup(unsafe.Pointer(ptr), argPtr, fn) {
		return Cleanup{}
	}
	id, slot := addcleanup(unsafe.Pointer(ptr), func() { cleanup(arg) })
	KeepAlive(ptr)
	return Cleanup{id, slot}
}

// checkcleanup reports whether the object at ptr can ever die, and panics where
// the cleanup would keep it alive.
func checkcleanup(ptr, arg, fn unsafe.Pointer) bool {
	base, size := findobject(ptr)
	if base == 0 {
		if inimage(uintptr(ptr)) {
			return false
		}
		panic("runtime.AddCleanup: ptr not in allocated block")
	}
	if uintptr(arg)-base < size {
		panic("runtime.AddCleanup: ptr is within arg, cleanup will never run")
	}
	if start, n := findobject(fn); start != 0 {
		for _, word := range unsafe.Slice((*uintptr)(unsafe.Pointer(start)), n/8) {
			if word-base < size {
				panic("runtime.AddCleanup: cleanup function closes over ptr, cleanup will never run")
			}
		}
	}
	return true
}

// Stop cancels the call, unless the object is already known to be gone.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopcleanup(c.id, c.slot)
	}
}

func blockUntilEmptyCleanupQueue(timeout int64) bool

// For the tests of unique and sync.
//
//go:linkname unique_blockUntilEmptyCleanupQueue unique.runtime_blockUntilEmptyCleanupQueue
func unique_blockUntilEmptyCleanupQueue(timeout int64) bool {
	return blockUntilEmptyCleanupQueue(timeout)
}

//go:linkname sync_test_blockUntilEmptyCleanupQueue sync_test.runtime_blockUntilEmptyCleanupQueue
func sync_test_blockUntilEmptyCleanupQueue(timeout int64) bool {
	return blockUntilEmptyCleanupQueue(timeout)
}
