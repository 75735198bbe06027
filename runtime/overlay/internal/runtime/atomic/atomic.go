// Package atomic is the subset of GOROOT's that packages outside runtime use, with
// the same names. The functions are C++ or compiler intrinsics of sync/atomic.
package atomic

import (
	"sync/atomic"
	"unsafe"
)

func LoadAcquintptr(ptr *uintptr) uintptr
func StoreReluintptr(ptr *uintptr, val uintptr)

// noCopy makes vet complain about copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

type Int32 struct {
	noCopy noCopy
	value  int32
}

func (x *Int32) Load() int32              { return atomic.LoadInt32(&x.value) }
func (x *Int32) LoadAcquire() int32       { return atomic.LoadInt32(&x.value) }
func (x *Int32) Store(value int32)        { atomic.StoreInt32(&x.value, value) }
func (x *Int32) StoreRelease(value int32) { atomic.StoreInt32(&x.value, value) }
func (x *Int32) CompareAndSwap(old, new int32) bool {
	return atomic.CompareAndSwapInt32(&x.value, old, new)
}
func (x *Int32) CompareAndSwapRelease(old, new int32) bool {
	return atomic.CompareAndSwapInt32(&x.value, old, new)
}
func (x *Int32) Swap(new int32) int32  { return atomic.SwapInt32(&x.value, new) }
func (x *Int32) Add(delta int32) int32 { return atomic.AddInt32(&x.value, delta) }
func (x *Int32) And(mask int32) int32  { return atomic.AndInt32(&x.value, mask) }
func (x *Int32) Or(mask int32) int32   { return atomic.OrInt32(&x.value, mask) }

type Int64 struct {
	noCopy noCopy
	value  int64
}

func (x *Int64) Load() int64              { return atomic.LoadInt64(&x.value) }
func (x *Int64) LoadAcquire() int64       { return atomic.LoadInt64(&x.value) }
func (x *Int64) Store(value int64)        { atomic.StoreInt64(&x.value, value) }
func (x *Int64) StoreRelease(value int64) { atomic.StoreInt64(&x.value, value) }
func (x *Int64) CompareAndSwap(old, new int64) bool {
	return atomic.CompareAndSwapInt64(&x.value, old, new)
}
func (x *Int64) CompareAndSwapRelease(old, new int64) bool {
	return atomic.CompareAndSwapInt64(&x.value, old, new)
}
func (x *Int64) Swap(new int64) int64  { return atomic.SwapInt64(&x.value, new) }
func (x *Int64) Add(delta int64) int64 { return atomic.AddInt64(&x.value, delta) }
func (x *Int64) And(mask int64) int64  { return atomic.AndInt64(&x.value, mask) }
func (x *Int64) Or(mask int64) int64   { return atomic.OrInt64(&x.value, mask) }

type Uint32 struct {
	noCopy noCopy
	value  uint32
}

func (x *Uint32) Load() uint32              { return atomic.LoadUint32(&x.value) }
func (x *Uint32) LoadAcquire() uint32       { return atomic.LoadUint32(&x.value) }
func (x *Uint32) Store(value uint32)        { atomic.StoreUint32(&x.value, value) }
func (x *Uint32) StoreRelease(value uint32) { atomic.StoreUint32(&x.value, value) }
func (x *Uint32) CompareAndSwap(old, new uint32) bool {
	return atomic.CompareAndSwapUint32(&x.value, old, new)
}
func (x *Uint32) CompareAndSwapRelease(old, new uint32) bool {
	return atomic.CompareAndSwapUint32(&x.value, old, new)
}
func (x *Uint32) Swap(new uint32) uint32  { return atomic.SwapUint32(&x.value, new) }
func (x *Uint32) Add(delta uint32) uint32 { return atomic.AddUint32(&x.value, delta) }
func (x *Uint32) And(mask uint32) uint32  { return atomic.AndUint32(&x.value, mask) }
func (x *Uint32) Or(mask uint32) uint32   { return atomic.OrUint32(&x.value, mask) }

type Uint64 struct {
	noCopy noCopy
	value  uint64
}

