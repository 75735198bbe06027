// How an uncaught panic is reported.

package runtime

import "unsafe"

// The beginning of C++'s Panic (runtime/panic/Panic.h).
type _panic struct {
	arg        any
	link       *_panic
	recovered  bool
	goexit     bool
	repanicked bool // The next newer one has the very same value and stands for both.
}

type stringer interface{ String() string }

type eface struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

// preprintpanics turns the values into strings while the program can still run
// its methods; a method that panics itself is the end.
func preprintpanics(p *_panic) {
	defer func() {
		const text = "panic while printing panic value"
		switch r := recover().(type) {
		case nil:
		case string:
			throw(text + ": " + r)
		default:
			throw(text + ": type " + typestring((*eface)(unsafe.Pointer(&r)).typ))
		}
	}()
	top := p
	for ; p != nil; p = p.link {
		if markRepanicked(p) {
			continue
		}
		switch v := p.arg.(type) {
		case error:
			p.arg = v.Error()
		case stringer:
			p.arg = v.String()
		}
	}
	// A value that was panicked with again has not become a string.
	if d, ok := top.arg.(synctestDeadlockError); ok {
		noteBubbleDeadlock(d.bubble)
	}
}

// markRepanicked compares before the values become strings: the same words.
func markRepanicked(p *_panic) bool {
	if p.link == nil || *(*eface)(unsafe.Pointer(&p.link.arg)) != *(*eface)(unsafe.Pointer(&p.arg)) {
		return false
	}
	p.link.repanicked = true
	return true
}

// printpendingpanics begins the report of a fatal error in a deferred call with
// the panics that were on their way; no method runs any more.
func printpendingpanics(p *_panic) {
	for x := p; x != nil; x = x.link {
		markRepanicked(x)
	}
	printpanics(p)
	print("\t")
}

func printpanics(p *_panic) {
	if p.link != nil {
		printpanics(p.link)
		if p.link.repanicked {
			return
		}
		if !p.link.goexit {
			print("\t")
		}
	}
	if p.goexit {
		return
	}
	print("panic: ")
	printpanicval(p.arg)
	if p.recovered && p.repanicked {
		print(" [recovered, repanicked]")
	} else if p.recovered {
		print(" [recovered]")
	}
	print("\n")
}

func printpanicval(v any) {
	switch v := v.(type) {
	case nil:
		print("nil")
	case bool:
		print(v)
	case int:
		print(v)
	case int8:
		print(v)
	case int16:
		print(v)
	case int32:
		print(v)
	case int64:
		print(v)
	case uint:
		print(v)
	case uint8:
		print(v)
	case uint16:
		print(v)
	case uint32:
		print(v)
	case uint64:
		print(v)
	case uintptr:
		print(v)
	case float32:
		print(v)
	case float64:
		print(v)
	case complex64:
		print(v)
	case complex128:
		print(v)
	case string:
		printindented(v)
	default:
		printcustom(v)
	}
}

// printindented keeps a value with several lines recognizable as one value.
func printindented(s string) {
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			print(s[:i+1], "\t")
			s = s[i+1:]
			i = -1
		}
	}
	print(s)
}

// printcustom prints a value of a defined basic type as T(value), any other as
// its type and address.
func printcustom(v any) {
	e := (*eface)(unsafe.Pointer(&v))
	name := typestring(e.typ)
	p := e.data
	switch typekind(e.typ) {
	case 1:
		print(name, "(", *(*bool)(p), ")")
	case 2:
		print(name, "(", *(*int)(p), ")")
	case 3:
		print(name, "(", *(*int8)(p), ")")
	case 4:
		print(name, "(", *(*int16)(p), ")")
	case 5:
		print(name, "(", *(*int32)(p), ")")
	case 6:
		print(name, "(", *(*int64)(p), ")")
	case 7:
		print(name, "(", *(*uint)(p), ")")
	case 8:
		print(name, "(", *(*uint8)(p), ")")
	case 9:
		print(name, "(", *(*uint16)(p), ")")
	case 10:
		print(name, "(", *(*uint32)(p), ")")
	case 11:
		print(name, "(", *(*uint64)(p), ")")
	case 12:
		print(name, "(", *(*uintptr)(p), ")")
	case 13:
		print(name, "(", *(*float32)(p), ")")
	case 14:
		print(name, "(", *(*float64)(p), ")")
	case 15:
		print(name, *(*complex64)(p))
	case 16:
		print(name, *(*complex128)(p))
	case 24:
		print(name, `("`)
		printindented(*(*string)(p))
		print(`")`)
	default:
		print("(", name, ") ", p)
	}
}

func typekind(t unsafe.Pointer) uint8
