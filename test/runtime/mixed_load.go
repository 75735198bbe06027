// RUN: %run_all %s | FileCheck %s

// Everything at once: goroutines, timers, collections, files, loopback sockets,
// signals. Nobody may stop making progress (a lost wake-up), nothing may come out
// wrong, and memory must not grow. MIXED_LOAD_SECONDS=600 runs it for ten minutes.
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	ctx    context.Context
	errs   = make(chan error, 100)
	jobs   sync.WaitGroup
	steps  [16]atomic.Int64
	names  [16]string
	number int
)

func check(ok bool, format string, args ...any) {
	if !ok {
		select {
		case errs <- fmt.Errorf(format, args...):
		default:
		}
	}
}

// job repeats step until the end and counts its rounds.
func job(name string, step func(r *rand.Rand)) {
	i := number
	number++
	names[i] = name
	jobs.Add(1)
	go func() {
		defer jobs.Done()
		r := rand.New(rand.NewSource(int64(i)))
		for ctx.Err() == nil {
			step(r)
			steps[i].Add(1)
		}
	}()
}

func pipelines(r *rand.Rand) {
	n, width := 200+r.Intn(200), 1+r.Intn(8)
	in := make(chan int, r.Intn(3)*8)
	out := make(chan int)
	var wg sync.WaitGroup
	for range width {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range in {
				out <- v * 2
			}
		}()
	}
	go func() {
		for i := range n {
			in <- i
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	sum := 0
	for v := range out {
		sum += v
	}
	check(sum == n*(n-1), "pipeline: %d of %d", sum, n)
}

func selects(r *rand.Rand) {
	a, b, stop := make(chan int), make(chan int, 4), make(chan bool)
	var sent, got atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; ; i++ {
				select {
				case a <- i:
				case b <- i:
				case <-stop:
					return
				}
				sent.Add(1)
			}
		}()
	}
	for range 100 + r.Intn(100) {
		select {
		case <-a:
		case <-b:
		}
		got.Add(1)
	}
	close(stop)
	wg.Wait()
	for len(b) > 0 {
		<-b
		got.Add(1)
	}
	check(sent.Load() == got.Load(), "select: sent %d, got %d", sent.Load(), got.Load())
}

func locks(r *rand.Rand) {
	var mu sync.Mutex
	var rw sync.RWMutex
	cond := sync.NewCond(&mu)
	var wg sync.WaitGroup
	count, turn := 0, 0
	n := 2 + r.Intn(6)
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				mu.Lock()
				for turn != i {
					cond.Wait()
				}
				count++
				turn = (turn + 1) % n
				cond.Broadcast()
				mu.Unlock()
				rw.RLock()
				rw.RUnlock()
			}
			rw.Lock()
			rw.Unlock()
		}()
	}
	wg.Wait()
	check(count == 20*n, "cond: %d of %d", count, 20*n)
}

func timers(r *rand.Rand) {
	d := time.Duration(r.Intn(2000)) * time.Microsecond
	start := time.Now()
	fired := make(chan bool, 1)
	stopped := time.AfterFunc(time.Hour, func() { check(false, "stopped timer ran") })
	time.AfterFunc(d, func() { fired <- true })
	t := time.NewTimer(time.Hour)
	t.Reset(d)
	tick := time.NewTicker(d/4 + 50*time.Microsecond)
	defer tick.Stop()
	<-tick.C
	<-t.C
	<-fired
	check(time.Since(start) >= d, "timer early")
	check(stopped.Stop(), "timer not stopped")
	c, cancel := context.WithTimeout(ctx, d)
	<-c.Done()
	cancel()
	time.Sleep(d / 8)
}

type tree struct {
	left, right *tree
	value       int
}

func grow(d, v int) *tree {
	if d == 0 {
		return &tree{value: v}
	}
	return &tree{grow(d-1, v), grow(d-1, v), v}
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.value + t.left.sum() + t.right.sum()
}

func garbage(r *rand.Rand) {
	d, v := 4+r.Intn(8), r.Intn(100)
	t := grow(d, v)
	m := map[string][]byte{}
	for i := range 100 {
		m[strconv.Itoa(i)] = bytes.Repeat([]byte{byte(i)}, r.Intn(3000))
	}
	if r.Intn(10) == 0 {
		runtime.GC()
	}
	check(t.sum() == v*(1<<(d+1)-1), "tree: %d", t.sum())
	for k, b := range m {
		n, _ := strconv.Atoi(k)
		check(bytes.Count(b, []byte{byte(n)}) == len(b), "map value %s", k)
	}
}

var finalized atomic.Int64

func finalizers(r *rand.Rand) {
	before := finalized.Load()
	for range 50 {
		p := &tree{value: r.Int()}
		runtime.SetFinalizer(p, func(*tree) { finalized.Add(1) })
	}
	for i := 0; finalized.Load() == before && ctx.Err() == nil; i++ {
		runtime.GC()
		time.Sleep(time.Millisecond)
		check(i < 5000, "no finalizer ran")
	}
}

