// Division of complex numbers. The compiler calls complex128div, because the
// textbook formula overflows early and gives NaN where an infinity or zero is
// right (C99 annex G asks the same).

package runtime

func isNaN(f float64) bool { return f != f }

func isInf(f float64) bool { return !isNaN(f) && isNaN(f-f) }

func isFinite(f float64) bool { return !isNaN(f - f) }

func abs(f float64) float64 {
	if f < 0 {
		return -f
	}
	return f + 0 // no negative zero
}

// copysign is called with a magnitude that is not negative.
func copysign(magnitude, sign float64) float64 {
	if sign < 0 || 1/sign < 0 {
		return -magnitude
	}
	return magnitude
}

// boxed is 1 for an infinity and 0 for anything else, with the sign of f.
func boxed(f float64) float64 {
	if isInf(f) {
		return copysign(1, f)
	}
	return copysign(0, f)
}

func complex128div(n, m complex128) complex128 {
	a, b := real(n), imag(n)
	c, d := real(m), imag(m)
	// Scale by the larger part of the divisor (Smith's method).
	var e, f float64
	if abs(c) >= abs(d) {
		ratio := d / c
		denom := c + ratio*d
		e = (a + b*ratio) / denom
		f = (b - a*ratio) / denom
	} else {
		ratio := c / d
		denom := d + ratio*c
		e = (a*ratio + b) / denom
		f = (b*ratio - a) / denom
	}
	if !isNaN(e) || !isNaN(f) {
		return complex(e, f)
	}
	// Both are NaN: there may be an infinity or zero to recover.
	switch {
	case m == 0 && (!isNaN(a) || !isNaN(b)):
		inf := copysign(1/abs(0), c)
		return complex(inf*a, inf*b)
	case (isInf(a) || isInf(b)) && isFinite(c) && isFinite(d):
		inf := 1 / abs(0)
		a, b = boxed(a), boxed(b)
		return complex(inf*(a*c+b*d), inf*(b*c-a*d))
	case (isInf(c) || isInf(d)) && isFinite(a) && isFinite(b):
		c, d = boxed(c), boxed(d)
		return complex(0*(a*c+b*d), 0*(b*c-a*d))
	}
	return complex(e, f)
}
