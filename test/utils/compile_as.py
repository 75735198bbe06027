#!/usr/bin/env python3
"""compile_as.py --build DIR FILE OTHER: compiles OTHER, for its errors only, as the build compiles FILE.

So a test can say what a folder's include path lets through.
"""
import argparse
import json
import os
import shlex
import subprocess
import sys

parser = argparse.ArgumentParser()
parser.add_argument("--build", required=True)
parser.add_argument("file")
parser.add_argument("other")
args = parser.parse_args()
with open(os.path.join(args.build, "compile_commands.json"), encoding="utf-8") as fh:
    entry = next(e for e in json.load(fh) if e["file"].endswith("/" + args.file))
command = shlex.split(entry["command"])
while not command[0].endswith("++") and "++-" not in command[0]:  # env, ccache
    command.pop(0)
command = command[:command.index("-o")] if "-o" in command else command
# The precompiled header may not have been built; nothing here needs it.
kept = []
for word in command:
    if word.endswith((".pch", "cmake_pch.hxx")):
        del kept[-3:]
    elif word not in ("-MD", "-MT", "-MF", "-Winvalid-pch") and not word.endswith((".o", ".d")):
        kept.append(word)
sys.exit(subprocess.run(kept + ["-fsyntax-only", args.other], cwd=entry["directory"], check=False).returncode)
