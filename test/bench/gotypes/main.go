// Parses and checks the packages of a list (see test/utils/check-list.cpp) with
// go/types, which checks as gc does, and prints lines and seconds of each.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"time"
)

type importer struct {
	done map[string]*types.Package
	path map[string]string
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p, ok := i.path[path]; ok {
		path = p
	}
	if p := i.done[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

func main() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	defer f.Close()
	done := map[string]*types.Package{}
	fset := token.NewFileSet()
	var lines, failed int
	var parse, check time.Duration
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		parts := strings.Split(in.Text(), "|")
		if len(parts) < 4 || parts[0] == "unsafe" {
			continue
		}
		var files []*ast.File
		for _, name := range strings.Split(parts[2], ",") {
			if name == "" {
				continue
			}
			src, err := os.ReadFile(parts[1] + "/" + name)
			if err != nil {
				panic(err)
			}
			lines += bytes.Count(src, []byte("\n"))
			start := time.Now()
			file, err := parser.ParseFile(fset, name, src, parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				panic(err)
			}
			parse += time.Since(start)
			files = append(files, file)
		}
		im := importer{done, map[string]string{}}
		for _, m := range strings.Split(parts[3], ",") {
			if k, v, ok := strings.Cut(m, "="); ok {
				im.path[k] = v
			}
		}
		start := time.Now()
		conf := types.Config{Importer: im, FakeImportC: true, Error: func(error) { failed++ },
			Sizes: types.SizesFor("gc", "amd64")}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
			Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
			Instances: map[*ast.Ident]types.Instance{}}
		p, _ := conf.Check(parts[0], fset, files, info)
		done[parts[0]] = p
		check += time.Since(start)
	}
	fmt.Printf("%d lines, parse %.3f s, check %.3f s, %d errors\n", lines, parse.Seconds(), check.Seconds(), failed)
}
