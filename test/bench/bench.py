#!/usr/bin/env python3
"""Runs the benchmarks with ogo and with real Go and prints medians and ratios.

usage: bench.py --build BUILD [--runs N] [NAME...]     (./dev bench NAME...)

NAME is a folder (defer, chan, map, gc, text, callers, http), a program (defer/cost), or one of
  front    lines per second of the lexer and parser, and of the type checker
  build    time of building hello world: cold cache, unchanged, after an edit
  scale    time of compiling 250,000 generated lines, and a table of 1 MB
Without names everything runs. A program prints lines "NAME NS" (nanoseconds per
operation) or "NAME NS BYTES"; programs of both compilers run by turns, so that what
disturbs the machine disturbs both. A third column, where a program says so
("by-hand NAME NS"), is the same work written without defer.
"""
import argparse
import glob
import importlib.util
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "utils"))
import go_tree  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))

# ratio that is to be reached: to gc's time, or to the same work by hand
TARGETS = {
    "mutex": ("hand", 1.05), "defers-1": ("hand", 1.15), "defers-4": ("hand", 1.15),
    "defers-8": ("hand", 1.15), "defers-9": ("hand", 1.15), "defers-16": ("hand", 1.15),
    "mutex-may-panic": ("hand", 1.05), "may-panic-1": ("hand", 1.15), "may-panic-4": ("hand", 1.15),
    "may-panic-8": ("hand", 1.15), "may-panic-9": ("hand", 1.15), "may-panic-16": ("hand", 1.15),
    "defers-4-returns-5": ("hand", 1.15), "may-panic-4-returns-5": ("hand", 1.15),
    "loop-1": ("gc", 0.5), "loop-10": ("gc", 0.5), "loop-1000": ("gc", 0.5),
    "range-func": ("gc", 0.33), "recover": ("gc", 0.8), "recover-up-1": ("gc", 0.8),
    "recover-up-10": ("gc", 0.8), "recover-up-100": ("gc", 0.8),
    "recover-deferring-10": ("gc", 0.5), "recover-deferring-100": ("gc", 0.5),
    "repanic": ("gc", 0.8), "replace": ("gc", 0.8), "index": ("gc", 0.8), "divide": ("gc", 0.8),
    "nil": ("gc", 1.0), "goexit-10": ("gc", 0.5), "map": ("gc", 0.9), "gc": ("gc", 0.9),
    "callers": ("gc", 0.9), "request-failing": ("gc", 1 / 1.1), "request-faulting": ("gc", 1 / 1.1),
    "chan": ("gc", 1.0), "text": ("gc", 1.0), "front-check": ("gc", 1.0),
    "unchanged": ("gc", 1.0), "edit": ("gc", 1.0),
}


def run(command, **kw):
    p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kw)
    return p.returncode, p.stdout


