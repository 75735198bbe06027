// Run-time errors as Go values. The compiler's checks call the panic functions
// below; their texts are part of what programs and tests see.

package runtime

import "unsafe"

// Error marks panics that the language itself raises.
type Error interface {
	error
	RuntimeError()
}

// A TypeAssertionError is the panic of a failed type assertion.
type TypeAssertionError struct {
	static   unsafe.Pointer // type of the operand, nil when not known
	concrete unsafe.Pointer // dynamic type, nil for a nil interface
	asserted unsafe.Pointer
	missing  string // a method the dynamic type lacks
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	static := "interface"
	if e.static != nil {
		static = typestring(e.static)
	}
	want := typestring(e.asserted)
	if e.concrete == nil {
		return "interface conversion: " + static + " is nil, not " + want
	}
	have := typestring(e.concrete)
	if e.missing != "" {
		return "interface conversion: " + have + " is not " + want + ": missing method " + e.missing
	}
	msg := "interface conversion: " + static + " is " + have + ", not " + want
	if have == want {
		if typepkgpath(e.concrete) != typepkgpath(e.asserted) {
			msg += " (types from different packages)"
		} else {
			msg += " (types from different scopes)"
		}
	}
	return msg
}

func typestring(t unsafe.Pointer) string
func typepkgpath(t unsafe.Pointer) string

func panicTypeAssert(static, concrete, asserted unsafe.Pointer, missing string) {
	panic(&TypeAssertionError{static, concrete, asserted, missing})
}

// errorString is an error whose text follows "runtime error: ".
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// plainError is an error of the language whose text stands alone.
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// An errorAddressString also carries the address of a fault, for SetPanicOnFault.
type errorAddressString struct {
	msg  string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}
func (e errorAddressString) Error() string { return "runtime error: " + e.msg }
func (e errorAddressString) Addr() uintptr { return e.addr }

// A PanicNilError replaces the nil of panic(nil).
type PanicNilError struct {
	_ [0]*PanicNilError
}

func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}
func (*PanicNilError) RuntimeError() {}

func newPanicNilError() any { return new(PanicNilError) }

func panicnilAllowed() bool { return godebugSetting("panicnil") == "1" }

var (
	divideError   = error(errorString("integer divide by zero"))
	overflowError = error(errorString("integer overflow"))
	shiftError    = error(errorString("negative shift amount"))
	memoryError   = error(errorString("invalid memory address or nil pointer dereference"))
)

func panicErrorString(s string) { panic(errorString(s)) }
func panicPlainError(s string)  { panic(plainError(s)) }
func panicMemError()            { panic(memoryError) }
func panicdivide()              { panic(divideError) }
func panicoverflow()            { panic(overflowError) }
func panicshift()               { panic(shiftError) }
func panicmakeslicelen()        { panic(errorString("makeslice: len out of range")) }
func panicmakeslicecap()        { panic(errorString("makeslice: cap out of range")) }

func panicwrap(pkg, typ, meth string) {
	panic(plainError("value method " + pkg + "." + typ + "." + meth + " called using nil *" + typ + " pointer"))
}

func panicrangestate(state int) {
	switch state {
	case 0:
		panic(errorString("range function continued iteration after function for loop body returned false"))
	case 2:
		panic(errorString("range function continued iteration after loop body panic"))
	case 3:
		panic(errorString("range function continued iteration after whole loop exit"))
	case 4:
		panic(errorString("range function recovered a loop body panic and did not resume panicking"))
	}
	throw("unexpected state set by defer panic")
}

// A boundsError is an index or slice expression out of range.
type boundsError struct {
	x      int64 // index or bound
	y      int   // length or capacity
	signed bool  // x is an int64, else the bits of a uint64
	code   uint8
}

const (
	boundsIndex = iota
	boundsSliceAlen
	boundsSliceAcap
	boundsSliceB
	boundsSlice3Alen
	boundsSlice3Acap
	boundsSlice3B
	boundsSlice3C
	boundsSliceConvert
)

