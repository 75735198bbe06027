// Package cpu says which processor features Go code may rely on. GOROOT's uses
// them to choose assembly; programs built by ogo contain none of it, so every
// feature is off, which also makes crypto/tls prefer what is fast without AES
// instructions.
package cpu

import _ "unsafe" // for go:linkname

// DebugOptions is whether GODEBUG=cpu.* is honoured.
var DebugOptions bool

// CacheLinePadSize separates data that different processors write.
const CacheLinePadSize = 64

type CacheLinePad struct{ _ [CacheLinePadSize]byte }

var CacheLineSize uintptr = CacheLinePadSize

var X86 struct {
	HasAES, HasADX, HasAVX, HasAVX2, HasAVX512F, HasAVX512BW, HasAVX512VL, HasBMI1, HasBMI2, HasERMS, HasFMA, HasOSXSAVE, HasPCLMULQDQ, HasPOPCNT, HasRDTSCP, HasSHA, HasSSE3, HasSSSE3, HasSSE41, HasSSE42 bool
}

var ARM struct {
	HasVFPv4, HasIDIVA, HasV7Atomics bool
}

var ARM64 struct {
	HasAES, HasPMULL, HasSHA1, HasSHA2, HasSHA512, HasCRC32, HasATOMICS, HasCPUID, HasDIT, IsNeoverse bool
}

var S390X struct {
	HasZARCH, HasSTFLE, HasLDISP, HasEIMM, HasDFP, HasETF3EH, HasMSA, HasAES, HasAESCBC, HasAESCTR, HasAESGCM, HasGHASH, HasSHA1, HasSHA256, HasSHA512, HasSHA3, HasVX, HasVXE, HasKDSA, HasECDSA, HasEDDSA bool
}

// Initialize has nothing to detect.
func Initialize(env string) {}

// Name is the processor's, when known.
func Name() string { return "" }
