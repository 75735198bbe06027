// RUN: rm -rf %t && mkdir -p %t
// RUN: %ogo build -defertrace -o %t/traced %s
// RUN: %ogo build -o %t/plain %s
// RUN: env GODEBUG=defertrace=1 %t/traced 2>&1 | FileCheck --check-prefix=TRACED %s
// RUN: env GODEBUG=defertrace=1 %t/plain 2>&1 | FileCheck --check-prefix=PLAIN %s
// RUN: %t/traced 2>&1 | FileCheck --allow-empty --check-prefix=OFF %s
// RUN: env GODEBUG=defertrace=%t/trace.json %t/traced
// RUN: %python -c "import json,sys; [print(e['ph'], e['name'], e['args']['kind'], e['args']['goroutine'], e['args']['at'].split('/')[-1], e.get('dur', 0) >= 0) for e in json.load(open(sys.argv[1]))]" %t/trace.json | FileCheck --check-prefix=JSON %s

// Every deferred call as a line or as a trace event; without -defertrace those with records, and what a panic runs.
package main

var n int
var words = []string{"a"}

func use(i int) { n += len(words[i]) }

//go:noinline
func loop(n int) {
	for i := range n {
		defer use(i / 2)
	}
}

//go:noinline
func open() {
	defer use(0)
	use(0)
}

//go:noinline
func direct() {
	defer func() { n++ }()
	n *= 2
}

//go:noinline
func again() {
	defer func() { panic(2) }()
	panic(1)
}

//go:noinline
func recovers() {
	defer func() { recover() }()
	again()
}

func main() {
	loop(len(words) + 1)
	open()
	direct()
	recovers()
	done := make(chan bool)
	go func() {
		defer close(done)
		loop(len(words) + 1)
	}()
	<-done
}

// TRACED: defertrace {{[0-9]+}} g1 registered heap-allocated in main.loop {{.*}}defer_trace.go:21
// TRACED-NEXT: defertrace {{[0-9]+}} g1 registered heap-allocated in main.loop {{.*}}defer_trace.go:21
// TRACED-NEXT: defertrace {{[0-9]+}} g1 run heap-allocated in main.loop {{.*}}defer_trace.go:21
// TRACED-NEXT: defertrace {{[0-9]+}} g1 run heap-allocated in main.loop {{.*}}defer_trace.go:21
// TRACED-NEXT: {{.*}} registered open-coded in main.open {{.*}}defer_trace.go:27
// TRACED-NEXT: {{.*}} run open-coded in main.open {{.*}}defer_trace.go:27
// TRACED-NEXT: {{.*}} registered direct in main.direct {{.*}}defer_trace.go:33
// TRACED-NEXT: {{.*}} run direct in main.direct {{.*}}defer_trace.go:33
// TRACED-NEXT: {{.*}} registered open-coded in main.recovers {{.*}}defer_trace.go:45
// TRACED-NEXT: {{.*}} registered open-coded in main.again {{.*}}defer_trace.go:39
// TRACED-NEXT: {{.*}} run by panic open-coded in main.again {{.*}}defer_trace.go:39
// TRACED-NEXT: {{.*}} run by panic open-coded in main.recovers {{.*}}defer_trace.go:45
// TRACED-NEXT: {{.*}} recovered in main.recovers {{.*}}defer_trace.go:46
// TRACED: g{{[0-9]+}} registered open-coded in main.main.func1 {{.*}}defer_trace.go:56
// TRACED: run open-coded in main.main.func1 {{.*}}defer_trace.go:56

// PLAIN: g1 run heap-allocated in main.loop
// PLAIN-NOT: registered open-coded
// PLAIN: run by panic open-coded in main.again {{.*}}defer_trace.go:39

// OFF-NOT: defertrace

// JSON: i registered main.loop heap-allocated 1 defer_trace.go:21 True
// JSON: X run main.loop heap-allocated 1 defer_trace.go:21 True
// JSON: X run main.open open-coded 1 defer_trace.go:27 True
// JSON: X run main.direct direct 1 defer_trace.go:33 True
// JSON: X run by panic main.recovers open-coded 1 defer_trace.go:45 True
// JSON: X left main.again open-coded 1 defer_trace.go:39 True
// JSON: i recovered main.recovers {{.*}}defer_trace.go:46 True
// JSON: X run main.main.func1 open-coded
