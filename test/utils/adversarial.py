#!/usr/bin/env python3
"""Checks that no input makes the checker crash, hang or grow out of proportion.

usage: adversarial.py --ogo OGO [--verbose] [CASE...]

Each case makes a program of size n and one of size 2n; both go through `ogo check`.
Either answer is right, acceptance or errors, but it must come without a signal, in
time that at most triples from n to 2n (beyond what a run costs anyway) and in
bounded memory. Only times of the same run are compared, never with a clock's.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile

CASES = {}
MEMORY = 3 << 30  # bytes of address space beyond the stack
BASE = 0.05       # seconds of user time in which nothing can be told
FACTOR = 3.0


def case(n):
    def add(f):
        CASES[f.__name__] = (n, f)
        return f
    return add


def lines(n, form):
    return "".join(form.format(i=i, j=i + 1) + "\n" for i in range(n))


# --- depth of syntax

@case(50000)
def parentheses(n):
    return "var x = " + "(" * n + "1" + ")" * n + "\n"


@case(50000)
def unary_operators(n):
    return "var x = " + "- " * n + "1\n"


@case(50000)
def operator_chain(n):
    return "var x = 1" + "+1" * n + "\n"


@case(20000)
def operator_chain_of_variables(n):
    return "var v int\nvar x = v" + "+v" * n + "\n"


@case(20000)
def comparison_chain(n):
    return "var v int\nvar x = v == 0" + " && v == 1" * n + "\n"


@case(20000)
def right_leaning_operators(n):
    return "var v int\nvar x = " + "v + (" * n + "v" + ")" * n + "\n"


@case(20000)
def string_concatenation(n):
    return 'const x = "a"' + ' + "b"' * n + "\n"


@case(20000)
def calls(n):
    return "func f(int) int { return 0 }\nvar x = " + "f(" * n + "1" + ")" * n + "\n"


@case(20000)
def call_chain(n):
    return "type T int\nfunc (t T) f() T { return t }\nvar t T\nvar x = t" + ".f()" * n + "\n"


@case(20000)
def index_chain(n):
    return "var a []int\nvar x = " + "a[" * n + "0" + "]" * n + "\n"


@case(20000)
def conversions(n):
    return "var x = " + "int(" * n + "1" + ")" * n + "\n"


@case(20000)
def blocks(n):
    return "func f() " + "{" * n + "}" * n + "\n"


@case(20000)
def loops(n):
    return "func f() {" + "for {" * n + "}" * n + "}\n"


@case(10000)
def else_chain(n):
    return "func f(i int) {" + "if i == 0 {} else " * n + "{} }\n"


@case(20000)
def function_literals(n):
    return "func f() {" + "_ = func() {" * n + "}" * n + "}\n"


@case(20000)
def slice_types(n):
    return "var x " + "[]" * n + "int\n"


@case(20000)
def pointer_types(n):
    return "var x " + "*" * n + "int\nvar y = x\n"


@case(20000)
def struct_types(n):
    return "var x " + "struct { a " * n + "int" + "}" * n + "\nvar y = x\n"


@case(20000)
def function_types(n):
    return "var x " + "func(" * n + "int" + ")" * n + "\nvar y = x\n"


@case(20000)
def map_types(n):
    return "var x " + "map[int]" * n + "int\nvar y = x\n"


@case(20000)
def interface_types(n):
    return "var x " + "interface { m() " * n + "int" + "}" * n + "\nvar y = x\n"


@case(2000)
def array_types(n):
    return "var x " + "[1]" * n + "int\nvar y = x\n"


@case(2000)
def composite_literals(n):
    return "var x = " + "[]" * n + "int" + "{" * n + "}" * n + "\n"


@case(50000)
def unclosed(n):
    return "var x = " + "[(" * n + "\n"


@case(20000)
def labels(n):
    return "func f() {\n" + lines(n, "L{i}: goto L{i}") + "}\n"


# --- length

@case(50000)
def integer_switch(n):
    return "func f(i int) { switch i {\n" + lines(n, "case {i}:") + "} }\n"


@case(50000)
def string_switch(n):
    return "func f(s string) { switch s {\n" + lines(n, 'case "{i}":') + "} }\n"


@case(2000)
def type_switch(n):
    return (lines(n, "type T{i} int") + "func f(x any) { switch x.(type) {\n" +
            lines(n, "case T{i}:") + "} }\n")


@case(50000)
def slice_literal(n):
    return "var x = []int{" + "1, " * n + "}\n"


@case(20000)
def map_literal(n):
    return "var x = map[string]int{\n" + lines(n, '"{i}": {i},') + "}\n"


@case(5000)
def parameters(n):
    args = ", ".join("a%d int" % i for i in range(n))
    return "func f(%s) {}\nfunc g() { f(%s) }\n" % (args, "1, " * n)


@case(5000)
def results(n):
    return ("func f() (" + "int, " * n + ") { return " + ", ".join("1" for _ in range(n)) + " }\n"
            "func g() { " + "_, " * (n - 1) + "_ = f() }\n")


@case(20000)
def local_variables(n):
    return "func f() {\n" + lines(n, "v{i} := {i}; _ = v{i}") + "}\n"


@case(20000)
def errors_everywhere(n):
    return lines(n, "var v{i} int = undefined{i} + \"a\"")


@case(20000)
def same_name(n):
    return "var a int\n" * n


# --- declarations that lean on each other

@case(10000)
def constant_chain(n):
    return "const c0 = 1\n" + lines(n, "const c{j} = c{i} + 1")


@case(10000)
def constant_chain_backwards(n):
    return lines(n, "const c{i} = c{j} + 1") + "const c%d = 1\n" % n


@case(10000)
def variable_chain_backwards(n):
    return lines(n, "var v{i} = v{j} + 1") + "var v%d = 1\n" % n


@case(5000)
def initialization_through_functions(n):
    return lines(n, "var v{i} = f{i}()\nfunc f{i}() int {{ return v{j} }}") + "var v%d = 1\n" % n


@case(5000)
def type_chain_backwards(n):
    return lines(n, "type T{i} T{j}") + "type T%d int\n" % n


@case(10000)
def alias_chain_backwards(n):
    return lines(n, "type T{i} = T{j}") + "type T%d = int\n" % n


@case(10000)
def pointer_chain(n):
    return lines(n, "type T{i} struct {{ next *T{j} }}") + "type T%d int\nvar x, y T0\nvar z = x == y\n" % n


@case(10000)
def pointer_circle(n):
    return lines(n, "type T{i} struct {{ next *T{j} }}") + "type T%d struct { next *T0 }\n" % n


@case(10000)
def value_circle(n):
    return lines(n, "type T{i} struct {{ next T{j} }}") + "type T%d struct { next T0 }\n" % n


@case(10000)
def array_length_chain(n):
    return lines(n, "var v{i} [len(v{j})]int") + "var v%d [1]int\n" % n


@case(10000)
def embedding_wide(n):
    return (lines(n, "type E{i} struct {{ f{i} int }}\nfunc (E{i}) m{i}() {{}}") +
            "type T struct {\n" + lines(n, "E{i}") + "}\nvar t T\nvar x = t.f%d\nvar g = T.m0\n" % (n - 1))


@case(2000)
def embedding_deep(n):
    return ("type T0 struct { f int }\nfunc (T0) m() {}\n" + lines(n, "type T{j} struct {{ T{i} }}") +
            "var t T%d\nvar x = t.f\nvar i interface{ m() } = t\n" % n)


@case(500)
def embedding_diamonds(n):
    return ("type T0 struct { f int }\n" +
            lines(n, "type A{i} struct {{ T{i} }}\ntype B{i} struct {{ T{i} }}\n"
                     "type T{j} struct {{ *A{i}; *B{i} }}") +
            "var t T%d\nvar x = t.f\n" % n)


@case(5000)
def interface_embedding_wide(n):
    return (lines(n, "type E{i} interface {{ m{i}() }}") + "type T interface {\n" + lines(n, "E{i}") +
            "}\nvar t T\nvar e E0 = t\n")


@case(1000)
def interface_embedding_deep(n):
    return ("type T0 interface { m() }\n" + lines(n, "type T{j} interface {{ T{i} }}") +
            "var t T%d\nvar e T0 = t\n" % n)


@case(200)
def interface_embedding_diamonds(n):
    return ("type T0 interface { m() }\n" +
            lines(n, "type A{i} interface {{ T{i} }}\ntype B{i} interface {{ T{i} }}\n"
                     "type T{j} interface {{ A{i}; B{i} }}") + "var t T%d\nvar e T0 = t\n" % n)


@case(5000)
def many_methods(n):
    return ("type T int\n" + lines(n, "func (T) m{i}() {{}}") + "type I interface {\n" +
            lines(n, "m{i}()") + "}\nvar i I = T(0)\n")


@case(2000)
def union_of_many(n):
    return (lines(n, "type T{i} int") + "type U interface { " + " | ".join("T%d" % i for i in range(n)) +
            " }\nfunc f[P U]() {}\nfunc g() { f[T0]() }\n")


@case(1000)
def unions_of_unions(n):
    return ("type U0 interface { int | string }\n" + lines(n, "type U{j} interface {{ U{i} | ~int8 }}") +
            "func f[P U%d]() {}\nfunc g() { f[int]() }\n" % n)


# --- generics

@case(5000)
def instances(n):
    return ("type G[P any] struct { x P }\nfunc f[P any](p P) P { return p }\n" +
            lines(n, "type T{i} int\nvar v{i} G[T{i}]\nvar w{i} = f(T{i}(1))"))


@case(500)
def nested_instance(n):
    return "type G[P any] struct { x P }\nvar v " + "G[" * n + "int" + "]" * n + "\n"


@case(500)
def nested_inference(n):
    return ("type G[P any] struct { x P }\nfunc f[P any](p P) G[P] { return G[P]{p} }\nvar v = " +
            "f(" * n + "1" + ")" * n + "\n")


# gc needs time and memory in the size of these types written out, and so does ogo.

@case(7)
def doubling_aliases(n):
    return ("type G[P, Q any] struct { x P; y Q }\ntype T0 = int\n" + lines(n, "type T{j} = G[T{i}, T{i}]") +
            "var v, w T%d\nvar b = v == w\n" % n)


@case(7)
def doubling_structs(n):
    return ("type T0 = int\n" + lines(n, "type T{j} = struct {{ a, b T{i} }}") +
            "var v, w T%d\nvar b = v == w\n" % n)


@case(12)
def doubling_functions(n):
    return ("type G[P, Q any] struct { x P; y Q }\n" +
            lines(n, "func f{i}[P any](p P) {{ f{j}(G[P, P]{{p, p}}) }}") +
            "func f%d[P any](p P) { }\nfunc g() { f0(1) }\n" % n)


@case(1000)
def recursive_generic_types(n):
    return lines(n, "type T{i}[P any] struct {{ next *T{i}[P]; other *T{j}[*P] }}") + \
        "type T%d[P any] int\nvar x T0[int]\n" % n


@case(1000)
def growing_instances(n):
    return lines(n, "type T{i}[P any] struct {{ next *T{i}[*P] }}\nvar v{i} T{i}[int]\n"
                    "func f{i}[P any]() {{ f{i}[*P]() }}")


@case(1000)
def type_parameters(n):
    names = ", ".join("P%d any" % i for i in range(n))
    params = ", ".join("p%d P%d" % (i, i) for i in range(n))
    return "func f[%s](%s) {}\nfunc g() { f(%s) }\n" % (names, params, "1, " * n)


@case(500)
def constraint_chain(n):
    names = ", ".join("P%d interface{ ~[]P%d }" % (i, i + 1) for i in range(n))
    return "func f[%s, P%d any](p P0) {}\n" % (names, n)


# --- constants

@case(20000)
def shifts(n):
    return "const big = 1 << 500\n" + lines(n, "const c{i} = big >> 400 << 300 | {i}")


@case(20000)
def shifts_too_far(n):
    return lines(n, "const c{i} = 1 << 1000000000 << 1000000000")


@case(20000)
def multiplication_chain(n):
    return "const c = 3" + " * 3" * n + "\n"


@case(20)
def squares(n):
    return "const c0 = 3\n" + lines(n, "const c{j} = c{i} * c{i}")


@case(20)
def float_squares(n):
    return "const c0 = 1.1\n" + lines(n, "const c{j} = c{i} * c{i}")


@case(20)
def fractions(n):
    return "const c0 = 1.0 / 3\n" + lines(n, "const c{j} = c{i} / (c{i} + 7)")


@case(20)
def string_doubling(n):
    return 'const c0 = "ab"\n' + lines(n, "const c{j} = c{i} + c{i}")


@case(20000)
def long_literals(n):
    return ("const a = " + "9" * n + "\nconst b = 0x" + "f" * n + "\nconst c = 0." + "3" * n +
            "\nconst d = 1e" + "9" * n + "\nconst e = 0x1p-" + "9" * n + "\nvar s = \"" + "x" * n + "\"\n")


@case(10000)
def huge_types(n):
    return lines(n, "var v{i} [1 << 40][1 << 40]int")


def measure(ogo, source):
    """(exit status, user seconds, output) of one check."""
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryFile() as out:
        p = subprocess.Popen([ogo, "check", source], stdout=out, stderr=out, preexec_fn=limit)
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = status
        out.seek(0)
        return status, usage.ru_utime + usage.ru_stime, out.read(4000).decode("utf-8", "replace")


def judge(ogo, name, size, make, verbose):
    with tempfile.TemporaryDirectory(prefix="ogo-adversarial.") as tmp:
        def at(n):
            path = os.path.join(tmp, "p%d.go" % n)
            with open(path, "w") as fh:
                fh.write("package p\n\n" + make(n))
            return measure(ogo, path)
        trouble = ""
        for _ in range(3):  # a machine under load may disturb a run
            one, two = at(size), at(2 * size)
            for status, _, text in (one, two):
                if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) not in (0, 1):
                    return "ended with status %d: %s" % (status, text[:500])
                if "internal compiler error" in text:
                    return text[:500]
            trouble = "takes %.2f s for %d and %.2f s for %d" % (one[1], size, two[1], 2 * size)
            if verbose:
                print("%-34s %s %s" % (name, trouble, (one[2].splitlines() or [""])[0][-90:]))
            if two[1] <= FACTOR * (one[1] + BASE):
                return ""
    return trouble


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    bad = 0
    for name, (size, make) in CASES.items():
        if args.names and name not in args.names:
            continue
        trouble = judge(args.ogo, name, size, make, args.verbose)
        if trouble:
            bad += 1
            print("%s: %s" % (name, trouble))
        sys.stdout.flush()
    print("%d of %d cases bad" % (bad, len(args.names or CASES)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
