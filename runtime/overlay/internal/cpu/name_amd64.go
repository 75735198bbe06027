// The processor's name as it says it itself, for the line "cpu:" of benchmarks.
package cpu

import _ "unsafe" // for linkname

//go:linkname cpuid runtime.cpuid
func cpuid(leaf, subleaf uint32) (a, b, c, d uint32)

// Name is the processor's brand string, empty if it has none.
func Name() string {
	const first, last = 0x80000002, 0x80000004
	if highest, _, _, _ := cpuid(0x80000000, 0); highest < last {
		return ""
	}
	var text []byte
	for leaf := uint32(first); leaf <= last; leaf++ {
		a, b, c, d := cpuid(leaf, 0)
		for _, word := range [...]uint32{a, b, c, d} {
			for ; word != 0; word >>= 8 {
				text = append(text, byte(word))
			}
		}
	}
	for len(text) > 0 && text[0] == ' ' {
		text = text[1:]
	}
	return string(text)
}
