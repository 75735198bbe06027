#!/usr/bin/env python3
"""Makes random Go statements full of side effects, each its own small program.

usage: order.py SEED...      writes one main package that runs them all

The language leaves open when variables are read relative to calls; what counts
here is what gc does (ir/README.md, "Order of evaluation"). Every effect in the
prelude changes all that an expression may read, so that each read shows when it
happened; the order of the effects is traced. Nothing that has an effect can be
inlined: gc copies a struct before the calls if its inliner has taken away the
closure that captures it. Nor is the capacity of what append made printed: it
depends on gc's escape analysis.
"""
import os
import random
import sys


class Statement:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.seed = seed
        self.locals = {}  # name -> type
        self.effects = 0
        # Most statements cannot panic: which of two panics comes first is for
        # the others.
        self.wild = self.r.random() < 0.08

    def pick(self, *xs):
        return self.r.choice(xs)

    def chance(self, p):
        return self.r.random() < p

    # Leaves

    VALUE = {  # a local's first value, and the value after an effect
        "int": ("1", "count*3 + 1"),
        "int8": ("int8(1)", "int8(count*3 + 1)"),
        "uint8": ("uint8(1)", "uint8(count*3 + 1)"),
        "bool": ("true", "count&2 == 0"),
        "string": ("words[5]", "words[(count+5)&7]"),
        "float64": ("0.5", "float64(count) + 0.5"),
        "P": ("P{1, 2}", "P{count, count * 2}"),
        "K": ("K{1, 2}", "K{int32(count), 9}"),
        "Q": ("Q{s: words[1]}", "Q{[3]int{count, 1, 2}, words[count&7], P{count, 3}}"),
        "[]int": ("[]int{1, 2, 3, 4, 5}", "[]int{count, count + 2, count + 4, count + 6, count + 8}"),
        "[]byte": ("[]byte(words[2])", "[]byte(words[(count+3)&7])"),
        "[4]int": ("[4]int{1, 2, 3, 4}", "[4]int{count, 1, count, 2}"),
        "any": ("any(7)", "any(count + 7)"),
        "I": ("I(P{2, 3})", "I(P{count, 4})"),
        "*S": ("s", "s.q"),
        "*int": ("&g", "s.p"),
        "*P": ("&gst", "&s.st"),
        "func(int) int": ("s.fn", "ffnOf(count)"),
        "map[int]int": ("s.m", "map[int]int{0: count, 1: 5, 2: count, 3: 8}"),
        "complex128": ("complex(1, 2)", "complex(float64(count), 3)"),
        "chan int": ("s.ch", "s.ch"),
    }
    NAMES = {t: "v%d" % i for i, t in enumerate(VALUE)}
    FIELDS = {
        "int": ["n", "st.a", "big.p.b", "P.b", "a", "q.n", "arr[1]", "big.a[2]"],
        "int8": ["i8", "q.i8"], "uint8": ["u"], "bool": ["ok", "q.ok"], "string": ["str", "big.s", "q.str"],
        "float64": ["f"], "P": ["st", "P", "big.p", "q.st"], "K": ["k"], "Q": ["big", "q.big"],
        "[]int": ["sl", "q.sl"], "[]byte": ["by"], "[4]int": ["arr", "q.arr"], "any": ["any"], "I": ["i"],
        "*S": ["q"], "*int": ["p"], "*P": ["pp"], "func(int) int": ["fn"], "map[int]int": ["m", "q.m"],
        "complex128": ["c"], "chan int": ["ch"],
    }
    GLOBALS = {"int": "g", "string": "gstr", "[]int": "gsl", "P": "gst", "*S": "s"}

    def local(self, t):
        self.locals[self.NAMES[t]] = t
        return self.NAMES[t]

    def base(self, d):
        """Something with S's fields."""
        k = self.r.randrange(8)
        if k == 0 and d > 0:
            self.effects += 1
            return "fs()"
        if k == 1:
            return self.local("*S")
        return "s"

    def place(self, t, d):
        """Something of type t that can be assigned to (often also a read)."""
        k = self.r.randrange(10)
        if k < 3:
            return self.local(t)
        if k < 5 and t in self.GLOBALS:
            return self.GLOBALS[t]
        if t == "int" and d > 0:
            if k == 5:
                return "%s[%s]" % (self.expr("[]int", d - 1), self.index(d - 1))
            if k == 6:
                return "*%s" % self.expr("*int", d - 1)
            if k == 7:
                return "%s.arr[%s]" % (self.base(d - 1), self.index(d - 1))
            if k == 8:
                return "%s.b" % self.paren(self.place("P", d - 1))
        if t == "P" and k == 5 and d > 0:
            return "*%s" % self.expr("*P", d - 1)
        return "%s.%s" % (self.base(d), self.pick(*self.FIELDS[t]))

    def element(self, t, d):
        """A map element: not addressable."""
        if t == "int":
            return self.pick(
                lambda: "%s[%s]" % (self.expr("map[int]int", d - 1), self.expr("int", d - 1)),
                lambda: "%s.ms[%s]" % (self.base(d - 1), self.expr("string", d - 1)),
                lambda: "%s.ms[string(%s)]" % (self.base(d - 1), self.expr("[]byte", d - 1)),
                lambda: "%s.mk[%s]" % (self.base(d - 1), self.expr("K", d - 1)),
                lambda: "%s.ma[%s]" % (self.base(d - 1), self.hashable(d - 1)))()
        if t == "string":
            return "%s.mp[%s]" % (self.base(d - 1), self.expr("P", d - 1))
        if t == "[]int":
            return "%s.msl[%s]" % (self.base(d - 1), self.expr("int", d - 1))
        return self.place(t, d)

    def index(self, d):
        k = self.r.randrange(8)
        if k == 0:
            return str(self.r.randrange(4))
        if k < 3:
            self.effects += 1
            return "fidx()"
        if self.wild and k == 3:
            return self.expr("int", d - 1)
        e = self.expr("int", d - 1)
        return "%s&3" % e if e.isidentifier() else "(%s)&3" % e

    def bound(self, d, low):
        """A bound of a slice expression over four or more elements."""
        k = self.r.randrange(8)
        if self.wild and k == 0:
            return self.expr("int", d - 1)
        if k < 2:
            return self.pick("", "0", "1") if low else self.pick("", "3", "4")
        e = self.pick(
            lambda: self.expr("int", d - 1),
            lambda: "int(%s)" % self.expr("uint8", d - 1),
            lambda: "len(%s)" % self.expr(self.pick("string", "[]int"), d - 1))()
        return "(%s)&1" % e if low else "(%s)&1+3" % e

    def hashable(self, d):
        t = self.pick("int", "string", "P", "K", "bool", "uint8", "int8", "float64")
        return self.expr(t, d)

    CALLS = {"int": "fint", "int8": "fint8", "uint8": "fuint8", "bool": "fbool", "string": "fstr",
             "float64": "ffloat", "P": "fp", "K": "fk", "Q": "fq", "[]int": "fsl", "[]byte": "fby",
             "[4]int": "farr", "any": "fany", "I": "fi", "*S": "fs", "*int": "fpint", "*P": "fpp",
             "func(int) int": "ffn", "map[int]int": "fm", "chan int": "fch"}
    PARAM = {"fint": "int", "fint8": "int8", "fbool": "bool", "fstr": "string", "fq": "P", "fany": "any"}

    def call(self, t, d):
        self.effects += 1
        name = self.CALLS.get(t)
        if not name:
            return "gen(%s, %s)" % (self.expr(t, d - 1), self.place(t, 0))
        if name not in self.PARAM:
            return name + "()"
        return "%s(%s)" % (name, self.expr(self.PARAM[name], d - 1))

    # Expressions

    def expr(self, t, d):
        if d <= 0:
            return self.place(t, 0)
        k = self.r.randrange(10)
        if k < 2:
            return self.call(t, d)
        if k < 4:
            return self.place(t, d)
        if k == 4:
            return self.element(t, d)
        return getattr(self, self.METHODS[t])(d)

    METHODS = {"int": "int_", "int8": "int8_", "uint8": "uint8_", "bool": "bool_", "string": "string_",
               "float64": "float_", "P": "p_", "K": "k_", "Q": "q_", "[]int": "slice_", "[]byte": "bytes_",
               "[4]int": "array_", "any": "any_", "I": "iface_", "*S": "ps_", "*int": "pint_", "*P": "pp_",
               "func(int) int": "func_", "map[int]int": "map_", "complex128": "complex_",
               "chan int": "chan_"}

    def int_(self, d):
        e = self.expr
        d -= 1
        return self.pick(
            lambda: "(%s %s %s)" % (e("int", d), self.pick("+", "-", "*", "^"), e("int", d)),
            lambda: "(%s %s %s)" % (e("int", d), self.pick("+", "-", "*", "^"), e("int", d)),
            lambda: "(%s %s (%s&3))" % (e("int", d), self.pick("<<", ">>"), e("uint8", d)),
            lambda: "(%s / (%s|1))" % (e("int", d), e("int", d)) if not self.wild else
            "(%s %% %s)" % (e("int", d), e("int", d)),
            lambda: "%s(%s, %s)" % (self.pick("min", "max"), e("int", d), e("int", d)),
            lambda: "len(%s)" % e(self.pick("string", "[]int", "[]byte", "map[int]int", "chan int"), d),
            lambda: "len([]rune(%s))" % e("string", d),
            lambda: "cap(%s)" % self.place("[]int", d),
            lambda: "-(%s)" % e("int", d),
            lambda: "int(%s)" % e(self.pick("int8", "uint8", "float64"), d),
            lambda: "int(%s[%s])" % (e("string", d), self.index(d)),
            lambda: "<-%s" % e("chan int", d),
            lambda: "%s.(int)" % e("any", d) if self.wild else "one(%s)" % e("any", d),
            lambda: "%s[%s]" % (e("[]int", d), self.index(d)),
            lambda: "%s[%s]" % (e("[4]int", d), self.index(d)),
            lambda: "%s.%s" % (self.paren(e("P", d)), self.pick("a", "b")),
            lambda: "%s.Get(%s)" % (self.paren(e(self.pick("P", "I", "Q", "*P"), d)), e("int", d)),
            lambda: "%s.Set(%s)" % (self.paren(self.place(self.pick("P", "Q", "*P"), d)), e("int", d)),
            lambda: "%s(%s)" % (self.paren(e("func(int) int", d)), e("int", d)),
            lambda: "P.Get(%s, %s)" % (e("P", d), e("int", d)),
            lambda: "copy(%s, %s)" % (e("[]int", d), e("[]int", d)),
            lambda: "int(real(%s))" % e("complex128", d),
            lambda: "use2(ftwo())",
            lambda: "use3(fthree())",
            lambda: "func() int { return %s }()" % e("int", d),
            lambda: "gen(%s, %s)" % (e("int", d), e("int", d)),
            lambda: "struct{ x, y int }{%s, %s}.y" % (e("int", d), e("int", d)))()

    @staticmethod
    def paren(e):
        return "(%s)" % e if e[0] in "*&<-" or "{" in e else e

    def int8_(self, d):
        return "(%s + %s)" % (self.expr("int8", d - 1), self.expr("int8", d - 1)) \
            if self.chance(0.5) else "int8(%s)" % self.expr("int", d - 1)

    def uint8_(self, d):
        d -= 1
        return self.pick(
            lambda: "(%s ^ %s)" % (self.expr("uint8", d), self.expr("uint8", d)),
            lambda: "uint8(%s)" % self.expr("int", d),
            lambda: "%s[%s]" % (self.expr("string", d), self.index(d)),
            lambda: "%s[%s]" % (self.expr("[]byte", d), self.index(d)))()

    def bool_(self, d):
        d -= 1
        e = self.expr

        def same(t):
            return "(%s %s %s)" % (self.paren(e(t, d)), self.pick("==", "!="), self.paren(e(t, d)))
        return self.pick(
            lambda: "(%s %s %s)" % (e("int", d), self.pick("<", "<=", ">", ">="), e("int", d)),
            lambda: "(%s %s %s)" % (e("string", d), self.pick("<", "<=", ">", ">="), e("string", d)),
            lambda: same(self.pick("int", "string", "uint8", "float64", "*int", "bool")),
            lambda: same(self.pick("P", "K", "Q", "[4]int", "P")),
            lambda: same(self.pick("any", "I")),
            lambda: "(%s == %s)" % (self.paren(e("any", d)), self.paren(self.hashable(d))),
            lambda: "(%s == %s)" % (self.paren(e("P", d)), self.paren(e("I", d))),
            lambda: "(%s %s %s)" % (e("bool", d), self.pick("&&", "||"), e("bool", d)),
            lambda: "(%s %s %s)" % (e("bool", d), self.pick("&&", "||"), e("bool", d)),
            lambda: "!%s" % e("bool", d))()

    def string_(self, d):
        d -= 1
        e = self.expr
        return self.pick(
            lambda: "(%s + %s)" % (e("string", d), e("string", d)),
            lambda: '(%s + "-" + %s + %s)' % (e("string", d), e("string", d), e("string", d)),
            lambda: "string(%s)" % e("[]byte", d),
            lambda: "string(rune(65 + (%s)&15))" % e("int", d),
            lambda: "string([]rune(%s))" % e("string", d),
            lambda: "%s[%s:%s]" % (e("string", d), self.bound(d, True), self.bound(d, False)),
            lambda: "%s(%s, %s)" % (self.pick("min", "max"), e("string", d), e("string", d)),
            lambda: "W{%s}.s" % e("string", d))()

    def float_(self, d):
        d -= 1
        return self.pick(
            lambda: "(%s %s %s)" % (self.expr("float64", d), self.pick("+", "-"), self.expr("float64", d)),
            lambda: "float64(%s)" % self.expr("int", d),
            lambda: "imag(%s)" % self.expr("complex128", d),
            lambda: "max(%s, %s)" % (self.expr("float64", d), self.expr("float64", d)))()

    def p_(self, d):
        d -= 1
        e = self.expr
        return self.pick(
            lambda: "P{%s, %s}" % (e("int", d), e("int", d)),
            lambda: "P{b: %s, a: %s}" % (e("int", d), e("int", d)),
            lambda: "*%s" % e("*P", d),
            lambda: "%s.With(%s)" % (self.paren(e("P", d)), e("int", d)),
            lambda: "%s.p" % self.paren(e("Q", d)),
            lambda: "[]P{%s, %s}[%s&1]" % (e("P", d), e("P", d), e("int", 0)))()

    def k_(self, d):
        return "K{int32(%s), int32(%s)}" % (self.expr("int", d - 1), self.expr("int8", d - 1))

    def q_(self, d):
        d -= 1
        return self.pick(
            lambda: "Q{s: %s, p: %s}" % (self.expr("string", d), self.expr("P", d)),
            lambda: "Q{[3]int{%s, %s}, %s, P{%s, 1}}" % (self.expr("int", d), self.expr("int", d),
                                                         self.expr("string", d), self.expr("int", d)))()

    def slice_(self, d):
        d -= 1
        e = self.expr
        return self.pick(
            lambda: "[]int{%s, %s, 3, %s, %s}" % (e("int", d), e("int", d), e("int", d), e("int", d)),
            lambda: "append(%s, %s, %s)" % (e("[]int", d), e("int", d), e("int", d)),
            lambda: "append(%s, %s...)" % (e("[]int", d), e("[]int", d)),
            lambda: "append(%s, make([]int, %s&3)...)" % (e("[]int", d), e("int", 0)),
            lambda: "append([]int{9, 8, 7, 6}, %s[%s:%s]...)" % (e("[]int", d), self.bound(d, True),
                                                                 self.bound(d, False)),
            lambda: "append(%s[%s:%s:5], %s, 5, 6, 7)" % (e("[]int", d), self.bound(d, True),
                                                          self.bound(d, False) or "3", e("int", d)),
            lambda: "append(s.arr[%s:], %s, 2)" % (self.bound(d, True), e("int", d)))()

    def bytes_(self, d):
        return self.pick(
            lambda: "[]byte(%s)" % self.expr("string", d - 1),
            lambda: "append(%s, %s...)" % (self.expr("[]byte", d - 1), self.expr("string", d - 1)),
            lambda: "append(%s, %s)" % (self.expr("[]byte", d - 1), self.expr("uint8", d - 1)))()

    def array_(self, d):
        return "[4]int{%s, %s, %d: %s}" % (self.expr("int", d - 1), self.expr("int", d - 1),
                                           self.pick(2, 3), self.expr("int", d - 1))

    def any_(self, d):
        t = self.pick("int", "int8", "uint8", "bool", "string", "float64", "P", "K", "Q", "[]int", "*int",
                      "[4]int", "*P", "*S", "map[int]int", "complex128", "I")
        return "any(%s)" % self.expr(t, d - 1)

    def iface_(self, d):
        return self.pick(
            lambda: "I(%s)" % self.expr(self.pick("P", "Q", "*P"), d - 1),
            lambda: "any(%s).(I)" % self.expr(self.pick("P", "Q", "*P"), d - 1))()

    def ps_(self, d):
        return "gen(%s, %s)" % (self.expr("*S", d - 1), self.expr("*S", d - 1))

    def pint_(self, d):
        return self.pick(
            lambda: "&%s" % self.place("int", d - 1),
            lambda: "&%s[%s]" % (self.expr("[]int", d - 1), self.index(d - 1)))()

    def pp_(self, d):
        return self.pick(
            lambda: "&P{%s, %s}" % (self.expr("int", d - 1), self.expr("int", d - 1)),
            lambda: "&%s" % self.place("P", d - 1))()

    def func_(self, d):
        return self.pick(
            lambda: "%s.Get" % self.paren(self.expr(self.pick("P", "I", "*P"), d - 1)),
            lambda: "(&%s).Set" % self.place("P", d - 1),
            lambda: "func(n int) int { return n + %s }" % self.place("int", 0))()

    def map_(self, d):
        d -= 1
        e = self.expr
        return self.pick(
            lambda: "map[int]int{%s: %s, %s: %s}" % (e("int", d), e("int", d), e("int", d), e("int", d)),
            lambda: "map[int]int{%s: %s, 1: 2, 0: 4}" % (e("int", d), e("int", d)),
            lambda: "map[int]int{2: %s, %s: 2, 3: 4}" % (e("int", d), e("int", d)),
            lambda: "map[int]int{len(map[any]int{%s: %s, %s: 1}): %s}" % (
                self.hashable(d), e("int", d), self.hashable(d), e("int", d)),
            lambda: "map[int]int{len(map[K]string{%s: %s, {1, 2}: \"\"}): 1}" % (e("K", d), e("string", d)))()

    def complex_(self, d):
        return self.pick(
            lambda: "complex(%s, %s)" % (self.expr("float64", d - 1), self.expr("float64", d - 1)),
            lambda: "(%s + %s)" % (self.expr("complex128", d - 1), self.expr("complex128", d - 1)))()

    def chan_(self, d):
        return self.place("chan int", d)

    TYPES = list(VALUE)
    SHOWN = [t for t in VALUE if t not in ("chan int", "I")]

    # Statements

    def several(self, d, n=None):
        return [self.expr(self.pick(*self.SHOWN), d) for _ in range(n or self.r.randrange(2, 5))]

    def target(self, t, d):
        if t in ("int", "string", "[]int") and self.chance(0.3):
            return self.element(t, d)
        return self.place(t, d)

    def statement(self):
        d = self.r.randrange(1, 4)
        t = self.pick(*self.TYPES)
        e = self.expr
        k = self.r.randrange(24)
        show = lambda *xs: "show(%s)" % ", ".join(xs)
        if k < 6:
            return [show(*self.several(d))]
        if k == 6:
            return ["%s.show(%s, %s, %s, %s)" % (self.paren(e("*S", d)), e("int", d), e(self.pick(*self.SHOWN), d),
                                                 e("string", d), e("string", d))]
        if k == 7:
            return ["show2(%s, %s)" % tuple(self.several(d, 2))]
        if k < 10:
            return ["%s = %s" % (self.target(t, d), e(t, d))]
        if k < 12:
            ts = [self.pick(*self.TYPES) for _ in range(self.r.randrange(2, 4))]
            return ["%s = %s" % (", ".join(self.target(x, d) for x in ts), ", ".join(e(x, d) for x in ts))]
        if k == 12:
            return ["%s %s= %s" % (self.target("int", d), self.pick("+", "-", "*", "^"), e("int", d))]
        if k == 13:
            return [self.pick(
                lambda: "%s += %s" % (self.target("string", d), e("string", d)),
                lambda: "%s%s" % (self.target("int", d), self.pick("++", "--")),
                lambda: "%s /= %s|1" % (self.target("int", d), e("int", d)))()]
        if k == 14:
            m, key = self.pick("s", "s.q"), e("int", d)
            return ["%s.msl[%s] = append(%s.msl[%s], %s, %s)" % (m, key, m, key, e("int", d), e("int", d))]
        if k == 15:
            a, b = self.pick(*self.SHOWN), self.pick(*self.SHOWN)
            return ["x, y := func() (%s, %s) { return %s, %s }()" % (a, b, e(a, d), e(b, d)), "show(x, y)"]
        if k == 16:
            return ["%s, %s = ftwo()" % (self.target("int", d), self.target("string", d))]
        if k == 17:
            return [self.pick(
                lambda: "%s, %s = <-%s" % (self.target("int", d), self.place("bool", d), e("chan int", d)),
                lambda: "%s, %s = %s[%s]" % (self.target("int", d), self.place("bool", d), e("map[int]int", d),
                                             e("int", d)),
                lambda: "%s, %s = %s.(int)" % (self.target("int", d), self.place("bool", d), e("any", d)))()]
        if k == 18:
            return [self.pick(
                lambda: "%s <- %s" % (e("chan int", d), e("int", d)),
                lambda: "delete(%s, %s)" % (e("map[int]int", d), e("int", d)),
                lambda: "delete(%s.ma, %s)" % (self.base(d), self.hashable(d)),
                lambda: "println(%s, %s, %s)" % (e("int", d), e("string", d), e("bool", d)),
                lambda: "clear(%s)" % e("map[int]int", d))()]
        if k == 19:
            return ["switch %s {" % e("int", d), "case %s:" % e("int", d), "\tprintln(1)",
                    "case %s, %s:" % (e("int", d), e("int", d)), "\tprintln(2)", "default:", "\tprintln(3)", "}"]
        if k == 20:
            return ["if %s {" % e("bool", d), "\tprintln(1)", "}"]
        if k == 21:
            return [self.pick(
                lambda: "defer %s" % show(*self.several(d)),
                lambda: "defer %s.show(%s, %s)" % (self.paren(e("*S", d)), e("int", d), e("P", d)),
                lambda: "defer %s(%s)" % (self.paren(e("func(int) int", d)), e("int", d)))()]
        if k == 22:
            return ["var x, y %s = %s, %s" % (t, e(t, d), e(t, d)), "_, _ = x, y"] + \
                (["show(x, y)"] if t in self.SHOWN else [])
        return ["for i, x := range %s {" % e("[]int", d), "\tprint(i, x, \" \")",
                "\t%s = %s" % (self.place("int", 0), e("int", 1)), "}"]

    def text(self):
        while True:
            self.locals, self.effects = {}, 0
            body = self.statement()
            if self.effects:
                break
        lines = ["func p%d() {" % self.seed]
        for name, t in self.locals.items():
            lines.append("\tvar %s %s = %s" % (name, t, self.VALUE[t][0]))
        if self.locals:
            lines.append("\tlocal = func() {")
            lines += ["\t\t%s = %s" % (name, self.VALUE[t][1]) for name, t in self.locals.items()]
            lines.append("\t}")
        lines += ["\t" + x for x in body]
        shown = [n for n, t in self.locals.items() if t in self.SHOWN]
        if shown:
            lines.append("\tshow(%s)" % ", ".join(shown))
        lines += ["\t_ = %s" % n for n in self.locals if n not in shown]
        lines.append("}")
        return "\n".join(lines) + "\n"


def package(seeds):
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "order_prelude.go.txt")) as fh:
        parts = [fh.read(), "func ffnOf(c int) func(int) int { return func(n int) int { return n - c } }\n"]
    parts += [Statement(seed).text() for seed in seeds]
    parts.append("func main() {\n%s}\n" % "".join('\trun("%d", p%d)\n' % (s, s) for s in seeds))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(package([int(x) for x in sys.argv[1:]]))
