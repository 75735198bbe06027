"""GOROOT/test as a lit test format.

Tests are read in place, never copied into the tree. Most `run` tests only
complain when something is wrong, so a program that does nothing passes them:
each main function therefore gets a mark at its entry and a deferred one at its
end, and both must show (actions.py).

xfail.txt beside this folder lists the expected failures, `name  reason` a line;
one that passes is an error (lit's XPASS). xfail-aarch64.txt is the list of what
runs for AArch64 under qemu: a sample unless lit is given --param aarch64=all.
"""
import os
import zlib

import lit.formats
import lit.Test

from goroot import actions, directive
from goroot.suite import Suite

# One of so many programs is in the sample for AArch64.
SAMPLE = 12


def read_list(path):
    out = {}
    if os.path.exists(path):
        with open(path) as fh:
            for line in fh:
                line = line.split("#")[0].strip()
                if line:
                    name, _, reason = line.partition(" ")
                    if not reason.strip():
                        raise ValueError("%s: %s has no reason" % (path, name))
                    out[name] = reason.strip()
    return out


class GoRootTest(lit.formats.TestFormat):
    def __init__(self, config):
        self.config = config
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.xfail = {arch: read_list(os.path.join(here, name)) for arch, name in
                      (("x86_64", "xfail.txt"), ("aarch64", "xfail-aarch64.txt"))}
        self.slow = {"fixedbugs/issue9604b.go", "abi/uglyfib.go", "rangegen.go", "64bit.go",
                     "cmplxdivide.go", "chan/select5.go", "finprofiled.go", "heapsampling.go", "index0.go",
                     "index2.go", "gc2.go", "fixedbugs/bug385_64.go", "fixedbugs/issue78081.go"}

    def getTestsInDirectory(self, suite, path, lit_config, local):
        if path != ("conformance",):
            return  # lit also asks for the folders below
        self.suite = Suite(self.config.goroot)
        seen = {"x86_64": set(), "aarch64": set()}
        emulator = "aarch64-run" in local.available_features
        every = 1 if lit_config.params.get("aarch64") == "all" else SAMPLE
        for d in directive.discover(self.suite, "x86_64"):
            if not d.skip:
                seen["x86_64"].add(d.name)
                yield self.make(suite, path + (d.action,), local, d, "x86_64")
        for name in sorted(set(self.xfail["x86_64"]) - seen["x86_64"]):
            lit_config.error("conformance/xfail.txt: %s is no applicable test" % name)
        if not emulator:
            return
        for d in directive.discover(self.suite, "aarch64"):
            if d.skip or d.action not in directive.RUN:
                continue
            seen["aarch64"].add(d.name)
            if zlib.crc32(d.name.encode()) % every == 0:
                yield self.make(suite, path + ("aarch64-" + d.action,), local, d, "aarch64")
        for name in sorted(set(self.xfail["aarch64"]) - seen["aarch64"]):
            lit_config.error("conformance/xfail-aarch64.txt: %s is no applicable test" % name)

    def make(self, suite, path, local, d, arch):
        test = lit.Test.Test(suite, path + tuple(d.name.split("/")), local)
        test.directive, test.arch = d, arch
        if d.name in self.xfail[arch]:
            test.xfails = ["*"]
        return test

    def execute(self, test, lit_config):
        d = test.directive
        limit = d.limit or (600 if d.name in self.slow else 180)
        if test.arch != "x86_64":
            limit *= 4
        runner = actions.Runner(d, self.suite, self.config, test.arch, limit)
        result = lit.Test.Result(lit.Test.PASS)
        try:
            runner.run()
        except actions.Failure as failure:
            result.code = lit.Test.TIMEOUT if failure.timeout else lit.Test.FAIL
            result.output = "%s: %s\n%s" % (failure.stage, failure, failure.output)
        if runner.patterns is not None:
            result.addMetric("messages", lit.Test.IntMetricValue(int(not runner.patterns)))
        return result
