#!/usr/bin/env python3
"""Kills builds at random points and runs several at once on one build cache.

usage: killed_builds.py --ogo OGO --dir DIR [--kills N] [--together N] [--seed S]

Every entry that is left must be the same, byte for byte, as what undisturbed builds
put into a cache of their own, and programs built through the cache must be right.
"""
import argparse
import filecmp
import os
import random
import shutil
import signal
import subprocess
import sys
import time

PACKAGES = ["a", "b", "c", "d"]


class Project:
    """A module whose packages form a chain; each holds a number that changes."""

    def __init__(self, root):
        self.root = root
        self.numbers = {p: 0 for p in PACKAGES}
        shutil.rmtree(root, ignore_errors=True)
        for package in PACKAGES:
            os.makedirs(os.path.join(root, package))
        self.write("go.mod", "module m\n\ngo 1.27\n")
        self.write("main.go", 'package main\n\nimport "m/%s"\n\n'
                   "func main() { println(%s.F()) }\n" % (PACKAGES[0], PACKAGES[0]))
        for package in PACKAGES:
            self.set(package, 1)

    def write(self, name, text):
        with open(os.path.join(self.root, name), "w") as fh:
            fh.write(text)

    def set(self, package, number):
        self.numbers[package] = number
        at = PACKAGES.index(package) + 1
        below = PACKAGES[at] if at < len(PACKAGES) else None
        self.write(os.path.join(package, "f.go"), "package %s\n\n%sfunc F() int { return %d%s }\n" % (
            package, 'import "m/%s"\n\n' % below if below else "", number,
            " + %s.F()" % below if below else ""))

    def want(self):
        return "%d\n" % sum(self.numbers.values())


def start(args, project, cache, out):
    return subprocess.Popen([args.ogo, "build", "-O0", "-o", out, "."], cwd=project.root,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                            env=dict(os.environ, OGOCACHE=cache))


def check(build, project, out):
    text = build.communicate()[0].decode(errors="replace")
    if build.returncode:
        sys.exit("build failed: " + text)
    got = subprocess.run([out], stderr=subprocess.PIPE).stderr.decode(errors="replace")
    if got != project.want():
        sys.exit("program printed %r, expected %r" % (got, project.want()))


def entries(cache):
    for folder, _, names in os.walk(cache):
        for name in names:
            if name.endswith((".o", ".exe")):
                yield os.path.relpath(os.path.join(folder, name), cache)


def compare(shared, alone):
    """The number of entries in both."""
    both = [e for e in entries(shared) if os.path.exists(os.path.join(alone, e))]
    wrong = [e for e in both if not filecmp.cmp(os.path.join(shared, e), os.path.join(alone, e),
                                                shallow=False)]
    if wrong:
        sys.exit("entries differ: %s" % wrong)
    return len(both)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--dir", required=True)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--together", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    r = random.Random(args.seed)
    os.makedirs(args.dir, exist_ok=True)
    project = Project(os.path.join(args.dir, "m"))
    shared, alone = (os.path.join(args.dir, name) for name in ("shared", "alone"))
    for cache in (shared, alone):
        shutil.rmtree(cache, ignore_errors=True)
    out = os.path.join(args.dir, "out")

    # How long a build from nothing and one after an edit take here.
    spans = []
    for number in (1, 2):
        project.set("d", number)
        begin = time.monotonic()
        check(start(args, project, alone, out), project, out)
        spans.append(time.monotonic() - begin)

    killed = 0
    for i in range(args.kills):
        # Some start from an empty cache, the others compile what was edited.
        if i % 10 == 0:
            shutil.rmtree(shared, ignore_errors=True)
        project.set(r.choice(PACKAGES), r.randrange(4))
        build = start(args, project, shared, out)
        time.sleep(r.uniform(0, spans[0 if i % 10 < 3 else 1]))
        killed += build.poll() is None
        try:
            os.killpg(build.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        build.communicate()
        if i % 5 == 4:
            check(start(args, project, shared, out), project, out)
            check(start(args, project, alone, out), project, out)
            compare(shared, alone)
    if killed < args.kills / 4:
        sys.exit("only %d of %d builds were killed" % (killed, args.kills))

    shutil.rmtree(shared)
    outs = [out + str(i) for i in range(args.together)]
    for build, each in zip([start(args, project, shared, o) for o in outs], outs):
        check(build, project, each)
    check(start(args, project, alone, out), project, out)

    same = compare(shared, alone)
    if not same:
        sys.exit("no entry was compared")
    print("entries and programs are right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
