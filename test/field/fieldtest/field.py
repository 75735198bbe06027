"""Runs the own tests of a Go library that Debian ships, by ogo and by gc.

    field.py --ogo OGO --gc GO [-O LEVEL] [--work DIR] IMPORT-PATH

The library's source, below /usr/share/gocode/src, is copied to a module of its own
with what it imports in a vendor folder, so that nothing is fetched and both see the
same files. Every test that passes with gc has to pass with ogo; what differs is
printed, a line for a test, and the last line counts. The exit status is 1 if a test
was lost.
"""
import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SOURCES = "/usr/share/gocode/src"
IMPORT = re.compile(r'^\s*(?:import\s+)?(?:[\w.]+\s+)?(?:"([^"\n]+)"|`([^`\n]+)`)\s*(?://.*)?;?\s*$')
LIMIT = 900


def imports(path):
    """Import paths of a Go file, read off its import declarations."""
    found, inside = [], False
    with open(path, encoding="utf-8", errors="replace") as fh:
        for line in fh:
            word = line.split(None, 1)[:1]
            if word == ["import"]:
                inside = line.split("//")[0].rstrip().endswith("(")
                m = IMPORT.match(line)
            elif inside:
                m = IMPORT.match(line)
                inside = not line.strip().startswith(")")
            elif word and word[0] in ("func", "type", "var", "const"):
                break
            else:
                continue
            if m:
                found.append(m[1] or m[2])
    return found


def go_files(directory, tests):
    try:
        names = sorted(os.listdir(directory))
    except OSError:
        return
    for name in names:
        if name.endswith(".go") and name[0] not in "._" and (tests or not name.endswith("_test.go")):
            yield os.path.join(directory, name)


def copy_package(source, target):
    """The files of one folder, and folders below it without Go files: data to embed."""
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(source):
        path = os.path.join(source, name)
        if os.path.isfile(path):
            if not name.endswith("_test.go"):
                shutil.copy(path, target)
        elif not any(f.endswith(".go") for _, _, files in os.walk(path) for f in files):
            shutil.copytree(path, os.path.join(target, name), dirs_exist_ok=True)


def language_version(root):
    try:
        with open(os.path.join(root, "go.mod")) as fh:
            m = re.search(r"^go (1\.\d+)", fh.read(), re.M)
            if m:
                return m[1]
    except OSError:
        pass
    return "1.17"


def make_module(root, work):
    """Copies library root and what it needs below work; returns the imports not found."""
    source = os.path.join(SOURCES, root)
    shutil.copytree(source, work, symlinks=False, ignore_dangling_symlinks=True,
                    ignore=shutil.ignore_patterns("vendor", "go.work", "go.mod", "go.sum"))
    version = language_version(source)
    todo, missing, vendored = [], set(), {}
    for folder, folders, _ in os.walk(work):
        folders[:] = [f for f in folders if f != "testdata" and f[0] not in "._"]
        for file in go_files(folder, tests=True):
            todo += imports(file)
    while todo:
        path = todo.pop()
        if "." not in path.split("/")[0] or path in vendored or path == root or path.startswith(root + "/"):
            continue
        found = os.path.join(SOURCES, path)
        if not any(go_files(found, tests=False)):
            missing.add(path)
            continue
        vendored[path] = True
        copy_package(found, os.path.join(work, "vendor", path))
        for file in go_files(found, tests=False):
            todo += imports(file)
    with open(os.path.join(work, "go.mod"), "w") as fh:
        fh.write("module %s\n\ngo %s\n" % (root, version))
        if vendored:
            fh.write("\nrequire field.test/all v0.0.0\n")
    if vendored:
        with open(os.path.join(work, "vendor", "modules.txt"), "w") as fh:
            fh.write("# field.test/all v0.0.0\n## explicit; go %s\n%s\n" %
                     (version, "\n".join(sorted(vendored))))
    return missing


def run_tests(command, work):
    """{(package, test): action} and what was printed beside it."""
    env = dict(os.environ, GOFLAGS="-mod=vendor", GOPROXY="off", GOTOOLCHAIN="local", GO111MODULE="on",
               CGO_ENABLED="0")
    with tempfile.TemporaryFile() as out:
        p = subprocess.Popen(command + ["-json", "-short", "-vet=off", "-timeout=300s", "./..."], cwd=work, env=env,
                             stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                             start_new_session=True)
        try:
            p.wait(LIMIT)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(p.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        p.wait()
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    results, output = {}, {}
    for line in text.splitlines():
        try:
            event = json.loads(line)
            action = event["Action"]
        except (ValueError, KeyError, TypeError):
            output.setdefault(None, []).append(line + "\n")
            continue
        key = event.get("Package") or event.get("ImportPath"), event.get("Test")
        if action in ("pass", "fail", "skip"):
            results[key] = action
        elif action in ("output", "build-output"):
            output.setdefault(key, []).append(event["Output"])
    return results, output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--gc", required=True)
    parser.add_argument("-O", dest="level", default="2")
    parser.add_argument("--work", help="keep the module here")
    parser.add_argument("--known", default="", help="tests that may be lost, PACKAGE:TEST, by commas")
    parser.add_argument("root")
    args = parser.parse_args()
    temporary = tempfile.mkdtemp(prefix="ogo-field.")
    work = os.path.join(args.work or temporary, "module")
    shutil.rmtree(work, ignore_errors=True)
    try:
        missing = make_module(args.root, work)
        gc, _ = run_tests([args.gc, "test"], work)
        ogo, output = run_tests([args.ogo, "test", "-O" + args.level], work)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    known = set(filter(None, args.known.split(",")))
    passed = [k for k, action in gc.items() if action == "pass"]
    lost = [k for k in passed if ogo.get(k) != "pass"]
    for package, test in lost:
        name = "%s:%s" % (package, test or "")
        print("LOST", name, ogo.get((package, test), "not reported"),
              "(known)" if name in known else "")
        if name not in known:
            sys.stdout.write("".join(output.get((package, test), [])[-30:]))
    if lost and None in output:
        sys.stdout.write("".join(output[None][-40:]))
    new = [k for k in lost if "%s:%s" % (k[0], k[1] or "") not in known]
    tests = [k for k in passed if k[1]]
    print("%s: gc passes %d tests in %d packages, ogo loses %d%s" %
          (args.root, len(tests), len(passed) - len(tests), len(lost),
           "; not found: " + " ".join(sorted(missing)) if missing else ""))
    sys.exit(1 if new or not tests else 0)


if __name__ == "__main__":
    main()
