#!/usr/bin/env python3
"""Writes UnicodeRanges.inc and frontend/types/UpperCase.inc from a Go tree.

The spec defines identifiers and what is exported by Unicode categories, and
programs see those of package unicode. Run it when GOROOT's Unicode version
changes.

usage: unicode_tables.py GOROOT
"""
import os
import re
import sys


def ranges(text, name):
    """[first, last, stride] of a category's table beyond ASCII."""
    body = re.search(r"^var _%s = &RangeTable\{(.*?)^\}" % name, text,
                     re.S | re.M).group(1)
    out = []
    for lo, hi, stride in re.findall(r"\{0x(\w+), 0x(\w+), (\d+)\}", body):
        lo, hi, stride = int(lo, 16), int(hi, 16), int(stride)
        while lo <= hi and lo < 0x80:
            lo += stride
        if lo <= hi:
            out.append((lo, hi, stride))
    return out


def runs(table):
    """The same code points as maximal runs of stride 1."""
    points = sorted(c for lo, hi, step in table for c in range(lo, hi + 1, step))
    out = []
    for c in points:
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def array(name, pairs):
    lines, line = ["static constexpr CodePointRange %s[] = {" % name], "   "
    for lo, hi in pairs:
        item = " {0x%X, 0x%X}," % (lo, hi)
        if len(line) + len(item) > 80:
            lines.append(line)
            line = "   "
        line += item
    return "\n".join(lines + [line, "};"]) + "\n"


def main():
    text = open(os.path.join(sys.argv[1], "src/unicode/tables.go")).read()
    version = re.search(r'Version = "(\d+\.\d+)', text).group(1)
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "UnicodeRanges.inc"), "w") as f:
        f.write("// UnicodeRanges.inc - letters and decimal digits beyond ASCII,"
                " Unicode %s.\n"
                "// The categories L and Nd as package unicode has them, because"
                " the spec defines\n"
                "// identifiers by them; sorted, for binary search. Written by"
                " unicode_tables.py.\n" % version)
        f.write(array("LetterRanges", runs(ranges(text, "L"))))
        f.write(array("DigitRanges", runs(ranges(text, "Nd"))))
    with open(os.path.join(here, "../types/UpperCase.inc"), "w") as f:
        f.write("// UpperCase.inc - code points of Unicode category Lu from"
                " U+0080 on: first, last,\n"
                "// distance. Written by frontend/syntax/unicode_tables.py.\n")
        for r in ranges(text, "Lu"):
            f.write("{0x%X, 0x%X, %d},\n" % r)


main()
