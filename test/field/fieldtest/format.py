"""Debian's Go libraries as lit tests: one test is one library of libraries.txt.

A line of libraries.txt is an import path, the Debian package that has its source,
and "ci" if it is part of a plain run; all run with --param field=all. A library that
is not installed is unsupported. failures.txt lists the tests that gc passes and ogo
does not, each with its reason; see field.py for what a run does.
"""
import os
import subprocess
import sys

import lit.formats
import lit.Test

HERE = os.path.dirname(os.path.abspath(__file__))


def read_lines(name, least):
    out = []
    with open(os.path.join(os.path.dirname(HERE), name)) as fh:
        for line in fh:
            words = line.split(None, 2)
            if words and not line.startswith("#"):
                if len(words) < least:
                    raise ValueError("%s: %s" % (name, line))
                out.append([w.strip() for w in words])
    return out


class FieldTest(lit.formats.TestFormat):
    def __init__(self, config, level):
        self.config, self.level = config, level
        self.libraries = read_lines("libraries.txt", 2)
        self.known = {}
        for root, name, _ in read_lines("failures.txt", 3):
            self.known.setdefault(root, []).append(name)

    def getTestsInDirectory(self, suite, path, lit_config, local):
        if path != ("field",):
            return
        for words in self.libraries:
            test = lit.Test.Test(suite, path + tuple(words[0].split("/")), local)
            test.root, test.package, test.ci = words[0], words[1], words[2:] == ["ci"]
            yield test

    def execute(self, test, lit_config):
        if not test.ci and lit_config.params.get("field") != "all":
            return lit.Test.UNSUPPORTED, "runs with --param field=all"
        if not self.config.gc:
            return lit.Test.UNSUPPORTED, "there is no gc to compare with"
        if not os.path.isdir("/usr/share/gocode/src/" + test.root):
            return lit.Test.UNSUPPORTED, "Debian's %s is not installed" % test.package
        p = subprocess.run([sys.executable, os.path.join(HERE, "field.py"), "--ogo", self.config.ogo,
                            "--gc", self.config.gc, "-O", self.level,
                            "--known", ",".join(self.known.get(test.root, [])), test.root],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return (lit.Test.FAIL if p.returncode else lit.Test.PASS,
                p.stdout.decode(errors="replace")[-8000:])
