// Profiles. Goroutine and heap profiles are real; blocking and mutex events are not
// recorded, so those profiles are empty.

package runtime

import "unsafe"

// MemProfileRate is the average number of bytes between two sampled allocations; 1
// samples every one, 0 none. The allocator reads it.
var MemProfileRate int = 512 * 1024

type StackRecord struct {
	Stack0 [32]uintptr
}

func (r *StackRecord) Stack() []uintptr { return trimStack(r.Stack0[:]) }

func trimStack(stk []uintptr) []uintptr {
	for i, pc := range stk {
		if pc == 0 {
			return stk[:i]
		}
	}
	return stk
}

type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr
}

func (r *MemProfileRecord) InUseBytes() int64   { return r.AllocBytes - r.FreeBytes }
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }
func (r *MemProfileRecord) Stack() []uintptr    { return trimStack(r.Stack0[:]) }

type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// memprofile writes up to max records; the result is how many there are.
func memprofile(p *MemProfileRecord, max int, inuseZero bool) int

func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	n = memprofile(nil, 0, inuseZero)
	if n > len(p) {
		return n, false
	}
	if m := memprofile(unsafe.SliceData(p), len(p), inuseZero); m < n {
		n = m
	}
	return n, true
}

// waitRecord is an entry of the block profile or the mutex profile.
type waitRecord struct {
	count, nanos float64
	stack        [32]uintptr
}

// waitprofile writes up to max records; the result is how many there are.
func waitprofile(mutex bool, p *waitRecord, max int) int

// waits returns the profile if it has no more than max records, and how many it
// has.
func waits(mutex bool, max int) ([]waitRecord, int) {
	n := waitprofile(mutex, nil, 0)
	if n > max {
		return nil, n
	}
	r := make([]waitRecord, n)
	if m := waitprofile(mutex, unsafe.SliceData(r), n); m < n {
		n = m
	}
	return r[:n], n
}

func waitProfile(mutex bool, p []BlockProfileRecord) (n int, ok bool) {
	w, n := waits(mutex, len(p))
	if n > len(p) {
		return n, false
	}
	for i := range w {
		p[i].Count, p[i].Cycles = int64(w[i].count), int64(w[i].nanos)
		p[i].Stack0 = w[i].stack
	}
	return n, true
}

func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return waitProfile(false, p) }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return waitProfile(true, p) }

func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return 0, true }

// SetBlockProfileRate takes nanoseconds, which are the cycles of this profile.
func SetBlockProfileRate(rate int) { setblockprofilerate(max(rate, 0)) }

func setblockprofilerate(rate int)

func SetMutexProfileFraction(rate int) int

// goroutinestacks writes up to max stacks of 32 pcs and, when labels is not nil,
// their label pointers; the result is how many goroutines there are.
func goroutinestacks(p unsafe.Pointer, labels unsafe.Pointer, max int) int

func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = goroutinestacks(nil, nil, 0)
	if n > len(p) {
		return n, false
	}
	if n > 0 {
		n = goroutinestacks(unsafe.Pointer(&p[0]), nil, len(p))
	}
	return n, true
}

// profileRecord is internal/profilerecord.StackRecord.
type profileRecord struct {
	Stack []uintptr
}

func pprof_goroutineProfileWithLabels(p []profileRecord, labels []unsafe.Pointer) (n int, ok bool) {
	n = goroutinestacks(nil, nil, 0)
	if n > len(p) {
		return n, false
	}
	buf := make([]StackRecord, n)
	var lp unsafe.Pointer
	if len(labels) >= n && n > 0 {
		lp = unsafe.Pointer(&labels[0])
	}
	m := goroutinestacks(unsafe.Pointer(unsafe.SliceData(buf)), lp, n)
	if m < n {
		n = m
	}
	for i := 0; i < n; i++ {
		p[i].Stack = buf[i].Stack()
	}
	return n, true
}

// Leaked goroutines are not looked for yet: the profile is empty.

//go:linkname goroutineLeakGC runtime/pprof.runtime_goroutineLeakGC
func goroutineLeakGC() { GC() }

//go:linkname goroutineleakcount runtime/pprof.runtime_goroutineleakcount
func goroutineleakcount() int { return 0 }

func pprof_goroutineLeakProfileWithLabels(p []profileRecord, labels []unsafe.Pointer) (n int, ok bool) {
	return 0, true
}

// memRecord and blockRecord are internal/profilerecord's.
type memRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack                     []uintptr
}

type blockRecord struct {
	Count  int64
	Cycles float64
	Stack  []uintptr
}

