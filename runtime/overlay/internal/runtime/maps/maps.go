// Package maps is what reflect and hash/maphash know of maps. The table itself is
// the runtime's (runtime/data/Map.h), written in C++ with SIMD probing, and
// compiled code calls it directly.
package maps

import (
	"internal/abi"
	"unsafe"
)

// Use64BitHash: hashes have 64 bits.
const Use64BitHash = true

// A Map is only ever pointed at.
type Map struct {
	used uint64
	_    [5]uint64
}

// Used is len(m).
func (m *Map) Used() uint64 {
	if m == nil {
		return 0
	}
	return m.used
}

// An Iter walks over a map. The first fields are the runtime's iterator.
type Iter struct {
	key, elem unsafe.Pointer // nil at the end
	typ       *abi.MapType
	m         *Map
	table     unsafe.Pointer
	_         [8]uintptr
	started   bool
}

// Init makes it stand before the first entry.
func (it *Iter) Init(t *abi.MapType, m *Map) {
	*it = Iter{typ: t, m: m}
}

// Initialized reports whether Init was called.
func (it *Iter) Initialized() bool { return it.typ != nil }

// Map is the map that it walks over.
func (it *Iter) Map() *Map { return it.m }

// Key points at the entry's key; nil at the end.
func (it *Iter) Key() unsafe.Pointer { return it.key }

// Elem points at the entry's element.
func (it *Iter) Elem() unsafe.Pointer { return it.elem }

// Next goes to the next entry.
func (it *Iter) Next() {
	if it.started {
		iternext(it)
		return
	}
	it.started = true
	iterinit(it.typ, it.m, it)
}

//go:linkname iterinit runtime.mapiterinit
func iterinit(t *abi.MapType, m *Map, it *Iter)

//go:linkname iternext runtime.mapiternext
func iternext(it *Iter)
