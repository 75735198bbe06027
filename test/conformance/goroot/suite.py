"""What depends on the Go tree whose tests are run.

Release tags come from GOROOT/VERSION; the folders that hold tests and the tests
that gc itself fails from the suite's own driver; the experiments that hold as
build tags from the build configuration.
"""
import os
import re

MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}


class Suite:
    def __init__(self, goroot):
        self.goroot = goroot
        self.root = os.path.join(goroot, "test")
        self.minor = int(re.match(r"go1\.(\d+)", self.text("VERSION")).group(1))
        driver = re.sub(r"//[^\n]*", "", self.text("src/cmd/internal/testdir/testdir_test.go"))
        self.folders = strings(r"\n\tdirs\s*=\s*\[\]string\{", driver)
        self.gc_fails = set(strings(r"\nvar types2Failures = setOf\(", driver))
        self.common_tags = ({"linux", "gc", "test_run"} | self.experiments() |
                            {"go1.%d" % n for n in range(1, self.minor + 1)})

    def text(self, path):
        with open(os.path.join(self.goroot, path), encoding="utf-8", errors="replace") as fh:
            return fh.read()

    def experiments(self):
        """Those of both machines; a condition like regabiSupported holds on both."""
        text = self.text("src/internal/buildcfg/exp.go")
        baseline = re.search(r"baseline := goexperiment\.Flags\{(.*?)\n\t\}", text, re.S).group(1)
        return {"goexperiment." + name.lower()
                for name, value in re.findall(r"(\w+):\s*(\w+),", baseline) if value != "false"}

    def tags(self, arch):
        return self.common_tags | {MACHINES[arch]}


def strings(head, text):
    """The string literals of the list that begins with `head`."""
    return re.findall(r'"([^"]+)"', re.search(head + r"([^)}]*)[)}]", text).group(1))
