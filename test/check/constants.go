// Exact constants, their overflow and representability.
// RUN: not %ogo check -e %s 2>&1 | FileCheck --match-full-lines %s
package p

const (
	big   = 1 << 511
	ok    = big >> 510
	_     = big * big
	_     = 1<<512 + 1
	third = 1.0 / 3
	one   = third * 3
	_ int = one
	_ int = third
)

const (
	_ int8    = 128
	_ int8    = -128
	_ uint8   = -1
	_ uint8   = 'ā'
	_ uint16  = 1 << 16
	_ int64   = 1 << 63
	_ uint64  = 1 << 64
	_ uint64  = 1<<64 - 1
	_ float32 = 1e39
	_ float32 = 3.4028235e38
	_ float64 = 1e309
	_ float64 = 1e-400
	_ complex64 = 1e39i
	_ int     = 1.0
	_ int     = 1.5
	_ int     = 2 + 0i
	_ int     = 2i
	_ string  = 'x'
	_ bool    = 1
	_ rune    = 1e3
	_ byte    = 255 + 1
)

const (
	_ int8 = -(-128)
	_      = ^uint8(1) + 255
	_      = uint8(255) + 1
	_      = int32(1) << 31
	_      = int8(1) << 7
	_      = 10 / 0
	_      = 10 % 0.0
	_      = 1.5 % 2
	_      = 1 << -1
	_      = 1 << 1.5
	_      = 1.5 << 1
	_      = 2.0 << 1
	_      = 1 << 2000
	_      = "a" << 1
	_      = 1 / 0i
	_      = -"x"
	_      = !1
	_      = ^1.5
	_      = +true
	_      = "a" - "b"
	_      = "a" + 1
	_      = true + false
	_      = 1 && 2
	_      = 1 == "1"
	_      = true < false
	_      = 7.0 % 2.0
)

const _ = len([...]int{1, 2, 3}) + len("abc") + cap([4]int{})
const _ = len([]int{1})
const _ = string(rune(0x10ffff)) + string(-1)

var v int

const _ = v
const _ = f()
const _ int = nil

func f() int { return 0 }

var _ = 0x1p-2 + 0b11 + 0o17 + 1_000 + 0x_Fp1
var _ int = 1e1000000
var _ float64 = 1e1000000000
var _ = 'a' * 1.5
var _ int = 'a' * 2.0
var _ uint = 1 - 2
var _ = -5 >> 1
var _ uint8 = 1.0 << 8
var s uint = 3
var _ = 1.0 << s
var _ float64 = 1 << s
var _ int32 = 1 << s
var _ = float64(1 << s)
var _ interface{} = 1 << s
var _ = uint8(1<<s) + 300
var _ = make([]int, 1.0<<s)
var _ = 1<<s == 2<<s
var _ = 1<<s == 1.5
var _ string = string(1 << s)

