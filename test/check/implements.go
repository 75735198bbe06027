// Why a type does not implement an interface.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

type I interface {
	M(int) string
	N()
}

type Missing struct{}

type WrongName struct{}

func (WrongName) m(int) string { return "" }
func (WrongName) N()           {}

type WrongSig struct{}

func (WrongSig) M(string) string { return "" }
func (WrongSig) N()              {}

type PtrRecv struct{}

func (*PtrRecv) M(int) string { return "" }
func (*PtrRecv) N()           {}

type FieldM struct{ M int }

func (FieldM) N() {}

type A struct{}

func (A) M(int) string { return "" }

type B struct{ A }
type C struct{ A }
type Ambiguous struct {
	B
	C
}

func (Ambiguous) N() {}

func _(p *I, j interface{ N() }) {
	var i I
	i = Missing{}
	i = WrongName{}
	i = WrongSig{}
	i = PtrRecv{}
	i = &PtrRecv{}
	i = FieldM{}
	i = Ambiguous{}
	i = p
	i = j
	i = j.(I)
	_ = i.(Missing)
	p.N()
	switch i.(type) {
	case WrongSig, PtrRecv, *PtrRecv:
	}
}

func f[T I]()             {}
func g[T ~int | string]() {}
func h[T interface {
	~[]byte
	comparable
}]()                               {}
func k[T int | interface{ M() }]() {}

type MyInt int
type MyString string

func _[P any, Q int]() {
	f[Missing]()
	f[PtrRecv]()
	g[MyInt]()
	g[MyString]()
	g[bool]()
	g[P]()
	g[Q]()
	h[[]byte]()
	var _ interface{ int | string }
	_ = func(x comparable) {}
}

// CHECK:      {{.*}}implements.go:46:6: cannot use Missing{} (value of struct type Missing) as I value in assignment: Missing does not implement I (missing method M)
// CHECK-NEXT: {{.*}}implements.go:47:6: cannot use WrongName{} (value of struct type WrongName) as I value in assignment: WrongName does not implement I (missing method M)
// CHECK-NEXT: have m(int) string
// CHECK-NEXT: want M(int) string
// CHECK-NEXT: {{.*}}implements.go:48:6: cannot use WrongSig{} (value of struct type WrongSig) as I value in assignment: WrongSig does not implement I (wrong type for method M)
// CHECK-NEXT: have M(string) string
// CHECK-NEXT: want M(int) string
// CHECK-NEXT: {{.*}}implements.go:49:6: cannot use PtrRecv{} (value of struct type PtrRecv) as I value in assignment: PtrRecv does not implement I (method M has pointer receiver)
// CHECK-NEXT: {{.*}}implements.go:51:6: cannot use FieldM{} (value of struct type FieldM) as I value in assignment: FieldM does not implement I (FieldM.M is a field, not a method)
// CHECK-NEXT: {{.*}}implements.go:52:6: cannot use Ambiguous{} (value of struct type Ambiguous) as I value in assignment: Ambiguous does not implement I (ambiguous selector Ambiguous.M)
// CHECK-NEXT: {{.*}}implements.go:53:6: cannot use p (variable of type *I) as I value in assignment: *I does not implement I (type *I is pointer to interface, not interface)
// CHECK-NEXT: {{.*}}implements.go:54:6: cannot use j (variable of type interface{N()}) as I value in assignment: interface{N()} does not implement I (missing method M)
// CHECK-NEXT: {{.*}}implements.go:56:6: impossible type assertion: i.(Missing)
// CHECK-NEXT: Missing does not implement I (missing method M)
// CHECK-NEXT: {{.*}}implements.go:57:4: p.N undefined (type *I is pointer to interface, not interface)
// CHECK-NEXT: {{.*}}implements.go:59:7: impossible type switch case: WrongSig
// CHECK-NEXT: i (variable of interface type I) cannot have dynamic type WrongSig (wrong type for method M)
// CHECK-NEXT: have M(string) string
// CHECK-NEXT: want M(int) string
// CHECK-NEXT: {{.*}}implements.go:59:17: impossible type switch case: PtrRecv
// CHECK-NEXT: i (variable of interface type I) cannot have dynamic type PtrRecv (method M has pointer receiver)
// CHECK-NEXT: {{.*}}implements.go:69:16: cannot use interface{M()} in union (interface{M()} contains methods)
// CHECK-NEXT: {{.*}}implements.go:75:4: Missing does not satisfy I (missing method M)
// CHECK-NEXT: {{.*}}implements.go:76:4: PtrRecv does not satisfy I (method M has pointer receiver)
// CHECK-NEXT: {{.*}}implements.go:78:4: MyString does not satisfy ~int | string (possibly missing ~ for string in ~int | string)
// CHECK-NEXT: {{.*}}implements.go:79:4: bool does not satisfy ~int | string (bool missing in ~int | string)
// CHECK-NEXT: {{.*}}implements.go:80:4: P does not satisfy ~int | string
// CHECK-NEXT: {{.*}}implements.go:82:4: cannot satisfy interface{~[]byte; comparable} (empty type set)
// CHECK-NEXT: {{.*}}implements.go:83:8: cannot use type interface{int | string} outside a type constraint: interface contains type constraints
// CHECK-NEXT: {{.*}}implements.go:84:13: cannot use type comparable outside a type constraint: interface is (or embeds) comparable
// CHECK-NOT:  {{.}}
