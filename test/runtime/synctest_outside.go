// What was made in a bubble is of no use outside: the program ends.
// RUN: %run_all --only x86_64 %s | FileCheck %s
package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var (
	c    chan int
	tm   *time.Timer
	cond *sync.Cond
	wg   sync.WaitGroup
	own  *sync.WaitGroup
)

func bubble(t *testing.T, f func()) { synctest.Test(t, func(*testing.T) { f() }) }

var acts = []struct {
	name string
	f    func()
}{
	{"send", func() { c <- 1 }},
	{"receive", func() { <-c }},
	{"close", func() { close(c) }},
	{"poll", func() {
		select {
		case <-c:
		default:
		}
	}},
	{"select", func() {
		select {
		case <-c:
		case <-make(chan int):
		}
	}},
	{"stop", func() { tm.Stop() }},
	{"reset", func() { tm.Reset(1) }},
	{"timer channel", func() { <-tm.C }},
	{"signal", func() { cond.Signal() }},
	{"add", func() { own.Add(1) }},
	{"add to a variable", func() { wg.Add(1); fmt.Println("fine") }},
}

func try(t *testing.T, f func()) {
	bubble(t, func() {
		c = make(chan int, 1)
		tm = time.NewTimer(time.Second)
		own = new(sync.WaitGroup)
		own.Add(1)
		wg.Add(1)
		wg.Done()
		if os.Args[1] != "signal" {
			return
		}
		cond = sync.NewCond(new(sync.Mutex))
		go func() { <-never }() // Nothing ends meanwhile.
		cond.L.Lock()
		waits <- true
		cond.Wait()
	})
	f()
}

var number = regexp.MustCompile("goroutine [0-9]+")

var waits, never = make(chan bool), make(chan bool)

func main() {
	if len(os.Args) == 1 {
		for _, a := range acts {
			for _, where := range []string{"outside", "another"} {
				out, err := exec.Command(os.Args[0], a.name, where).CombinedOutput()
				text, _, _ := strings.Cut(string(out), "\n\n")
				text = number.ReplaceAllString(text, "goroutine N")
				fmt.Printf("%s %s: %q %v\n", a.name, where, text, err)
			}
		}
		return
	}
	all := func(string, string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{Name: "T", F: func(t *testing.T) {
		for _, a := range acts {
			if a.name != os.Args[1] {
				continue
			}
			f := a.f
			if os.Args[2] == "another" {
				f = func() { bubble(t, a.f) }
			}
			if a.name == "signal" {
				signal := f
				go func() {
					<-waits
					cond.L.Lock() // It waits.
					signal()
					os.Exit(0)
				}()
				f = func() {}
			}
			try(t, f)
		}
	}}}, nil, nil)
}

// CHECK: send outside: "fatal error: send on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: send another: "fatal error: send on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: receive outside: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: receive another: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: close outside: "fatal error: close of synctest channel from outside bubble" exit status 2
// CHECK-NEXT: close another: "fatal error: close of synctest channel from outside bubble" exit status 2
// CHECK-NEXT: poll outside: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: poll another: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: select outside: "fatal error: select on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: select another: "fatal error: select on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: stop outside: "fatal error: stop of synctest timer from outside bubble" exit status 2
// CHECK-NEXT: stop another: "PASS\n" <nil>
// CHECK-NEXT: reset outside: "fatal error: reset of synctest timer from outside bubble" exit status 2
// CHECK-NEXT: reset another: "PASS\n" <nil>
// CHECK-NEXT: timer channel outside: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: timer channel another: "fatal error: receive on synctest channel from outside bubble" exit status 2
// CHECK-NEXT: signal outside: "semaphore wake of synctest goroutine N from outside bubble\nfatal error: semaphore wake of synctest goroutine from outside bubble" exit status 2
// CHECK-NEXT: signal another: "semaphore wake of synctest goroutine N from outside bubble\nfatal error: semaphore wake of synctest goroutine from outside bubble" exit status 2
// CHECK-NEXT: add outside: "fatal error: sync: WaitGroup.Add called from inside and outside synctest bubble" exit status 2
// CHECK-NEXT: add another: "fatal error: sync: WaitGroup.Add called from multiple synctest bubbles" exit status 2
// CHECK-NEXT: add to a variable outside: "fine\nPASS\n" <nil>
// CHECK-NEXT: add to a variable another: "fine\nPASS\n" <nil>
// CHECK-NEXT: exit 0
