// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources row 25: deferred Rollback after Commit, several defers, errors kept.
package main

import "errors"

type Tx struct{ done bool }

func (t *Tx) Commit(fail bool) error {
	if fail {
		return errors.New("commit failed")
	}
	println("commit")
	t.done = true
	return nil
}

func (t *Tx) Rollback() error {
	if t.done {
		return errors.New("already done")
	}
	println("rollback")
	t.done = true
	return nil
}

func work(step string) (err error) {
	tx := &Tx{}
	defer func() {
		if r := recover(); r != nil {
			err = errors.Join(errors.New("panic: "+r.(string)), tx.Rollback())
		}
	}()
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	defer tx.Rollback()
	if step == "error" {
		return errors.New("step failed")
	}
	if step == "panic" {
		panic("step panicked")
	}
	return tx.Commit(step == "commit")
}

func main() {
	for _, s := range []string{"", "error", "panic", "commit"} {
		println("step", s)
		if err := work(s); err != nil {
			println(err.Error())
		}
	}
}

// CHECK: step
// CHECK-NEXT: commit
// CHECK-NEXT: step error
// CHECK-NEXT: rollback
// CHECK-NEXT: step failed
// CHECK-NEXT: already done
// CHECK-NEXT: step panic
// CHECK-NEXT: rollback
// CHECK-NEXT: panic: step panicked
// CHECK-NEXT: already done
// CHECK-NEXT: step commit
// CHECK-NEXT: rollback
// CHECK-NEXT: commit failed
// CHECK-NEXT: already done
// CHECK: exit 0
