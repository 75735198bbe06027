// Package bytealg searches and compares bytes. GOROOT's is assembly; here the work
// is C++ (runtime/data/ByteAlg.cpp) on libc's vectorized routines.
package bytealg

// Up to MaxBruteForce bytes of text are searched by Index directly.
const MaxBruteForce = 64

// MaxLen is the longest separator Index takes: any.
var MaxLen int = 1<<31 - 1

// PrimeRK is the multiplier of the Rabin-Karp hash.
const PrimeRK = 16777619

//go:noescape
func Compare(a, b []byte) int

//go:noescape
func CompareString(a, b string) int

//go:noescape
func Count(b []byte, c byte) int

//go:noescape
func CountString(s string, c byte) int

//go:noescape
func Index(a, b []byte) int

//go:noescape
func IndexString(a, b string) int

//go:noescape
func IndexByte(b []byte, c byte) int

//go:noescape
func IndexByteString(s string, c byte) int

//go:noescape
func LastIndexByte(s []byte, c byte) int

//go:noescape
func LastIndexByteString(s string, c byte) int

func MakeNoZero(n int) []byte

func Equal(a, b []byte) bool { return string(a) == string(b) }

// Cutover is how many false IndexByte hits are tolerated before Index.
func Cutover(n int) int { return (n + 16) / 8 }

func hashStep(h uint32, c byte) uint32 { return h*PrimeRK + uint32(c) }

// primePower is PrimeRK to the power of n.
func primePower(n int) uint32 {
	pow, sq := uint32(1), uint32(PrimeRK)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			pow *= sq
		}
		sq *= sq
	}
	return pow
}

// HashStr gives the Rabin-Karp hash of sep and the factor that removes a byte
// len(sep) back.
func HashStr[T string | []byte](sep T) (uint32, uint32) {
	h := uint32(0)
	for i := 0; i < len(sep); i++ {
		h = hashStep(h, sep[i])
	}
	return h, primePower(len(sep))
}

// HashStrRev is HashStr of sep reversed.
func HashStrRev[T string | []byte](sep T) (uint32, uint32) {
	h := uint32(0)
	for i := len(sep) - 1; i >= 0; i-- {
		h = hashStep(h, sep[i])
	}
	return h, primePower(len(sep))
}

// IndexRabinKarp finds the first sep in s.
func IndexRabinKarp[T string | []byte](s, sep T) int {
	n := len(sep)
	want, pow := HashStr(sep)
	h := uint32(0)
	for i := 0; i < len(s); i++ {
		h = hashStep(h, s[i])
		if i >= n {
			h -= pow * uint32(s[i-n])
		}
		if i >= n-1 && h == want && string(s[i-n+1:i+1]) == string(sep) {
			return i - n + 1
		}
	}
	return -1
}

// LastIndexRabinKarp finds the last sep in s.
func LastIndexRabinKarp[T string | []byte](s, sep T) int {
	n := len(sep)
	want, pow := HashStrRev(sep)
	h := uint32(0)
	for i := len(s) - 1; i >= 0; i-- {
		h = hashStep(h, s[i])
		if i+n < len(s) {
			h -= pow * uint32(s[i+n])
		}
		if i+n <= len(s) && h == want && string(s[i:i+n]) == string(sep) {
			return i
		}
	}
	return -1
}
