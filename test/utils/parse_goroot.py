#!/usr/bin/env python3
"""Parses every .go file of GOROOT/src and GOROOT/test and judges the errors.

usage: parse_goroot.py PARSE-BENCH GOROOT
A file may have syntax errors only if it is made to have them: a testdata file, a
GOROOT/test whose directive is errorcheck (the conformance suite judges its
lines), or one that only names a folder and has no package clause.
"""
import os
import re
import subprocess
import sys


def made_to_fail(path):
    if "/testdata/" in path:
        return True
    with open(path, encoding="utf-8", errors="surrogateescape") as fh:
        text = fh.read()
    return (re.search(r"(?m)^// *errorcheck", text) is not None
            or re.search(r"(?m)^package ", text) is None)


def main():
    tool, goroot = sys.argv[1:]
    roots = [os.path.join(os.path.realpath(goroot), d) for d in ("src", "test")]
    run = subprocess.run([tool, "-e"] + [os.path.realpath(r) for r in roots],
                         capture_output=True, text=True, errors="surrogateescape")
    if run.returncode < 0:
        print("the parser crashed: signal %d" % -run.returncode)
        return 1
    output = run.stdout + run.stderr
    errors = re.findall(r"(?m)^(/[^:\n]*\.go):\d+", output)
    bad = [path for path in set(errors) if not made_to_fail(path)]
    for b in sorted(bad):
        print("unexpected syntax error:", b)
    print(re.search(r"(?m)^.*lines/s.*$", output).group(0) if "lines/s" in output else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
