// What runtime/debug, runtime/metrics, internal/coverage and others link to.

package runtime

import "unsafe"

// A heap dump lists every object with its type; the heap is conservative and does
// not know them.
//
//go:linkname debug_WriteHeapDump runtime/debug.WriteHeapDump
func debug_WriteHeapDump(fd uintptr) {
	throw("debug.WriteHeapDump is not supported by this runtime")
}

var crashFD uintptr = ^uintptr(0)

func setCrashFD(fd uintptr) uintptr {
	old := crashFD
	crashFD = fd
	return old
}

// metricSample and metricValue are runtime/metrics' Sample and Value.
type metricSample struct {
	name  string
	value metricValue
}

type metricValue struct {
	kind    int
	scalar  uint64
	pointer unsafe.Pointer
}

type queueCounts struct{ queued, executed uint64 }
type schedCounts struct {
	created, inSyscall, runnable, running, waiting, threads uint64
}

func readcleanupcounts(c *queueCounts)
func readfinalizercounts(c *queueCounts)
func readschedcounts(c *schedCounts)

//go:linkname metrics_readMetrics runtime/metrics.runtime_readMetrics
func metrics_readMetrics(samples unsafe.Pointer, len int, cap int) {
	var m MemStats
	ReadMemStats(&m)
	var cleanups, finalizers queueCounts
	var sched schedCounts
	readcleanupcounts(&cleanups)
	readfinalizercounts(&finalizers)
	readschedcounts(&sched)
	for i := range unsafe.Slice((*metricSample)(samples), len) {
		s := &unsafe.Slice((*metricSample)(samples), len)[i]
		var v uint64
		switch s.name {
		case "/gc/cycles/total:gc-cycles":
			v = uint64(m.NumGC)
		case "/gc/cycles/forced:gc-cycles":
			v = uint64(m.NumForcedGC)
		case "/gc/cycles/automatic:gc-cycles":
			v = uint64(m.NumGC - m.NumForcedGC)
		case "/gc/heap/allocs:bytes":
			v = m.TotalAlloc
		case "/memory/classes/heap/objects:bytes", "/gc/heap/live:bytes":
			v = m.HeapAlloc
		case "/memory/classes/total:bytes":
			v = m.Sys
		case "/gc/cleanups/queued:cleanups":
			v = cleanups.queued
		case "/gc/cleanups/executed:cleanups":
			v = cleanups.executed
		case "/gc/finalizers/queued:finalizers":
			v = finalizers.queued
		case "/gc/finalizers/executed:finalizers":
			v = finalizers.executed
		case "/sched/goroutines-created:goroutines":
			v = sched.created
		case "/sched/goroutines/not-in-go:goroutines":
			v = sched.inSyscall
		case "/sched/goroutines/runnable:goroutines":
			v = sched.runnable
		case "/sched/goroutines/running:goroutines":
			v = sched.running
		case "/sched/goroutines/waiting:goroutines":
			v = sched.waiting
		case "/sched/threads/total:threads":
			v = sched.threads
		case "/sched/gomaxprocs:threads":
			v = uint64(GOMAXPROCS(0))
		case "/sched/goroutines:goroutines":
			v = uint64(NumGoroutine())
		default:
			found := false
			for _, g := range godebugMetrics {
				if g.name == s.name {
					v, found = g.read(), true
				}
			}
			if !found {
				s.value.kind = 0 // KindBad: not a metric here
				continue
			}
		}
		s.value.kind = 1 // KindUint64
		s.value.scalar = v
	}
}