func pprof_memProfileInternal(p []memRecord, inuseZero bool) (n int, ok bool) {
	buf := make([]MemProfileRecord, len(p))
	n, ok = MemProfile(buf, inuseZero)
	if !ok {
		return n, false
	}
	for i := range p[:n] {
		r := &buf[i]
		p[i] = memRecord{r.AllocBytes, r.FreeBytes, r.AllocObjects, r.FreeObjects, r.Stack()}
	}
	return n, true
}

func waitProfileInternal(mutex bool, p []blockRecord) (n int, ok bool) {
	w, n := waits(mutex, len(p))
	if n > len(p) {
		return n, false
	}
	for i := range w {
		p[i] = blockRecord{int64(w[i].count), w[i].nanos, trimStack(w[i].stack[:])}
	}
	return n, true
}

func pprof_blockProfileInternal(p []blockRecord) (n int, ok bool) {
	return waitProfileInternal(false, p)
}

func pprof_mutexProfileInternal(p []blockRecord) (n int, ok bool) {
	return waitProfileInternal(true, p)
}

func pprof_threadCreateInternal(p []profileRecord) (n int, ok bool) { return 0, true }

func pprof_fpunwindExpand(dst, src []uintptr) int { return copy(dst, src) }

func pprof_makeProfStack() []uintptr { return make([]uintptr, 128) }

//go:linkname pprof_cyclesPerSecond runtime/pprof.runtime_cyclesPerSecond
func pprof_cyclesPerSecond() int64 { return 1000000000 }

// CPU profiles. Samples wait in a ring of the runtime; the reader, which is one
// goroutine of runtime/pprof, looks for them now and then.

func setcpuprofilerate(hz int)

// readcpuprofile writes whole samples, as many as there are and fit; the result
// is the number of words, -1 when there will be no more.
func readcpuprofile(buf *uint64, len int) int

//go:linkname cpuprofSleep time.Sleep
func cpuprofSleep(ns int64)

var cpuprof struct {
	on     bool
	reader bool  // somebody still has to be told the end
	begun  bool  // the header was read
	rate   int64 // of the header
}

// SetCPUProfileRate is called by one goroutine at a time: runtime/pprof has a
// lock.
func SetCPUProfileRate(hz int) {
	if hz < 0 {
		hz = 0
	}
	if hz > 1000000 {
		hz = 1000000
	}
	if hz > 0 {
		if cpuprof.reader {
			print("runtime: cannot set cpu profile rate until previous profile has finished.\n")
			return
		}
		cpuprof.reader = true
		cpuprof.begun = false
		cpuprof.rate = int64(hz)
		cpuprof.on = true
		setcpuprofilerate(hz)
	} else if cpuprof.on {
		setcpuprofilerate(0)
		cpuprof.on = false
	}
}

func CPUProfile() []byte { panic("CPUProfile no longer available") }

//go:linkname pprof_readProfile runtime/pprof.readProfile
func pprof_readProfile() (data []uint64, tags []unsafe.Pointer, eof bool) {
	if !cpuprof.begun {
		cpuprof.begun = true
		return []uint64{3, 0, uint64(cpuprof.rate)}, make([]unsafe.Pointer, 1), false
	}
	buf := make([]uint64, 8192)
	for {
		n := readcpuprofile(&buf[0], len(buf))
		if n > 0 {
			samples := 0
			for i := 0; i < n; i += int(buf[i]) {
				samples++
			}
			return buf[:n], make([]unsafe.Pointer, samples), false
		}
		if n < 0 {
			cpuprof.reader = false
			return nil, nil, true
		}
		cpuprofSleep(20000000)
	}
}

// Execution traces are not recorded.

func StartTrace() error { return errorString("execution tracing is not supported") }
func StopTrace()        {}
func ReadTrace() []byte { return nil }

// traceAdvance would start the next generation of a trace.
func traceAdvance(stopTrace bool) {}

// Traces count in units of 64 nanoseconds.
func traceClockNow() uint64 { return uint64(nanotime()) / 64 }

//go:linkname traceClockUnitsPerSecond runtime/trace.runtime_traceClockUnitsPerSecond
func traceClockUnitsPerSecond() uint64 { return 1e9 / 64 }

//go:linkname trace_userTaskCreate runtime/trace.userTaskCreate
func trace_userTaskCreate(id, parentID uint64, taskType string) {}

//go:linkname trace_userTaskEnd runtime/trace.userTaskEnd
func trace_userTaskEnd(id uint64) {}

//go:linkname trace_userRegion runtime/trace.userRegion
func trace_userRegion(id, mode uint64, name string) {}

//go:linkname trace_userLog runtime/trace.userLog
func trace_userLog(id uint64, category, message string) {}