// In a format %x is the value, %y the limit. A negative value is never compared
// with the limit, so the limit is left out.
var boundsFormats = [...]string{
	boundsIndex:        "index out of range [%x] with length %y",
	boundsSliceAlen:    "slice bounds out of range [:%x] with length %y",
	boundsSliceAcap:    "slice bounds out of range [:%x] with capacity %y",
	boundsSliceB:       "slice bounds out of range [%x:%y]",
	boundsSlice3Alen:   "slice bounds out of range [::%x] with length %y",
	boundsSlice3Acap:   "slice bounds out of range [::%x] with capacity %y",
	boundsSlice3B:      "slice bounds out of range [:%x:%y]",
	boundsSlice3C:      "slice bounds out of range [%x:%y:]",
	boundsSliceConvert: "cannot convert slice with length %x to array or pointer to array with length %y",
}

var boundsNegFormats = [...]string{
	boundsIndex:        "index out of range [%x]",
	boundsSliceAlen:    "slice bounds out of range [:%x]",
	boundsSliceAcap:    "slice bounds out of range [:%x]",
	boundsSliceB:       "slice bounds out of range [%x:]",
	boundsSlice3Alen:   "slice bounds out of range [::%x]",
	boundsSlice3Acap:   "slice bounds out of range [::%x]",
	boundsSlice3B:      "slice bounds out of range [:%x:]",
	boundsSlice3C:      "slice bounds out of range [%x::]",
	boundsSliceConvert: "cannot convert slice with length %x to array or pointer to array",
}

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string {
	format := boundsFormats[e.code]
	if e.signed && e.x < 0 {
		format = boundsNegFormats[e.code]
	}
	b := make([]byte, 0, 100)
	b = append(b, "runtime error: "...)
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '%' {
			b = append(b, c)
			continue
		}
		i++
		if format[i] == 'x' {
			b = appendInt(b, e.x, e.signed)
		} else {
			b = appendInt(b, int64(e.y), true)
		}
	}
	return string(b)
}

func appendInt(b []byte, v int64, signed bool) []byte {
	if signed && v < 0 {
		b = append(b, '-')
		v = -v
	}
	var buf [20]byte
	i := len(buf)
	u := uint64(v)
	for {
		i--
		buf[i] = byte(u%10) + '0'
		u /= 10
		if u == 0 {
			break
		}
	}
	return append(b, buf[i:]...)
}

func panicIndex(x, y int)            { panic(boundsError{int64(x), y, true, boundsIndex}) }
func panicIndexU(x uint, y int)      { panic(boundsError{int64(x), y, false, boundsIndex}) }
func panicSliceAlen(x, y int)        { panic(boundsError{int64(x), y, true, boundsSliceAlen}) }
func panicSliceAlenU(x uint, y int)  { panic(boundsError{int64(x), y, false, boundsSliceAlen}) }
func panicSliceAcap(x, y int)        { panic(boundsError{int64(x), y, true, boundsSliceAcap}) }
func panicSliceAcapU(x uint, y int)  { panic(boundsError{int64(x), y, false, boundsSliceAcap}) }
func panicSliceB(x, y int)           { panic(boundsError{int64(x), y, true, boundsSliceB}) }
func panicSliceBU(x uint, y int)     { panic(boundsError{int64(x), y, false, boundsSliceB}) }
func panicSlice3Alen(x, y int)       { panic(boundsError{int64(x), y, true, boundsSlice3Alen}) }
func panicSlice3AlenU(x uint, y int) { panic(boundsError{int64(x), y, false, boundsSlice3Alen}) }
func panicSlice3Acap(x, y int)       { panic(boundsError{int64(x), y, true, boundsSlice3Acap}) }
func panicSlice3AcapU(x uint, y int) { panic(boundsError{int64(x), y, false, boundsSlice3Acap}) }
func panicSlice3B(x, y int)          { panic(boundsError{int64(x), y, true, boundsSlice3B}) }
func panicSlice3BU(x uint, y int)    { panic(boundsError{int64(x), y, false, boundsSlice3B}) }
func panicSlice3C(x, y int)          { panic(boundsError{int64(x), y, true, boundsSlice3C}) }
func panicSlice3CU(x uint, y int)    { panic(boundsError{int64(x), y, false, boundsSlice3C}) }
func panicSliceConvert(x, y int)     { panic(boundsError{int64(x), y, true, boundsSliceConvert}) }

func panicUnhashable(t unsafe.Pointer) {
	panic(errorString("hash of unhashable type " + typestring(t)))
}

func panicUncomparable(t unsafe.Pointer) {
	panic(errorString("comparing uncomparable type " + typestring(t)))
}

func throw(s string)
func fatal(s string)
