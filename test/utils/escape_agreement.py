"""How far -m agrees with gc: the ERROR comments of GOROOT/test's escape*.go, read in place.

gc judges after its own inlining, which is not ours, so what is expected of its inliner and
devirtualizer is not counted. What is said on a line without a comment counts against us.
Prints the lines that differ and the share that agrees; fails below --least percent.
"""
import argparse
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "conformance"))
from goroot import errors

# Not about escape analysis in an ordinary package: compiled as package runtime, other
# diagnostics (-d=), a directory of packages; nor is a file without -m.
OTHER = {"escape.go", "escape3.go", "escape_runtime_atomic.go", "escape_mutations.go"}
NOT_OURS = ("inlin", "devirtualiz")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--goroot", required=True)
    parser.add_argument("--least", type=float, default=90)
    args = parser.parse_args()
    total = met = unexpected = 0
    for path in sorted(glob.glob(os.path.join(args.goroot, "test", "escape*.go"))):
        name = os.path.basename(path)
        with open(path) as file:
            if name in OTHER or "-m" not in file.readline().split():
                continue
        # A lone package file, as the compiler itself takes it: bodies may be missing.
        with tempfile.NamedTemporaryFile(suffix=".o") as out:
            run = subprocess.run([args.ogo, "build", "-m", "--emit=obj", "-o", out.name, path],
                                 capture_output=True, text=True, timeout=200)
        if run.returncode:
            sys.exit("%s does not compile:\n%s" % (name, run.stderr))
        want = [w for w in errors.wanted(path, name)
                if not any(word in w[2].pattern for word in NOT_OURS)]
        lines = {w[1] for w in errors.wanted(path, name)}
        got = errors.reported(run.stderr, [(path, name)])
        for _, line, pattern in want:
            total += 1
            if any(g[1] == line and pattern.search(g[2]) for g in got):
                met += 1
            else:
                print("%s:%d: expected %s" % (name, line, pattern.pattern))
        for _, line, message in got:
            if line not in lines:
                unexpected += 1
                print("%s:%d: unexpected %s" % (name, line, message))
    share = 100.0 * met / (total + unexpected)
    print("%d of %d expectations met, %d unexpected lines: %.1f %% agree"
          % (met, total, unexpected, share))
    if share < args.least:
        sys.exit("less than %g %% agree" % args.least)


main()
