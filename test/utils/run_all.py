#!/usr/bin/env python3
"""Builds a program for every optimization level and target at hand, runs each and
prints what all of them print, followed by a line "exit N".

usage: run_all.py --ogo OGO [--qemu COMMAND] [--gc GO] [options] FILE.go... [-- ARGUMENTS]

A runtime test is one file and one RUN line, yet must hold at -O0, at -O2 and on
AArch64; so this compares the runs and shows where they differ. Output of a
traceback is compared up to the first "goroutine N [" only: what is inlined, and
hence how a frame is printed, depends on the level.

With OGO_TEST_WITH=gc in the environment real Go runs the program instead, which
tells whether the test expects the right thing.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

HEX = re.compile(r"0x[0-9a-f]+")
TRACE = re.compile(r"^goroutine \d+ .*\[", re.M)


def comparable(text):
    trace = TRACE.search(text)
    if trace:
        text = text[:trace.start()]
    return HEX.sub("0x?", text)


def run(command, timeout, stdin):
    try:
        p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=timeout, input=stdin)
    except subprocess.TimeoutExpired as e:
        return (e.stdout or b"").decode(errors="replace") + "\ntimeout\n", 124
    code = 128 - p.returncode if p.returncode < 0 else p.returncode
    return p.stdout.decode(errors="replace"), code


def main():
    argv, program_args = sys.argv[1:], []
    if "--" in argv:
        program_args = argv[argv.index("--") + 1:]
        argv = argv[:argv.index("--")]
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--qemu", help="command that runs AArch64 programs")
    parser.add_argument("--gc", help="real go command")
    parser.add_argument("--only", choices=["x86_64", "aarch64"], help="the other target differs")
    parser.add_argument("--flag", action="append", default=[], help="passed to ogo build")
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args(argv)

    with tempfile.TemporaryDirectory(prefix="run_all.") as tmp:
        variants = []  # name, build command, how to run
        exe = os.path.join(tmp, "a.out")
        if os.environ.get("OGO_TEST_WITH") == "gc":
            env = ["env", "GOARCH=arm64"] if args.only == "aarch64" else []
            variants.append(("gc", env + [args.gc, "build", "-o", exe] + args.files,
                             args.qemu.split() if env else []))
        else:
            for level in ("-O0", "-O2"):
                build = [args.ogo, "build", level, "-o", exe] + args.flag
                if args.only != "aarch64":
                    variants.append(("x86_64 " + level, build + args.files, []))
                if args.qemu and args.only != "x86_64" and (
                        level == "-O2" or args.only == "aarch64"):
                    variants.append(("aarch64 " + level,
                                     build + ["--target=aarch64-linux-gnu"] + args.files,
                                     args.qemu.split()))
        first = None
        for name, build, runner in variants:
            p = subprocess.run(build, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if p.returncode:
                print("build failed (%s): %s" % (name, " ".join(build)))
                print(p.stdout.decode(errors="replace"), end="")
                return 1
            text, code = run(runner + [exe] + program_args, args.timeout, b"")
            if first is None:
                first = (name, text, code)
            elif (comparable(text), code) != (comparable(first[1]), first[2]):
                for n, t, c in (first, (name, text, code)):
                    print("==== %s, exit %d" % (n, c))
                    print(t, end="" if t.endswith("\n") else "\n")
                print("the two runs differ")
                return 1
        if first is None:
            print("nothing to run here")
            return 0
        print(first[1], end="" if first[1].endswith("\n") or not first[1] else "\n")
        print("exit %d" % first[2])
    return 0


if __name__ == "__main__":
    sys.exit(main())
