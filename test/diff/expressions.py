"""What the parts of the program generator share, and its expressions."""
import random

INTS = ["int", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"]
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


class Expressions:
    """One program in the making."""

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
