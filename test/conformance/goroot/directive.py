"""What the first comment of a GOROOT/test file asks for, and whether it applies.

The rules are those of GOROOT/src/cmd/internal/testdir/testdir_test.go; a test
does not apply when it is about gc itself (its diagnostics, its assembler, its
command) or about another platform.
"""
import dataclasses
import os
import re
import shlex

RUN = {"run", "runoutput", "rundir", "runindir", "errorcheckandrundir"}
COMPILE = {"compile", "compiledir", "build"}
ERRORCHECK = {"errorcheck", "errorcheckdir", "errorcheckoutput"}
# Of these all tests need an assembler or the go command.
NEVER = {"buildrun", "builddir", "buildrundir"}

# Flags that tune gc's code generator only; the program means the same without.
TUNING = re.compile(r"-(l(=\d+)?|N|B|c=\d+|e|C|p=main|p=p|dynlink|d=panic|d=softfloat"
                    r"|d=checkptr(=0)?|d=libfuzzer|d=ssa/check/.*)")


@dataclasses.dataclass
class Directive:
    name: str                      # fixedbugs/bug000.go
    action: str = ""
    want_error: bool = False
    separate: bool = False         # -s: each file a package of its own
    flags: list = dataclasses.field(default_factory=list)
    args: list = dataclasses.field(default_factory=list)
    extra: list = dataclasses.field(default_factory=list)
    limit: int = 0
    go_line: str = "1.14"          # of a runindir test's go.mod
    skip: str = ""                 # why it does not apply


def holds(expr, tags):
    """Value of a //go:build expression."""
    text = re.sub(r"[\w.]+", lambda m: str(m.group(0) in tags), expr)
    text = text.replace("&&", " and ").replace("||", " or ").replace("!", " not ")
    if not re.fullmatch(r"[\s()TrueFalsandotr]*", text):
        return True
    return bool(eval(text.strip() or "True", {"__builtins__": {}}))


def constraint(line):
    match = re.match(r"//go:build\s+(.*)", line)
    if match:
        return lambda tags: holds(match.group(1), tags)
    match = re.match(r"//\s*\+build\s+(.*)", line)
    if match:
        def old_style(tags):
            return any(all((t.lstrip("!") in tags) != t.startswith("!") for t in alt.split(","))
                       for alt in match.group(1).split())
        return old_style
    return None


# What makes a flag of gc's mean that the test is about gc.
FLAGS = [(re.compile(pattern), reason) for pattern, reason in [
    (r"-m(=\d+)?", "gc diagnostics: -m (escape analysis / inlining)"),
    (r"-live|-wb.*", "gc diagnostics: -live (liveness)"),
    (r"-d=maymorestack.*", "gc stack-growth hook: -d=maymorestack"),
    (r"-d=ssa/.*", "gc diagnostics: -d=ssa/... (SSA pass debug output)"),
    (r"-d=converthash.*", "gc switches another semantics on: -d=converthash"),
    (r"-d=.*", "gc diagnostics: -d=... (nil, wb, defer, append, typeassert ...)"),
    (r"-\+|-std|-p=runtime", "gc runtime/std package mode: -+, -std, -p=runtime"),
    (r"-race", "race detector: -race"),
    (r"-e=0", "gc error-count limit: -e=0"),
    (r".*", "gc flag: %s")]]


def unsupported_flag(flag):
    """Why a gc flag makes a test inapplicable; "" if it can be dropped."""
    if TUNING.fullmatch(flag):
        return ""
    reason = next(r for pattern, r in FLAGS if pattern.fullmatch(flag))
    return reason % flag if "%s" in reason else reason


def parse(suite, name, tags):
    """The directive of the suite's file `name`."""
    with open(os.path.join(suite.root, name), encoding="utf-8", errors="surrogateescape") as fh:
        source = fh.read()
    d = Directive(name)
    lines = source.split("\n")
    first = ""
    for line in lines:
        if constraint(line.strip()):
            continue
        first = line.removeprefix("//").strip()
        if first:
            break
    try:
        words = shlex.split(first)
    except ValueError:
        words = first.split()
    action = words.pop(0) if words else ""
    d.action = "errorcheck" if action == "errorcheckwithauto" else action
    if d.action not in RUN | COMPILE | ERRORCHECK | NEVER:
        d.skip = {"asmcheck": "asmcheck (gc assembly patterns)",
                  "skip": "upstream `// skip` (helper or disabled file)"}.get(
                      d.action, "no directive: " + d.action)
        return d
    end = source.find("\npackage")
    for line in source[:max(end, 0)].split("\n"):
        test = constraint(line.strip())
        if test and not test(tags):
            d.skip = "build constraint: " + line.strip()
            return d
    if name in suite.gc_fails:
        d.skip = "upstream lists it as an expected failure of gc"
        return d
    d.want_error = d.action in ERRORCHECK
    read_flags(d, words)
    inspect_sources(d, suite.root, source, tags)
    if d.action in NEVER and not d.skip:
        raise ValueError("%s: a %s test that applies" % (name, d.action))
    return d


