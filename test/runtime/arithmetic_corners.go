// RUN: %run_all %s | FileCheck --match-full-lines %s

// Row 24: what C leaves undefined.
package main

//go:noinline
func div[T int8 | int16 | int32 | int64 | int](a, b T) (T, T) { return a / b, a % b }

//go:noinline
func shl[T int8 | uint8 | int32 | uint32 | int64 | uint64](a T, n uint) T { return a << n }

//go:noinline
func shr[T int8 | uint8 | int32 | uint32 | int64 | uint64](a T, n uint) T { return a >> n }

//go:noinline
func shiftByBig(a int32, n uint64) (int32, int32) { return a << n, a >> n }

//go:noinline
func shiftByByte(a uint64, n uint8) (uint64, uint64) { return a << n, a >> n }

func main() {
	minus := -1
	q8, r8 := div(int8(-128), int8(minus))
	q16, r16 := div(int16(-32768), int16(minus))
	q32, r32 := div(int32(-1<<31), int32(minus))
	q64, r64 := div(int64(-1<<63), int64(minus))
	println(q8, r8, q16, r16, q32, r32, q64, r64)
	q, r := div(-7, 2)
	println(q, r)
	q, r = div(7, -2)
	println(q, r)
	println(-(q8), -q64, q64-1)
	for _, n := range []uint{0, 1, 7, 8, 31, 32, 63, 64, 65, 1 << 40} {
		println(n, shl(int8(-3), n), shr(int8(-3), n), shl(uint8(200), n), shr(uint8(200), n),
			shl(int32(-5), n), shr(int32(-5), n), shl(uint32(7), n), shr(uint32(1<<31), n),
			shl(int64(-5), n), shr(int64(-5), n), shl(uint64(7), n), shr(uint64(1<<63), n))
	}
	println(shiftByBig(-9, 1<<63))
	println(shiftByBig(9, 1<<32))
	println(shiftByByte(1<<63, 255))
	println(shiftByByte(1, 64))
	var i8 int8 = 127
	i8++
	var u8 uint8
	u8--
	var u32 uint32 = 1 << 31
	println(i8, u8, u32*2, uint16(u32>>15)*65535, -u8)
	x := 300
	println(int8(x), uint8(x), int8(-x), uint16(-x), uint64(int8(minus)), int64(uint32(1<<32-1)))
	f := 1e20
	var z float64
	println(1/z, -1/z, z/z, f*f, float32(f*f), float32(1e-50*z+1e-50))
	c := complex(1, 2)
	println(c*c, c/complex(3, -1), real(c), imag(c), c == complex(1, 2))
	a, b := uint64(1<<63+1), 3.9
	println(float64(a), float32(a), int(b), int(-b), uint8(b), float64(int64(-1<<63)))
}

// CHECK: -128 0 -32768 0 -2147483648 0 -9223372036854775808 0
// CHECK-NEXT: -3 -1
// CHECK-NEXT: -3 1
// CHECK-NEXT: -128 -9223372036854775808 9223372036854775807
// CHECK-NEXT: 0 -3 -3 200 200 -5 -5 7 2147483648 -5 -5 7 9223372036854775808
// CHECK-NEXT: 1 -6 -2 144 100 -10 -3 14 1073741824 -10 -3 14 4611686018427387904
// CHECK-NEXT: 7 -128 -1 0 1 -640 -1 896 16777216 -640 -1 896 72057594037927936
// CHECK-NEXT: 8 0 -1 0 0 -1280 -1 1792 8388608 -1280 -1 1792 36028797018963968
// CHECK-NEXT: 31 0 -1 0 0 -2147483648 -1 2147483648 1 -10737418240 -1 15032385536 4294967296
// CHECK-NEXT: 32 0 -1 0 0 0 -1 0 0 -21474836480 -1 30064771072 2147483648
// CHECK-NEXT: 63 0 -1 0 0 0 -1 0 0 -9223372036854775808 -1 9223372036854775808 1
// CHECK-NEXT: 64 0 -1 0 0 0 -1 0 0 0 -1 0 0
// CHECK-NEXT: 65 0 -1 0 0 0 -1 0 0 0 -1 0 0
// CHECK-NEXT: 1099511627776 0 -1 0 0 0 -1 0 0 0 -1 0 0
// CHECK-NEXT: 0 -1
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: 0 0
// CHECK-NEXT: -128 255 0 0 1
// CHECK-NEXT: 44 44 -44 65236 18446744073709551615 4294967295
// CHECK-NEXT: +Inf -Inf NaN 1e+40 +Inf 0
// CHECK-NEXT: (-3+4i) (0.1+0.7000000000000001i) 1 2 true
// CHECK-NEXT: 9.223372036854776e+18 9.223372e+18 3 -3 3 -9.223372036854776e+18
// CHECK: exit 0
