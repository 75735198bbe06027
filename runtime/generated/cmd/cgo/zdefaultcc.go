// Go's own build writes this file, so a tree of sources alone has none.
package main

const defaultPkgConfig = "pkg-config"

func defaultCC(goos, goarch string) string  { return "gcc" }
func defaultCXX(goos, goarch string) string { return "g++" }
