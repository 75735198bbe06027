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
	HasAES, HasADX, HasAVX, HasAVXVNNI, HasAVX2, HasAVX512, HasAVX512F, HasAVX512CD, HasAVX512BW, HasAVX512DQ, HasAVX512VL, HasAVX512GFNI, HasAVX512VAES, HasAVX512VNNI, HasAVX512VBMI, HasAVX512VBMI2, HasAVX512BITALG, HasAVX512VPOPCNTDQ, HasAVX512VPCLMULQDQ, HasBMI1, HasBMI2, HasERMS, HasFSRM, HasFMA, HasGFNI, HasOSXSAVE, HasPCLMULQDQ, HasPOPCNT, HasRDTSCP, HasSHA, HasSSE3, HasSSSE3, HasSSE41, HasSSE42, HasVAES, HasVPCLMULQDQ bool
}

var ARM struct {
	HasVFPv4, HasIDIVA, HasV7Atomics bool
}

var ARM64 struct {
	HasAES, HasPMULL, HasSHA1, HasSHA2, HasSHA512, HasSHA3, HasCRC32, HasATOMICS, HasCPUID, HasDIT, HasSB, IsNeoverse bool
}

var Loong64 struct {
	HasLSX, HasLASX, HasCRC32, HasLAMCAS, HasLAM_BH, HasLLACQ_SCREL, HasSCQ, HasDBAR_HINTS bool
}

var MIPS64X struct {
	HasMSA bool
}

var PPC64 struct {
	HasDARN, HasSCV, IsPOWER8, IsPOWER9, IsPOWER10 bool
}

var S390X struct {
	HasZARCH, HasSTFLE, HasLDISP, HasEIMM, HasDFP, HasETF3EH, HasMSA, HasAES, HasAESCBC, HasAESCTR, HasAESGCM, HasGHASH, HasSHA1, HasSHA256, HasSHA512, HasSHA3, HasVX, HasVXE, HasKDSA, HasECDSA, HasEDDSA bool
}

var RISCV64 struct {
	HasFastMisaligned, HasV, HasZbb, HasZbc, HasZvbb, HasZvbc, HasZvkg, HasZvkned, HasZvknha, HasZvknhb, HasZvksed, HasZvksh, HasZvkt bool
}

// Initialize has nothing to detect.
func Initialize(env string) {}
