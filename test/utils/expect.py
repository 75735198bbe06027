#!/usr/bin/env python3
"""Writes the CHECK lines of runtime tests from what real Go prints.

usage: expect.py GO FILE.go...

For a new test, or after changing one. The lines replace the ones at the end of
the file; read them before committing. Addresses become patterns, tracebacks are
cut at "goroutine N [". Files that do not match full lines are left alone: their
lines are written by hand.
"""
import os
import re
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def pattern(line):
    line = line.replace("{{", "{{[{][{]}}").replace("[[", "{{\\[\\[}}")
    return re.sub(r"0x[0-9a-f]{6,}", "{{0x[0-9a-f]+}}", line)


def main():
    go = sys.argv[1]
    for path in sys.argv[2:]:
        with open(path) as fh:
            source = fh.read()
        if "--match-full-lines" not in source or "by hand" in source:
            continue
        run_line = re.search(r"^// RUN: (.*%run_all.*?)(\||$)", source, re.M).group(1)
        command = run_line.replace("%run_all", "%s %s/run_all.py --ogo none --gc %s" % (
            sys.executable, HERE, go) + " --qemu qemu-aarch64").replace("%s", path)
        p = subprocess.run(["env"] + shlex.split(command.removeprefix("env ")),
                           capture_output=True, text=True,
                           env=dict(os.environ, OGO_TEST_WITH="gc"))
        if p.returncode:
            print(path, p.stdout, p.stderr)
            continue
        lines, cut = [], False
        for line in p.stdout.split("\n")[:-1]:
            if line.startswith("exit "):
                cut = False
                lines.append("// CHECK: " + line)
                continue
            if not cut and re.match(r"goroutine \d+ ", line):
                cut = True
            if cut:
                continue
            kind = "CHECK" if not lines else "CHECK-NEXT" if line.strip() else "CHECK-EMPTY"
            lines.append(("// %s: %s" % (kind, pattern(line))).rstrip())
        body = re.sub(r"\n*(^// CHECK(-NEXT|-EMPTY)?:.*\n)+\Z", "\n", source, flags=re.M)
        with open(path, "w") as fh:
            fh.write(body.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
