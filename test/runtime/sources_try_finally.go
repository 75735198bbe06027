// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 15: a library that imitates try/catch/finally.
package main

type Block struct {
	Try     func()
	Catch   func(any)
	Finally func()
}

func (b Block) Do() {
	if b.Finally != nil {
		defer b.Finally()
	}
	if b.Catch != nil {
		defer func() {
			if r := recover(); r != nil {
				b.Catch(r)
			}
		}()
	}
	b.Try()
}

func Throw(v any) { panic(v) }

func main() {
	Block{
		Try:     func() { println("try"); Throw("ball"); println("not reached") },
		Catch:   func(v any) { println("catch", v.(string)) },
		Finally: func() { println("finally") },
	}.Do()
	Block{Try: func() { println("quiet") }, Finally: func() { println("finally") }}.Do()
	Block{
		Try: func() {
			Block{
				Try:     func() { Throw("first") },
				Catch:   func(v any) { println("inner catch", v.(string)); Throw("second") },
				Finally: func() { println("inner finally") },
			}.Do()
		},
		Catch: func(v any) { println("outer catch", v.(string)) },
	}.Do()
	Block{Try: func() { Throw("uncaught") }, Finally: func() { println("last finally") }}.Do()
}

// CHECK: try
// CHECK-NEXT: catch ball
// CHECK-NEXT: finally
// CHECK-NEXT: quiet
// CHECK-NEXT: finally
// CHECK-NEXT: inner catch first
// CHECK-NEXT: inner finally
// CHECK-NEXT: outer catch second
// CHECK-NEXT: last finally
// CHECK-NEXT: panic: uncaught
// CHECK-EMPTY:
// CHECK: exit 2
