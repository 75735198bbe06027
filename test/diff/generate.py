#!/usr/bin/env python3
"""Makes random Go programs whose output is the same with every right compiler.

usage: generate.py SEED...      writes one main package that runs them all

One seed is one program: a few functions with loops, branches, closures, defers
of every form, panics, recovers, Goexits, named results, range-over-func,
arithmetic, conversions, strings, slices, maps. Only what the language fixes is
printed. So an expression has no more than one part that can panic, and calls
with effects stand alone: what order such parts have is open in the language.
Left out because gc 1.23 is wrong there (see test/runtime/g*.go): recover in a
defer statement of a range-over-func body or directly in such a body, and
helpers that call recover and may be inlined.
"""
import os
import random
import sys

INTS = ["int", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
SMALL = {"int8": 127, "uint8": 255}
WORDS = ["", "a", "go", "hé", "xyz", "日本", "tab\\t", "\\x80\\xff", "long words"]


class Scope:
    """What statements at one place may use."""

    def __init__(self, parent=None, **changes):
        if parent:
            self.__dict__.update(parent.__dict__)
            self.vars = {t: list(v) for t, v in parent.vars.items()}
        else:
            self.vars = {}
            self.loops = []  # (label or None, kind) innermost last; of this function only
            self.results = None  # list of (name or None, type) of the function
            self.deferred = False  # statements are directly in a deferred function
            self.in_seq = 0  # depth of range-over-func bodies in this function
            self.bare_defers = False  # deferred calls may not recover
            self.level = 0
            self.no_recover = False
        self.__dict__.update(changes)


class Program:
    def __init__(self, seed, floats=True, goexit=True):
        self.r = random.Random(seed)
        self.prefix = "p%d" % seed
        self.floats, self.goexit = floats, goexit
        self.n = 0
        self.tags = 0
        self.out = []
        self.indent = 0
        self.funcs = []  # (name, params, results) that may be called
        self.budget = 0

    # Text

    def emit(self, line):
        self.out.append("\t" * self.indent + line)

    def fresh(self, letter="v"):
        self.n += 1
        return "%s%d" % (letter, self.n)

    def tag(self):
        self.tags += 1
        return '"%s.%d"' % (self.prefix, self.tags)

    def chance(self, p):
        return self.r.random() < p

    def pick(self, xs):
        return self.r.choice(xs)

    # Expressions; none has effects, none panics

    def var(self, sc, t):
        return self.pick(sc.vars[t]) if sc.vars.get(t) else None

    def literal(self, t):
        r = self.r
        if t == "string":
            return '"%s"' % self.pick(WORDS)
        if t == "bool":
            return self.pick(["true", "false"])
        if t == "float64":
            return self.pick(["0.5", "-2.25", "1e10", "3.0", "1e-3", "7.75"])
        if t in ("uint8", "int8"):
            return str(r.randrange(0, 120))
        if t == "uint16":
            return str(self.pick([0, 1, 255, 256, 65535, r.randrange(60000)]))
        if t.startswith("uint"):
            return str(self.pick([0, 1, 3, 1 << 31, r.randrange(1 << 32)]))
        if t == "int16":
            return str(self.pick([-32768, -1, 0, 1, 32767, r.randrange(-3000, 3000)]))
        if t == "int32":
            return str(self.pick([-1 << 31, -1, 0, 7, (1 << 31) - 1, r.randrange(-99999, 99999)]))
        return str(self.pick([-1, 0, 1, 2, 3, 5, 10, 100, -7, 1 << 40, -(1 << 63), (1 << 63) - 1,
                              r.randrange(-1000, 1000)]))

    def opaque(self, sc, t):
        """An expression of type t that is not constant."""
        v = self.var(sc, t)
        if v:
            return v
        if t in INTS:
            source = self.pick([x for x in INTS if sc.vars.get(x)])
            return "%s(%s)" % (t, self.var(sc, source))
        if t == "string":
            return "string(rune('a'+uint(%s)%%26))" % self.var(sc, "int")
        if t == "bool":
            return "(%s > %s)" % (self.var(sc, "int"), self.literal("int8"))
        if t == "float64":
            return "float64(%s)" % self.var(sc, "int")
        raise AssertionError(t)

    def leaf(self, sc, t):
        return self.literal(t) if self.chance(0.3) else self.opaque(sc, t)

    def expr(self, sc, t, depth=2):
        if depth <= 0 or self.chance(0.25):
            return self.leaf(sc, t)
        if t in INTS:
            return self.int_expr(sc, t, depth)
        a = self.opaque(sc, t)
        if t == "string":
            k = self.r.randrange(6)
            if k == 0:
                return "trim(%s + %s)" % (a, self.expr(sc, t, depth - 1))
            if k == 1:
                return "%s[:len(%s)/2]" % (a, a) if a.isidentifier() else a
            if k == 2:
                return "string([]byte(%s))" % a
            if k == 3:
                return "string([]rune(%s))" % a
            if k == 4:
                return "string(rune(%s))" % self.opaque(sc, "int32")
            return "%s + %s" % (self.literal(t), "trim(%s)" % a)
        if t == "bool":
            k = self.r.randrange(7)
            if k < 3:
                u = self.pick(INTS + ["string"])
                return "%s %s %s" % (self.opaque(sc, u), self.pick(["<", "<=", "==", "!=", ">", ">="]),
                                     self.leaf(sc, u))
            if k == 3:
                return "!(%s)" % self.expr(sc, t, depth - 1)
            if k == 4:
                return "(%s) && (%s)" % (self.expr(sc, t, depth - 1), self.expr(sc, t, depth - 1))
            if k == 5:
                return "(%s) || (%s)" % (self.expr(sc, t, depth - 1), self.expr(sc, t, depth - 1))
            return "(%s) == (%s)" % (a, self.opaque(sc, "bool"))
        if t == "float64":
            k = self.r.randrange(4)
            if k == 0:
                return "float64(%s)" % self.opaque(sc, self.pick(INTS))
            if k == 1:
                return "float64(float32(%s))" % a
            return "(%s %s %s)" % (a, self.pick("+-*/"), self.expr(sc, t, depth - 1)
                                   if k == 2 else self.opaque(sc, t))
        raise AssertionError(t)

    def int_expr(self, sc, t, depth):
        a = self.opaque(sc, t)
        k = self.r.randrange(13)
        if k < 4:
            return "(%s %s %s)" % (a, self.pick(["+", "-", "*", "&", "|", "^", "&^"]),
                                   self.expr(sc, t, depth - 1))
        if k == 4:
            return "(%s %s (%s | 1))" % (a, self.pick("/%"), self.opaque(sc, t))
        if k == 5:
            return "(%s %s %d)" % (a, self.pick("/%"), self.pick([1, 2, 3, 7, 10, 64, 100, 127]))
        if k == 6:
            return "(%s %s %s)" % (a, self.pick(["<<", ">>"]),
                                   self.opaque(sc, self.pick(["uint8", "uint16", "uint64"])))
        if k == 7:
            return "(%s %s %d)" % (a, self.pick(["<<", ">>"]), self.pick([0, 1, 3, 7, 8, 31, 32, 63, 64, 70]))
        if k == 8:
            u = self.pick(INTS)
            return "%s(%s)" % (t, self.int_expr(sc, u, depth - 1)
                               if depth > 1 and self.chance(0.5) else self.opaque(sc, u))
        if k == 9:
            return "%s%s" % (self.pick("-^"), a) if a.isidentifier() else a
        if k == 10:
            return "%s(len(%s))" % (t, self.opaque(sc, "string")) if t != "int" \
                else "len(%s)" % self.opaque(sc, "string")
        if k == 11:
            return "%s(%s, %s)" % (self.pick(["min", "max"]), a, self.opaque(sc, t))
        if self.floats and self.chance(0.3):
            return "%s(%s)" % (t if t in ("int", "int64") else "int64", self.opaque(sc, "float64")) \
                if t in ("int", "int64") else a
        return "mix(%s, %s)" % (a, self.opaque(sc, t))

    # Statements

    def declare(self, sc, t, value=None):
        v = self.fresh()
        self.emit("var %s %s = %s" % (v, t, value or self.expr(sc, t)))
        self.emit("_ = %s" % v)
        sc.vars.setdefault(t, []).append(v)
        return v

    def scalar(self):
        types = INTS + ["int", "int", "string", "string", "bool"]
        return self.pick(types + (["float64"] if self.floats else []))

    def block(self, sc, n):
        """n statements in a scope of their own."""
        inner = Scope(sc, level=sc.level + 1)
        self.indent += 1
        for _ in range(n):
            if self.budget <= 0:
                break
            self.statement(inner)
        self.indent -= 1

    def some(self, sc):
        return self.r.randrange(1, 4) if sc.level < 3 else 1

    def statement(self, sc):
        self.budget -= 1
        deep = sc.level >= 4
        choices = [
            (self.st_declare, 6), (self.st_assign, 8), (self.st_print, 6), (self.st_call, 5),
            (self.st_panic, 2), (self.st_return, 2), (self.st_jump, 3), (self.st_slice, 3),
            (self.st_map, 3), (self.st_struct, 3), (self.st_runtime_panic, 2), (self.st_defer, 9),
            (self.st_strings, 2), (self.st_chan, 1), (self.st_interface, 2), (self.st_array, 2),
            (self.st_goexit, 1),
        ]
        if not deep:
            choices += [(self.st_if, 5), (self.st_for, 5), (self.st_switch, 3), (self.st_seq, 4),
                        (self.st_closure, 3), (self.st_literal_call, 3), (self.st_goto, 1),
                        (self.st_type_switch, 1)]
        total = sum(w for _, w in choices)
        x = self.r.randrange(total)
        for f, w in choices:
            if x < w:
                return f(sc)
            x -= w

    def st_declare(self, sc):
        self.declare(sc, self.scalar())

    def st_assign(self, sc):
        t = self.pick([t for t in sc.vars if t in INTS or t in ("string", "bool", "float64")])
        v = self.var(sc, t)
        if t in INTS and self.chance(0.4):
            op = self.pick(["+=", "-=", "*=", "^=", "|=", "&^=", "<<=", ">>="])
            if op in ("<<=", ">>="):
                self.emit("%s %s %d" % (v, op, self.r.randrange(70)))
            else:
                self.emit("%s %s %s" % (v, op, self.expr(sc, t)))
        elif t in INTS and self.chance(0.2):
            self.emit(v + self.pick(["++", "--"]))
        elif self.chance(0.2) and len(sc.vars[t]) > 1:
            w = self.var(sc, t)
            if w != v:
                self.emit("%s, %s = %s, %s" % (v, w, self.expr(sc, t), self.expr(sc, t)))
        else:
            e = self.expr(sc, t)
            self.emit("%s = %s" % (v, "trim(%s)" % e if t == "string" else e))

    def st_print(self, sc):
        types = [t for t in sc.vars if t in INTS or t in ("string", "bool", "float64")]
        args = [self.var(sc, self.pick(types)) for _ in range(self.r.randrange(1, 4))]
        self.emit("println(%s, %s)" % (self.tag(), ", ".join(args)))

    def st_if(self, sc):
        self.emit("if %s {" % self.expr(sc, "bool"))
        self.block(sc, self.some(sc))
        if self.chance(0.4):
            self.emit("} else {")
            self.block(sc, self.some(sc))
        self.emit("}")

    def loop_body(self, sc, kind, label):
        inner = Scope(sc, loops=sc.loops + [(label, kind)])
        self.block(inner, self.r.randrange(1, 4))

    def loop(self, sc, header, kind="for", declares=(), seq=False):
        """A loop, with a label only if something jumps to it."""
        label = self.fresh("L") if self.chance(0.4) else None
        at = len(self.out)
        inner = Scope(sc, in_seq=sc.in_seq + seq)
        if seq:
            inner.bare_defers = True
        for t, v in declares:
            inner.vars.setdefault(t, []).append(v)
        self.emit(header + " {")
        self.indent += 1
        self.emit("if !burn() {")
        self.emit("\tbreak")
        self.emit("}")
        for _, v in declares:
            self.emit("_ = %s" % v)
        self.indent -= 1
        self.loop_body(inner, kind, label)
        self.emit("}")
        if label and any((" %s" % label) == line[-len(label) - 1:] for line in self.out[at:]):
            self.out.insert(at, "\t" * self.indent + label + ":")

    def st_for(self, sc):
        k = self.r.randrange(7)
        i = self.fresh("i")
        n = self.r.randrange(1, 6)
        if k == 0:
            self.loop(sc, "for %s := 0; %s < %d; %s++" % (i, i, n, i), declares=[("int", i)])
        elif k == 1:
            j = self.fresh("j")
            self.loop(sc, "for %s, %s := %d, uint8(%d); %s > 0; %s, %s = %s-1, %s+3" % (
                i, j, n, n, i, i, j, i, j), declares=[("int", i), ("uint8", j)])
        elif k == 2:
            self.loop(sc, "for %s := range %d" % (i, n), declares=[("int", i)])
        elif k == 3:
            j = self.fresh("j")
            self.loop(sc, "for %s, %s := range %s" % (i, j, self.opaque(sc, "string")),
                      declares=[("int", i), ("int32", j)])
        elif k == 4 and sc.vars.get("[]int"):
            j = self.fresh("j")
            self.loop(sc, "for %s, %s := range %s" % (i, j, self.var(sc, "[]int")),
                      declares=[("int", i), ("int", j)])
        elif k == 5:
            self.loop(sc, "for %s" % self.expr(sc, "bool"))
        else:
            self.loop(sc, "for %s := range uint8(%d)" % (i, n), declares=[("uint8", i)])

    def st_seq(self, sc):
        i = self.fresh("i")
        k = self.r.randrange(8)
        n = self.r.randrange(1, 4)
        if k == 0:
            j = self.fresh("j")
            self.loop(sc, "for %s, %s := range seq2(%s)" % (i, j, self.opaque(sc, "string")),
                      declares=[("int", i), ("string", j)], seq=True)
            return
        f = self.pick(["seq", "seq", "seqCleanup", "seqCleanup", "seqNested"])
        if k == 1:
            f = "seqStubborn"
        self.loop(sc, "for %s := range %s(%d)" % (i, f, n), declares=[("int", i)], seq=True)

    def st_switch(self, sc):
        inner = Scope(sc, loops=sc.loops + [(None, "switch")])
        cases = self.r.randrange(1, 4)
        if self.chance(0.3):
            self.emit("switch {")
            heads = ["case %s:" % self.expr(sc, "bool") for _ in range(cases)]
        elif self.chance(0.3):
            self.emit("switch %s {" % self.opaque(sc, "string"))
            words = self.r.sample(WORDS, cases)
            heads = ['case "%s":' % w for w in words]
        else:
            self.emit("switch %s & 7 {" % self.opaque(sc, "int"))
            numbers = self.r.sample(range(8), cases)
            heads = ["case %d, %d:" % (x, x + 8) for x in numbers]
        for i, head in enumerate(heads):
            self.emit(head)
            self.block(inner, self.some(sc))
            if i + 1 < len(heads) and self.chance(0.25):
                self.emit("\tfallthrough")
        if self.chance(0.6):
            self.emit("default:")
            self.block(inner, self.some(sc))
        self.emit("}")

    def st_type_switch(self, sc):
        v = self.fresh()
        t = self.scalar()
        self.emit("switch %s := any(%s).(type) {" % (v, self.opaque(sc, t)))
        for u in self.r.sample(["int", "string", "bool", "uint8", "float64", "int32"], 3):
            self.emit("case %s:" % u)
            self.emit("\tprintln(%s, %s)" % (self.tag(), v))
        self.emit("default:")
        self.emit("\tprintln(%s, %s != nil)" % (self.tag(), v))
        self.emit("}")

    def st_jump(self, sc):
        if not sc.loops:
            return self.st_print(sc)
        label, kind = self.pick(sc.loops)
        innermost = sc.loops[-1]
        word = self.pick(["break", "continue"])
        if word == "continue" and kind == "switch":
            word = "break"
        self.emit("if %s {" % self.expr(sc, "bool", 1))
        if label:
            self.emit("\t%s %s" % (word, label))
        elif word == "break" or innermost[1] != "switch" or any(k == "for" for _, k in sc.loops):
            self.emit("\t" + word)
        self.emit("}")

    def st_goto(self, sc):
        label = self.fresh("G")
        self.emit("{")
        self.indent += 1
        self.emit("if %s {" % self.expr(sc, "bool", 1))
        self.emit("\tgoto %s" % label)
        self.emit("}")
        self.emit("{")
        self.block(sc, self.some(sc))
        self.emit("}")
        self.indent -= 1
        self.emit("%s:" % label)
        self.emit("\tprintln(%s)" % self.tag())
        self.emit("}")

    def st_return(self, sc):
        if not self.chance(0.6):
            return self.st_print(sc)
        self.emit("if %s {" % self.expr(sc, "bool", 1))
        self.indent += 1
        self.give_back(sc)
        self.indent -= 1
        self.emit("}")

    def give_back(self, sc):
        if not sc.results:
            return self.emit("return")
        if sc.results[0][0] and self.chance(0.4):
            return self.emit("return")
        calls = [f for f in self.funcs if [t for _, t in f[2]] == [t for _, t in sc.results]]
        if calls and self.chance(0.3):
            self.emit("if d > 0 && burn() {")
            self.emit("\treturn " + self.call(sc, self.pick(calls)))
            self.emit("}")
        self.emit("return " + ", ".join(self.expr(sc, t) for _, t in sc.results))

    # Calls

    def call(self, sc, f):
        name, params, _ = f
        args = []
        for t in params[1:]:
            args.append(self.expr(sc, t))
        return "%s(%s)" % (name, ", ".join(["d-1"] + args))

    def st_call(self, sc):
        if not self.funcs:
            return self.st_print(sc)
        f = self.pick(self.funcs)
        self.emit("if d > 0 && burn() {")
        self.indent += 1
        targets = []
        for _, t in f[2]:
            v = self.var(sc, t)
            targets.append(v if v and v not in targets and self.chance(0.8) else "_")
        if all(t == "_" for t in targets):
            self.emit(self.call(sc, f))
        else:
            self.emit("%s = %s" % (", ".join(targets), self.call(sc, f)))
        self.indent -= 1
        self.emit("}")

    def body(self, sc, n, **changes):
        """Statements of a function literal."""
        inner = Scope(sc, loops=[], in_seq=0, bare_defers=False, level=sc.level + 1, **changes)
        self.indent += 1
        if changes.get("deferred"):
            self.recover_statement(inner)
        for _ in range(n):
            if self.budget <= 0:
                break
            self.statement(inner)
        self.indent -= 1
        return inner

    def st_closure(self, sc):
        f, a = self.fresh("f"), self.fresh("a")
        named = self.chance(0.5)
        self.emit("%s := func(%s int) %s {" % (f, a, "(res int)" if named else "int"))
        vars_ = {t: list(v) for t, v in sc.vars.items()}
        vars_.setdefault("int", []).append(a)
        if named:
            vars_["int"].append("res")
        keep = sc.vars
        sc.vars = vars_
        inner = self.body(sc, self.some(sc), results=[("res" if named else None, "int")],
                          deferred=False)
        sc.vars = keep
        self.indent += 1
        self.give_back(inner)
        self.indent -= 1
        self.emit("}")
        self.emit("_ = %s" % f)
        times = self.r.randrange(1, 3)
        for _ in range(times):
            if self.chance(0.3):
                self.emit("defer %s(%s)" % (f, self.expr(sc, "int")))
            else:
                self.emit("%s = %s(%s)" % (self.var(sc, "int"), f, self.expr(sc, "int")))

    def st_literal_call(self, sc):
        self.emit("func() {")
        self.body(sc, self.some(sc), results=[], deferred=False)
        self.emit("}()")

    # Defers and panics

    def recover_statement(self, sc):
        if sc.no_recover:
            return
        k = self.r.randrange(9)
        if k < 3:
            r = self.fresh("r")
            self.emit("if %s := recover(); %s != nil {" % (r, r))
            self.indent += 1
            self.emit("show(%s, %s)" % (self.tag(), r))
            if self.chance(0.3):
                self.emit("panic(%s)" % r)
            else:
                self.block(sc, 1)
            self.indent -= 1
            self.emit("}")
        elif k == 3:
            self.emit("show(%s, recover())" % self.tag())
        elif k == 4:
            self.emit("show(%s, helperRecover())" % self.tag())
        elif k == 5:
            self.emit("defer recover()")
        elif k == 6:
            self.emit("func() {")
            self.emit("\tshow(%s, recover())" % self.tag())
            self.emit("}()")
        elif k == 7:
            self.emit("recover()")
            if self.chance(0.3):
                self.emit("show(%s, recover())" % self.tag())

    def st_defer(self, sc):
        plain = sc.bare_defers
        k = self.r.randrange(18)
        if k < 6:
            a = self.fresh("a")
            self.emit("defer func(%s int) {" % a)
            keep = sc.vars
            sc.vars = {t: list(v) for t, v in sc.vars.items()}
            sc.vars.setdefault("int", []).append(a)
            self.body(sc, self.some(sc), results=[], deferred=True, no_recover=plain)
            sc.vars = keep
            self.emit("}(%s)" % self.expr(sc, "int"))
        elif k == 6:
            self.emit("defer println(%s, %s, %s)" % (self.tag(), self.expr(sc, "int"),
                                                     self.expr(sc, "string")))
        elif k == 7:
            self.emit("defer %s(%s, %s)" % (self.pick(["noteNamed"] if plain else
                                                      ["recNamed", "noteNamed"]),
                                            self.tag(), self.expr(sc, "int")))
        elif k == 8:
            g = self.pick(["genericNote"] if plain else ["genericRec", "genericNote"])
            self.emit("defer %s(%s, %s)" % (g, self.tag(), self.opaque(sc, self.pick(["int", "string"]))))
        elif k in (9, 10):
            self.defer_method(sc, plain)
        elif k == 11 and self.funcs:
            self.emit("if d > 0 && burn() {")
            self.emit("\tdefer " + self.call(sc, self.pick(self.funcs)))
            self.emit("}")
        elif k == 12:
            f = self.fresh("f")
            self.emit("var %s func(int)" % f)
            if self.chance(0.6):
                self.emit("if %s {" % self.expr(sc, "bool"))
                self.emit("\t%s = panicNamed" % f)
                self.emit("} else {")
                self.emit("\t%s = func(n int) { println(%s, n) }" % (f, self.tag()))
                self.emit("}")
            self.emit("defer %s(%s)" % (f, self.expr(sc, "int")))
            if self.chance(0.4):
                self.emit("%s = nil" % f)
        elif k == 13 and not plain:
            self.emit("defer recover()")
        elif k == 14:
            self.emit("defer panic(%s)" % self.panic_value(sc))
        elif k == 15:
            self.emit("defer func() {}()")
        elif k == 16 and sc.vars.get("map"):
            self.emit("defer delete(%s, %s)" % (self.var(sc, "map"), self.expr(sc, "int")))
        elif not plain:
            self.emit("defer func() {")
            self.indent += 1
            self.emit("show(%s, recover())" % self.tag())
            for name, t in sc.results or []:
                if name and t == "int":
                    self.emit("%s += %d" % (name, self.r.randrange(100)))
                elif name and t == "string":
                    self.emit("%s = trim(%s + %s)" % (name, name, self.tag()))
            self.indent -= 1
            self.emit("}()")
        else:
            self.emit("defer noteNamed(%s, %s)" % (self.tag(), self.expr(sc, "int")))

    def defer_method(self, sc, plain):
        m = self.pick(["Note"] if plain else ["Rec", "Note"])
        pm = self.pick(["PNote"] if plain else ["PRec", "PNote"])
        v = self.fresh("s")
        s = "S{a: %s, b: %s}" % (self.expr(sc, "int"), self.expr(sc, "string"))
        k = self.r.randrange(10)
        tag = self.tag()
        if k == 0:
            self.emit("defer %s.%s(%s)" % (s, m, tag))
        elif k == 1:
            self.emit("%s := &%s" % (v, s))
            self.emit("defer %s.%s(%s)" % (v, self.pick([m, pm]), tag))
            self.emit("%s.a++" % v)
        elif k == 2:
            self.emit("var %s I = %s%s" % (v, self.pick(["", "&"]), s))
            self.emit("defer %s.%s(%s)" % (v, m, tag))
        elif k == 3:
            self.emit("%s := E{1, %s}" % (v, s))
            self.emit("defer %s.%s(%s)" % (v, m, tag))
            self.emit("%s.a++" % v)
        elif k == 4:
            self.emit("%s := EP{&%s, \"y\"}" % (v, s))
            self.emit("defer %s.%s(%s)" % (v, self.pick([m, pm]), tag))
        elif k == 5:
            self.emit("var %s I = EP{&%s, \"y\"}" % (v, s))
            self.emit("defer %s.%s(%s)" % (v, m, tag))
        elif k == 6:
            self.emit("%s := %s.%s" % (v, s, m))
            self.emit("defer %s(%s)" % (v, tag))
        elif k == 7:
            self.emit("defer S.%s(%s, %s)" % (m, s, tag))
        elif k == 8:
            self.emit("var %s *S" % v)
            self.emit("defer %s.%s(%s)" % (v, pm, tag))
        else:
            self.emit("defer (*S).%s(&%s, %s)" % (pm, s, tag))

    def panic_value(self, sc):
        k = self.r.randrange(6)
        if k == 0:
            return "Err{%s}" % self.expr(sc, "int")
        if k == 1:
            return "any(%s)" % self.opaque(sc, "int")
        if k == 2:
            return self.expr(sc, "string")
        if k == 3:
            return "error(Err{%s})" % self.expr(sc, "int")
        return self.tag()

    def st_panic(self, sc):
        if self.chance(0.6):
            self.emit("if %s {" % self.expr(sc, "bool", 1))
            self.emit("\tpanic(%s)" % self.panic_value(sc))
            self.emit("}")
        else:
            self.emit("panic(%s)" % self.panic_value(sc))

    def st_goexit(self, sc):
        if not self.goexit or not self.chance(0.4):
            return self.st_print(sc)
        self.emit("if %s {" % self.expr(sc, "bool", 1))
        self.emit("\tprintln(%s)" % self.tag())
        self.emit("\truntime.Goexit()")
        self.emit("}")

    def st_runtime_panic(self, sc):
        k = self.r.randrange(9)
        v = self.fresh("x")
        i = self.opaque(sc, "int")
        if k == 0:
            self.emit("%s := []int{1, 2, 3}" % v)
            self.emit("println(%s, %s[%s&3])" % (self.tag(), v, i))
        elif k == 1:
            self.emit("%s := %s & 1" % (v, i))
            self.emit("println(%s, 10/%s)" % (self.tag(), v))
        elif k == 2:
            self.emit("var %s *S" % v)
            self.emit("if %s {" % self.expr(sc, "bool"))
            self.emit("\t%s = &S{a: 3}" % v)
            self.emit("}")
            self.emit("println(%s, %s.%s)" % (self.tag(), v, self.pick(["a", "c[1]", "b"])))
        elif k == 3:
            self.emit("var %s map[int]int" % v)
            self.emit("println(%s, len(%s), %s[1])" % (self.tag(), v, v))
            self.emit("%s[%s] = 1" % (v, i))
        elif k == 4:
            self.emit("%s := any(%s)" % (v, self.opaque(sc, self.pick(["int", "string"]))))
            self.emit("println(%s, %s.(%s))" % (self.tag(), v, self.pick(["int", "string", "uint8"])))
        elif k == 5:
            self.emit("%s := make([]int, 2, 6)" % v)
            self.emit("println(%s, len(%s[%s&7:%s&7]))" % (self.tag(), v, i, self.opaque(sc, "int")))
        elif k == 6:
            self.emit("%s := %s" % (v, self.opaque(sc, "string")))
            self.emit("println(%s, %s[%s&3])" % (self.tag(), v, i))
        elif k == 7:
            self.emit("%s := %s & 63" % (v, i))
            self.emit("println(%s, 1<<(%s-2))" % (self.tag(), v))
        else:
            self.emit("var %s I" % v)
            self.emit("if %s {" % self.expr(sc, "bool"))
            self.emit("\t%s = E{x: 1}" % v)
            self.emit("}")
            self.emit("println(%s, %s.Sum())" % (self.tag(), v))

    # Data

    def st_slice(self, sc):
        v = self.var(sc, "[]int")
        if not v or self.chance(0.4):
            v = self.fresh("s")
            self.emit("%s := []int{%s}" % (v, ", ".join(
                self.expr(sc, "int") for _ in range(self.r.randrange(5)))))
            sc.vars.setdefault("[]int", []).append(v)
        k = self.r.randrange(7)
        if k == 0:
            self.emit("%s = append(%s, %s)" % (v, v, self.expr(sc, "int")))
        elif k == 1:
            self.emit("if len(%s) > 0 {" % v)
            self.emit("\t%s[uint(%s)%%uint(len(%s))] = %s" % (v, self.opaque(sc, "int"), v,
                                                            self.expr(sc, "int")))
            self.emit("}")
        elif k == 2:
            self.emit("%s = %s[len(%s)/2:]" % (v, v, v))
        elif k == 3:
            w = self.fresh("s")
            self.emit("%s := append(%s[:len(%s)/2:len(%s)/2], %s, 7)" % (w, v, v, v, self.expr(sc, "int")))
            self.emit("println(%s, copy(%s, %s), len(%s))" % (self.tag(), v, w, w))
        elif k == 4:
            self.emit("if len(%s) < 20 {" % v)
            self.emit("\t%s = append(%s, %s...)" % (v, v, v))
            self.emit("}")
        elif k == 5:
            self.emit("%s = append([]int(nil), %s...)" % (v, v))
        self.emit("println(%s, len(%s), fold(%s, func(a, b int) int { return a*3 + b }))" % (
            self.tag(), v, v))

    def st_array(self, sc):
        v, w = self.fresh("r"), self.fresh("r")
        i = self.opaque(sc, "uint8")
        self.emit("%s := [4]%s{1: %s, 3: %s}" % (v, "int", self.expr(sc, "int"), self.expr(sc, "int")))
        self.emit("%s := %s" % (w, v))
        self.emit("%s[%s&3], %s[2] = %s[3], %s" % (v, i, w, v, self.expr(sc, "int")))
        self.emit("for i := range %s {" % v)
        self.emit("\tprintln(%s, %s[i], %s[i], %s == %s)" % (self.tag(), v, w, v, w))
        self.emit("}")

    def st_map(self, sc):
        v = self.var(sc, "map")
        if not v or self.chance(0.3):
            v = self.fresh("m")
            self.emit("%s := map[int]int{%s: 1}" % (v, self.opaque(sc, "int")))
            sc.vars.setdefault("map", []).append(v)
        k = self.r.randrange(6)
        if k == 0:
            self.emit("%s[%s] += %s" % (v, self.opaque(sc, "int"), self.expr(sc, "int")))
        elif k == 1:
            self.emit("delete(%s, %s)" % (v, self.opaque(sc, "int")))
        elif k == 2:
            x, ok = self.fresh("x"), self.fresh("ok")
            self.emit("%s, %s := %s[%s]" % (x, ok, v, self.opaque(sc, "int")))
            self.emit("println(%s, %s, %s)" % (self.tag(), x, ok))
        elif k == 3:
            w = self.fresh("m")
            self.emit("%s := map[string]int{%s: %s}" % (w, self.opaque(sc, "string"), self.expr(sc, "int")))
            self.emit("%s[%s]++" % (w, self.opaque(sc, "string")))
            self.emit("println(%s, len(%s), mapSum(%s, func(s string) int { return len(s) }))" % (
                self.tag(), w, w))
        elif k == 4:
            self.emit("for k := range 20 {")
            self.emit("\t%s[k*%s] = k" % (v, self.opaque(sc, "int")))
            self.emit("}")
        elif self.chance(0.3):
            self.emit("clear(%s)" % v)
        self.emit("println(%s, len(%s), mapSum(%s, func(k int) int { return k }))" % (self.tag(), v, v))

    def st_struct(self, sc):
        v = self.fresh("t")
        k = self.r.randrange(5)
        s = "S{%s, %s, [2]int{1, %s}}" % (self.expr(sc, "int"), self.expr(sc, "string"), self.expr(sc, "int"))
        self.emit("%s := %s" % (v, s))
        if k == 0:
            w = self.fresh("t")
            self.emit("%s := %s" % (w, v))
            self.emit("%s.Inc(%s & 7).Inc(2)" % (w, self.opaque(sc, "int")))
            self.emit("println(%s, %s == %s, %s.Sum(), %s.Sum())" % (self.tag(), v, w, v, w))
        elif k == 1:
            p = self.fresh("q")
            self.emit("%s := &%s.c[1]" % (p, v))
            self.emit("*%s += 5" % p)
            self.emit("println(%s, %s.c[0], %s.c[1])" % (self.tag(), v, v))
        elif k == 2:
            f = self.fresh("f")
            self.emit("%s := %s.Sum" % (f, v))
            self.emit("%s.a = %s" % (v, self.expr(sc, "int")))
            self.emit("println(%s, %s(), %s.Sum())" % (self.tag(), f, v))
        elif k == 3:
            self.emit("println(%s, E{2, %s}.Sum(), EP{&%s, \"\"}.Sum(), I(%s).Sum())" % (self.tag(), v, v, v))
        else:
            m = self.fresh("m")
            self.emit("%s := map[S]int{%s: 1}" % (m, v))
            self.emit("%s.a++" % v)
            self.emit("%s[%s]++" % (m, v))
            self.emit("println(%s, len(%s))" % (self.tag(), m))

    def st_interface(self, sc):
        v, w = self.fresh("e"), self.fresh("e")
        t, u = self.scalar(), self.scalar()
        self.emit("var %s, %s any = %s, %s" % (v, w, self.opaque(sc, t), self.opaque(sc, u)))
        self.emit("println(%s, %s == %s)" % (self.tag(), v, w))
        x, ok = self.fresh("x"), self.fresh("ok")
        self.emit("%s, %s := %s.(%s)" % (x, ok, v, self.pick([t, u])))
        self.emit("println(%s, %s, %s)" % (self.tag(), x, ok))

    def st_strings(self, sc):
        a, b = self.opaque(sc, "string"), self.opaque(sc, "string")
        k = self.r.randrange(3)
        if k == 0:
            self.emit("println(%s, %s < %s, %s == %s, len(%s))" % (self.tag(), a, b, a, b, a))
        elif k == 1:
            self.emit("for i, c := range %s {" % a)
            self.emit("\tprintln(%s, i, c)" % self.tag())
            self.emit("}")
        else:
            self.emit("for i, c := range []byte(%s) {" % a)
            self.emit("\tprintln(%s, i, c, string(rune(c)))" % self.tag())
            self.emit("}")

    def st_chan(self, sc):
        c = self.fresh("c")
        self.emit("%s := make(chan int, 3)" % c)
        n = self.r.randrange(1, 4)
        for _ in range(n):
            self.emit("%s <- %s" % (c, self.expr(sc, "int")))
        if self.chance(0.5):
            self.emit("go func() {")
            self.emit("\tdefer close(%s)" % c)
            self.emit("\t%s <- %d" % (c, n))
            self.emit("}()")
        else:
            self.emit("close(%s)" % c)
        self.emit("for v := range %s {" % c)
        self.emit("\tprintln(%s, v)" % self.tag())
        self.emit("}")
        self.emit("select {")
        self.emit("case v, ok := <-%s:" % c)
        self.emit("\tprintln(%s, v, ok)" % self.tag())
        self.emit("}")

    # Functions

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
