// Go's own build writes this file, so a tree of sources alone has none: what
// programs built by ogo take as the settings of their toolchain.
package buildcfg

import "runtime"

const (
	DefaultGO386       = "softfloat"
	DefaultGOAMD64     = "v1"
	DefaultGOARM       = "7"
	DefaultGOARM64     = "v8.0"
	DefaultGOMIPS      = "hardfloat"
	DefaultGOMIPS64    = "hardfloat"
	DefaultGOPPC64     = "power8"
	DefaultGORISCV64   = "rva20u64"
	DefaultGOFIPS140   = "off"
	DefaultCGO_ENABLED = ""

	defaultGOEXPERIMENT       = ""
	defaultGO_EXTLINK_ENABLED = ""
	defaultGO_LDSO            = ""

	version       = "go1.27"
	defaultGOOS   = runtime.GOOS
	defaultGOARCH = runtime.GOARCH
)
