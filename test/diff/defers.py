"""Defers, panics, recovers and Goexits of the program generator."""



class Defers:
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
            # The function may defer recover itself, which then recovers for it.
            self.emit("if d > 0 && burn() {")
            self.emit(("\t" if plain else "\tdefer ") + self.call(sc, self.pick(self.funcs)))
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
            self.emit("defer helperRecover()" if sc.no_recover else "defer recover()")
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
