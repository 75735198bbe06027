# lit's configuration: what the tests of all phases have in common.
# Formats other than shell tests (GOROOT/test, std packages, unit tests) are set
# in the lit.local.cfg of their folders.
import importlib.util
import os
import shutil
import sys

import lit.formats
import lit.util

config.name = "ogo"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".go", ".ll", ".test", ".txt"]
config.excludes = ["Inputs", "README.md", "CMakeLists.txt", "utils", "bench", "xfail.txt",
                   "xfail-aarch64.txt", "lit.cfg.py"]
config.test_source_root = os.path.dirname(__file__)

build = lit_config.params.get("build", os.path.join(config.test_source_root, "..", "build"))
llvm = lit_config.params.get("llvm", "/usr/lib/llvm-19")
config.ogo_build = os.path.abspath(build)
config.test_exec_root = os.path.join(config.ogo_build, "test-out")
ogo = os.path.join(config.ogo_build, "bin", "ogo")
config.ogo = ogo

config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.ogo_build, "bin"), os.path.join(llvm, "bin"), os.environ["PATH"]])
for name in ("HOME", "GOROOT", "XDG_CACHE_HOME", "OGOCACHE", "http_proxy", "https_proxy"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# The folders of tests are in the repository: nothing should depend on its state.
config.environment["GOFLAGS"] = "-buildvcs=false"

sys.path.insert(0, os.path.join(config.test_source_root, "utils"))
import go_tree

config.goroot = goroot = go_tree.find_goroot()

config.substitutions.append(("%ogo-opt", os.path.join(config.ogo_build, "bin", "ogo-opt")))
config.substitutions.append(("%ogo", ogo))
config.substitutions.append(("%goroot", goroot))
config.substitutions.append(("%utils", os.path.join(config.test_source_root, "utils")))
config.substitutions.append(("%build_dir", config.ogo_build))
config.substitutions.append(("%bin", os.path.join(config.ogo_build, "bin")))

config.substitutions.append(("%python", sys.executable))
# Compiles a C++ file of the tree's as the runtime is compiled, for its errors only.
config.substitutions.append(("%cxx", "clang++-19 -std=c++20 -fsyntax-only -I%s" %
                             os.path.dirname(config.test_source_root)))

# What a machine or a build may lack (tools are built on request only).
for tool in ("check-tool", "fuzz-check"):
    if os.path.exists(os.path.join(config.ogo_build, "bin", "ogo-" + tool)):
        config.available_features.add(tool)
if os.path.exists(os.path.join(config.ogo_build, "compile_commands.json")):
    config.available_features.add("build-commands")
config.available_features.add("x86_64" if os.uname().machine == "x86_64" else os.uname().machine)
if os.path.exists("/usr/lib/aarch64-linux-gnu/crt1.o") and shutil.which("qemu-aarch64"):
    config.available_features.add("aarch64-run")
    config.substitutions.append(("%qemu", "qemu-aarch64 -L /usr/aarch64-linux-gnu"
                                 if os.path.isdir("/usr/aarch64-linux-gnu") else "qemu-aarch64"))
config.gc = go_tree.find_go()
if config.gc:
    config.available_features.add("gc")
    config.substitutions.append(("%gc", config.gc))
# Builds and runs a program at -O0, -O2 and for AArch64; prints output and exit code.
run_all = "%s %s --ogo %s" % (sys.executable, os.path.join(config.test_source_root, "utils",
                                                           "run_all.py"), ogo)
if config.gc:
    run_all += " --gc " + config.gc
if os.path.isdir("/usr/share/gocode/src/golang.org/x/sys"):
    config.available_features.add("x-sys")
if "aarch64-run" in config.available_features:
    run_all += " --qemu qemu-aarch64"
config.substitutions.insert(0, ("%run_all", run_all))
if "OGO_TEST_WITH" in os.environ:
    config.environment["OGO_TEST_WITH"] = os.environ["OGO_TEST_WITH"]
try:
    for descriptor in os.openpty():
        os.close(descriptor)
    config.available_features.add("pty")
except OSError:  # a bare system without /dev/pts
    pass
if shutil.which("gdb"):
    config.available_features.add("gdb")
# lit needs psutil to kill a test's children; tests also limit their programs' time themselves.
if importlib.util.find_spec("psutil"):
    lit_config.maxIndividualTestTime = 300
