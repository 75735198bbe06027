// RUN: %run_all %s | FileCheck --match-full-lines %s

// print takes the shortest decimal that reads back, as strconv does with 'g' and -1, and float32 as such.
package main

import (
	"math"
	"os"
	"strconv"
	"strings"
	"syscall"
)

func values() (list []float64) {
	list = append(list, 0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 5e-324,
		math.MaxFloat64, math.MaxFloat32, math.SmallestNonzeroFloat32, 1e5, 1e6, 999999, 1e21, 1e22, 1e23, 9007199254740993)
	x := uint64(1)
	for i := 0; i < 300; i++ {
		x = x*6364136223846793005 + 1442695040888963407
		list = append(list, math.Float64frombits(x), float64(x>>11), float64(x>>40)/1000)
	}
	for e := uint64(0); e < 2047; e += 5 {
		for _, m := range []uint64{0, 1, 1<<52 - 1} {
			list = append(list, math.Float64frombits(e<<52|m))
		}
	}
	return
}

func floats(list []float64) {
	for _, f := range list {
		println(f, float32(f), complex(f, -f), complex64(complex(-f, f)))
	}
}

func main() {
	list := values()
	read, write, _ := os.Pipe()
	done := make(chan string)
	go func() {
		var all strings.Builder
		b := make([]byte, 4096)
		for {
			n, err := read.Read(b)
			all.Write(b[:n])
			if err != nil {
				done <- all.String()
				return
			}
		}
	}()
	stderr, _ := syscall.Dup(2)
	syscall.Dup3(int(write.Fd()), 2, 0)
	floats(list)
	syscall.Dup3(stderr, 2, 0)
	write.Close()
	got := strings.Split(<-done, "\n")
	wrong := 0
	for i, f := range list {
		g := float64(float32(f))
		want := strconv.FormatFloat(f, 'g', -1, 64) + " " + strconv.FormatFloat(g, 'g', -1, 32) + " " +
			strconv.FormatComplex(complex(f, -f), 'g', -1, 128) + " " + strconv.FormatComplex(complex(-g, g), 'g', -1, 64)
		if got[i] != want {
			wrong++
			println("got", got[i], "want", want)
		}
	}
	println(len(list) > 2000, wrong)
}

// CHECK: true 0
// CHECK-NEXT: exit 0
