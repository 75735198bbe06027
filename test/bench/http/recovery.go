// A web server whose handlers panic behind a middleware that logs debug.Stack(),
// beside the same without panics: nanoseconds per request. The clients are in the
// same process and write to the sockets themselves, so that most of the time is
// the server's.
package main

import (
	"bufio"
	"io"
	"log"
	"net"
	"net/http"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

type lineCounter struct{ bytes atomic.Int64 }

func (c *lineCounter) Write(p []byte) (int, error) {
	c.bytes.Add(int64(len(p)))
	return len(p), nil
}

var logged lineCounter
var logger = log.New(&logged, "", log.LstdFlags)

func recovering(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				logger.Printf("panic: %v\n%s", v, debug.Stack())
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func logging(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, r)
		_ = time.Since(start)
	})
}

type account struct{ owner *string }

//go:noinline
func find(id string) *account { return &account{} }

//go:noinline
func show(w http.ResponseWriter, a *account) { io.WriteString(w, *a.owner) }

func plain(w http.ResponseWriter, r *http.Request)    { io.WriteString(w, "hello") }
func failing(w http.ResponseWriter, r *http.Request)  { panic("no such account: " + r.URL.Path) }
func faulting(w http.ResponseWriter, r *http.Request) { show(w, find(r.URL.Path)) }

// requests makes n requests over several connections; all get an answer with the
// status.
func requests(addr, path string, n int, status string) {
	const clients = 8
	var wait sync.WaitGroup
	for range clients {
		wait.Add(1)
		go func() {
			defer wait.Done()
			conn, err := net.Dial("tcp", addr)
			if err != nil {
				log.Fatal(err)
			}
			defer conn.Close()
			request := []byte("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
			r := bufio.NewReader(conn)
			for range n / clients {
				conn.Write(request)
				line, _ := r.ReadString('\n')
				if len(line) < 12 || line[9:12] != status {
					log.Fatalf("%s: %q", path, line)
				}
				length := 0
				for {
					line, err := r.ReadSlice('\n')
					if err != nil {
						log.Fatal(err)
					}
					if len(line) <= 2 {
						break
					}
					const key = "Content-Length: "
					if len(line) > len(key) && string(line[:len(key)]) == key {
						for _, c := range line[len(key) : len(line)-2] {
							length = length*10 + int(c-'0')
						}
					}
				}
				r.Discard(length)
			}
		}()
	}
	wait.Wait()
}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/plain/", plain)
	mux.HandleFunc("/failing/", failing)
	mux.HandleFunc("/faulting/", faulting)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go http.Serve(listener, logging(recovering(mux)))
	for _, c := range []struct{ path, status string }{
		{"/plain/1", "200"}, {"/failing/1", "500"}, {"/faulting/1", "500"},
	} {
		name := c.path[1 : len(c.path)-2]
		requests(listener.Addr().String(), c.path, 800, c.status)
		const n = 16000
		start := time.Now()
		requests(listener.Addr().String(), c.path, n, c.status)
		print("request-", name, " ", float64(time.Since(start).Nanoseconds())/n, "\n")
	}
	if logged.bytes.Load() == 0 {
		log.Fatal("nothing was logged")
	}
}
