// Package runtime is ogo's own: the Go-visible part of a runtime written in C++.
// Functions without a body are C++ (runtime/*/*.cpp), bound by name.
package runtime

import (
	"internal/coverage/rtcov"
	"unsafe"
)

// Compiler is "gc": code that tests it wants to know the language's behaviour and
// data layouts, which are gc's.
const Compiler = "gc"

func Caller(skip int) (pc uintptr, file string, line int, ok bool)
//go:noescape
func Callers(skip int, pc []uintptr) int

// GOROOT is where the standard library's sources were when GOROOT is set, else
// what the program was built with.
func GOROOT() string {
	if s := getenv("GOROOT"); s != "" {
		return s
	}
	return defaultGOROOT()
}

func defaultGOROOT() string

// Version is the Go version of the standard library in the program.
func Version() string { return buildVersionString() }

func buildVersionString() string

func getenv(key string) string {
	for _, s := range envs() {
		if len(s) > len(key) && s[len(key)] == '=' && s[:len(key)] == key {
			return s[len(key)+1:]
		}
	}
	return ""
}

func envs() []string
func args() []string

func Gosched()
func Goexit()
func GC()
func GOMAXPROCS(n int) int
func NumCPU() int
func NumGoroutine() int
func LockOSThread()
func UnlockOSThread()
func Breakpoint()

// NumCgoCall is 0: programs are built without cgo.
func NumCgoCall() int64 { return 0 }

// KeepAlive makes x reachable up to here. The collector is conservative about
// what is in a register or on a stack; the call keeps the value there.
//
//go:noinline
func KeepAlive(x any) {
	if keepAliveSink {
		println(x)
	}
}

var keepAliveSink bool

// A Pinner keeps objects in place. Nothing is ever moved, so it only keeps them
// reachable.
type Pinner struct {
	refs []any
}

func (p *Pinner) Pin(pointer any) {
	switch typekind((*eface)(unsafe.Pointer(&pointer)).typ) {
	case 22, 26:
	default:
		panic(errorString("runtime.Pinner: argument is not a pointer: " + typestring((*eface)(unsafe.Pointer(&pointer)).typ)))
	}
	p.refs = append(p.refs, pointer)
}

func (p *Pinner) Unpin() { p.refs = nil }

func SetFinalizer(obj any, finalizer any) {
	e := (*eface)(unsafe.Pointer(&obj))
	if e.typ == nil {
		throw("runtime.SetFinalizer: first argument is nil")
	}
	if typekind(e.typ) != 22 {
		throw("runtime.SetFinalizer: first argument is " + typestring(e.typ) + ", not pointer")
	}
	if e.data == nil {
		throw("runtime.SetFinalizer: pointer not in allocated block")
	}
	f := (*eface)(unsafe.Pointer(&finalizer))
	if f.typ == nil {
		removefinalizer(e.data)
		return
	}
	if typekind(f.typ) != 19 {
		throw("runtime.SetFinalizer: second argument is " + typestring(f.typ) + ", not a function")
	}
	switch addfinalizer(e.data, e.typ, f.data, f.typ) {
	case 1:
		throw("runtime.SetFinalizer: cannot pass " + typestring(e.typ) + " to finalizer " + typestring(f.typ))
	case 2:
		throw("runtime.SetFinalizer: finalizer already set")
	}
}

func removefinalizer(obj unsafe.Pointer)
func addfinalizer(obj, objType, fn, fnType unsafe.Pointer) int

// SetCgoTraceback has nothing to set without cgo.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}

func nanotime() int64
func rand() uint64

// bootstrapRand is rand: it can be used from the start.
func bootstrapRand() uint64 { return rand() }

// vgetrandom would be the kernel's shared page giving random bytes; the caller
// makes the system call.
func vgetrandom(p []byte, flags uint32) (ret int, supported bool) { return -1, false }

// The list of coverage counters is empty: coverage builds are refused.
//
//go:linkname coverage_getCovCounterList internal/coverage/cfile.getCovCounterList
func coverage_getCovCounterList() []rtcov.CovCounterBlob { return nil }

//go:linkname randn
func randn(n uint32) uint32 {
	return uint32((uint64(uint32(rand())) * uint64(n)) >> 32)
}

// Package time's tests ask whether sleeping is exact to about a millisecond.
var haveHighResSleep = true
