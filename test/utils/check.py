#!/usr/bin/env python3
"""./dev check: what reviewers should not have to look for.

  layers    a folder includes only what LAYERS allows; prints the graph of folders
  length    no file of 800 lines or more
  opening   every file opens with a comment that says why it exists
  spelling  entries of .def lists are used, and spelled nowhere else
  readme    every folder has a README, and what the documents cite exists
  format    clang-format-19 would change nothing
  tidy      clang-tidy-19 has nothing to say about changed files (--all: any file)

Prints one line per fault, file:line: message, and ends with status 1 if there is one.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import re
import subprocess
import sys

# What a folder may include besides itself. The libraries' folders are said where they are
# built (ogo_layer in CMakeLists.txt), and a wrong include there does not compile either;
# here are those of programs. runtime/abi is a leaf that everyone may include.
LAYERS = {
    "passes/tools": "passes",
    "codegen/tools": "codegen",
    "codegen/driver": "frontend frontend/basic frontend/syntax frontend/packages frontend/types "
                      "frontend/check frontend/escape ir passes codegen",
    "codegen/driver/static": "",
    "runtime/sync": "",
    "runtime/sym": "runtime/sync",
    "runtime/os": "runtime/sync runtime/sym",
    "runtime/mem": "runtime/sync runtime/os runtime/sym",
    "runtime/data": "runtime/sync runtime/os runtime/mem",
    "runtime/sched": "runtime/sync runtime/os runtime/mem runtime/data runtime/sym",
    "runtime/panic": "runtime/sync runtime/os runtime/mem runtime/data runtime/sched runtime/sym",
    "runtime/chan": "runtime/sync runtime/os runtime/mem runtime/data runtime/sched runtime/panic",
}


def read_layers():
    """The layers of the build, in its order, before those of LAYERS."""
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "..", "..", "CMakeLists.txt"), encoding="utf-8") as fh:
        calls = re.findall(r"^ogo_layer\(([^)]*)\)", fh.read(), re.M)
    layers, folder = {}, {}
    for name, where, *rest in map(str.split, calls):
        folder[name] = where
        uses = []
        if "USES" in rest:
            for word in rest[rest.index("USES") + 1:]:
                if word.isupper():
                    break
                uses.append(folder[word])
        layers[where] = " ".join(uses)
    return {**layers, **LAYERS}


LAYERS = read_layers()
# Edges that are there and should not be, with the reason. An entry that is no longer
# needed is a fault, so the list only gets shorter.
KNOWN = {
    ("runtime/data", "runtime/panic"): "errors become panics where they are found",
    ("runtime/data", "runtime/sched"): "a goroutine's buffer for strings",
    ("runtime/mem", "runtime/data"): "hash tables and names of types in profiles",
    ("runtime/mem", "runtime/panic"): "out of memory is fatal",
    ("runtime/mem", "runtime/sched"): "collecting stops the world",
    ("runtime/os", "runtime/data"): "Entry.cpp starts everything",
    ("runtime/os", "runtime/mem"): "Entry.cpp starts everything",
    ("runtime/os", "runtime/panic"): "signals become panics",
    ("runtime/os", "runtime/sched"): "system calls hand their worker over",
    ("runtime/sched", "runtime/chan"): "timers send on channels",
    ("runtime/sched", "runtime/panic"): "deadlock and misuse are fatal",
}
# Libraries that one folder alone may include.
ONLY_IN = {r"<gc/[^>]*>|<gc\.h>": "runtime/mem"}
MAX_LINES = 800
OURS = ("frontend", "ir", "passes", "codegen", "runtime")
CXX = (".cpp", ".h", ".def")


class Checker:
    def __init__(self, root, build, every, base):
        self.root, self.build, self.every, self.base = root, build, every, base
        self.faults = 0
        self.skipped = []
        if os.path.exists(os.path.join(root, ".git")):
            listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"],
                                    capture_output=True, text=True, check=True).stdout.split("\n")
        else:
            listed = [os.path.relpath(os.path.join(d, f), root)
                      for d, _, fs in os.walk(root) for f in fs]
        self.files = sorted(f for f in listed if f and os.path.isfile(os.path.join(root, f)))
        self.text = {}

    def read(self, path):
        if path not in self.text:
            with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as fh:
                self.text[path] = fh.read()
        return self.text[path]

    def fault(self, where, message):
        self.faults += 1
        print("%s: %s" % (where, message))

    def of_kind(self, *endings, under=()):
        return [f for f in self.files if f.endswith(endings) and
                (not under or f.startswith(tuple(u + "/" for u in under)))]

    # --- layers -----------------------------------------------------------------

    def layers(self):
        graph = collections.defaultdict(lambda: collections.defaultdict(list))
        for path in self.of_kind(*CXX, under=OURS):
            folder = os.path.dirname(path)
            for number, line in enumerate(self.read(path).split("\n"), 1):
                found = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|(<[^>]+>))', line)
                if not found:
                    continue
                if found[2]:
                    for pattern, home in ONLY_IN.items():
                        if re.fullmatch(pattern, found[2]) and folder != home:
                            self.fault("%s:%d" % (path, number),
                                       "%s is included in %s only" % (found[2], home))
                    continue
                target = os.path.dirname(found[1])
                if found[1].split("/")[0] in OURS and target != folder:
                    graph[folder][target].append("%s:%d" % (path, number))
        for folder in sorted(graph):
            allowed = LAYERS.get(folder)
            if allowed is None:
                self.fault(next(iter(graph[folder].values()))[0],
                           "%s is in no layer; add it to CMakeLists.txt" % folder)
                continue
            for target, places in sorted(graph[folder].items()):
                if target in allowed.split() + ["runtime/abi"]:
                    continue
                if (folder, target) not in KNOWN:
                    for place in places:
                        self.fault(place, "%s must not include %s" % (folder, target))
        if os.path.exists(os.path.join(self.root, "CMakeLists.txt")):
            for folder, target in KNOWN:
                if target not in graph.get(folder, {}):
                    self.fault("test/utils/check.py", "%s no longer includes %s: remove it from "
                               "KNOWN" % (folder, target))
        return graph

    def print_graph(self, graph):
        for folder in LAYERS:
            targets = []
            for target, places in sorted(graph.get(folder, {}).items()):
                wrong = " (known fault)" if (folder, target) in KNOWN else ""
                targets.append("%s %d%s" % (target, len(places), wrong))
            print("%-22s -> %s" % (folder, ", ".join(targets) or "nothing"))

    # --- length, opening --------------------------------------------------------

    def length(self):
        for path in self.of_kind(".cpp", ".h", ".def", ".S", ".py", ".sh", "CMakeLists.txt", "dev"):
            lines = self.read(path).count("\n")
            if lines >= MAX_LINES:
                self.fault("%s:%d" % (path, lines), "a file has fewer than %d lines" % MAX_LINES)

    def opening(self):
        for path in self.of_kind(".cpp", ".h", ".def", ".S", ".py", ".sh", "CMakeLists.txt", "dev"):
            if path.startswith("test/") and "/Inputs/" in path:
                continue
            said = ""
            for line in self.read(path).split("\n"):
                if line.startswith("#!") or (not line.strip() and not said):
                    continue
                if not re.match(r'//|#(?!\s*(ifndef|define|include|pragma|if)\b)|/\*|"""', line):
                    break
                line = re.sub(r"//===-+(?: *[\w.\-]+\.(?:cpp|h|def)\b)?|-\*- C\+\+ -\*-|={3,}//|"
                              r'^//+|^#|^/\*|"""', "", line)
                said += " " + line.strip("-= /")
            if len(said.split()) < 3:
                self.fault(path + ":1", "opens with no sentence about why it exists")

    # --- spelling ---------------------------------------------------------------

    def spelling(self):
        lists = {"runtime/abi/RuntimeFunctions.def": (r"^RUNTIME_FUNCTION\((\w+), *\"([^\"]+)\"", OURS[:4]),
                 "frontend/basic/Diagnostics.def": (r"^\s*(?:OGO_)?DIAG\w*\((\w+)()", OURS[:4]),
                 "passes/Passes.def": (r"^\w+_PASS\(\"[^\"]+\", *(\w+)()", OURS[2:4])}
        sources = {f: self.read(f) for f in self.of_kind(".cpp", ".h", under=OURS)}
        for path, (pattern, users) in lists.items():
            if path not in self.files:
                continue
            words = set()
            for f, text in sources.items():
                if f.startswith(tuple(u + "/" for u in users)):
                    words.update(re.findall(r"\w+", text))
            for number, line in enumerate(self.read(path).split("\n"), 1):
                found = re.match(pattern, line)
                if not found:
                    continue
                if found[1] not in words and "##" not in line:
                    self.fault("%s:%d" % (path, number), "%s is used nowhere" % found[1])
                # In the runtime OGO_RUNTIME_FN sees to it.
                for f, text in sources.items() if found[2] else ():
                    if f.startswith("runtime/"):
                        continue
                    at = text.find('"%s"' % found[2])
                    if at >= 0:
                        self.fault("%s:%d" % (f, text.count("\n", 0, at) + 1),
                                   '"%s" is spelled in %s' % (found[2], path))
        # Names that runtime/abi owns: markers, sections, what is added to symbols.
        owned = re.compile(r'"(?:ogo\.defer[.\w]*|_*(?:start_|stop_)?\.?(?:bss\.)?ogo_(?:typelinks|itablinks|noptr'
                           r'data|noptrbss|deferfuncs|symtab|functions)|\.deferwrap|\.gowrap|-fm|'
                           r'-range|<autogenerated>)"')
        for path, text in sources.items():
            if path.startswith("runtime/abi/"):
                continue
            for found in owned.finditer(text):
                if found[0] != '"ogo.defer.reason"': # between passes only
                    self.fault("%s:%d" % (path, text.count("\n", 0, found.start()) + 1),
                               "%s has a name in runtime/abi" % found[0])

    # --- readme -----------------------------------------------------------------

    def readme(self):
        folders = {os.path.dirname(f) for f in self.files if f.startswith(OURS + ("test",))}
        for folder in sorted(folders):
            needs = folder in LAYERS and not folder.endswith(("/static", "/tools")) or \
                folder.count("/") == 0 or re.fullmatch("(frontend|runtime)/\\w+", folder)
            if needs and folder + "/README.md" not in self.files:
                self.fault(folder, "has no README.md")
        for path in self.of_kind(".md"):
            for number, line in enumerate(self.read(path).split("\n"), 1):
                for cited in re.findall(r"`([\w./\-]+\.(?:cpp|h|def|md|py|sh|S|go|txt|test|ll))`", line):
                    near = os.path.normpath(os.path.join(os.path.dirname(path), cited))
                    if not any(f in (cited, near) or f.endswith("/" + cited) for f in self.files):
                        if "/" in cited or cited[0].isupper():
                            self.fault("%s:%d" % (path, number), "%s does not exist" % cited)

    # --- format, tidy -----------------------------------------------------------

    def changed(self, files):
        if self.every:
            return files
        base = self.base
        for branch in ("@{upstream}", "origin/main", "main"):
            if base:
                break
            ask = subprocess.run(["git", "-C", self.root, "merge-base", "HEAD", branch],
                                 capture_output=True, text=True)
            base = ask.stdout.strip() if not ask.returncode else None
        head = subprocess.run(["git", "-C", self.root, "rev-parse", "HEAD"], capture_output=True,
                              text=True).stdout.strip()
        if not base or base == head:
            base = "HEAD~1"
        diff = subprocess.run(["git", "-C", self.root, "diff", "--name-only", base],
                              capture_output=True, text=True).stdout.split()
        new = subprocess.run(["git", "-C", self.root, "ls-files", "-o", "--exclude-standard"],
                             capture_output=True, text=True).stdout.split()
        return [f for f in files if f in set(diff + new)]

    def tool(self, name):
        try:
            subprocess.run([name, "--version"], capture_output=True, check=True)
            return True
        except (OSError, subprocess.CalledProcessError):
            self.skipped.append("%s is not installed" % name)
            return False

    def in_parallel(self, work, items):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(zip(items, pool.map(work, items)))

    def format(self):
        if not self.tool("clang-format-19"):
            return
        def differs(path):
            out = subprocess.run(["clang-format-19", os.path.join(self.root, path)],
                                 capture_output=True, text=True, cwd=self.root).stdout
            have = self.read(path).split("\n")
            for number, (a, b) in enumerate(zip(have, out.split("\n")), 1):
                if a != b:
                    return number
            return 0
        for path, number in self.in_parallel(differs, self.changed(self.of_kind(".cpp", ".h"))):
            if number:
                self.fault("%s:%d" % (path, number), "not formatted (./dev format)")

    def tidy(self):
        if not self.tool("clang-tidy-19"):
            return
        database = os.path.join(self.build, "compile_commands.json")
        if not os.path.exists(database):
            self.skipped.append("clang-tidy: no compile_commands.json in " + self.build)
            return
        with open(database) as fh:
            known = {os.path.relpath(e["file"], self.root) for e in json.load(fh)}
        runtime = ["-std=c++20", "-nostdinc++", "-fno-exceptions", "-fno-rtti", "-I" + self.root]
        def run(path):
            command = ["clang-tidy-19", "--quiet", "--warnings-as-errors=*"]
            command += ["-p", self.build, path] if path in known else [path, "--"] + runtime
            return subprocess.run(command, capture_output=True, text=True, cwd=self.root)
        files = [f for f in self.changed(self.of_kind(".cpp", under=OURS))
                 if f in known or f.startswith("runtime/")]
        for path, result in self.in_parallel(run, files):
            if not result.returncode:
                continue
            said = False
            for line in result.stdout.split("\n"):
                found = re.match(r"(\S+?):(\d+):\d+: (?:warning|error): (.*)", line)
                if found:
                    said = True
                    self.fault("%s:%s" % (os.path.relpath(found[1], self.root), found[2]), found[3])
            if not said:
                self.fault(path, result.stderr.strip().split("\n")[0])


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=os.path.dirname(os.path.dirname(here)))
    parser.add_argument("--build")
    parser.add_argument("--all", action="store_true", help="format and tidy: the whole tree")
    parser.add_argument("--base", help="changed means since this commit")
    parser.add_argument("--only", help="some of the checks, comma-separated")
    args = parser.parse_args()
    checks = ["layers", "length", "opening", "spelling", "readme", "format", "tidy"]
    wanted = args.only.split(",") if args.only else checks
    for name in wanted:
        if name not in checks:
            parser.error("no check named " + name)
    checker = Checker(args.root, args.build or os.path.join(args.root, "build"), args.all, args.base)
    for name in wanted:
        result = getattr(checker, name)()
        if name == "layers" and not args.only:
            checker.print_graph(result)
    for line in checker.skipped:
        print("skipped: " + line)
    print("%d faults in %d files" % (checker.faults, len(checker.files)))
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
