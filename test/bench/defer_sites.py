#!/usr/bin/env python3
"""What becomes of every defer statement of the standard library (and cmd), beside gc.

usage: defer_sites.py --build BUILD [--jobs N] [PATTERN...]      (default: std cmd)

Each package is compiled by `ogo build -d=defer --emit=llvm-opt` and by real Go with
-gcflags=-d=defer; packages that ogo cannot compile, and the runtime package, which is
ogo's own, are counted for neither. A statement counts once, with the worst kind any copy
of it got. Prints a table and ends with exit status 1 if ogo's share of open-coded or
better is below gc's.
"""
import argparse
import collections
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "utils"))
import go_tree  # noqa: E402

KINDS = ["eliminated", "direct", "open-coded", "stack-allocated", "heap-allocated"]
LINE = re.compile(r"^(\S+\.go):(\d+):(\d+): (%s) defer" % "|".join(KINDS))


def sites(text, folder):
    worst = {}
    for line in text.splitlines():
        m = LINE.match(line)
        # Statements of generic functions of other packages are theirs.
        if m and os.path.basename(os.path.dirname(m[1])) in ("", ".", os.path.basename(folder)):
            key = (os.path.basename(m[1]), int(m[2]), int(m[3]))
            rank = KINDS.index(m[4])
            worst[key] = max(worst.get(key, 0), rank)
    return collections.Counter(KINDS[r] for r in worst.values())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--skip-gc", action="store_true")
    parser.add_argument("patterns", nargs="*", default=["std", "cmd"])
    args = parser.parse_args()
    ogo = os.path.abspath(os.path.join(args.build, "bin", "ogo"))
    root, go = go_tree.find_goroot(), go_tree.find_go()
    env = dict(os.environ, GOFLAGS="-mod=mod", CGO_ENABLED="0", GOTOOLCHAIN="local")
    listed = subprocess.run([go, "list", "-f", "{{.ImportPath}} {{.Dir}}"] + args.patterns,
                            cwd=os.path.join(root, "src"), env=env, stdout=subprocess.PIPE,
                            text=True, check=True).stdout.split("\n")
    packages = [line.split(" ", 1) for line in listed if " " in line]
    packages = [(p, d) for p, d in packages
                if p not in ("runtime", "unsafe") and
                any(b"defer " in open(os.path.join(d, f), "rb").read()
                    for f in os.listdir(d) if f.endswith(".go") and not f.endswith("_test.go"))]
    ours, theirs, failed = collections.Counter(), collections.Counter(), []
    with tempfile.TemporaryDirectory(prefix="defer_sites.") as tmp:
        def one(package):
            path, folder = package
            out = os.path.join(tmp, path.replace("/", "_") + ".ll")
            p = subprocess.run([ogo, "build", "-d=defer", "--emit=llvm-opt", "-o", out, path],
                               cwd=os.path.join(root, "src"), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
            if os.path.exists(out):
                os.remove(out)
            mine = sites(p.stderr, folder)
            gc = collections.Counter()
            if p.returncode == 0 and not args.skip_gc:
                q = subprocess.run([go, "build", "-gcflags=-d=defer", path], env=env,
                                   cwd=os.path.join(root, "src"),
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                gc = sites(q.stdout, folder)
            return path, p.returncode, mine, gc, p.stderr

        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for path, code, mine, gc, err in pool.map(one, packages):
                if code:
                    failed.append((path, (err.strip().split("\n") or [""])[0]))
                    continue
                ours += mine
                theirs += gc
                print("%-40s ogo %s   gc %s" % (path, dict(mine), dict(gc)), flush=True)
    for path, why in failed:
        print("not compiled: %s: %s" % (path, why))
    print("\n%-16s %7s %7s" % ("kind", "ogo", "gc"))
    share = []
    for kind in KINDS:
        print("%-16s %7d %7d" % (kind, ours[kind], theirs[kind]))
    for name, count in (("ogo", ours), ("gc", theirs)):
        total = sum(count.values())
        good = sum(count[k] for k in KINDS[:3])
        share.append(good / total if total else 0)
        print("%s: %d statements, %.1f %% open-coded or better" % (name, total, 100 * share[-1]))
    return 0 if args.skip_gc or share[0] >= share[1] else 1


if __name__ == "__main__":
    sys.exit(main())