def measure(exe):
    """The program's lines, as {name: ns}, and its peak memory in KB."""
    p = subprocess.Popen([exe], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    text = p.stderr.read()
    _, status, usage = os.wait4(p.pid, 0)
    p.returncode = status
    values = {}
    for line in text.splitlines():
        m = re.match(r"(by-hand )?(\S+) ([-+0-9.e]+)$", line)
        if m:
            values[(m.group(1) or "") + m.group(2)] = float(m.group(3))
    if status:
        values["failed"] = status
    return values, usage.ru_maxrss


def number(ns):
    if ns is None:
        return "-"
    for unit, size in (("s", 1e9), ("ms", 1e6), ("µs", 1e3)):
        if ns >= 10 * size:
            return "%.1f %s" % (ns / size, unit)
    return "%.2f ns" % ns if ns < 100 else "%.0f ns" % ns


class Table:
    def __init__(self):
        self.missed = 0

    def head(self, title):
        print("\n%-34s %12s %12s %12s %8s  %s" % (title, "ogo", "gc", "by hand", "ogo/gc", "target"))

    def row(self, name, suite, ours, theirs, hand=None):
        ratio = ours / theirs if ours and theirs else None
        kind, limit = TARGETS.get(name, TARGETS.get(suite, (None, None)))
        verdict = ""
        if kind == "gc" and ratio is not None:
            verdict = "≤ %.2f %s" % (limit, "met" if ratio <= limit else "MISSED")
        elif kind == "hand" and hand and ours:
            verdict = "≤ %.2f by hand: %.2f %s" % (
                limit, ours / hand, "met" if ours / hand <= limit else "MISSED")
        self.missed += "MISSED" in verdict
        print("%-34s %12s %12s %12s %8s  %s" % (
            name, number(ours), number(theirs), number(hand),
            "%.2f" % ratio if ratio is not None else "-", verdict))
        sys.stdout.flush()


def median(runs, name):
    values = [r[name] for r in runs if name in r]
    return statistics.median(values) if values else None


def programs(args, names, table):
    found = sorted(glob.glob(os.path.join(HERE, "*", "*.go")))
    for path in found:
        suite = os.path.basename(os.path.dirname(path))
        name = suite + "/" + os.path.basename(path)[:-3]
        if names and suite not in names and name not in names:
            continue
        with tempfile.TemporaryDirectory(prefix="ogo-bench.") as tmp:
            exes = []
            for who, build in (("ogo", [args.ogo, "build", "-O2"]), ("gc", [args.gc, "build"])):
                exe = os.path.join(tmp, who)
                if who == "gc" and not args.gc:
                    continue
                code, text = run(build + ["-o", exe, path])
                if code:
                    print("%s: %s does not build it:\n%s" % (name, who, text[-500:]))
                    continue
                exes.append((who, exe))
            results = {"ogo": [], "gc": []}
            memory = {"ogo": [], "gc": []}
            for _ in range(args.runs):
                for who, exe in exes:
                    values, rss = measure(exe)
                    results[who].append(values)
                    memory[who].append(rss)
            table.head(name)
            keys = []
            for r in results["gc"] + results["ogo"]:
                keys += [k for k in r if k not in keys and not k.startswith("by-hand")]
            for k in keys:
                table.row(k, suite, median(results["ogo"], k), median(results["gc"], k),
                          median(results["ogo"], "by-hand " + k))
            if all(memory.values()):
                print("%-34s %9.1f MB %9.1f MB" % ("peak memory", statistics.median(memory["ogo"]) / 1e3,
                                                   statistics.median(memory["gc"]) / 1e3))


HELLO = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n'


def build_times(args, table):
    with tempfile.TemporaryDirectory(prefix="ogo-bench.") as tmp:
        with open(os.path.join(tmp, "go.mod"), "w") as fh:
            fh.write("module hello\n\ngo 1.%d\n" % go_tree.MINOR)
        source = os.path.join(tmp, "main.go")
        rows = {}
        edits = 0

        def write():
            nonlocal edits
            edits += 1
            with open(source, "w") as fh:
                fh.write(HELLO.replace("hello", "hello %d" % edits))

        def once(command, env):
            start = time.perf_counter()
            code, text = run(command, cwd=tmp, env=dict(os.environ, **env))
            if code:
                raise RuntimeError(text[-500:])
            return (time.perf_counter() - start) * 1e9

        write()
        for round_ in range(args.runs):
            for who, command in (("ogo", [args.ogo, "build", "-o", "hello.ogo", "."]),
                                 ("gc", [args.gc, "build", "-o", "hello.gc", "."])):
                cache = os.path.join(tmp, "cache." + who)
                env = {"OGOCACHE": cache, "GOCACHE": cache, "GOFLAGS": "-mod=mod"}
                try:
                    if round_ == 0:
                        rows.setdefault("cold", {})[who] = [once(command, env)]
                        once(command, env)
                    rows.setdefault("unchanged", {}).setdefault(who, []).append(once(command, env))
                except RuntimeError as e:
                    print("build: %s: %s" % (who, e))
            write()
            for who, command in (("ogo", [args.ogo, "build", "-o", "hello.ogo", "."]),
                                 ("gc", [args.gc, "build", "-o", "hello.gc", "."])):
                cache = os.path.join(tmp, "cache." + who)
                try:
                    rows.setdefault("edit", {}).setdefault(who, []).append(
                        once(command, {"OGOCACHE": cache, "GOCACHE": cache}))
                except RuntimeError as e:
                    print("build: %s: %s" % (who, e))
        table.head("build of hello (fmt)")
        for k in ("cold", "unchanged", "edit"):
            v = rows.get(k, {})
            table.row(k, "build", *(statistics.median(v[w]) if v.get(w) else None
                                    for w in ("ogo", "gc")))
        sizes = {}
        for who in ("ogo", "gc"):
            exe = os.path.join(tmp, "hello." + who)
            if os.path.exists(exe):
                run(["strip", exe])
                sizes[who] = os.path.getsize(exe)
        if len(sizes) == 2:
            print("%-34s %9.0f KB %9.0f KB %29.2f" % ("stripped size", sizes["ogo"] / 1e3,
                                                      sizes["gc"] / 1e3, sizes["ogo"] / sizes["gc"]))


def per_line(text):
    """{"parse": ns, "check": ns} of a line "N lines, parse S s, check S s"."""
    m = re.search(r"(\d+) lines, parse ([0-9.e+-]+) s, check ([0-9.e+-]+) s", text)
    return m and {"parse": float(m.group(2)) / int(m.group(1)) * 1e9,
                  "check": float(m.group(3)) / int(m.group(1)) * 1e9}


def front(args, table):
    """Nanoseconds per line, single thread, by turns with go/parser and go/types."""
    run(["ninja", "-C", args.build, "-j2", "ogo-parse-bench", "ogo-check-list"])
    bench = os.path.join(args.build, "bin", "ogo-parse-bench")
    code, root = run([args.gc, "env", "GOROOT"]) if args.gc else (1, "")
    if os.path.exists(bench) and not code:
        table.head("lex and parse GOROOT/src")
        # The folder may be a link, which the tool's walk would not enter.
        source = os.path.realpath(os.path.join(root.strip(), "src"))
        speeds = [re.search(r"(\d+) lines/s", run([bench, source])[1]) for _ in range(3)]
        speeds = [int(m.group(1)) for m in speeds if m]
        if speeds:
            table.row("parse", "front", 1e9 / max(speeds), None)
            verdict = "met" if max(speeds) >= 1000000 else "MISSED"
            table.missed += verdict == "MISSED"
            print("%.2f million lines/s, target 1 million %s" % (max(speeds) / 1e6, verdict))
    tool = os.path.join(args.build, "bin", "ogo-check-list")
    if not (args.gc and os.path.exists(tool)):
        return
    form = ('{{.ImportPath}}|{{.Dir}}|{{join .GoFiles ","}}|'
            '{{range $k, $v := .ImportMap}}{{$k}}={{$v}},{{end}}')
    code, text = run([args.gc, "list", "-deps", "-f", form, "cmd/compile/internal/..."],
                     env=dict(os.environ, CGO_ENABLED="0"))
    if code:
        return print(text[-500:])
    with tempfile.TemporaryDirectory(prefix="ogo-bench.") as tmp:
        path = os.path.join(tmp, "list")
        with open(path, "w") as fh:
            fh.write(text)
        exe = os.path.join(tmp, "gotypes")
        code, text = run([args.gc, "build", "-o", exe, os.path.join(HERE, "gotypes", "main.go")])
        if code:
            return print(text[-500:])
        ours, theirs = [], []
        for _ in range(3):
            ours.append(per_line(run([tool, "-time", path])[1]))
            theirs.append(per_line(run([exe, path], env=dict(os.environ, GOMAXPROCS="1"))[1]))
        if not all(ours) or not all(theirs):
            return print("front: no figures")
        table.head("cmd/compile/internal/... and deps")
        for k in ("parse", "check"):
            table.row(k + " a line", "front-" + k, min(r[k] for r in ours), min(r[k] for r in theirs))


def scale(args, table):
    """Compilers only, to an object: what linking costs does not depend on the source."""
    spec = importlib.util.spec_from_file_location(
        "scaling", os.path.join(HERE, "..", "utils", "scaling.py"))
    scaling = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scaling)
    sources = [("62,500 lines", scaling.lines(62500)), ("250,000 lines", scaling.lines(250000)),
               ("table of 1 KB", scaling.table(1 << 10)), ("table of 1 MB", scaling.table(1 << 20))]
    table.head("compile, -O0 and gc -N -l")
    times = {}
    with tempfile.TemporaryDirectory(prefix="ogo-bench.") as tmp:
        path = os.path.join(tmp, "main.go")
        for name, text in sources:
            with open(path, "w") as fh:
                fh.write(text)
            commands = [("ogo", [args.ogo, "build", "-O0", "--emit=obj", "-o", os.path.join(tmp, "o"), path])]
            if args.gc:
                commands.append(("gc", [args.gc, "tool", "compile", "-N", "-l", "-p", "main", "-o",
                                        os.path.join(tmp, "g"), path]))
            for _ in range(min(args.runs, 3)):
                for who, command in commands:
                    start = time.perf_counter()
                    code, output = run(command)
                    if code:
                        return print("scale: %s: %s" % (who, output[-500:]))
                    times.setdefault((name, who), []).append((time.perf_counter() - start) * 1e9)
            table.row(name, "scale", *(min(times[name, who]) if (name, who) in times else None
                                       for who in ("ogo", "gc")))
    ours = {name: min(v) for (name, who), v in times.items() if who == "ogo"}
    print("four times the lines take %.2f times as long; the table of 1 MB takes %.2f s over the base" % (
        ours["250,000 lines"] / ours["62,500 lines"],
        (ours["table of 1 MB"] - ours["table of 1 KB"]) / 1e9))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    args.ogo = os.path.abspath(os.path.join(args.build, "bin", "ogo"))
    args.gc = go_tree.find_go()
    table = Table()
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if not args.names or set(args.names) - {"front", "build", "scale"}:
        programs(args, args.names, table)
    if not args.names or "build" in args.names:
        if args.gc:
            build_times(args, table)
    if not args.names or "scale" in args.names:
        scale(args, table)
    if not args.names or "front" in args.names:
        front(args, table)
    print("\n%d targets missed" % table.missed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