func files(dir string) func(*rand.Rand) {
	return func(r *rand.Rand) {
		name := filepath.Join(dir, strconv.Itoa(r.Int()))
		data := make([]byte, r.Intn(100000))
		r.Read(data)
		check(os.WriteFile(name, data, 0o600) == nil, "write")
		back, err := os.ReadFile(name)
		check(err == nil && bytes.Equal(data, back), "file differs: %v", err)
		check(os.Remove(name) == nil, "remove")
	}
}

func serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			io.Copy(c, c)
		}()
	}
}

func sockets(addr string) func(*rand.Rand) {
	return func(r *rand.Rand) {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			check(false, "dial: %v", err)
			return
		}
		defer c.Close()
		for range 1 + r.Intn(20) {
			msg := make([]byte, 8+r.Intn(20000))
			binary.LittleEndian.PutUint64(msg, r.Uint64())
			go c.Write(msg)
			back := make([]byte, len(msg))
			_, err := io.ReadFull(c, back)
			check(err == nil && bytes.Equal(msg, back), "echo: %v", err)
		}
		c.SetReadDeadline(time.Now().Add(time.Duration(r.Intn(3000)) * time.Microsecond))
		_, err = c.Read(make([]byte, 1))
		check(errors.Is(err, os.ErrDeadlineExceeded), "deadline: %v", err)
	}
}

func signals(c chan os.Signal) func(*rand.Rand) {
	all := []syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGHUP, syscall.SIGWINCH}
	return func(r *rand.Rand) {
		s := all[r.Intn(len(all))]
		syscall.Kill(syscall.Getpid(), s)
		for got := range c {
			if got == s {
				break
			}
		}
		time.Sleep(time.Duration(r.Intn(1000)) * time.Microsecond)
	}
}

func panics(r *rand.Rand) {
	var wg sync.WaitGroup
	var recovered atomic.Int64
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if recover() != nil {
					recovered.Add(1)
				}
			}()
			var p *tree
			switch i % 4 {
			case 0:
				panic(i)
			case 1:
				p.value = 1
			case 2:
				_ = make([]int, 2)[i]
			case 3:
				recovered.Add(1)
				runtime.Goexit()
			}
		}()
	}
	wg.Wait()
	check(recovered.Load() == 20, "recovered %d", recovered.Load())
}

var spin atomic.Int64

func computing(r *rand.Rand) {
	// Long enough to be preempted.
	x := uint64(r.Int63())
	for range 20000000 {
		x = x*6364136223846793005 + 1
	}
	spin.Add(int64(x & 1))
}

func resident() int {
	b, _ := os.ReadFile("/proc/self/statm")
	f := strings.Fields(string(b))
	if len(f) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(f[1])
	return n * os.Getpagesize()
}

func main() {
	seconds, _ := strconv.Atoi(os.Getenv("MIXED_LOAD_SECONDS"))
	verbose := seconds != 0
	if seconds == 0 {
		seconds = 3
	}
	length := time.Duration(seconds) * time.Second
	var cancel context.CancelFunc
	ctx, cancel = context.WithCancel(context.Background())
	dir, err := os.MkdirTemp("", "mixed")
	check(err == nil, "%v", err)
	defer os.RemoveAll(dir)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	go serve(l)
	sig := make(chan os.Signal, 1000)
	signal.Notify(sig, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGHUP, syscall.SIGWINCH)

	job("pipelines", pipelines)
	job("selects", selects)
	job("locks", locks)
	job("timers", timers)
	job("garbage", garbage)
	job("more garbage", garbage)
	job("finalizers", finalizers)
	job("files", files(dir))
	job("sockets", sockets(l.Addr().String()))
	job("more sockets", sockets(l.Addr().String()))
	job("signals", signals(sig))
	job("panics", panics)
	job("computing", computing)

	start := time.Now()
	early := 0
	var last [16]int64
	since := time.Now()
	for time.Since(start) < length {
		select {
		case err := <-errs:
			fmt.Println("error:", err)
			os.Exit(1)
		case <-time.After(100 * time.Millisecond):
		}
		if early == 0 && time.Since(start) > length/4 {
			early = resident()
		}
		if time.Since(since) < time.Minute {
			continue
		}
		since = time.Now()
		for i := range number {
			n := steps[i].Load()
			if verbose {
				fmt.Fprint(os.Stderr, names[i], " ", n, "  ")
			}
			if n == last[i] {
				fmt.Println("no progress:", names[i])
				panic("lost wake-up")
			}
			last[i] = n
		}
		if verbose {
			fmt.Fprintln(os.Stderr, "\nresident MB", resident()>>20, "goroutines", runtime.NumGoroutine())
		}
	}
	cancel()
	done := make(chan bool)
	go func() { jobs.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		panic("jobs did not end")
	}
	for i := range number {
		if steps[i].Load() == 0 {
			fmt.Println("no progress:", names[i])
		}
	}
	late := resident()
	if late > 2*early+(64<<20) {
		fmt.Println("memory grew from", early>>20, "to", late>>20, "MB")
	}
	select {
	case err := <-errs:
		fmt.Println("error:", err)
	default:
		fmt.Println("ok")
	}
}

// CHECK-NOT: no progress
// CHECK-NOT: memory grew
// CHECK: ok
// CHECK: exit 0