def read_flags(d, words):
    reasons = []
    while words and words[0].startswith("-"):
        word = words.pop(0)
        if word in ("-0", "-1"):
            d.want_error = word == "-1"
        elif word == "-s":
            d.separate = True
        elif word == "-t":
            d.limit = int(words.pop(0))
        elif word == "-goexperiment":
            for e in words.pop(0).split(","):
                if e not in ("rangefunc", "regabi", "regabiargs"):
                    reasons.append("GOEXPERIMENT=" + e)
        elif word == "-gomodversion":
            d.go_line = words.pop(0)
        elif word == "-godebug":
            words.pop(0)
        elif word == "-ldflags":
            if any(w.startswith("-k") for w in words):
                reasons.append("gc linker flag: -k (field tracking)")
            words.clear()
        elif word.startswith("-tags="):
            pass
        else:
            if word in ("-gcflags", "--gcflags"):
                flags = words.pop(0).split()
            else:
                flags = word.removeprefix("-gcflags=").removeprefix("all=").split()
            for flag in flags:
                if flag.startswith("-lang="):
                    d.flags.append(flag)
                elif unsupported_flag(flag):
                    reasons.append(unsupported_flag(flag))
    if d.action == "errorcheckandrundir" and not d.want_error:
        reasons = []  # only its run part is judged
    if reasons:
        d.skip = reasons[0]
    d.args = words


def inspect_sources(d, root, source, tags):
    folder = os.path.dirname(d.name)
    if d.action in ("run", "runoutput", "errorcheckoutput"):
        while d.args and d.args[0].endswith(".go"):
            d.extra.append(os.path.normpath(os.path.join(folder, d.args.pop(0))))
    if d.skip:
        return
    if d.action in ("run", "buildrun") and '"os/exec"' in source and '"go"' in source:
        d.skip = "the program drives the go command (tests gc's tool chain, not the program)"
    if d.action.endswith("dir"):
        pkgs = os.path.join(root, d.name[:-3] + ".dir")
        for f in sorted(os.listdir(pkgs)):
            if f.endswith(".s") and d.action != "compiledir" and file_applies(f, tags):
                d.skip = "needs a Go (Plan 9) assembler: .s file in the package"
            if f.endswith(".go") and d.action != "runindir":
                with open(os.path.join(pkgs, f), errors="surrogateescape") as fh:
                    if re.search(r'(?m)^\s*(import\s+)?([\w.]+\s+)?"([\w/]+/)?internal/',
                                 fh.read()):
                        d.skip = "imports an internal package of GOROOT (refused by any module build)"


BASIC_IMPORTS = {"unsafe", "errors", "strconv", "unicode/utf8", "math", "math/bits"}


def is_basic(root, name):
    """Whether a program needs no generics, goroutines or select, and at most BASIC_IMPORTS."""
    with open(os.path.join(root, name), encoding="utf-8", errors="surrogateescape") as fh:
        text = re.sub(r"(?s)//[^\n]*|/\*.*?\*/", "", fh.read())
    imports = set()
    for block in re.findall(r"(?ms)^import\s*\((.*?)^\s*\)|^import\s+([^\n]+)", text):
        imports.update(re.findall(r'"([^"]+)"', "".join(block)))
    text = re.sub(r"(?s)`[^`]*`|\"(?:\\.|[^\"\\\n])*\"", '""', text)
    return (imports <= BASIC_IMPORTS and not name.startswith("typeparam/") and
            not re.search(r"(?m)^\s*go\s|[{;]\s*go\s|\bselect\s*\{", text) and
            not re.search(r"\bfunc\s+\w+\[|\btype\s+\w+\[\w+(\s*,\s*\w+)*\s+\S", text))


SYSTEMS = set("aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 "
              "solaris wasip1 windows nacl".split())
MACHINES = set("386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 "
               "s390x wasm amd64p32".split())


def file_applies(name, tags):
    """File-name suffixes _GOOS, _GOARCH, _GOOS_GOARCH."""
    parts = os.path.splitext(name)[0].split("_")[1:]
    return all(p in tags for p in parts[-2:] if p in SYSTEMS | MACHINES)


def discover(suite, arch):
    tags = suite.tags(arch)
    for folder in suite.folders:
        full = os.path.join(suite.root, folder)
        if not os.path.isdir(full):
            continue
        for f in sorted(os.listdir(full)):
            if f.endswith(".go") and not f.startswith("."):
                yield parse(suite, os.path.normpath(os.path.join(folder, f)), tags)
