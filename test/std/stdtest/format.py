"""The standard library's own tests as a lit test format.

One lit test is one package of packages.txt: `ogo test -c` builds its tests from
GOROOT's source, the program runs in the package's directory, and each test,
subtest and example it reports is compared with failures.txt. A failure that is
not listed there is an error, and so is a listed test that passes. Every test
that the program has must be reported: one that ends early has not passed.

Packages marked "more" are built and run with --param std=all only, and
--param aarch64=all runs each package's tests for AArch64 under qemu, too.
"""
import os
import re
import signal
import subprocess
import tempfile

import lit.formats
import lit.Test

# A line of -test.v=test2json; other output may end before it without a newline.
REPORT = re.compile(r"\x16 *--- (PASS|FAIL|SKIP): (\S+)")
KILLS = ("crash:", "hang:")
LIMIT = 280


def read_packages(path):
    """[(import path, set of words)]"""
    out = []
    with open(path) as fh:
        for line in fh:
            words = line.split("#")[0].split()
            if words:
                out.append((words[0], set(words[1:])))
    return out


def read_failures(path):
    """{package: {test: reason}}"""
    out = {}
    with open(path) as fh:
        for line in fh:
            if not line.strip() or line.startswith("#"):
                continue
            words = line.split(None, 2)
            if len(words) != 3:
                raise ValueError("%s: no reason: %s" % (path, line))
            if words[1] in out.setdefault(words[0], {}):
                raise ValueError("%s: listed twice: %s" % (path, line))
            out[words[0]][words[1]] = words[2].strip()
    return out


def pattern(names):
    """A -test.run or -test.skip value for whole names, level by level.

    Go splits it at "/" first, so names with a different number of levels need
    patterns of their own.
    """
    return "|".join("/".join("^%s$" % re.escape(part) for part in name.split("/"))
                    for name in names)


class Result:
    def __init__(self, text, end):
        self.text, self.end = text, end
        self.status = {}
        for status, name in REPORT.findall(text):
            self.status[name] = status

    def failed(self):
        """Failed tests; of a test with failed subtests only these."""
        names = {n for n, s in self.status.items() if s == "FAIL"}
        return {n for n in names if not any(m.startswith(n + "/") for m in names)}


def heed_interrupts():
    """lit's workers ignore them, which programs inherit, and some tests send them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Program:
    def __init__(self, exe, goroot, package, runner):
        self.exe, self.goroot, self.runner = exe, goroot, runner
        self.cwd = os.path.join(goroot, "src", package)

    def run(self, arguments, limit=LIMIT):
        command = self.runner + [self.exe] + arguments
        with tempfile.TemporaryFile() as out:
            # A session of its own, so that what tests start ends with them.
            p = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=self.cwd,
                                 stdin=subprocess.DEVNULL, start_new_session=True,
                                 preexec_fn=heed_interrupts,
                                 env=dict(os.environ, GOROOT=self.goroot))
            try:
                code = p.wait(limit)
                end = "exit status %d" % code
            except subprocess.TimeoutExpired:
                end = "no end after %d s" % limit
            try:
                os.killpg(p.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            p.wait()
            out.seek(0)
            return Result(out.read().decode("utf-8", "replace"), end)

    def names(self):
        result = self.run(["-test.list=^(Test|Example)"], 60)
        return [n for n in result.text.split() if re.match("Test|Example", n)]


class StdTest(lit.formats.TestFormat):
    def __init__(self, config, level="2", flags=(), runner=()):
        self.config = config
        self.level, self.flags, self.runner = level, list(flags), list(runner)
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.packages = read_packages(os.path.join(here, "packages.txt"))
        self.failures = read_failures(os.path.join(here, "failures.txt"))

    def getTestsInDirectory(self, suite, path, lit_config, local):
        if path != ("std",):
            return
        for name, words in self.packages:
            for arch in self.arches(lit_config, local):
                test = lit.Test.Test(suite, path + arch + tuple(name.split("/")), local)
                test.package, test.words, test.arch = name, words, arch
                yield test
        for name in sorted(set(self.failures) - {n for n, _ in self.packages}):
            lit_config.error("std/failures.txt: %s is not in packages.txt" % name)

    @staticmethod
    def arches(lit_config, local):
        yield ()
        if lit_config.params.get("aarch64") == "all" and "aarch64-run" in local.available_features:
            yield ("aarch64",)

    def execute(self, test, lit_config):
        target = ["--target=%s-linux-gnu" % a for a in test.arch]
        runner = ["qemu-" + a for a in test.arch]
        if "more" in test.words and lit_config.params.get("std") != "all":
            return lit.Test.UNSUPPORTED, "runs with --param std=all"
        with tempfile.TemporaryDirectory(prefix="ogo-std.") as tmp:
            exe = os.path.join(tmp, "test")
            build = subprocess.run(
                [self.config.ogo, "test", "-O" + self.level] + target + self.flags +
                ["--" + w for w in test.words if w.startswith("tags=")] +
                ["-c", "-o", exe, test.package], cwd=tmp, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT)
            if build.returncode:
                return lit.Test.FAIL, build.stdout.decode(errors="replace")[-5000:]
            problems, count = self.check(
                test, Program(exe, self.config.goroot, test.package,
                              runner + self.runner))
        if problems:
            return lit.Test.FAIL, "\n".join(problems)
        return lit.Test.PASS, "%d tests" % count

    def check(self, test, program):
        listed = {n: why for n, why in self.failures.get(test.package, {}).items()
                  if test.arch or not why.startswith("aarch64:")}
        kills = [n for n, why in listed.items() if why.startswith(KILLS)]
        skipped = kills + [n for n, why in listed.items() if why.startswith(("flaky:", "aarch64:"))]
        common = ["-test.v=test2json", "-test.short", "-test.timeout=%ds" % (LIMIT - 10)]
        run = list(common)
        if skipped:
            run.append("-test.skip=" + pattern(skipped))
        result = program.run(run)
        problems = []
        unexpected = [n for n in sorted(result.failed())
                      if not any(n == m or n.startswith(m + "/") for m in listed)]
        for name in unexpected:
            problems.append("%s failed:\n%s" % (name, excerpt(result.text, name)))
        missing = [n for n in program.names() if n not in result.status and n not in skipped]
        if missing:
            problems.append("not reported: %s (%s)\n%s" % (
                " ".join(missing[:20]), result.end, result.text[-6000:]))
        # Some packages have test files without tests.
        if not result.status and (result.end != "exit status 0" or program.names()):
            problems.append("nothing was tested: %s" % result.end)
        for name in listed:
            if name in skipped:
                continue
            if result.status.get(name) in ("PASS", "SKIP") or (
                    name not in result.status and not missing):
                problems.append("%s is listed as failing: %s" % (
                    name, result.status.get(name, "there is no such test")))
        for name in kills:
            alone = program.run(common + ["-test.run=" + pattern([name])], 60)
            if alone.status.get(name) == "PASS" and alone.end == "exit status 0":
                problems.append("%s is listed as %s but passes" % (name, listed[name]))
        if not problems and result.end not in ("exit status 0", "exit status 1"):
            problems.append("%s\n%s" % (result.end, result.text[-6000:]))
        return problems, len(result.status)


def excerpt(text, name):
    """What the test wrote, from its start to its report."""
    start = text.find("=== RUN   %s\n" % name)
    end = text.find("\n", text.find("--- FAIL: %s " % name))
    part = text[max(start, 0):end] if end > 0 else text
    part = re.sub("\x16?=== .*\n", "", part)
    return part if len(part) < 3000 else part[:1500] + "\n...\n" + part[-1500:]
