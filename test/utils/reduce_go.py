#!/usr/bin/env python3
"""Makes a Go file that shows a fault as small as it gets.

usage: reduce_go.py FILE.go -- COMMAND [ARGUMENT...]

COMMAND is run with the path of a candidate appended (or in place of {}); the fault is
there if it ends with status 0. To reduce a crash of the compiler:

    reduce_go.py x.go -- sh -c 'build/bin/ogo build -o /dev/null "$0" 2>&1 | grep -q "ogo: internal"'

Whole declarations go first, then statements with their blocks, then what is around a
block, then lines, until nothing more can go. FILE.go is overwritten; FILE.go.orig keeps what it was.
"""
import os
import subprocess
import sys
import tempfile


def shows(command, lines, timeout):
    with tempfile.NamedTemporaryFile("w", suffix=".go", delete=False) as file:
        file.write("\n".join(lines) + "\n")
    words = [file.name if w == "{}" else w for w in command]
    if "{}" not in command:
        words.append(file.name)
    try:
        return not subprocess.run(words, timeout=timeout, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode
    except subprocess.TimeoutExpired:
        return False
    finally:
        os.unlink(file.name)


def candidates(lines):
    """What may go together: a line with what is indented below it, the largest first; then
    such a block's first and last line, which leaves its body; then single lines."""
    def depth(line):
        return len(line) - len(line.lstrip("\t"))
    whole, around, single = [], [], []
    for start, line in enumerate(lines):
        end = start + 1
        while line.strip() and end < len(lines) and (
                not lines[end].strip() or depth(lines[end]) > depth(line)):
            end += 1
        if end > start + 1 and end < len(lines) and lines[end].lstrip()[:1] in ("}", ")"):
            around.append({start, end})
            end += 1
        if end > start + 1:
            whole.append(set(range(start, end)))
        single.append({start})
    return sorted(whole, key=len, reverse=True) + around + single


def reduce(lines, command, timeout):
    changed = True
    while changed:
        changed = False
        for gone in candidates(lines):
            rest = [line for i, line in enumerate(lines) if i not in gone]
            if shows(command, rest, timeout):
                lines, changed = rest, True
                break
    return lines


def main():
    if "--" not in sys.argv or len(sys.argv) < 4:
        sys.exit(__doc__)
    path, command = sys.argv[1], sys.argv[sys.argv.index("--") + 1:]
    with open(path) as file:
        lines = file.read().split("\n")
    if not shows(command, lines, 60):
        sys.exit("%s does not show the fault" % path)
    with open(path + ".orig", "w") as file:
        file.write("\n".join(lines))
    small = reduce(lines, command, 60)
    with open(path, "w") as file:
        file.write("\n".join(small).strip("\n") + "\n")
    print("%d lines of %d" % (len(small), len(lines)))


if __name__ == "__main__":
    main()
