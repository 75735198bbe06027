// GODEBUG settings and what internal/godebug links to.

package runtime

import "unsafe"

func godebugEnv() string
func godebugDefaultString() string
func setGodebugEnv(s string)

func godebugSetting(key string) string {
	if v, ok := findSetting(godebugEnv(), key); ok {
		return v
	}
	v, _ := findSetting(godebugDefaultString(), key)
	return v
}

// findSetting gives the last value of key in a list k=v,k=v.
func findSetting(list, key string) (value string, found bool) {
	for len(list) > 0 {
		item := list
		rest := ""
		for i := 0; i < len(list); i++ {
			if list[i] == ',' {
				item, rest = list[:i], list[i+1:]
				break
			}
		}
		if len(item) > len(key) && item[len(key)] == '=' && item[:len(key)] == key {
			value, found = item[len(key)+1:], true
		}
		list = rest
	}
	return
}

var godebugUpdate func(string, string)

//go:linkname godebug_setUpdate internal/godebug.setUpdate
func godebug_setUpdate(update func(string, string)) {
	godebugUpdate = update
	update(godebugDefaultString(), godebugEnv())
}

func godebugNotify() {
	if godebugUpdate != nil {
		godebugUpdate(godebugDefaultString(), godebugEnv())
	}
}

// Non-default behaviour counters are metrics; their readers are kept for
// runtime/metrics.
type godebugMetric struct {
	name string
	read func() uint64
}

var godebugMetrics []godebugMetric

//go:linkname godebug_registerMetric internal/godebug.registerMetric
func godebug_registerMetric(name string, read func() uint64) {
	godebugMetrics = append(godebugMetrics, godebugMetric{name, read})
}

//go:linkname godebug_setNewIncNonDefault internal/godebug.setNewIncNonDefault
func godebug_setNewIncNonDefault(newIncNonDefault func(string) func()) {
	newIncNonDefaultFunc = newIncNonDefault
}

var newIncNonDefaultFunc func(string) func()

// write is what internal/godebug reports through.
//
//go:linkname write
func write(fd uintptr, p unsafe.Pointer, n int32) int32

//go:linkname syscall_runtimeSetenv syscall.runtimeSetenv
func syscall_runtimeSetenv(key, value string) {
	if key == "GODEBUG" {
		setGodebugEnv(value)
		godebugNotify()
	}
}

//go:linkname syscall_runtimeClearenv syscall.runtimeClearenv
func syscall_runtimeClearenv(env map[string]int) {
	if _, ok := env["GODEBUG"]; ok {
		syscall_runtimeUnsetenv("GODEBUG")
	}
}

//go:linkname syscall_runtimeUnsetenv syscall.runtimeUnsetenv
func syscall_runtimeUnsetenv(key string) {
	if key == "GODEBUG" {
		setGodebugEnv("")
		godebugNotify()
	}
}
