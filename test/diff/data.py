"""Slices, maps, structs, interfaces, strings and channels of the program generator."""


class Data:
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
