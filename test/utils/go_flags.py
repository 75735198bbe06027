"""Every flag in the go command's own help is known to ogo, accepted or refused by name.

usage: go_flags.py OGO GOROOT
"""
import os
import re
import subprocess
import sys


def flags_in(path):
    """Names that the help texts in a Go file list, each at the start of an indented line."""
    text = open(path).read()
    helps = "\n".join(re.findall(r"`([^`]*)`", text))
    return sorted(set(re.findall(r"^\s+-([a-z]+)\b(?:[ \t].*)?$", helps, flags=re.M)))


def main():
    ogo, goroot = sys.argv[1:]
    internal = os.path.join(goroot, "src", "cmd", "go", "internal")
    unknown = []
    count = 0
    for command, path in (("build", "work/build.go"), ("test", "work/build.go"),
                          ("test", "test/test.go")):
        for flag in flags_in(os.path.join(internal, path)):
            if flag in ("args", "i"):  # the end of the flags; a flag of Go 1.9
                continue
            count += 1
            # A folder that is not there: nothing is built, whatever the flag means.
            words = [ogo, command, "-c=true"] if command == "test" else [ogo, command]
            done = subprocess.run(words + ["-%s=1" % flag, "/nonexistent/folder"],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, timeout=60)
            if re.search("not defined|unknown flag", done.stdout):
                unknown.append("%s -%s" % (command, flag))
    print("%d flags" % count)
    for name in unknown:
        print("unknown:", name)
    return 1 if unknown or count < 60 else 0


if __name__ == "__main__":
    sys.exit(main())
