"""The actions of GOROOT/test directives: compile, run, compare."""
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile

from goroot import errors
from goroot.directive import file_applies

ENTER, LEAVE = "conformance:enter\n", "conformance:leave\n"
MAIN = re.compile(r"(?m)^(func\s+main\s*\(\)\s*\{)")
# main ends in os.Exit, or another goroutine ends the program.
NO_LEAVE = {"string_lit.go", "switch.go", "ken/chan.go", "fixedbugs/bug130.go",
            "fixedbugs/bug260.go", "fixedbugs/issue18725.go", "fixedbugs/issue52788a.go",
            "fixedbugs/issue56990.go", "fixedbugs/issue5856.go"}
# A mark would change what the test is about (println redefined, init exits).
NO_WITNESS = {"rename.go", "fixedbugs/bug148.go", "fixedbugs/issue5963.go"}
CRASH = re.compile(r"internal compiler error|LLVM ERROR|Stack dump:|Assertion .*failed|"
                   r"UNREACHABLE executed|^(panic|fatal error): ", re.M)


class Failure(Exception):
    def __init__(self, stage, message, output="", timeout=False):
        super().__init__(message)
        self.stage, self.output, self.timeout = stage, output[-4000:], timeout


def limits():
    resource.setrlimit(resource.RLIMIT_DATA, (6 << 30, 6 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Runner:
    """One test in a scratch directory of its own."""

    def __init__(self, directive, suite, config, arch, limit):
        self.d, self.suite, self.config, self.arch, self.limit = directive, suite, config, arch, limit
        self.root = suite.root
        self.planted = False
        self.patterns = None  # of error checks: which messages differ

    def run(self):
        self.work = tempfile.mkdtemp(prefix="conformance-")
        try:
            getattr(self, "do_" + self.d.action)()
        finally:
            shutil.rmtree(self.work, ignore_errors=True)

    # --- processes
    def execute(self, argv, cwd, stage):
        env = dict(self.config.environment)
        env["PWD"] = cwd
        with tempfile.TemporaryFile() as log:
            p = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=log,
                                 stderr=log, start_new_session=True, preexec_fn=limits)
            try:
                code = p.wait(timeout=self.limit)
            except subprocess.TimeoutExpired:
                code = None
            try:
                os.killpg(p.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            p.wait()
            log.seek(0)
            out = log.read(32 << 20).decode("utf-8", "surrogateescape")
        if code is None:
            raise Failure(stage, "took more than %d s" % self.limit, out, timeout=True)
        return code, out

    def ogo(self, args, cwd, stage):
        """Runs the compiler; a crash fails the test whatever was expected."""
        code, out = self.execute([self.config.ogo] + args, cwd, stage)
        if code < 0 or code > 2 or (code and CRASH.search(out)):
            raise Failure(stage, "the compiler crashed (%d)" % code, out)
        return code, out

    def target(self):
        return [] if self.arch == "x86_64" else ["--target=%s-linux-gnu" % self.arch]

    def build(self, what, cwd, exe):
        code, out = self.ogo(["build"] + self.target() + self.d.flags + ["-o", exe] + what, cwd,
                             "build")
        if code:
            raise Failure("build", "rejected", out)
        if not os.path.exists(exe):
            raise Failure("build", "no executable written", out)

    def program(self, exe, args, cwd):
        argv = ([] if self.arch == "x86_64" else ["qemu-" + self.arch]) + [exe] + args
        code, out = self.execute(argv, cwd, "run")
        if code:
            raise Failure("run", "exit status %d" % code, out)
        return out

    # --- witnesses and output
    def plant(self, path):
        if self.d.name in NO_WITNESS:
            return
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as fh:
            text = fh.read()
        if not re.search(r"(?m)^package main\b", text):
            return
        marks = r'\1 println("%s"); defer println("%s");' % (ENTER.strip(), LEAVE.strip())
        text, n = MAIN.subn(marks, text, count=1)
        if n:
            with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as fh:
                fh.write(text)
            self.planted = True

    def judge_output(self, out):
        if self.planted:
            if ENTER not in out:
                raise Failure("witness", "main was not entered", out)
            if LEAVE not in out and self.d.name not in NO_LEAVE:
                raise Failure("witness", "main did not run to its end", out)
            out = out.replace(ENTER, "").replace(LEAVE, "")
        golden = os.path.join(self.root, self.d.name[:-3] + ".out")
        want = ""
        if os.path.exists(golden):
            with open(golden, encoding="utf-8", errors="surrogateescape") as fh:
                want = fh.read()
        if out.replace("\r\n", "\n") != want:
            raise Failure("output", "differs from %s" % (golden if want else "nothing"), out)

    # --- packages of a .dir test
    def folder(self):
        return os.path.join(self.root, self.d.name[:-3] + ".dir")

    def packages(self):
        """[[file]] by package, in order of first file."""
        groups = {}
        for f in sorted(os.listdir(self.folder())):
            if not f.endswith(".go"):
                continue
            with open(os.path.join(self.folder(), f), errors="surrogateescape") as fh:
                name = re.search(r"(?m)^package (\w+)", fh.read()).group(1)
            groups.setdefault(f if self.d.separate else name, []).append(f)
        return list(groups.values())

    def module(self, groups):
        """Lays the packages out as module `test`, one folder each; (root, folders, file names)."""
        root = os.path.join(self.work, "test")
        os.mkdir(root)
        with open(os.path.join(root, "go.mod"), "w") as fh:
            fh.write("module test\n\ngo 1.%d\n" % self.suite.minor)
        folders, renamed = [], []
        for files in groups:
            name = ascii_only(files[0][:-3])
            os.mkdir(os.path.join(root, name))
            # As the compiler itself takes them: bodies may be missing.
            open(os.path.join(root, name, "empty.s"), "w").close()
            folders.append(name)
            renamed.append([(self.copy(f, os.path.join(root, name)), f) for f in files])
        return root, folders, renamed

    def copy(self, file, to):
        with open(os.path.join(self.folder(), file), "rb") as fh:
            text = fh.read()
        text = re.sub(rb'(?m)^(\s*(?:import\s*\(?\s*)?(?:[\w.\x80-\xff]+\s+)?)"\./([^"\s]+)"',
                      lambda m: m.group(1) + b'"test/' +
                      ascii_only(m.group(2).decode()).encode() + b'"', text)
        base = file[:-3]
        tags = self.suite.tags(self.arch)
        if base.endswith("_test") or base[0] in "_." or not file_applies(file, tags):
            file = base.lstrip("_.") + "_x.go"
        path = os.path.join(to, file)
        with open(path, "wb") as fh:
            fh.write(text)
        return path

    # --- actions
    def sources(self):
        out = []
        for name in [self.d.name] + self.d.extra:
            path = os.path.join(self.work, os.path.basename(name))
            shutil.copyfile(os.path.join(self.root, name), path)
            self.plant(path)
            out.append(path)
        return out

    def exe(self):
        return os.path.join(self.work, "a.out")

    def do_run(self):
        self.build(self.sources(), self.work, self.exe())
        self.judge_output(self.program(self.exe(), self.d.args, self.root))

    def do_build(self):
        self.build([os.path.join(self.root, self.d.name)], self.work, self.exe())

    def generated(self):
        files = [os.path.join(self.root, n) for n in [self.d.name] + self.d.extra]
        self.build(files, self.work, self.exe())
        out = self.program(self.exe(), self.d.args, self.root)
        path = os.path.join(self.work, "tmp__.go")
        with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as fh:
            fh.write(out)
        return path

    def do_runoutput(self):
        path = self.generated()
        self.plant(path)
        exe = os.path.join(self.work, "b.out")
        self.build([path], self.work, exe)
        self.judge_output(self.program(exe, [], self.root))

    def check(self, what, cwd, names):
        """`ogo check`, compared with ERROR comments; `names` lists (path, name in messages)."""
        code, out = self.ogo(["check", "-e"] + self.d.flags + what, cwd, "check")
        if bool(code) != self.d.want_error:
            raise Failure("check", "rejected" if code else "accepted, must be rejected", out)
        lines, self.patterns = errors.compare(out, names)
        if lines:
            raise Failure("lines", "; ".join(lines[:4]), out)

    def do_errorcheck(self):
        path = os.path.join(self.root, self.d.name)
        self.check([path], self.work, [(path, os.path.basename(path))])

    def do_errorcheckoutput(self):
        path = self.generated()
        self.check([path], self.work, [(path, "tmp__.go")])

    def accept(self, what, cwd):
        code, out = self.ogo(["check", "-e"] + self.d.flags + what, cwd, "check")
        if code:
            raise Failure("check", "rejected", out)

    def compile(self, what, cwd):
        """One package to an object; a program needs no main function for that."""
        path = os.path.join(self.work, "out.o")
        code, out = self.ogo(["build", "--emit=obj", "-o", path] + self.target() + self.d.flags +
                             what, cwd, "compile")
        if code:
            raise Failure("compile", "rejected", out)
        with open(path, "rb") as fh:
            if fh.read(4) != b"\x7fELF":
                raise Failure("compile", "no object written", out)
        os.remove(path)

    def do_compile(self):
        self.compile([os.path.join(self.root, self.d.name)], self.work)

    def do_compiledir(self):
        root, folders, _ = self.module(self.packages())
        for folder in folders:
            self.compile(["./" + folder], root)

    def do_rundir(self):
        root, folders, names = self.module(self.packages())
        for path, _ in names[-1]:
            self.plant(path)
        self.build(["./" + folders[-1]], root, self.exe())
        self.judge_output(self.program(self.exe(), self.d.args, self.work))

    def do_runindir(self):
        root = os.path.join(self.work, os.path.basename(self.folder()))
        shutil.copytree(self.folder(), root)
        with open(os.path.join(root, "go.mod"), "w") as fh:
            fh.write("module %s\n\ngo %s\n" % (os.path.basename(root), self.d.go_line))
        for f in os.listdir(root):
            if f.endswith(".go"):
                self.plant(os.path.join(root, f))
        self.build(["."], root, self.exe())
        self.judge_output(self.program(self.exe(), [], root))

    def check_packages(self, wrong):
        root, folders, names = self.module(self.packages())
        wrong %= len(folders)
        last = len(folders) - (self.d.action == "errorcheckandrundir")
        for i, folder in enumerate(folders[:last]):
            if i == wrong:
                self.check(["./" + folder], root, names[i])
            else:
                self.accept(["./" + folder], root)
        return root, folders, names

    def do_errorcheckdir(self):
        self.check_packages(-1)

    def do_errorcheckandrundir(self):
        if not self.d.want_error:
            return self.do_rundir()
        root, folders, names = self.check_packages(-2)
        for path, _ in names[-1]:
            self.plant(path)
        self.build(["./" + folders[-1]], root, self.exe())
        self.judge_output(self.program(self.exe(), self.d.args, self.work))


def ascii_only(text):
    return "".join(c if c.isascii() else "u%04x" % ord(c) for c in text)
