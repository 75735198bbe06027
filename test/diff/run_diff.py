#!/usr/bin/env python3
"""Compares ogo with real Go on random programs.

usage: run_diff.py --ogo OGO --gc GO [--seeds A..B | --endless] [options]

Programs are built in batches, one binary for many, as building costs most. Every
program that prints something else than real Go's is named with its seed; with
--keep DIR it is written there alone, ready to be reduced. Where gc without inlining
prints what ogo does, gc is the one that is wrong (it lets a function called by a
deferred one recover if it inlined it, golang/go#73916): such seeds are named, too,
but do not count. Nor do statements of --order on which gc's own unoptimized code
does what ogo's does. exceptions.txt lists other seeds on which gc is shown to be
wrong, with the reason.
"""
import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate  # noqa: E402
import order  # noqa: E402
import stress  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
HEADER = re.compile(r"^=== (\d+)$", re.M)


def exceptions(kind):
    skip = set()
    with open(os.path.join(HERE, "exceptions.txt")) as fh:
        for line in fh:
            words = line.split("#")[0].split()
            if len(words) >= 2 and words[0] == kind:
                skip.add(int(words[1]))
    return skip


class Variant:
    def __init__(self, name, build, runner=(), env=None):
        self.name, self.build, self.runner, self.env = name, build, list(runner), env or {}

    def run(self, source, tmp, timeout):
        """Output by seed, and how the whole ended."""
        exe = os.path.join(tmp, "a.out." + re.sub(r"\W", "_", self.name))
        p = subprocess.run(self.build + ["-o", exe, source], stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, env=dict(os.environ, **self.env))
        if p.returncode:
            return {}, "build failed:\n" + p.stdout.decode(errors="replace")[-3000:]
        try:
            p = subprocess.run(self.runner + [exe], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, timeout=timeout,
                               env=dict(os.environ, **self.env))
            text, end = p.stdout, "exit %d" % p.returncode
        except subprocess.TimeoutExpired as e:
            text, end = e.stdout or b"", "timeout"
        finally:
            if os.path.exists(exe):
                os.remove(exe)
        text = text.decode("latin-1")
        parts = HEADER.split(text)
        return {int(parts[i]): parts[i + 1] for i in range(1, len(parts), 2)}, end


class Runner:
    def __init__(self, args):
        self.args = args
        self.make = stress.package if args.stress else order.package if args.order else \
            lambda seeds: generate.package(seeds, floats=not args.aarch64,
                                           goexit=not args.no_goexit)
        self.timeout = 240 if args.order else 120 if args.stress or args.aarch64 else 40
        self.reference = Variant("gc", [args.gc, "build"])
        self.not_inlined = Variant("gc -l", [args.gc, "build", "-gcflags=-l"
                                             if not args.order else "-gcflags=-N -l"])
        levels = args.levels.split(",")
        procs = args.procs.split(",") if args.stress else [""]
        self.variants = []
        for level in levels:
            for n in procs:
                env = {"GOMAXPROCS": n} if n else {}
                if not args.no_x86:
                    self.variants.append(Variant("x86_64 -O%s %s" % (level, n),
                                                 [args.ogo, "build", "-O" + level], env=env))
                if args.aarch64:
                    self.variants.append(Variant(
                        "aarch64 -O%s %s" % (level, n),
                        [args.ogo, "build", "-O" + level, "--target=aarch64-linux-gnu"],
                        args.aarch64.split(), env))
        if args.self_check:
            self.variants = [Variant("gc -N -l", [args.gc, "build", "-gcflags=-N -l"])]

    def batch(self, seeds):
        """Seeds that differ, [(seed, variant, expected, got)], and those where gc is wrong."""
        wrong = []
        with tempfile.TemporaryDirectory(prefix="ogo-diff.") as tmp:
            source = os.path.join(tmp, "main.go")

            def write(some):
                with open(source, "w") as fh:
                    fh.write(self.make(some))

            write(seeds)
            want, end = self.reference.run(source, tmp, self.timeout)
            if end != "exit 0":
                sys.exit("gc %s on seeds %s..%s: the generator is wrong" % (end, seeds[0], seeds[-1]))
            for v in self.variants:
                left = list(seeds)
                while left:
                    write(left)
                    got, end = v.run(source, tmp, self.timeout)
                    if not got and len(left) > 1 and end.startswith("build failed"):
                        # Name the program, not the batch.
                        for s in left:
                            write([s])
                            one, end = v.run(source, tmp, self.timeout)
                            if one.get(s) != want[s]:
                                wrong.append((s, v.name, want[s], one.get(s, "") + end))
                                if len(wrong) >= self.args.max:
                                    break
                        break
                    for s in left:
                        if s not in got or got[s] != want[s]:
                            wrong.append((s, v.name, want[s],
                                          got.get(s, "") + ("" if s in got else end)))
                            if s not in got or s == max(got, key=left.index):
                                break
                    # A crash hides what comes after it.
                    dead = [i for i, s in enumerate(left) if s not in got]
                    if not dead or end == "exit 0":
                        break
                    left = left[max(dead[0], 1):]
                    if len(wrong) >= self.args.max:
                        break
            return wrong, self.gc_at_fault(wrong, source, tmp)

    def gc_at_fault(self, wrong, source, tmp):
        """The seeds of wrong on which gc agrees with ogo once it does not inline."""
        seeds = sorted({w[0] for w in wrong})
        if not seeds or self.args.stress or self.args.self_check:
            return set()
        with open(source, "w") as fh:
            fh.write(self.make(seeds))
        other, _ = self.not_inlined.run(source, tmp, self.timeout)
        return {s for s in seeds if all(w[3] == other.get(s) for w in wrong if w[0] == s)}


