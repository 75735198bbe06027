#!/usr/bin/env python3
"""Runs every suite and closes with one line that sums them up.

lit runs all suites (each folder of test/ is one, the formats are chosen in
their lit.local.cfg), so this only starts lit and counts what it reports.
An expected failure counts as skipped, an unexpected pass as failed.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

PASSED = {"PASS", "FLAKYPASS"}
FAILED = {"FAIL", "XPASS", "TIMEOUT", "UNRESOLVED"}


def llvm_prefix():
    for tool in ("llvm-config-19", "llvm-config"):
        try:
            return subprocess.run([tool, "--prefix"], capture_output=True, text=True,
                                  check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            continue
    return "/usr/lib/llvm-19"


def warm_cache(build):
    """Compiles the std packages that tests import into the build cache."""
    source = os.path.join(ROOT, "test", "utils", "Inputs", "everyday.go")
    with tempfile.TemporaryDirectory() as tmp:
        for level in ("-O2", "-O0"):
            run = subprocess.run([os.path.join(build, "bin", "ogo"), "build", level, "-o",
                                  os.path.join(tmp, "everyday"), source], capture_output=True,
                                 text=True)
            if not run.returncode and level == "-O2":
                # And what only programs of tests import.
                run = subprocess.run([os.path.join(build, "bin", "ogo"), "test", "-c", "-o",
                                      os.path.join(tmp, "test"), "text/template"],
                                     capture_output=True, text=True)
            if run.returncode:
                print("the everyday packages do not build at %s:\n%s" % (level, run.stderr[-2000:]))


def basic_programs(tests):
    """How many of GOROOT/test's plain programs pass: those that need nothing but the language
    (no generics, goroutines, select) and the packages that stand alone."""
    sys.path.insert(0, os.path.join(ROOT, "test", "conformance"))
    import go_tree
    from goroot import directive
    path = os.path.join(go_tree.find_goroot(), "test")
    prefix = "conformance/run/"
    passed = total = 0
    for test in tests:
        name = test["name"].split(" :: ", 1)[-1]
        if not name.startswith(prefix):
            continue
        if directive.is_basic(path, name[len(prefix):]):
            total += 1
            passed += test["code"] in PASSED
    if total:
        print("GOROOT/test run tests without generics, goroutines and select that import at most "
              "%s: %d of %d pass" % (", ".join(sorted(directive.BASIC_IMPORTS)), passed, total))


def error_messages(tests):
    """In how many of GOROOT/test's error checks every message is as they want it."""
    metrics = [test["metrics"]["messages"] for test in tests
               if "messages" in (test.get("metrics") or {})]
    if metrics:
        print("GOROOT/test error checks: %d of %d match to the words" % (sum(metrics), len(metrics)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--jobs", default=str(os.cpu_count()))
    args, rest = parser.parse_known_args()
    prefix = llvm_prefix()
    lit = os.path.join(prefix, "build", "utils", "lit", "lit.py")
    paths = [a for a in rest if not a.startswith("-") and os.path.exists(a)]
    options = [a for a in rest if a not in paths]
    warm_cache(args.build)
    with tempfile.TemporaryDirectory() as tmp:
        report = os.path.join(tmp, "lit.json")
        code = subprocess.run(
            [sys.executable, lit, "-j", args.jobs, "-s" if not sys.stdout.isatty() else "-sv",
             "--order=smart", "--output", report,
             "--param", "build=" + os.path.abspath(args.build), "--param", "llvm=" + prefix]
            + options + (paths or [os.path.join(ROOT, "test")])).returncode
        try:
            with open(report) as fh:
                tests = json.load(fh)["tests"]
        except (OSError, ValueError, KeyError):
            print("lit gave no report")
            tests = []
    count = collections.Counter()
    by_suite = collections.defaultdict(collections.Counter)
    for test in tests:
        kind = ("passed" if test["code"] in PASSED else
                "failed" if test["code"] in FAILED else "skipped")
        count[kind] += 1
        parts = test["name"].split(" :: ", 1)[-1].split("/")
        suite = "/".join(parts[:2]) if parts[0] == "conformance" else parts[0]
        by_suite[suite][kind] += 1
        if kind == "failed":
            print("%s: %s" % (test["code"], test["name"]))
    for suite in sorted(by_suite):
        c = by_suite[suite]
        print("%-28s %5d passed %4d failed %4d skipped" %
              (suite, c["passed"], c["failed"], c["skipped"]))
    basic_programs(tests)
    error_messages(tests)
    failed = count["failed"]
    if not count["passed"] or (code and not failed):
        failed = max(failed, 1)
    sys.stdout.flush()
    print("%d passed, %d failed, %d skipped" % (count["passed"], failed, count["skipped"]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
