// Typefacts prints what real Go's go/types finds out about the packages of a
// list (see check-list.cpp), in the form of check-list -facts. Comparing the
// two files shows where the checkers disagree on correct programs.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

type importer map[string]*types.Package

type mapped struct {
	all    importer
	rename map[string]string
}

func (m mapped) Import(path string) (*types.Package, error) {
	if p, ok := m.rename[path]; ok {
		path = p
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := m.all[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}

func main() {
	list, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	all := importer{}
	for _, line := range strings.Split(string(list), "\n") {
		parts := strings.Split(line, "|")
		if len(parts) < 4 || parts[0] == "unsafe" {
			continue
		}
		check(all, parts, os.Args[2])
	}
}

func check(all importer, parts []string, dir string) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range strings.Split(parts[2], ",") {
		if name == "" {
			continue
		}
		f, err := parser.ParseFile(fset, filepath.Join(parts[1], name), nil, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		files = append(files, f)
	}
	rename := map[string]string{}
	for _, m := range strings.Split(parts[3], ",") {
		if k, v, ok := strings.Cut(m, "="); ok {
			rename[k] = v
		}
	}
	info := &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances:  map[*ast.Ident]types.Instance{},
	}
	conf := types.Config{
		Importer:  mapped{all, rename},
		GoVersion: "go1.23",
		Sizes:     types.SizesFor("gc", "amd64"),
		Error:     func(err error) { fmt.Fprintln(os.Stderr, err) },
	}
	pkg, _ := conf.Check(parts[0], fset, files, info)
	all[parts[0]] = pkg
	dump(fset, pkg, info, filepath.Join(dir, strings.ReplaceAll(parts[0], "/", "~")))
}

func mode(tv types.TypeAndValue) string {
	switch {
	case tv.IsVoid():
		return "void"
	case tv.IsType():
		return "type"
	case tv.IsBuiltin():
		return "builtin"
	case tv.IsNil():
		return "nil"
	case tv.Value != nil:
		return "const"
	case tv.Addressable():
		return "var"
	case tv.Assignable():
		return "mapindex"
	case tv.HasOk():
		return "commaok"
	}
	return "value"
}

func object(fset *token.FileSet, obj types.Object) string {
	if obj == nil {
		return "nil"
	}
	if p, ok := obj.(*types.PkgName); ok {
		return "package " + p.Imported().Path()
	}
	return strings.ReplaceAll(types.ObjectString(obj, nil), "\n", "\\n")
}

// kind names n as package syntax does, because ends of nodes differ.
func kind(n ast.Node) string {
	switch n := n.(type) {
	case *ast.IndexListExpr:
		return "IndexExpr"
	case *ast.StarExpr, *ast.UnaryExpr, *ast.BinaryExpr:
		return "Operation"
	case *ast.ArrayType:
		if n.Len == nil {
			return "SliceType"
		}
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", n), "*ast.")
}

// declared prints sizes and method sets of the package's types.
func declared(pkg *types.Package, add func(string, ...any)) {
	sizes := types.SizesFor("gc", "amd64")
	for _, name := range pkg.Scope().Names() {
		obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		t, ok := obj.Type().(*types.Named)
		if !ok || t.TypeParams().Len() > 0 || obj.IsAlias() {
			continue
		}
		iface, _ := t.Underlying().(*types.Interface)
		if iface != nil && !iface.IsMethodSet() {
			continue
		}
		add("type %s size %d align %d", name, sizes.Sizeof(t), sizes.Alignof(t))
		for _, u := range []types.Type{t, types.NewPointer(t)} {
			set := types.NewMethodSet(u)
			for i := range set.Len() {
				m := set.At(i)
				add("method %s.%s %v %v", types.TypeString(u, nil), m.Obj().Id(), m.Index(), m.Indirect())
			}
		}
	}
}

func dump(fset *token.FileSet, pkg *types.Package, info *types.Info, path string) {
	var lines []string
	at := func(n ast.Node) string {
		p := fset.Position(n.Pos())
		return fmt.Sprintf("%s:%d %s", filepath.Base(p.Filename), p.Offset, kind(n))
	}
	add := func(format string, args ...any) {
		lines = append(lines, fmt.Sprintf(format, args...))
	}
	for x, tv := range info.Types {
		t, v := "", ""
		if tv.Type != nil {
			t = types.TypeString(tv.Type, nil)
		}
		if tv.IsNil() {
			t = "" // go/types gives it no other type, types2 does
		}
		if tv.Value != nil {
			v = " = " + tv.Value.ExactString()
		}
		if _, ok := x.(*ast.ParenExpr); ok || !x.Pos().IsValid() {
			continue
		}
		add("%s E %s %s%s", at(x), mode(tv), t, v)
	}
	for id, obj := range info.Defs {
		if obj != nil {
			add("%s D %s", at(id), object(fset, obj))
		}
	}
	for id, obj := range info.Uses {
		add("%s U %s", at(id), object(fset, obj))
	}
	for x, s := range info.Selections {
		add("%s S %d %s %v %v", at(x), s.Kind(), types.TypeString(s.Recv(), nil), s.Index(), s.Indirect())
	}
	for id, inst := range info.Instances {
		var args []string
		for i := range inst.TypeArgs.Len() {
			args = append(args, types.TypeString(inst.TypeArgs.At(i), nil))
		}
		add("%s I [%s] %s", at(id), strings.Join(args, ", "), types.TypeString(inst.Type, nil))
	}
	declared(pkg, add)
	sort.Strings(lines)
	for _, init := range info.InitOrder {
		var names []string
		for _, v := range init.Lhs {
			names = append(names, v.Name())
		}
		add("init %s", strings.Join(names, ", "))
	}
	f, err := os.Create(path)
	if err != nil {
		panic(err)
	}
	w := bufio.NewWriter(f)
	for _, l := range lines {
		fmt.Fprintln(w, strings.ReplaceAll(l, "\n", "\\n"))
	}
	w.Flush()
	f.Close()
}
