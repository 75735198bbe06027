"""Generic methods, promoted fields in literals and new(x) of the program generator."""
from expressions import INTS, Scope


class Generics:
    def type_arg(self):
        return self.pick(["int", "string", "uint8", "int32", "bool", "int64"])

    def receiver(self, sc):
        """A variable of type Box[T]; it, T and a value that fits its field."""
        t = self.type_arg()
        v = self.fresh("b")
        self.emit("%s := Box[%s]{v: %s, n: %d}" % (v, t, self.expr(sc, t), self.r.randrange(3)))
        return v, t

    def use_value(self, sc, v, t):
        """Prints v and lets what follows use it."""
        self.emit("println(%s, %s)" % (self.tag(), v))
        sc.vars.setdefault(t, []).append(v)

    def convert(self, v, t, u):
        """v, a t, as a u."""
        if t in INTS and u in INTS:
            return "%s(%s)" % (u, v)
        if u in INTS:
            return "%s(len(%s))" % (u, v) if t == "string" else "%s(%d)" % (u, self.r.randrange(100))
        if u == "string":
            return "trim(%s)" % v if t == "string" else '"%s"' % t
        return "%s == %s" % (v, self.literal(t))

    def st_generic(self, sc):
        k = self.r.randrange(9)
        if k == 0:
            self.generic_map(sc)
        elif k == 1:
            self.generic_fold(sc)
        elif k == 2:
            self.generic_pair(sc)
        elif k == 3:
            self.generic_each(sc)
        elif k in (4, 5):
            self.generic_plain(sc)
        elif k == 6:
            self.generic_promoted(sc)
        elif k == 7:
            self.promoted_keys(sc)
        else:
            self.new_value(sc)

    def generic_map(self, sc):
        v, t = self.receiver(sc)
        u = self.type_arg()
        c = self.fresh("c")
        f = "func(x %s) %s { return %s }" % (t, u, self.convert("x", t, u))
        m = self.fresh("m")
        k = self.r.randrange(4)
        if k == 0:
            self.emit("%s := %s.Map(%s)" % (c, v, f))
        elif k == 1:
            self.emit("%s := %s.Map[%s]" % (m, v, u))
            self.emit("%s.n = 7" % v)
            self.emit("%s := %s(%s)" % (c, m, f))
        elif k == 2:
            self.emit("%s := %sBox[%s]%s.Map[%s]" % ((m, "(*", t, ")", u) if self.chance(0.4)
                                                     else (m, "", t, "", u)))
            amp = "&" if "(*" in self.out[-1] else ""
            self.emit("%s := %s(%s%s, %s)" % (c, m, amp, v, f))
        else:
            self.emit("var %s func(func(%s) %s) Box[%s] = %s.Map" % (m, t, u, u, v))
            self.emit("%s := %s(%s)" % (c, m, f))
        self.emit("println(%s, %s.n, %s.v)" % (self.tag(), c, c))
        w = self.fresh()
        self.emit("%s := %s.v" % (w, c))
        self.use_value(sc, w, u)

    def generic_fold(self, sc):
        v, t = self.receiver(sc)
        w = self.fresh()
        how = self.pick(["%s.Fold" % v, "(&%s).Fold" % v, "%s.Fold[int]" % v])
        f = "func(a int, x %s) int { return a*3 + %s }" % (t, self.convert("x", t, "int"))
        if self.chance(0.3):
            m = self.fresh("m")
            self.emit("%s := (*Box[%s]).Fold[int]" % (m, t))
            self.emit("%s := %s(&%s, %s, %s)" % (w, m, v, self.expr(sc, "int"), f))
        else:
            self.emit("%s := %s(%s, %s)" % (w, how, self.opaque(sc, "int"), f))
        self.use_value(sc, w, "int")
        if self.chance(0.5):
            p, old = self.fresh("p"), self.fresh()
            self.emit("%s := %s" % (p, self.expr(sc, t)) if t not in INTS else
                      "%s := %s(%s)" % (p, t, self.opaque(sc, t)))
            self.emit("%s := %s.Set%s(&%s)" % (old, v, self.pick(["", "[*%s]" % t]), p))
            self.emit("println(%s, %s, %s.v, %s.n)" % (self.tag(), old, v, v))

    def generic_pair(self, sc):
        v, t = self.receiver(sc)
        u, c = self.type_arg(), self.type_arg()
        p, q, f = self.fresh("p"), self.fresh("p"), self.fresh("f")
        self.emit("%s := %s.Pair[%s](%s)" % (p, v, u, self.expr(sc, u)))
        self.emit("%s, %s := %s.With[%s](%s)" % (q, f, p, c, self.expr(sc, c)))
        self.emit("println(%s, %s.a, %s.b.v, %s.a.n, %s.b, %s())" % (self.tag(), p, p, q, q, f))

    def generic_each(self, sc):
        v, t = self.receiver(sc)
        u = self.pick(INTS)
        i, x = self.fresh("i"), self.fresh("x")
        self.loop(sc, "for %s, %s := range %s.Each%s(%s)" % (
            i, x, v, "" if self.chance(0.5) else "[%s]" % u, self.opaque(sc, u)),
            declares=[(u, i), (t, x)], seq=True)

    def generic_plain(self, sc):
        v = self.fresh("s")
        t = self.scalar()
        self.emit("%s := S{a: %s}" % (v, self.expr(sc, "int")))
        k = self.r.randrange(6)
        w = self.fresh()
        if k == 0:
            self.emit("%s := %s.Pick[%s](%s, %s, %s)" % (w, v, t, self.expr(sc, "bool"),
                                                         self.expr(sc, t), self.expr(sc, t)))
            self.use_value(sc, w, t)
        elif k == 1:
            f = self.fresh("f")
            self.emit("%s := (%s).Keep(%s, %s)" % (f, self.pick(["&" + v, "*new(&%s)" % v]), self.tag(),
                                                  self.opaque(sc, t)))
            self.emit("%s := *%s()" % (w, f))
            self.use_value(sc, w, t)
            self.emit("println(%s, %s() == %s())" % (self.tag(), f, f))
        elif k == 2:
            self.emit("defer %s.Say%s(%s, %s)" % (v, self.pick(["", "[%s]" % t]), self.tag(),
                                                  self.opaque(sc, t)))
        elif k == 3:
            m = "Say" if sc.bare_defers else "Catch"
            f = self.fresh("f")
            self.emit("%s := %s.%s[%s]" % (f, v, m, t))
            self.emit("%s.a++" % v)
            self.emit("defer %s(%s, %s)" % (f, self.tag(), self.expr(sc, t)))
        elif k == 4:
            self.emit("func() {")
            self.emit("\tdefer S.Catch[%s](%s, %s, %s)" % (t, v, self.tag(), self.opaque(sc, t)))
            self.emit("\tpanic(%s)" % self.panic_value(sc))
            self.emit("}()")
        else:
            d = self.fresh("d")
            self.emit("%s := make(chan %s)" % (d, t))
            self.emit("go func() { %s <- %s.Pick(true, %s, %s) }()" % (d, v, self.opaque(sc, t),
                                                                      self.expr(sc, t)))
            self.emit("println(%s, <-%s)" % (self.tag(), d))

    def generic_promoted(self, sc):
        v, w = self.fresh("h"), self.fresh()
        t = self.type_arg()
        self.emit("%s := Holder{k: 1, x: 2, a: %s, Box: &Box[string]{v: %s}}" % (
            v, self.expr(sc, "int"), self.expr(sc, "string")))
        k = self.r.randrange(4)
        if k == 0:
            self.emit("%s := %s.Fold(%s, func(a int, s string) int { return a + len(s) })" % (
                w, v, self.opaque(sc, "int")))
            self.use_value(sc, w, "int")
        elif k == 1:
            self.emit("%s := Holder.Pick[%s](%s, false, %s, %s)" % (w, t, v, self.expr(sc, t),
                                                                    self.expr(sc, t)))
            self.use_value(sc, w, t)
        elif k == 2:
            m = self.fresh("m")
            self.emit("%s := (*Holder).Map[%s]" % (m, t))
            self.emit("%s := %s(&%s, func(s string) %s { return %s })" % (
                w, m, v, t, self.convert("s", "string", t)))
            self.emit("println(%s, %s.v, %s.n)" % (self.tag(), w, w))
        else:
            self.emit("println(%s, %s.k, %s.a, %s.E.S.c[1], %s.v, *%s.Keep(%s, %s)())" % (
                self.tag(), v, v, v, v, v, self.tag(), self.opaque(sc, t)))

    def promoted_keys(self, sc):
        v, w = self.fresh("h"), self.fresh("h")
        keys = {"k": self.expr(sc, "int"), "x": self.literal("int8"),
                "a": self.expr(sc, "int"), "b": self.expr(sc, "string"), "c": "[2]int{3, %s}" % self.literal("int")}
        names = self.r.sample(sorted(keys), self.r.randrange(1, 6))
        self.emit("%s := %sHolder{%s}" % (v, self.pick(["", "&"]),
                                         ", ".join("%s: %s" % (n, keys[n]) for n in names)))
        self.emit("println(%s, %s.k, %s.x, %s.a, %s.b, %s.c[1], %s.Sum(), %s.Box == nil)" % (
            (self.tag(),) + (v,) * 7))
        self.emit("%s := []E{{x: 1, a: %s}, {b: \"k\"}, {S: S{c: [2]int{4}}}}" % (w, self.literal("int16")))
        self.emit("println(%s, %s[0].a, %s[1].b, %s[2].Sum())" % (self.tag(), w, w, w))

    def new_value(self, sc):
        t = self.scalar()
        p, q = self.fresh("p"), self.fresh("p")
        self.emit("%s, %s := new(%s), new(%s)" % (p, q, self.opaque(sc, t), self.opaque(sc, t)))
        self.emit("println(%s, %s == %s, *%s == *%s)" % (self.tag(), p, q, p, q))
        self.emit("*%s = %s" % (p, self.expr(sc, t)))
        self.emit("println(%s, *%s, *%s, **new(%s))" % (self.tag(), p, q, q))
        if self.chance(0.4):
            s = self.fresh("s")
            self.emit("%s := new(S{a: *new(%s)})" % (s, self.expr(sc, "int")))
            self.emit("println(%s, %s.Inc(1).Sum())" % (self.tag(), s))
        if self.chance(0.4):
            ps = self.fresh("s")
            self.emit("var %s []*%s" % (ps, t))
            self.emit("for range 3 {")
            self.emit("\t%s = append(%s, new(*%s))" % (ps, ps, q))
            self.emit("}")
            self.emit("*%s[0] = %s" % (ps, self.expr(sc, t)))
            self.emit("println(%s, *%s[0], *%s[1], *%s[2])" % (self.tag(), ps, ps, ps))

    def generic_receiver(self):
        """Declares a type for generic methods; how a method is named there and called."""
        name = "%s_G%d" % (self.prefix, self.n)
        self.n += 1
        t = self.type_arg()
        self.emit("type %s[T any] struct {" % name)
        self.emit("\tt T")
        self.emit("\ti int")
        self.emit("}")
        self.emit("")
        return name, t

    def method(self, index):
        """A generic method with statements like a function's, which is called like one."""
        name, t = self.generic_receiver()
        pointer = self.chance(0.5)
        u = self.pick(INTS)
        params, results = self.signature()
        names = ["d"] + ["u%d" % i for i in range(1, len(params))]
        text = ", ".join("%s %s" % p for p in zip(names, params))
        res = "(%s)" % ", ".join(("%s %s" % x if x[0] else x[1]) for x in results)
        method = "M%d" % index
        value = "%s[%s]{t: %s, i: %d}" % (name, t, self.literal(t), index)
        how = self.r.randrange(4)
        if how == 0:
            callee = "(%s%s).%s[%s]" % ("&" if pointer else "", value, method, u)
        elif how == 1:
            callee = "(&%s).%s[%s]" % (value, method, u)
        elif how == 2:
            callee = "struct{ *%s[%s] }{&%s}.%s[%s]" % (name, t, value, method, u)
            callee = "(%s).%s[%s]" % (callee.rsplit(".", 1)[0], method, u)
        else:
            callee = "new(%s).%s[%s]" % (value, method, u)
        self.funcs.append((callee, params, results))
        self.emit("func (g %s%s[T]) %s[U number](%s) %s {" % ("*" if pointer else "", name, method, text, res))
        sc = Scope(results=results, no_recover=False)
        for n, p in list(zip(names, params))[1:] + [(n, p) for n, p in results if n]:
            sc.vars.setdefault(p, []).append(n)
        sc.vars["int"].append("g.i")
        self.indent += 1
        self.emit("var u U = 3")
        self.emit("println(%s, u, mix(u, U(len(u2))), Box[T]{v: g.t}.Map(func(T) int { return g.i }).v)" % self.tag())
        self.budget = self.r.randrange(6, 20)
        while self.budget > 0:
            self.statement(sc)
        self.give_back(sc)
        self.indent -= 1
        self.emit("}")
        self.emit("")