func (x *Uint64) Load() uint64              { return atomic.LoadUint64(&x.value) }
func (x *Uint64) LoadAcquire() uint64       { return atomic.LoadUint64(&x.value) }
func (x *Uint64) Store(value uint64)        { atomic.StoreUint64(&x.value, value) }
func (x *Uint64) StoreRelease(value uint64) { atomic.StoreUint64(&x.value, value) }
func (x *Uint64) CompareAndSwap(old, new uint64) bool {
	return atomic.CompareAndSwapUint64(&x.value, old, new)
}
func (x *Uint64) CompareAndSwapRelease(old, new uint64) bool {
	return atomic.CompareAndSwapUint64(&x.value, old, new)
}
func (x *Uint64) Swap(new uint64) uint64  { return atomic.SwapUint64(&x.value, new) }
func (x *Uint64) Add(delta uint64) uint64 { return atomic.AddUint64(&x.value, delta) }
func (x *Uint64) And(mask uint64) uint64  { return atomic.AndUint64(&x.value, mask) }
func (x *Uint64) Or(mask uint64) uint64   { return atomic.OrUint64(&x.value, mask) }

type Uintptr struct {
	noCopy noCopy
	value  uintptr
}

func (x *Uintptr) Load() uintptr              { return atomic.LoadUintptr(&x.value) }
func (x *Uintptr) LoadAcquire() uintptr       { return atomic.LoadUintptr(&x.value) }
func (x *Uintptr) Store(value uintptr)        { atomic.StoreUintptr(&x.value, value) }
func (x *Uintptr) StoreRelease(value uintptr) { atomic.StoreUintptr(&x.value, value) }
func (x *Uintptr) CompareAndSwap(old, new uintptr) bool {
	return atomic.CompareAndSwapUintptr(&x.value, old, new)
}
func (x *Uintptr) CompareAndSwapRelease(old, new uintptr) bool {
	return atomic.CompareAndSwapUintptr(&x.value, old, new)
}
func (x *Uintptr) Swap(new uintptr) uintptr  { return atomic.SwapUintptr(&x.value, new) }
func (x *Uintptr) Add(delta uintptr) uintptr { return atomic.AddUintptr(&x.value, delta) }
func (x *Uintptr) And(mask uintptr) uintptr  { return atomic.AndUintptr(&x.value, mask) }
func (x *Uintptr) Or(mask uintptr) uintptr   { return atomic.OrUintptr(&x.value, mask) }

// Bool is an atomic boolean.
type Bool struct {
	u Uint32
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func (b *Bool) Load() bool                        { return b.u.Load() != 0 }
func (b *Bool) Store(value bool)                  { b.u.Store(b2u(value)) }
func (b *Bool) CompareAndSwap(old, new bool) bool { return b.u.CompareAndSwap(b2u(old), b2u(new)) }
func (b *Bool) Swap(new bool) bool                { return b.u.Swap(b2u(new)) != 0 }

// UnsafePointer is an atomic pointer of any kind.
type UnsafePointer struct {
	noCopy noCopy
	value  unsafe.Pointer
}

func (u *UnsafePointer) Load() unsafe.Pointer       { return atomic.LoadPointer(&u.value) }
func (u *UnsafePointer) StoreNoWB(p unsafe.Pointer) { atomic.StorePointer(&u.value, p) }
func (u *UnsafePointer) Store(p unsafe.Pointer)     { atomic.StorePointer(&u.value, p) }
func (u *UnsafePointer) CompareAndSwap(old, new unsafe.Pointer) bool {
	return atomic.CompareAndSwapPointer(&u.value, old, new)
}

// Pointer is an atomic *T.
type Pointer[T any] struct {
	u UnsafePointer
}

func (p *Pointer[T]) Load() *T   { return (*T)(p.u.Load()) }
func (p *Pointer[T]) Store(t *T) { p.u.Store(unsafe.Pointer(t)) }
func (p *Pointer[T]) CompareAndSwap(old, new *T) bool {
	return p.u.CompareAndSwap(unsafe.Pointer(old), unsafe.Pointer(new))
}

// Float64 is an atomic float64.
type Float64 struct {
	u Uint64
}

func (f *Float64) Load() float64       { v := f.u.Load(); return *(*float64)(unsafe.Pointer(&v)) }
func (f *Float64) Store(value float64) { f.u.Store(*(*uint64)(unsafe.Pointer(&value))) }
