#!/usr/bin/env python3
"""Makes random concurrent programs whose output does not depend on scheduling.

usage: stress.py SEED...

One seed is a few scenarios (pipelines, fan-in, worker pools, select loops, timers,
mutexes, condition variables, semaphores, contexts, panics and Goexits in goroutines,
deadlocked leftovers) with random sizes. Each prints only sums, counts and orders
that the language and the packages guarantee.
"""
import random
import sys

PRELUDE = '''package main

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func work(n int) (r int) {
	for i := range n {
		r = r*31 + i
	}
	return
}

'''


class Program:
    def __init__(self, seed):
        self.r = random.Random(seed ^ 0x5EED)
        self.seed = seed
        self.out = []

    def n(self, a, b):
        return self.r.randrange(a, b + 1)

    def maybe(self, text, p=0.5):
        return text if self.r.random() < p else ""

    def emit(self, text, **values):
        for k, v in sorted(values.items(), key=lambda kv: -len(kv[0])):
            text = text.replace("$" + k, str(v))
        self.out.append("\tfunc() {\n" + "\n".join(
            "\t\t" + line for line in text.strip("\n").split("\n")) + "\n\t}()")

    def yields(self):
        return self.r.choice(["", "", "runtime.Gosched()", "work(i & 63)",
                              "if i%8 == 0 { runtime.Gosched() }",
                              "if i%32 == 0 { time.Sleep(time.Microsecond) }",
                              "if i%100 == 7 { runtime.GC() }"])

    def pipeline(self):
        stages = self.n(1, 5)
        self.emit('''
src := make(chan int$CAP)
go func() {
	defer close(src)
	for i := range $N {
		$Y
		src <- i
	}
}()
in := src
for s := range $S {
	out := make(chan int$CAP2)
	go func(in <-chan int) {
		defer close(out)
		for i := range in {
			$Y2
			out <- i*3 + s
		}
	}(in)
	in = out
}
h, count := 0, 0
for v := range in {
	h = h*31 + v
	count++
}
println("pipeline", h, count)''', S=stages, N=self.n(1, 400), CAP=self.maybe(", %d" % self.n(1, 20)),
                  Y=self.yields(), CAP2=self.maybe(", %d" % self.n(1, 8)), Y2=self.yields())

    def fan_in(self):
        self.emit('''
c := make(chan int$CAP)
var wg sync.WaitGroup
for p := range $P {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range $N {
			$Y
			c <- p*1000 + i
		}
	}()
}
go func() {
	wg.Wait()
	close(c)
}()
sum, last := 0, map[int]int{}
ordered := true
for v := range c {
	sum += v
	if l, ok := last[v/1000]; ok && l >= v {
		ordered = false
	}
	last[v/1000] = v
}
println("fan-in", sum, len(last), ordered)''', P=self.n(1, 12), N=self.n(1, 150),
                  CAP=self.maybe(", %d" % self.n(1, 30)), Y=self.yields())

    def pool(self):
        self.emit('''
jobs, results := make(chan int$CAP), make(chan [2]int, $R)
var wg sync.WaitGroup
for range $W {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range jobs {
			func() {
				defer func() {
					if e := recover(); e != nil {
						results <- [2]int{i, e.(int)}
					}
				}()
				$Y
				if i%$P == 0 {
					panic(-i)
				}
				results <- [2]int{i, work(i)}
			}()
		}
	}()
}
got := make([]int, $N)
done := make(chan bool)
go func() {
	for r := range results {
		got[r[0]] = r[1]
	}
	close(done)
}()
for i := range $N {
	jobs <- i
}
close(jobs)
wg.Wait()
close(results)
<-done
h := 0
for _, v := range got {
	h = h*17 + v
}
println("pool", h)''', W=self.n(1, 10), N=self.n(1, 300), P=self.n(2, 9), R=self.n(1, 10),
                  CAP=self.maybe(", %d" % self.n(1, 10)), Y=self.yields())

    def mutex(self):
        kind = self.r.choice(["sync.Mutex", "sync.RWMutex"])
        read = '''
			mu.RLock()
			if n < 0 { println("negative") }
			mu.RUnlock()''' if kind == "sync.RWMutex" else ""
        self.emit('''
var mu $K
n, byKey := 0, map[int]int{}
var wg sync.WaitGroup
for g := range $G {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range $N {
			func() {
				mu.Lock()
				defer mu.Unlock()
				x := n
				$Y
				n = x + 1
				byKey[(g+i)%7]++
			}()$READ
		}
	}()
}
wg.Wait()
total := 0
for _, v := range byKey {
	total += v
}
println("mutex", n, total)''', K=kind, G=self.n(1, 16), N=self.n(1, 100), Y=self.yields(), READ=read)

    def select_loop(self):
        self.emit('''
a, b, quit := make(chan int$CAP), make(chan int), make(chan bool)
sumA, sumB, sent := 0, 0, 0
finished := make(chan bool)
go func() {
	defer close(finished)
	out := make(chan int, 1)
	for {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			sumA += v
		case v := <-b:
			sumB += v
		case out <- 1:
			sent += <-out
			$GOSCHED
		case <-quit:
			return
		}
	}
}()
var wg sync.WaitGroup
wg.Add(2)
ca := a
go func() {
	defer wg.Done()
	defer close(ca)
	for i := range $N {
		$Y
		ca <- i
	}
}()
go func() {
	defer wg.Done()
	for i := range $M {
		select {
		case b <- i:
		case <-time.After(time.Minute):
			println("late")
		}
	}
}()
wg.Wait()
for len(ca) > 0 {
	runtime.Gosched()
}
quit <- true
<-finished
println("select", sumA, sumB)''', CAP=self.maybe(", %d" % self.n(1, 10)), N=self.n(1, 200),
                  M=self.n(1, 200), Y=self.yields(), GOSCHED=self.maybe("runtime.Gosched()", 0.9))

    def timers(self):
        delays = [self.n(0, 9) for _ in range(self.n(1, 8))]
        self.emit('''
c := make(chan int, 100)
delays := []int{$D}
for i, d := range delays {
	switch i % 3 {
	case 0:
		time.AfterFunc(time.Duration(d)*time.Millisecond, func() { c <- d })
	case 1:
		go func() {
			time.Sleep(time.Duration(d) * time.Millisecond)
			c <- d
		}()
	default:
		t := time.NewTimer(time.Hour)
		t.Reset(time.Duration(d) * time.Millisecond)
		go func() {
			<-t.C
			c <- d
		}()
	}
}
stopped := time.AfterFunc(time.Hour, func() { println("never") })
println(stopped.Stop(), stopped.Stop())
sum := 0
for range delays {
	sum += <-c
}
tick := time.NewTicker(time.Millisecond)
ticks := 0
for range tick.C {
	if ticks++; ticks == 3 {
		tick.Stop()
		break
	}
}
println("timers", sum, ticks)''', D=", ".join(map(str, delays)))

    def cond(self):
        self.emit('''
var mu sync.Mutex
cond := sync.NewCond(&mu)
turn, sum := 0, 0
var wg sync.WaitGroup
for g := range $G {
	wg.Add(1)
	go func() {
		defer wg.Done()
		for i := range $N {
			mu.Lock()
			for turn != g {
				cond.Wait()
			}
			sum = sum*31 + g*100 + i
			turn = (turn + 1) % $G
			cond.Broadcast()
			mu.Unlock()
		}
	}()
}
wg.Wait()
println("cond", sum)''', G=self.n(1, 8), N=self.n(1, 30))

    def ping_pong(self):
        self.emit('''
a, b := make(chan int), make(chan int)
go func() {
	for v := range a {
		b <- v + 1
	}
	close(b)
}()
v := 0
for i := range $N {
	$Y
	_ = i
	a <- v
	v = <-b
}
close(a)
_, ok := <-b
println("ping-pong", v, ok)''', N=self.n(1, 500), Y=self.yields())

    def goexit(self):
        self.emit('''
var n, deferred atomic.Int64
var wg sync.WaitGroup
for g := range $G {
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer deferred.Add(1)
		for i := range 3 {
			defer deferred.Add(int64(i))
		}
		switch g % 3 {
		case 0:
			runtime.Goexit()
		case 1:
			defer func() { n.Add(int64(recover().(int))) }()
			panic(g)
		}
		n.Add(1000)
	}()
}
wg.Wait()
println("goexit", n.Load(), deferred.Load())''', G=self.n(1, 60))

    def tree(self):
        self.emit('''
var spawn func(d int) int
spawn = func(d int) int {
	if d == 0 {
		return 1
	}
	c := make(chan int)
	for range $F {
		go func() { c <- spawn(d - 1) }()
	}
	s := 1
	for range $F {
		s += <-c
	}
	return s
}
println("tree", spawn($D))''', F=self.n(1, 4), D=self.n(1, 5))

    def contexts(self):
        self.emit('''
ctx, cancel := context.WithCancel(context.Background())
var wg sync.WaitGroup
var n atomic.Int64
for g := range $G {
	wg.Add(1)
	go func() {
		defer wg.Done()
		child, stop := context.WithTimeout(ctx, time.Hour)
		defer stop()
		if g%4 == 0 {
			child = context.WithValue(child, "g", g)
		}
		<-child.Done()
		if child.Err() == context.Canceled {
			n.Add(1)
		}
	}()
}
runtime.Gosched()
cancel()
wg.Wait()
short, stop := context.WithTimeout(context.Background(), time.Millisecond)
defer stop()
<-short.Done()
println("context", n.Load(), short.Err().Error())''', G=self.n(1, 20))

    def once_and_pool(self):
        self.emit('''
var once sync.Once
var m sync.Map
p := sync.Pool{New: func() any { return new([64]int) }}
calls := 0
var wg sync.WaitGroup
for g := range $G {
	wg.Add(1)
	go func() {
		defer wg.Done()
		once.Do(func() { calls++ })
		for i := range $N {
			b := p.Get().(*[64]int)
			b[i&63] = g
			m.Store(i, b[i&63]*0+i)
			p.Put(b)
			$Y
		}
	}()
}
wg.Wait()
sum := 0
m.Range(func(k, v any) bool { sum += k.(int)*3 + v.(int); return true })
println("once", calls, sum)''', G=self.n(1, 8), N=self.n(1, 100), Y=self.yields())

    def semaphore(self):
        self.emit('''
sem := make(chan struct{}, $S)
var active, peak, done atomic.Int64
var wg sync.WaitGroup
for i := range $N {
	wg.Add(1)
	go func() {
		defer wg.Done()
		sem <- struct{}{}
		defer func() { <-sem }()
		a := active.Add(1)
		defer active.Add(-1)
		for p := peak.Load(); a > p && !peak.CompareAndSwap(p, a); p = peak.Load() {
		}
		$Y
		done.Add(int64(i))
	}()
}
wg.Wait()
println("semaphore", peak.Load() <= $S, done.Load(), active.Load())''', S=self.n(1, 5), N=self.n(1, 100),
                  Y=self.yields())

    def garbage(self):
        self.emit('''
type node struct {
	next *node
	v    []int
}
c := make(chan *node)
for g := range $G {
	go func() {
		var l *node
		for i := range $N {
			l = &node{l, make([]int, i%17+1)}
			l.v[i%17%len(l.v)] = g + i
			if i%5 == 0 && l.next != nil {
				l.next = l.next.next
			}
			$Y
		}
		c <- l
	}()
}
sum := 0
for range $G {
	for l := <-c; l != nil; l = l.next {
		for _, v := range l.v {
			sum += v
		}
	}
}
println("garbage", sum)''', G=self.n(1, 6), N=self.n(1, 400), Y=self.yields())

    def leftovers(self):
        self.emit('''
block := make(chan int)
for range $N {
	go func() {
		defer println("never runs")
		<-block
	}()
}
c := make(chan int, 1)
select {
case v := <-block:
	println("wrong", v)
case c <- 1:
	println("leftovers", <-c)
}
select {
case <-block:
default:
	println("default")
}
close(c)
v, ok := <-c
println(v, ok)''', N=self.n(1, 5))

    def text(self):
        kinds = [self.pipeline, self.fan_in, self.pool, self.mutex, self.select_loop, self.timers,
                 self.cond, self.ping_pong, self.goexit, self.tree, self.contexts,
                 self.once_and_pool, self.semaphore, self.garbage, self.leftovers]
        for _ in range(self.n(2, 6)):
            self.r.choice(kinds)()
        body = "\n".join(self.out)
        return "func p%d() {\n%s\n}\n" % (self.seed, body)


def package(seeds):
    parts = [PRELUDE]
    for seed in seeds:
        parts.append(Program(seed).text())
    parts.append("var _ = context.Background\nvar _ atomic.Int64\nvar _ = time.Now\n"
                 "var _ sync.Mutex\nvar _ = runtime.GC\n")
    parts.append("func main() {\n%s}\n" % "".join(
        '\tprintln("===", %d)\n\tp%d()\n' % (s, s) for s in seeds))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(package([int(s) for s in sys.argv[1:]]))
