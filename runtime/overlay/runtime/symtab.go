// Functions, files and lines of code addresses.

package runtime

import "unsafe"

// A Func describes a function of the program.
type Func struct {
	opaque struct{}
}

// What a *Func really points at: C++'s FunctionRecord (runtime/sym/CallSites.h).
type funcInfo struct {
	name   string // with [...] for type arguments, as programs print it
	symbol string
	start  int // line of the func keyword
	entry  uintptr
}

func (f *Func) info() *funcInfo { return (*funcInfo)(unsafe.Pointer(f)) }

func FuncForPC(pc uintptr) *Func

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.info().name
}

func (f *Func) Entry() uintptr { return f.info().entry }

func (f *Func) FileLine(pc uintptr) (file string, line int) { return fileline(f.info(), pc) }

//go:noescape
func fileline(f *funcInfo, pc uintptr) (file string, line int)

// Frames expands the addresses of Callers into frames.
type Frames struct {
	callers []uintptr
	given   int // logical calls at callers[0] that Next has returned
}

// A Frame is one call as written in the source.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int

	startLine int
	Entry     uintptr
	info      *funcInfo
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers: callers} }

func (ci *Frames) Next() (frame Frame, more bool) {
	more = nextframe(ci, &frame)
	return
}

//go:noescape
func nextframe(ci *Frames, frame *Frame) (more bool)

//go:linkname pprof_FrameStartLine runtime/pprof.runtime_FrameStartLine
func pprof_FrameStartLine(f *Frame) int { return f.startLine }

//go:linkname pprof_FrameSymbolName runtime/pprof.runtime_FrameSymbolName
func pprof_FrameSymbolName(f *Frame) string {
	if f.info == nil {
		return f.Function
	}
	return f.info.symbol
}

//go:linkname pprof_expandFinalInlineFrame runtime/pprof.runtime_expandFinalInlineFrame
func pprof_expandFinalInlineFrame(stk []uintptr) []uintptr { return stk }

// Stack is no Go function because its own frame must not show.
//
//go:noescape
func Stack(buf []byte, all bool) int
