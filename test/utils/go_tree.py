"""Which Go tree the tests read and which go command they compare with.

Everything that names Go's version or its place is here; $GOROOT chooses another
tree of the same version.
"""
import os
import re
import shutil
import subprocess

MINOR = 27
CANDIDATES = ("/usr/lib/go-1.%d" % MINOR, "/usr/share/go-1.%d" % MINOR)


def find_goroot():
    """The folder with src and test; "" if there is none."""
    for path in (os.environ.get("GOROOT", ""),) + CANDIDATES:
        if path and os.path.isdir(os.path.join(path, "test")):
            return path
    return ""


def find_go():
    """The go command of that version; None if there is none."""
    for root in (os.environ.get("GOROOT", ""),) + CANDIDATES:
        if root and os.path.exists(os.path.join(root, "bin", "go")):
            return os.path.join(root, "bin", "go")
    path = shutil.which("go")
    if path:
        version = subprocess.run([path, "version"], capture_output=True, text=True).stdout
        if re.match(r"go version go1\.%d\b" % MINOR, version):
            return path
    return None
