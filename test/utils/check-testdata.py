#!/usr/bin/env python3
"""Judges the type checker on types2's own test files, as types2's check_test.go
does: every error must match an ERROR (substring) or ERRORx (regular expression)
comment of its line, every comment must be used up; the comment stands behind
the token whose position is meant. Prints what differs per file.

usage: check-testdata.py TOOL [DIR...]   (default: GOROOT/src/internal/types/testdata)
"""
import ast
import collections
import os
import re
import subprocess
import sys

import go_tree

GOROOT = go_tree.find_goroot()
TOKEN = re.compile(
    rb"(?P<space>[ \t\r\n]+)|(?P<line>//[^\n]*)|(?P<block>/\*.*?\*/)"
    rb"|(?P<tok>[\w\x80-\xff]+|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
    rb"|\.\.\.|<<=|>>=|&\^=|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|[-+*/%&|^<>]=|<<|>>|&\^|.)",
    re.S)

# gc checks branches in its parser, with words of its own; the files hold the
# words of types2's own pass, which gc turns off.
BRANCH_WORDS = [
    (r"label (\w+) defined and not used", r"label \1 declared and not used"),
    (r"label (\w+) not defined", r"label \1 not declared"),
    (r"label (\w+) already defined at .*", r"label \1 already declared"),
    (r"(break|continue) label not defined: (\w+)", r"invalid \1 label \2"),
    (r"goto (\w+) jumps into block.*", r"goto \1 jumps into block"),
    (r"goto (\w+) jumps over declaration of .* at .*:(\d+):\d+",
     r"goto \1 jumps over variable declaration at line \2"),
    (r"break is not in a loop, switch, or select", "break not in for, switch, or select statement"),
    (r"continue is not in a loop", "continue not in for statement"),
]


# Files that may differ, with the lines that do and why.
EXEMPT = {
    "cycles1.go": "gc reports anonymous interface cycles after types2",
    "importC.go": "needs cgo's fake package C; cgo is not supported",
    "labels.go": "lines 44 and 160: to gc a label is used by a wrong break, too",
}


def go_unquote(s):
    if s.startswith("`"):
        return s[1:-1]
    return ast.literal_eval(s)


def go_regex(s):
    return re.compile(s)


def expectations(name):
    """line -> list of [column, substring?, text]"""
    src = open(name, "rb").read()
    pos, line, line_start = 0, 1, 0
    prev = (0, 0)
    want = collections.defaultdict(list)
    while pos < len(src):
        m = TOKEN.match(src, pos)
        text = m.group()
        if m.lastgroup == "tok":
            prev = (line, pos - line_start + 1)
        elif m.lastgroup in ("line", "block"):
            body = text[2:] if m.lastgroup == "line" else text[2:-2]
            mm = re.match(rb"^ (ERRORx?) (.*)", body, re.S)
            if mm:
                want[prev[0]].append(
                    [prev[1], mm.group(1) == b"ERROR",
                     go_unquote(mm.group(2).decode().strip())])
        n = text.count(b"\n")
        if n:
            line += n
            line_start = pos + text.rindex(b"\n") + 1
        pos = m.end()
    return want


def judge(path, errors, delta):
    files = [path] if os.path.isfile(path) else [
        os.path.join(path, f) for f in sorted(os.listdir(path)) if f.endswith(".go")]
    want = {f: expectations(f) for f in files}
    out = []
    for f, line, col, msg in errors:
        if f not in want:
            out.append(f"{f}:{line}:{col}: outside: {msg}")
            continue
        forms = {msg}
        for a, b in BRANCH_WORDS:
            forms.add(re.sub("^" + a + "$", b, msg))
        cands = []
        for w in want[f].get(line, []):
            for m in forms:
                if (w[2] in m) if w[1] else go_regex(w[2]).search(m):
                    cands.append(w)
                    break
        if not cands:
            out.append(f"{f}:{line}:{col}: no error expected: {msg}")
            continue
        best = min(cands, key=lambda w: abs(w[0] - col))
        if abs(best[0] - col) > delta:
            out.append(f"{f}:{line}:{col}: column {col}, want {best[0]}: {msg}")
        want[f][line].remove(best)
    for f in files:
        for line, ws in sorted(want[f].items()):
            for w in ws:
                out.append(f"{f}:{line}:{w[0]}: unreported: {w[2]}")
    return out


def main():
    tool = sys.argv[1]
    base = GOROOT + "/src/internal/types/testdata/"
    dirs = sys.argv[2:] or [base + d for d in ("check", "spec", "examples", "fixedbugs")] + [
        GOROOT + "/src/cmd/compile/internal/types2/testdata/local"]
    deltas = {"check": 50, "spec": 20, "examples": 125, "fixedbugs": 100}
    paths = []
    for d in dirs:
        if os.path.isfile(d):
            paths.append((d, 50))
            continue
        for f in sorted(os.listdir(d)):
            p = os.path.join(d, f)
            if os.path.isdir(p) or f.endswith(".go"):
                paths.append((p, deltas.get(os.path.basename(d), 0)))
    bad = 0
    pending = dict(paths)
    errors = collections.defaultdict(list)
    todo = [p for p, _ in paths]
    crashed = []
    while todo:
        r = subprocess.run([tool, "--each"] + todo, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, text=True, errors="replace")
        cur, done = None, []
        for l in r.stdout.splitlines():
            if l.startswith("=== "):
                cur = l[4:]
                done.append(cur)
                continue
            m = re.match(r"^(.*?):(\d+):(\d+): (.*)$", l)
            if m:
                errors[cur].append((m.group(1), int(m.group(2)), int(m.group(3)),
                                    m.group(4).replace("\\n", "\n")))
        if r.returncode == 0 or cur is None:
            if r.returncode:
                print(r.stderr[-3000:])
                sys.exit(1)
            break
        crashed.append((cur, r.stderr[-1500:]))
        todo = todo[todo.index(cur) + 1:] if cur in todo else []
    dead = {c for c, _ in crashed}
    for e in errors.get("imports", []):
        print("import:", e)
    for p, delta in paths:
        if p in dead:
            continue
        out = judge(p, errors[p], delta)
        if out and os.path.basename(p) in EXEMPT:
            print(f"exempt {os.path.basename(p)}: {EXEMPT[os.path.basename(p)]}")
        elif os.path.basename(p) in EXEMPT:
            bad += 1
            print(f"--- {p}\n     passes, no exemption is needed")
        elif out:
            bad += 1
            print(f"--- {p}")
            for o in out:
                print("   ", o)
    for c, err in crashed:
        bad += 1
        print(f"--- {c} CRASHED\n{err}")
    print(f"{len(paths) - bad} of {len(paths)} pass, {len(crashed)} crash")
    sys.exit(bad != 0)


if __name__ == "__main__":
    main()
