// RUN: %run_all %s | FileCheck --match-full-lines %s

// Sources rows 24 and 26: handlers that recover and log in deferred calls, over a wrapped ResponseWriter, under load;
// 0, 5 and 20 defers a request.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
)

type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

var logged, failed, written, released atomic.Int64
var stacks sync.Map

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r := &recorder{ResponseWriter: w, status: 200}
		defer func() {
			logged.Add(1)
			written.Add(int64(r.bytes))
			if r.status == 500 {
				failed.Add(1)
			}
		}()
		next.ServeHTTP(r, req)
	})
}

func recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		defer func() {
			if e := recover(); e != nil {
				stacks.Store(fmt.Sprint(e), string(debug.Stack()))
				http.Error(w, fmt.Sprint(e), 500)
			}
		}()
		next.ServeHTTP(w, req)
	})
}

//go:noinline
func explode(kind string) {
	if kind == "index" {
		var s []int
		s[len(kind)]++
	}
	panic("exploded: " + kind)
}

func handle(w http.ResponseWriter, req *http.Request) {
	release := func() { released.Add(1) }
	switch req.URL.Path {
	case "/five":
		defer release()
		defer release()
		defer release()
		defer release()
		defer release()
	case "/twenty":
		for range 20 {
			defer release()
		}
	case "/panic":
		defer release()
		explode("own")
	case "/index":
		defer release()
		explode("index")
	}
	io.WriteString(w, req.URL.Path)
}

func main() {
	server := httptest.NewServer(logging(recovering(http.HandlerFunc(handle))))
	paths := []string{"/none", "/five", "/twenty", "/panic", "/index"}
	statuses := make([]atomic.Int64, len(paths))
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range 100 {
				k := i % len(paths)
				resp, err := http.Get(server.URL + paths[k])
				if err != nil {
					panic(err)
				}
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
				statuses[k].Add(int64(resp.StatusCode))
			}
		}()
	}
	group.Wait()
	server.Close()
	for k, path := range paths {
		fmt.Println(path, statuses[k].Load()/80)
	}
	fmt.Println("logged", logged.Load(), "failed", failed.Load(), "written", written.Load(), "released", released.Load())
	for _, e := range []string{"exploded: own", "runtime error: index out of range [5] with length 0"} {
		stack, _ := stacks.Load(e)
		fmt.Println(e, strings.Contains(stack.(string), "main.explode("), strings.Contains(stack.(string), "panic("))
	}
}

// CHECK: /none 200
// CHECK-NEXT: /five 200
// CHECK-NEXT: /twenty 200
// CHECK-NEXT: /panic 500
// CHECK-NEXT: /index 500
// CHECK-NEXT: logged 400 failed 160 written 6640 released 2160
// CHECK-NEXT: exploded: own true true
// CHECK-NEXT: runtime error: index out of range [5] with length 0 true true
// CHECK-NEXT: exit 0
