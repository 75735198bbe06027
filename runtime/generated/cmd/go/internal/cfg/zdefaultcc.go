// Go's own build writes this file, so a tree of sources alone has none.
package cfg

const DefaultPkgConfig = "pkg-config"

func DefaultCC(goos, goarch string) string  { return "gcc" }
func DefaultCXX(goos, goarch string) string { return "g++" }
