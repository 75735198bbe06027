// The end of the program.

package runtime

import (
	"internal/runtime/exithook"
	_ "unsafe" // for go:linkname
)

func exit(code int32)

// Exit hooks must not be cut short by another goroutine's exit.
func init() {
	exithook.Gosched = Gosched
	exithook.Goid = goid
	exithook.Throw = throw
}

func goid() uint64

// runExitHooks is called by the C++ entry when main.main has returned.
func runExitHooks(code int) { exithook.Run(code) }

//go:linkname os_beforeExit os.runtime_beforeExit
func os_beforeExit(exitCode int) { exithook.Run(exitCode) }
