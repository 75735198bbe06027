"""Declarations, control flow and calls of the program generator."""
from expressions import INTS, WORDS, Scope


class Control:
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
            (self.st_goexit, 1), (self.st_generic, 5),
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
