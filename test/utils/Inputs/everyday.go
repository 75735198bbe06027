// The packages that tests import most. The test runner builds this first, so that
// compiling the standard library is not charged to whichever test comes first.
package main

import (
	_ "bufio"
	_ "bytes"
	_ "encoding/json"
	_ "fmt"
	_ "log"
	_ "os"
	_ "regexp"
	_ "runtime/debug"
	_ "testing"
	_ "text/template"
	_ "os/exec"
	_ "runtime/pprof"
	_ "text/tabwriter"
	_ "math/cmplx"
	_ "unique"
	_ "os/signal"
)

func main() {}
