package runtime

import (
	"internal/goarch"
	"internal/goos"
)

// GOOS is the operating system the program runs on.
const GOOS string = goos.GOOS

// GOARCH is the architecture the program runs on.
const GOARCH string = goarch.GOARCH
