#!/usr/bin/env python3
"""Makes random Go programs whose output is the same with every right compiler.

usage: generate.py SEED...      writes one main package that runs them all

One seed is one program: a few functions with loops, branches, closures, defers
of every form, panics, recovers, Goexits, named results, range-over-func,
arithmetic, conversions, strings, slices, maps, generic methods. Only what the language fixes is
printed. So an expression has no more than one part that can panic, and calls
with effects stand alone: what order such parts have is open in the language.
Left out because gc 1.23 was wrong there (see test/runtime/g*.go): recover in a
defer statement of a range-over-func body or directly in such a body, and
helpers that call recover and may be inlined.
"""
import os
import sys

from control import Control
from data import Data
from defers import Defers
from expressions import Expressions, Scope
from generics import Generics


class Program(Expressions, Control, Defers, Data, Generics):
    def signature(self):
        params = ["int", "int", "string"] + [self.scalar() for _ in range(self.r.randrange(3))]
        k = self.r.randrange(6)
        if k == 0:
            results = []
        else:
            pool = ["int", "int", "string", "bool", "uint8", "int64"] + (["float64"] if self.floats else [])
            results = [("int")] + [self.pick(pool) for _ in range(self.r.randrange(0, 4 if k == 1 else 2))]
        if self.chance(0.6):
            results = [("out%d" % i, t) for i, t in enumerate(results)]
        else:
            results = [(None, t) for t in results]
        return params, results

    def function(self, index):
        name = "%s_f%d" % (self.prefix, index)
        params, results = self.signature()
        names = ["d"] + ["u%d" % i for i in range(1, len(params))]
        text = ", ".join("%s %s" % p for p in zip(names, params))
        if results and results[0][0]:
            res = "(%s)" % ", ".join("%s %s" % x for x in results)
        else:
            res = "(%s)" % ", ".join(t for _, t in results)
        if self.chance(0.3):
            self.emit("//go:noinline")
        self.funcs.append((name, params, results))
        self.emit("func %s(%s) %s {" % (name, text, res))
        sc = Scope(results=results, no_recover=False)
        for n, t in list(zip(names, params))[1:]:
            sc.vars.setdefault(t, []).append(n)
        for n, t in results:
            if n:
                sc.vars.setdefault(t, []).append(n)
        self.indent += 1
        self.budget = self.r.randrange(6, 28)
        while self.budget > 0:
            self.statement(sc)
        self.give_back(sc)
        self.indent -= 1
        self.emit("}")
        self.emit("")

    def text(self):
        n = self.r.randrange(2, 5)
        for i in range(n):
            if self.chance(0.3):
                self.method(i)
            else:
                self.function(i)
        self.emit("func %s() {" % self.prefix)
        self.indent += 1
        self.emit("d := 3")
        for f in self.funcs[::-1]:
            sc = Scope(results=[])
            args = ["d"] + [self.literal(t) for t in f[1][1:]]
            self.emit("func() {")
            self.indent += 1
            self.emit("defer func() { show(\"top\", recover()) }()")
            vs = [self.fresh("x") for _ in f[2]]
            call = "%s(%s)" % (f[0], ", ".join(args))
            if vs:
                self.emit("%s := %s" % (", ".join(vs), call))
                self.emit("println(%s)" % ", ".join(vs))
            else:
                self.emit(call)
            self.indent -= 1
            self.emit("}()")
        self.indent -= 1
        self.emit("}")
        return "\n".join(self.out) + "\n"


def package(seeds, floats=True, goexit=True):
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "prelude.go.txt")) as fh:
        parts = [fh.read()]
    for seed in seeds:
        parts.append(Program(seed, floats, goexit).text())
    parts.append("func main() {\n%s}\n" % "".join(
        '\trun("%d", p%d)\n' % (s, s) for s in seeds))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(package([int(s) for s in sys.argv[1:]]))
