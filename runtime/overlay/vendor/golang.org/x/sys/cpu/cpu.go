// Package cpu is empty of detected features: like internal/cpu's, they choose
// between assembly routines, of which programs built by ogo have none. GOROOT's
// package has no files for a target without assembly.
package cpu

// Initialized reports that the flags below are final.
var Initialized = true

// IsBigEndian: no target is.
const IsBigEndian = false

// CacheLinePad separates data that different processors write.
type CacheLinePad struct{ _ [64]byte }

var X86 struct {
	_                                                      CacheLinePad
	HasAES, HasADX, HasAVX, HasAVX2, HasAVX512, HasAVX512F bool
	HasBMI1, HasBMI2, HasERMS, HasFMA, HasOSXSAVE          bool
	HasPCLMULQDQ, HasPOPCNT, HasRDRAND, HasRDSEED, HasSSE2 bool
	HasSSE3, HasSSSE3, HasSSE41, HasSSE42                  bool
	_                                                      CacheLinePad
}

var ARM64 struct {
	_                                                                      CacheLinePad
	HasFP, HasASIMD, HasEVTSTRM, HasAES, HasPMULL, HasSHA1, HasSHA2        bool
	HasCRC32, HasATOMICS, HasCPUID, HasSHA3, HasSHA512, HasSVE, HasASIMDHP bool
	_                                                                      CacheLinePad
}

var S390X struct {
	_                                                               CacheLinePad
	HasAES, HasGHASH, HasSHA1, HasSHA256, HasSHA512, HasSHA3, HasVX bool
	_                                                               CacheLinePad
}
