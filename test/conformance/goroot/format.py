"""GOROOT/test as a lit test format.

Tests are read in place, never copied into the tree. Most `run` tests only
complain when something is wrong, so a program that does nothing passes them:
each main function therefore gets a mark at its entry and a deferred one at its
end, and both must show (actions.py).

xfail.txt beside this folder lists the expected failures, `name  reason` a line;
one that passes is an error (lit's XPASS). One whose reason starts with "flaky:"
passes at times, so it is skipped.

Tests whose results have not been triaged are skipped unless lit is given
--param all=1.
"""
import os
import re

import lit.formats
import lit.Test

from goroot import actions, directive


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
    def __init__(self, config, arch="x86_64"):
        self.config = config
        self.arch = arch
        here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        suffix = "" if arch == "x86_64" else "-" + arch
        self.xfail = read_list(os.path.join(here, "xfail%s.txt" % suffix))
        self.slow = {"fixedbugs/issue9604b.go", "abi/uglyfib.go", "rangegen.go", "64bit.go",
                     "cmplxdivide.go", "chan/select5.go", "index0.go", "index2.go", "gc2.go"}

    def getTestsInDirectory(self, suite, path, lit_config, local):
        if path != ("conformance",):
            return  # lit also asks for the folders below
        root = os.path.join(self.config.goroot, "test")
        seen = set()
        for d in directive.discover(root, directive.TAGS):
            if d.skip:
                continue
            seen.add(d.name)
            test = lit.Test.Test(suite, path + (d.action,) + tuple(d.name.split("/")), local)
            test.directive = d
            if d.name in self.xfail and not self.flaky(d.name):
                test.xfails = ["*"]
            yield test
        for name in sorted(set(self.xfail) - seen):
            lit_config.error("conformance/xfail.txt: %s is no applicable test" % name)

    def pending(self, d):
        """Why the test is not part of the suite yet; "" if it is."""
        if d.action in ("compile", "compiledir", "errorcheck", "errorcheckdir"):
            return ""
        if d.action == "run":
            path = os.path.join(self.config.goroot, "test", d.name)
            with open(path, encoding="utf-8", errors="surrogateescape") as fh:
                if not re.search(r"(?m)^import\b", fh.read()):
                    return ""
        return "pending: needs packages or a mode whose results are not triaged yet"

    def flaky(self, name):
        return self.xfail.get(name, "").startswith("flaky:")

    def execute(self, test, lit_config):
        if self.pending(test.directive) and "all" not in lit_config.params:
            return lit.Test.UNSUPPORTED, self.pending(test.directive)
        if self.flaky(test.directive.name):
            return lit.Test.UNSUPPORTED, self.xfail[test.directive.name]
        limit = test.directive.limit or (300 if test.directive.name in self.slow else 60)
        runner = actions.Runner(test.directive, self.config, self.arch, limit)
        try:
            runner.run()
        except actions.Failure as failure:
            code = lit.Test.TIMEOUT if failure.timeout else lit.Test.FAIL
            return code, "%s: %s\n%s" % (failure.stage, failure, failure.output)
        return lit.Test.PASS, ""
