// The default of GOMAXPROCS: the processors that the program may run on, or fewer
// where its container has a limit of CPU time. A limit below two is taken as two,
// or collecting garbage would stop everything else.

package runtime

import "internal/runtime/cgroup"

var (
	cgroupCPU   cgroup.CPU
	cgroupFound bool
)

func cpucount() int         // by affinity, now
func maxprocsfromenv() bool // GOMAXPROCS is set

func init() {
	if godebugSetting("containermaxprocs") == "0" {
		return
	}
	cpu, err := cgroup.OpenCPU(make([]byte, cgroup.ScratchSize))
	if err != nil {
		return
	}
	cgroupCPU, cgroupFound = cpu, true
	if !maxprocsfromenv() {
		SetDefaultGOMAXPROCS()
	}
}

func defaultmaxprocs() int {
	n := cpucount()
	if !cgroupFound {
		return n
	}
	limit, limited, err := cgroup.ReadCPULimit(cgroupCPU)
	if err != nil || !limited || limit >= float64(n) {
		return n
	}
	most := int(limit)
	if float64(most) < limit {
		most++
	}
	return min(n, max(most, 2))
}

// SetDefaultGOMAXPROCS undoes what the environment or a call of GOMAXPROCS set.
func SetDefaultGOMAXPROCS() {
	GOMAXPROCS(defaultmaxprocs())
}
