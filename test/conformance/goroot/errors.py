"""ERROR comments of a file, compared with what the compiler said."""
import os
import re

COMMENT = re.compile(r"// (?:GC_)?ERROR (.*)")
MESSAGE = re.compile(r"([^\s:][^:\n]*\.go):(\d+)(?::\d+)?: ?(.*)", re.S)


def wanted(path, short):
    """[(file, line, pattern)] of one file."""
    out = []
    with open(path, encoding="utf-8", errors="surrogateescape") as fh:
        for number, line in enumerate(fh.read().split("\n"), 1):
            match = None if "////" in line else COMMENT.search(line)
            if not match:
                continue
            for quoted in re.findall(r'"([^"]*)"', match.group(1)):
                def at(m, number=number):
                    return "%s:%d" % (short, number + int(m.group(1) or 0))
                out.append((short, number, re.compile(re.sub(r"LINE([+-]\d+)?", at, quoted))))
    return out


def reported(text, names):
    """[(file, line, message)] of a compiler's output; continuation lines start with a tab."""
    items = []
    for line in text.split("\n"):
        if line.startswith("\t"):
            if items and items[-1]:
                items[-1] += "\n" + line
        elif line.strip():
            items.append(line if MESSAGE.match(line) else "")
    out = []
    for item in filter(None, items):
        file, line, message = MESSAGE.match(item).groups()
        for full, short in names:
            message = message.replace(full, short)
        out.append((os.path.basename(file), int(line), message))
    return out


def compare(text, names):
    """"" if every ERROR comment is met and nothing else was said, else what differs.

    `names` lists (path, name in messages). Returns (line differences, pattern differences).
    """
    want = [w for full, short in names for w in wanted(full, short)]
    got = reported(text, names)
    want_lines, got_lines = {w[:2] for w in want}, {g[:2] for g in got}
    lines = ["%s:%d: no error reported" % w for w in sorted(want_lines - got_lines)]
    lines += ["%s:%d: unexpected: %s" % g for g in got if g[:2] not in want_lines]
    patterns, rest = [], list(got)
    for file, line, regexp in want:
        here = [g for g in rest if g[:2] == (file, line)]
        hits = [g for g in here if regexp.search(g[2])]
        if not hits:
            patterns.append("%s:%d: no message matches %s" % (file, line, regexp.pattern))
        rest = [g for g in rest if g not in hits]
    # What is said of another package's file is not held against the test.
    patterns += ["%s:%d: matches no pattern: %s" % g for g in rest
                 if g[0] in {short for _, short in names}]
    return lines, patterns
