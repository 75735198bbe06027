// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 23: exact texts of run-time panics.
package main

type I interface{ M() }
type J interface {
	M()
	N()
}
type T struct{}

func (T) M() {}

type P struct{}

func (*P) M() {}

type St struct {
	a int
	f any
}

var (
	zero      int
	five      = 5
	neg       = -1
	u8        = uint8(200)
	big       = uint64(1) << 63
	empty     []int
	s         = make([]int, 2, 4)
	str       = "hello"
	arr       [3]int
	p         *int
	nilMap    map[string]int
	nilChan   chan int
	closed    = make(chan int)
	a         any = "str"
	t         any = T{}
	nilAny    any
	st            = St{1, []int{1}}
	sliceAny  any = []int{1}
	funcAny   any = func() {}
	mapAny    any = map[int]int{}
	structAny any = st
	arrAny    any = [1]func(){nil}
	m             = map[any]int{}
)

func try(name string, g func()) {
	defer func() { println(name+":", recover().(error).Error()) }()
	g()
	println(name, "no panic")
}

func main() {
	close(closed)
	try("index", func() { println(empty[five]) })
	try("index negative", func() { println(s[neg]) })
	try("index unsigned", func() { println(s[big]) })
	try("index byte", func() { println(s[u8]) })
	try("index string", func() { println(str[five]) })
	try("index array", func() { println(arr[five]) })
	try("index set", func() { s[five] = 1 })
	try("index len", func() { println(s[3]) })
	try("slice high", func() { println(len(s[:five])) })
	try("slice low high", func() { x := 1; println(len(s[2:x])) })
	try("slice low", func() { println(len(s[five:])) })
	try("slice negative", func() { println(len(s[neg:])) })
	try("slice negative high", func() { println(len(s[:neg])) })
	try("slice max", func() { println(len(s[0:1:five])) })
	try("slice 3 high", func() { println(len(s[:five:4])) })
	try("slice 3 low", func() { x := 3; println(len(s[x:2:4])) })
	try("slice string", func() { println(len(str[:9+zero])) })
	try("slice string low", func() { println(len(str[9+zero:])) })
	try("slice string low high", func() { x := 2; println(len(str[3:x])) })
	try("slice array", func() { println(len(arr[:five])) })
	try("array conversion", func() { x := [4]int(s); println(x[0]) })
	try("array pointer conversion", func() { println((*[4]int)(s)[0]) })
	try("nil", func() { println(*p) })
	try("divide", func() { println(1 / zero) })
	try("modulo", func() { println(1 % zero) })
	try("shift", func() { println(1 << neg) })
	try("makeslice len", func() { println(len(make([]int, neg))) })
	try("makeslice cap", func() { println(len(make([]int, five, zero))) })
	try("makeslice huge", func() { println(len(make([]int, big))) })
	try("makechan", func() { println(len(make(chan int, neg))) })
	try("unhashable slice", func() { m[sliceAny] = 1 })
	try("unhashable func", func() { println(m[funcAny]) })
	try("unhashable map", func() { delete(m, mapAny) })
	try("unhashable struct", func() { m[structAny] = 1 })
	try("uncomparable slice", func() { println(sliceAny == sliceAny) })
	try("uncomparable struct", func() { println(structAny == structAny) })
	try("uncomparable array", func() { println(arrAny == arrAny) })
	try("nil map", func() { nilMap["x"] = 1 })
	try("close of nil channel", func() { close(nilChan) })
	try("close of closed channel", func() { close(closed) })
	try("send on closed channel", func() { closed <- 1 })
	try("assert int", func() { println(a.(int)) })
	try("assert struct", func() { println(a.(T) == T{}) })
	try("assert interface", func() { a.(I).M() })
	try("assert interface, has one", func() { t.(J).N() })
	try("assert nil", func() { println(nilAny.(int)) })
	try("assert nil interface", func() { nilAny.(I).M() })
	try("assert method set", func() { var x any = P{}; x.(I).M() })
	try("assert from interface", func() { var i I = T{}; println(i.(*P) == nil) })
}

func init() { s[0] = 0 }

