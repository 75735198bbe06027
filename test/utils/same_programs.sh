#!/bin/bash
# same_programs.sh OGO [OPTIONS]: builds a few programs and prints their checksums.
#
# A change that is to alter nothing but the structure of the compiler leaves what this prints as
# it was: run it with the compiler before and after, and compare. The programs are made in a
# folder of one name, because debug information holds it.
set -euo pipefail
Ogo=$(realpath "$1")
shift
Dir=/tmp/ogo-same-programs
rm -rf "$Dir"
mkdir -p "$Dir"
trap 'rm -rf "$Dir"' EXIT

cat >"$Dir/hello.go" <<'END'
package main

import "fmt"

func main() { fmt.Println("hello") }
END
cat >"$Dir/json.go" <<'END'
package main

import (
	"encoding/json"
	"os"
)

type tree struct {
	Name string             `json:"name"`
	Kids []*tree            `json:",omitempty"`
	Data map[string]float64 `json:"data"`
}

func main() {
	var t tree
	defer os.Stdout.WriteString("\n")
	if json.Unmarshal([]byte(`{"name":"a","Kids":[{"name":"b"}],"data":{"x":1.5}}`), &t) == nil {
		json.NewEncoder(os.Stdout).Encode(t)
	}
}
END
cat >"$Dir/http.go" <<'END'
package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
)

func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, r.URL.Path)
	}))
	defer s.Close()
	if r, err := http.Get(s.URL + "/x"); err == nil {
		io.Copy(os.Stdout, r.Body)
	}
}
END
cd "$Dir"
for Name in hello json http; do
  "$Ogo" build "$@" -o "$Name" "$Name.go"
  sha256sum "$Name"
done
