// Functions, files and lines of code addresses.

package runtime

import "unsafe"

// A Func describes a function of the program.
type Func struct {
	opaque struct{}
}

// What a *Func really points at.
type funcInfo struct {
	name  string
	file  string
	line  int // of the address it was made for
	start int // line of the func keyword
	entry uintptr
	inl   bool
}

func (f *Func) info() *funcInfo { return (*funcInfo)(unsafe.Pointer(f)) }

// symbolizepc fills frames with the logical calls at pc, innermost first.
func symbolizepc(pc uintptr, frames *funcInfo, max int) int

func FuncForPC(pc uintptr) *Func {
	var frames [1]funcInfo
	if pc>>48 != 0 { // one of several inlined calls, by its return address
		pc--
	}
	if symbolizepc(pc, &frames[0], 1) == 0 {
		return nil
	}
	f := new(funcInfo)
	*f = frames[0]
	return (*Func)(unsafe.Pointer(f))
}

func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return funcNameForPrint(f.info().name)
}

// funcNameForPrint spells a generic instance as gc does, with [...] for its type
// arguments.
func funcNameForPrint(name string) string {
	for i := 0; i < len(name); i++ {
		if name[i] != '[' {
			continue
		}
		depth := 0
		for j := i; j < len(name); j++ {
			switch name[j] {
			case '[':
				depth++
			case ']':
				depth--
				if depth == 0 {
					return name[:i] + "[...]" + funcNameForPrint(name[j+1:])
				}
			}
		}
		break
	}
	return name
}

func (f *Func) Entry() uintptr { return f.info().entry }

func (f *Func) FileLine(pc uintptr) (file string, line int) {
	var frames [64]funcInfo
	n := symbolizepc(pc, &frames[0], len(frames))
	for i := 0; i < n; i++ {
		if frames[i].name == f.info().name {
			return frames[i].file, frames[i].line
		}
	}
	return "?", 0
}

// Frames expands the addresses of Callers into frames.
type Frames struct {
	callers []uintptr
	queue   []Frame
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
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers: callers} }

func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.queue) == 0 && len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		var frames [64]funcInfo
		n := symbolizepc(pc-1, &frames[0], len(frames))
		for i := 0; i < n; i++ {
			f := new(funcInfo)
			*f = frames[i]
			if !visibleFunction(f.name) {
				continue
			}
			fr := Frame{PC: pc - 1, Function: funcNameForPrint(f.name), File: f.file, Line: f.line, startLine: f.start, Entry: f.entry}
			if !f.inl {
				fr.Func = (*Func)(unsafe.Pointer(f))
			}
			ci.queue = append(ci.queue, fr)
		}
	}
	if len(ci.queue) == 0 {
		return Frame{}, false
	}
	frame = ci.queue[0]
	ci.queue = ci.queue[1:]
	return frame, len(ci.queue) > 0 || len(ci.callers) > 0
}

// visibleFunction leaves out what is not Go, helpers of the C++ runtime, and the
// compiler's wrappers around deferred and started calls.
func visibleFunction(name string) bool {
	dot := false
	for i := 0; i < len(name); i++ {
		if name[i] == '.' {
			dot = true
		}
		rest := name[i:]
		if len(rest) > 1 && rest[:2] == "::" || len(rest) > 10 && rest[:10] == ".deferwrap" || len(rest) > 7 && rest[:7] == ".gowrap" {
			return false
		}
	}
	return dot
}

//go:linkname pprof_FrameStartLine runtime/pprof.runtime_FrameStartLine
func pprof_FrameStartLine(f *Frame) int { return f.startLine }

//go:linkname pprof_FrameSymbolName runtime/pprof.runtime_FrameSymbolName
func pprof_FrameSymbolName(f *Frame) string { return f.Function }

//go:linkname pprof_expandFinalInlineFrame runtime/pprof.runtime_expandFinalInlineFrame
func pprof_expandFinalInlineFrame(stk []uintptr) []uintptr { return stk }

// Stack is no Go function because its own frame must not show.
//
//go:noescape
func Stack(buf []byte, all bool) int