def difference(want, got):
    a, b = want.split("\n"), got.split("\n")
    for i in range(max(len(a), len(b))):
        x, y = (a[i] if i < len(a) else "<end>"), (b[i] if i < len(b) else "<end>")
        if x != y:
            return "line %d: gc %r, ogo %r" % (i + 1, x, y[:300])
    return "same"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", default="ogo")
    parser.add_argument("--gc", default="go")
    parser.add_argument("--seeds", default="1..200", help="A..B")
    parser.add_argument("--endless", action="store_true", help="from A on, until stopped")
    parser.add_argument("--batch", type=int, default=0)
    parser.add_argument("--levels", default="0,2")
    parser.add_argument("--procs", default="1,2,8", help="GOMAXPROCS of stress programs")
    parser.add_argument("--aarch64", help="command that runs AArch64 programs, to compare these too")
    parser.add_argument("--no-x86", action="store_true", help="AArch64 only")
    parser.add_argument("--stress", action="store_true", help="goroutines instead of defers")
    parser.add_argument("--order", action="store_true", help="order of evaluation")
    parser.add_argument("--no-goexit", action="store_true")
    parser.add_argument("--self-check", action="store_true", help="gc against gc -N -l")
    parser.add_argument("--keep", help="folder for programs that differ")
    parser.add_argument("--max", type=int, default=20, help="give up after so many")
    parser.add_argument("-j", type=int, default=1)
    args = parser.parse_args()
    first, last = (int(x) for x in args.seeds.split(".."))
    skip = exceptions("stress" if args.stress else "order" if args.order else "defer")
    size = args.batch or (25 if args.stress else 1000 if args.order else 100)
    runner = Runner(args)
    start, done, wrong, excused = time.time(), 0, [], []

    def batches():
        at = first
        while args.endless or at <= last:
            end = at + size - 1 if args.endless else min(last, at + size - 1)
            seeds = [s for s in range(at, end + 1) if s not in skip]
            if seeds:
                yield seeds
            at = end + 1

    def report(seeds, found):
        nonlocal done
        done += len(seeds)
        found, gc_at_fault = found
        for seed in sorted(gc_at_fault):
            excused.append(seed)
            print("seed %d: gc without %s prints what ogo does" %
                  (seed, "optimization" if args.order else "inlining"))
        for seed, variant, want, got in found:
            if seed in gc_at_fault:
                continue
            wrong.append((seed, variant))
            print("seed %d (%s): %s" % (seed, variant, difference(want, got)))
            if args.keep:
                os.makedirs(args.keep, exist_ok=True)
                base = os.path.join(args.keep, "p%d" % seed)
                with open(base + ".go", "w") as fh:
                    fh.write(runner.make([seed]))
                with open(base + ".want", "w", encoding="latin-1") as fh:
                    fh.write(want)
        sys.stdout.flush()
        if sys.stdout.isatty():
            print("\r%d programs, %d differ, %.0f s" % (done, len(wrong), time.time() - start), end="")

    with concurrent.futures.ThreadPoolExecutor(args.j) as pool:
        running = {}
        source = batches()
        while len(wrong) < args.max:
            while len(running) < args.j:
                seeds = next(source, None)
                if seeds is None:
                    break
                running[pool.submit(runner.batch, seeds)] = seeds
            if not running:
                break
            finished, _ = concurrent.futures.wait(
                running, return_when=concurrent.futures.FIRST_COMPLETED)
            for f in finished:
                report(running.pop(f), f.result())
    if excused:
        print("%d programs on which gc differs from itself" % len(excused))
    print("%d programs, %d differ" % (done, len(wrong)))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