// CHECK: index: runtime error: index out of range [5] with length 0
// CHECK-NEXT: index negative: runtime error: index out of range [-1]
// CHECK-NEXT: index unsigned: runtime error: index out of range [9223372036854775808] with length 2
// CHECK-NEXT: index byte: runtime error: index out of range [200] with length 2
// CHECK-NEXT: index string: runtime error: index out of range [5] with length 5
// CHECK-NEXT: index array: runtime error: index out of range [5] with length 3
// CHECK-NEXT: index set: runtime error: index out of range [5] with length 2
// CHECK-NEXT: index len: runtime error: index out of range [3] with length 2
// CHECK-NEXT: slice high: runtime error: slice bounds out of range [:5] with capacity 4
// CHECK-NEXT: slice low high: runtime error: slice bounds out of range [2:1]
// CHECK-NEXT: slice low: runtime error: slice bounds out of range [5:2]
// CHECK-NEXT: slice negative: runtime error: slice bounds out of range [-1:]
// CHECK-NEXT: slice negative high: runtime error: slice bounds out of range [:-1]
// CHECK-NEXT: slice max: runtime error: slice bounds out of range [::5] with capacity 4
// CHECK-NEXT: slice 3 high: runtime error: slice bounds out of range [:5:4]
// CHECK-NEXT: slice 3 low: runtime error: slice bounds out of range [3:2:]
// CHECK-NEXT: slice string: runtime error: slice bounds out of range [:9] with length 5
// CHECK-NEXT: slice string low: runtime error: slice bounds out of range [9:5]
// CHECK-NEXT: slice string low high: runtime error: slice bounds out of range [3:2]
// CHECK-NEXT: slice array: runtime error: slice bounds out of range [:5] with length 3
// CHECK-NEXT: array conversion: runtime error: cannot convert slice with length 2 to array or pointer to array with length 4
// CHECK-NEXT: array pointer conversion: runtime error: cannot convert slice with length 2 to array or pointer to array with length 4
// CHECK-NEXT: nil: runtime error: invalid memory address or nil pointer dereference
// CHECK-NEXT: divide: runtime error: integer divide by zero
// CHECK-NEXT: modulo: runtime error: integer divide by zero
// CHECK-NEXT: shift: runtime error: negative shift amount
// CHECK-NEXT: makeslice len: runtime error: makeslice: len out of range
// CHECK-NEXT: makeslice cap: runtime error: makeslice: cap out of range
// CHECK-NEXT: makeslice huge: runtime error: makeslice: len out of range
// CHECK-NEXT: makechan: makechan: size out of range
// CHECK-NEXT: unhashable slice: runtime error: hash of unhashable type []int
// CHECK-NEXT: unhashable func: runtime error: hash of unhashable type func()
// CHECK-NEXT: unhashable map: runtime error: hash of unhashable type map[int]int
// CHECK-NEXT: unhashable struct: runtime error: hash of unhashable type []int
// CHECK-NEXT: uncomparable slice: runtime error: comparing uncomparable type []int
// CHECK-NEXT: uncomparable struct: runtime error: comparing uncomparable type []int
// CHECK-NEXT: uncomparable array: runtime error: comparing uncomparable type [1]func()
// CHECK-NEXT: nil map: assignment to entry in nil map
// CHECK-NEXT: close of nil channel: close of nil channel
// CHECK-NEXT: close of closed channel: close of closed channel
// CHECK-NEXT: send on closed channel: send on closed channel
// CHECK-NEXT: assert int: interface conversion: interface {} is string, not int
// CHECK-NEXT: assert struct: interface conversion: interface {} is string, not main.T
// CHECK-NEXT: assert interface: interface conversion: string is not main.I: missing method M
// CHECK-NEXT: assert interface, has one: interface conversion: main.T is not main.J: missing method N
// CHECK-NEXT: assert nil: interface conversion: interface {} is nil, not int
// CHECK-NEXT: assert nil interface: interface conversion: interface is nil, not main.I
// CHECK-NEXT: assert method set: interface conversion: main.P is not main.I: missing method M
// CHECK-NEXT: assert from interface: interface conversion: main.I is main.T, not *main.P
// CHECK: exit 0
