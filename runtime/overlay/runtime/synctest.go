// The part of testing/synctest's bubbles that panics, defers or makes
// interfaces; the rest is C++ (runtime/sched/Bubble.cpp).

package runtime

import "unsafe"

// A synctestBubble is C++'s Bubble.
type synctestBubble struct{ _ [1]unsafe.Pointer }

func getBubble() *synctestBubble
func setBubble(b *synctestBubble)
func activateBubble(b *synctestBubble, delta int)
func noteBubbleDeadlock(b *synctestBubble)

type synctestDeadlockError struct {
	reason string
	bubble *synctestBubble
}

func (e synctestDeadlockError) Error() string { return e.reason }

func synctestPanic(text string) { panic(text) }

func synctestDeadlock(reason string, b *synctestBubble) {
	panic(synctestDeadlockError{reason, b})
}

//go:linkname synctest_acquire internal/synctest.acquire
func synctest_acquire() any {
	b := getBubble()
	if b == nil {
		return nil
	}
	activateBubble(b, 1)
	return b
}

//go:linkname synctest_release internal/synctest.release
func synctest_release(bubble any) {
	activateBubble(bubble.(*synctestBubble), -1)
}

//go:linkname synctest_inBubble internal/synctest.inBubble
func synctest_inBubble(bubble any, f func()) {
	if getBubble() != nil {
		panic("goroutine is already bubbled")
	}
	setBubble(bubble.(*synctestBubble))
	defer setBubble(nil)
	f()
}
