// Prints a program that imports every importable package of the standard library
// and refers to each function that these packages, and those they import, declare
// without a body: it links only if the runtime, the overlay and the compiler
// supply all of them. Arguments: GOROOT, architecture, overlay folder.
package main

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

var goroot, arch, overlay string

// A pkg is one package as ogo reads it.
type pkg struct {
	path    string
	name    string
	imports map[string]bool
	links   map[string]string // local name: target
	hooks   []string
}

// PackageLoader.cpp's needsRealArch.
func needsRealArch(path string) bool {
	switch path {
	case "syscall", "runtime", "internal/cpu", "internal/bytealg", "sync/atomic", "internal/runtime/atomic":
		return true
	}
	return strings.HasPrefix(path, "internal/runtime/syscall/")
}

var oses = words("aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos")
var arches = words("386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc64 ppc64le riscv64 s390x sparc64 wasm")
var experiments = words("regabiwrappers dwarf5 jsonv2 greenteagc randomizedheapbase64 sizespecializedmalloc")

func words(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func satisfied(tag string, pure bool) bool {
	switch {
	case tag == "linux" || tag == "unix" || tag == "gc":
		return true
	case tag == arch:
		return !pure
	case tag == "purego" || tag == "math_big_pure_go":
		return pure
	case strings.HasPrefix(tag, "go1."):
		return true
	case strings.HasPrefix(tag, "goexperiment."):
		return experiments[strings.TrimPrefix(tag, "goexperiment.")]
	}
	return false
}

func matchesName(name string, pure bool) bool {
	name, _, _ = strings.Cut(name, ".")
	parts := strings.Split(name, "_")[1:]
	if n := len(parts); n > 0 && parts[n-1] == "test" {
		parts = parts[:n-1]
	}
	n := len(parts)
	if n == 0 {
		return true
	}
	last := parts[n-1]
	if n > 1 && oses[parts[n-2]] && arches[last] {
		return satisfied(last, pure) && satisfied(parts[n-2], pure)
	}
	return !(oses[last] || arches[last]) || satisfied(last, pure)
}

func matchesTags(text []byte, pure bool) bool {
	for _, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if constraint.IsGoBuild(line) {
			x, err := constraint.Parse(line)
			return err == nil && x.Eval(func(tag string) bool { return satisfied(tag, pure) })
		}
		if line != "" && !strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "/*") && !strings.HasPrefix(line, "*") {
			break
		}
	}
	return true
}

func read(path string) *pkg {
	dir := filepath.Join(goroot, "src", path)
	if fi, err := os.Stat(filepath.Join(overlay, path)); err == nil && fi.IsDir() {
		if files, _ := filepath.Glob(filepath.Join(overlay, path, "*.go")); len(files) > 0 {
			dir = filepath.Join(overlay, path)
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	pure := false
	if !needsRealArch(path) && !strings.HasPrefix(dir, overlay) {
		for _, f := range files {
			if strings.HasSuffix(f, ".s") && matchesName(filepath.Base(f), false) {
				text, _ := os.ReadFile(f)
				pure = pure || matchesTags(text, false)
			}
		}
	}
	p := &pkg{path: path, imports: map[string]bool{}, links: map[string]string{}}
	for _, f := range files {
		base := filepath.Base(f)
		if !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") || base[0] == '_' || !matchesName(base, pure) {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil || !matchesTags(text, pure) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f, text, parser.ParseComments|parser.SkipObjectResolution)
		if file == nil || file.Name.Name == "documentation" {
			continue
		}
		if err != nil && !strings.HasPrefix(dir, filepath.Join(goroot, "src")) {
			panic(err)
		}
		cgo := false
		for _, i := range file.Imports {
			cgo = cgo || i.Path.Value == `"C"`
		}
		if cgo {
			continue
		}
		p.name = file.Name.Name
		for _, i := range file.Imports {
			p.imports[strings.Trim(i.Path.Value, `"`)] = true
		}
		for _, g := range file.Comments {
			for _, c := range g.List {
				if w := strings.Fields(c.Text); len(w) == 3 && (w[0] == "//go:linkname" || w[0] == "//go:linknamestd") {
					p.links[w[1]] = w[2]
				}
			}
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body == nil && f.Recv == nil {
				p.hooks = append(p.hooks, f.Name.Name)
			}
		}
	}
	if p.name == "" {
		return nil
	}
	return p
}

var known = map[string]*pkg{}

func visit(path string) *pkg {
	if p, ok := known[path]; ok {
		return p
	}
	known[path] = nil
	dir := path
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
		dir = "vendor/" + path
	}
	p := read(dir)
	known[path] = p
	if p != nil {
		for i := range p.imports {
			if i != "unsafe" && i != "C" {
				visit(i)
			}
		}
	}
	return p
}

// prefix is the package path as symbols spell it.
func prefix(path string) string {
	at := strings.LastIndex(path, "/") + 1
	return path[:at] + strings.ReplaceAll(path[at:], ".", "%2e")
}

func main() {
	goroot, arch, overlay = os.Args[1], os.Args[2], os.Args[3]
	src, err := filepath.EvalSymlinks(filepath.Join(goroot, "src"))
	if err != nil {
		panic(err)
	}
	var roots []string
	filepath.WalkDir(src, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(src, path)
		base := filepath.Base(rel)
		if strings.HasPrefix(base, "_") {
			return filepath.SkipDir
		}
		if rel == "runtime/cgo" { // defines variables of package syscall: needs cgo
			return filepath.SkipDir
		}
		switch base {
		case "testdata", "internal", "cmd", "vendor", "builtin":
			return filepath.SkipDir
		}
		if p := visit(rel); p != nil && p.name != "main" {
			roots = append(roots, rel)
		}
		return nil
	})
	sort.Strings(roots)
	fmt.Print("package main\n\nimport (\n\t\"fmt\"\n\t_ \"unsafe\"\n")
	for _, r := range roots {
		if r != "unsafe" && r != "fmt" {
			fmt.Printf("\t_ %q\n", r)
		}
	}
	fmt.Print(")\n\n")
	symbols := map[string]bool{}
	for _, p := range known {
		if p == nil || p.path == "unsafe" {
			continue
		}
		for _, h := range p.hooks {
			if target, ok := p.links[h]; ok {
				symbols[target] = true
			} else {
				symbols[prefix(p.path)+"."+h] = true
			}
		}
	}
	var names []string
	for s := range symbols {
		names = append(names, s)
	}
	sort.Strings(names)
	for i, n := range names {
		fmt.Printf("//go:linkname f%d %s\nfunc f%d()\n\n", i, n, i)
	}
	fmt.Print("var all = []func(){\n")
	for i := range names {
		fmt.Printf("\tf%d,\n", i)
	}
	fmt.Printf("}\n\nfunc main() {\n\tn := 0\n\tfor _, f := range all {\n\t\tif f != nil {\n\t\t\tn++\n\t\t}\n\t}\n\tfmt.Println(n == len(all), n > 250, \"functions\")\n}\n")
}