// CHECK:      {{.*}}constants.go:8:14: constant multiplication overflow
// CHECK-NEXT: {{.*}}constants.go:9:11: constant shift overflow
// CHECK-NEXT: {{.*}}constants.go:13:10: cannot use third (untyped float constant 0.333333) as int value in constant declaration (truncated)
// CHECK-NEXT: {{.*}}constants.go:17:14: cannot use 128 (untyped int constant) as int8 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:19:14: cannot use -1 (untyped int constant) as uint8 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:20:14: cannot use 'ā' (untyped rune constant 257) as uint8 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:21:14: cannot use 1 << 16 (untyped int constant 65536) as uint16 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:22:14: cannot use 1 << 63 (untyped int constant 9223372036854775808) as int64 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:23:14: cannot use 1 << 64 (untyped int constant 18446744073709551616) as uint64 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:25:14: cannot use 1e39 (untyped float constant 1e+39) as float32 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:27:14: cannot use 1e309 (untyped float constant 1e+309) as float64 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:29:16: cannot use 1e39i (untyped complex constant (0 + 1e+39i)) as complex64 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:31:14: cannot use 1.5 (untyped float constant) as int value in constant declaration (truncated)
// CHECK-NEXT: {{.*}}constants.go:33:14: cannot use 2i (untyped complex constant (0 + 2i)) as int value in constant declaration (truncated)
// CHECK-NEXT: {{.*}}constants.go:34:14: cannot use 'x' (untyped rune constant 120) as string value in constant declaration
// CHECK-NEXT: {{.*}}constants.go:35:14: cannot use 1 (untyped int constant) as bool value in constant declaration
// CHECK-NEXT: {{.*}}constants.go:37:14: cannot use 255 + 1 (untyped int constant 256) as byte value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:41:11: cannot use -(-128) (untyped int constant 128) as int8 value in constant declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:42:11: ^uint8(1) + 255 (constant 509 of type uint8) overflows uint8
// CHECK-NEXT: {{.*}}constants.go:43:11: uint8(255) + 1 (constant 256 of type uint8) overflows uint8
// CHECK-NEXT: {{.*}}constants.go:44:11: int32(1) << 31 (constant 2147483648 of type int32) overflows int32
// CHECK-NEXT: {{.*}}constants.go:45:11: int8(1) << 7 (constant 128 of type int8) overflows int8
// CHECK-NEXT: {{.*}}constants.go:46:16: invalid operation: division by zero
// CHECK-NEXT: {{.*}}constants.go:47:11: invalid operation: operator % not defined on 10 (untyped float constant)
// CHECK-NEXT: {{.*}}constants.go:48:11: invalid operation: operator % not defined on 1.5 (untyped float constant)
// CHECK-NEXT: {{.*}}constants.go:49:16: invalid operation: negative shift count -1 (untyped int constant)
// CHECK-NEXT: {{.*}}constants.go:50:16: 1.5 (untyped float constant) truncated to uint
// CHECK-NEXT: {{.*}}constants.go:51:11: invalid operation: shifted operand 1.5 (untyped float constant) must be integer
// CHECK-NEXT: {{.*}}constants.go:53:16: invalid operation: invalid shift count 2000 (untyped int constant)
// CHECK-NEXT: {{.*}}constants.go:54:11: invalid operation: shifted operand "a" (untyped string constant) must be integer
// CHECK-NEXT: {{.*}}constants.go:55:15: invalid operation: division by zero
// CHECK-NEXT: {{.*}}constants.go:56:12: invalid operation: operator - not defined on "x" (untyped string constant)
// CHECK-NEXT: {{.*}}constants.go:57:12: invalid operation: operator ! not defined on 1 (untyped int constant)
// CHECK-NEXT: {{.*}}constants.go:58:12: invalid operation: operator ^ not defined on 1.5 (untyped float constant)
// CHECK-NEXT: {{.*}}constants.go:59:12: invalid operation: operator + not defined on true (untyped bool constant)
// CHECK-NEXT: {{.*}}constants.go:60:11: invalid operation: operator - not defined on "a" (untyped string constant)
// CHECK-NEXT: {{.*}}constants.go:61:11: invalid operation: "a" + 1 (mismatched types untyped string and untyped int)
// CHECK-NEXT: {{.*}}constants.go:62:11: invalid operation: operator + not defined on true (untyped bool constant)
// CHECK-NEXT: {{.*}}constants.go:63:11: invalid operation: operator && not defined on 1 (untyped int constant)
// CHECK-NEXT: {{.*}}constants.go:64:16: invalid operation: 1 == "1" (mismatched types untyped int and untyped string)
// CHECK-NEXT: {{.*}}constants.go:65:11: invalid operation: true < false (operator < not defined on untyped bool)
// CHECK-NEXT: {{.*}}constants.go:66:11: invalid operation: operator % not defined on 7.0 (untyped float constant 7)
// CHECK-NEXT: {{.*}}constants.go:70:11: len([]int{…}) (value of type int) is not constant
// CHECK-NEXT: {{.*}}constants.go:75:11: v (variable of type int) is not constant
// CHECK-NEXT: {{.*}}constants.go:76:11: f() (value of type int) is not constant
// CHECK-NEXT: {{.*}}constants.go:77:15: nil is not constant
// CHECK-NEXT: {{.*}}constants.go:82:13: cannot use 1e1000000 (untyped float constant 1e+1000000) as int value in variable declaration (truncated)
// CHECK-NEXT: {{.*}}constants.go:83:17: malformed constant: 1e1000000000
// CHECK-NEXT: {{.*}}constants.go:86:14: cannot use 1 - 2 (untyped int constant -1) as uint value in variable declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:88:15: cannot use 1.0 << 8 (untyped int constant 256) as uint8 value in variable declaration (overflows)
// CHECK-NEXT: {{.*}}constants.go:90:9: invalid operation: shifted operand 1.0 (type float64) must be integer
// CHECK-NEXT: {{.*}}constants.go:91:17: invalid operation: shifted operand 1 (type float64) must be integer
// CHECK-NEXT: {{.*}}constants.go:93:17: invalid operation: shifted operand 1 (type float64) must be integer
// CHECK-NEXT: {{.*}}constants.go:95:23: 300 (untyped int constant) overflows uint8
// CHECK-NEXT: {{.*}}constants.go:98:9: invalid operation: shifted operand 1 (type float64) must be integer
// CHECK-NEXT: {{.*}}constants.go:99:23: invalid operation: shifted operand 1 (type string) must be integer
// CHECK-NOT:  {{.}}
