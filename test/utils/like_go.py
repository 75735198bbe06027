"""Runs command lines by the go command and by ogo and compares what they say.

usage: like_go.py --gc GO --ogo OGO FILE

Each line of FILE is a folder, then NAME=value settings of the environment ($PWD is the
folder of FILE), then the words of a command: "a GOWORK=off build ./...". Both must end
with the same status and print the same, except for the position's "./" that ogo shares with
the compiler but not with the go command, the name in front of a message about the command
line, and that the go command prints a usage line after it.
"""
import argparse
import os
import re
import shlex
import subprocess
import sys


def said(text, root):
    """What a command printed, without the differences that are meant."""
    text = re.sub(r"^(\./)(?=\S+\.go:\d)", "", text, flags=re.M)
    lines = [line for line in text.splitlines()
             if not re.match(r"(usage: go |Run '?(go|ogo) help|# )", line)]
    return "\n".join(lines)


def run(program, words, folder, env):
    done = subprocess.run([program] + words, cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=250)
    return done.returncode, said(done.stdout, folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gc", required=True)
    parser.add_argument("--ogo", required=True)
    parser.add_argument("file")
    args = parser.parse_args()
    root = os.path.dirname(os.path.abspath(args.file))
    differ = 0
    for line in open(args.file):
        words = shlex.split(line.replace("$PWD", root))
        if not words:
            continue
        folder = os.path.join(root, words.pop(0))
        env = dict(os.environ, GOPROXY="off", GOTOOLCHAIN="local", GOFLAGS="",
                   PWD=os.path.normpath(folder))
        while "=" in words[0]:
            name, value = words.pop(0).split("=", 1)
            env[name] = value
        theirs = run(args.gc, words, folder, env)
        ours = run(args.ogo, words, folder, env)
        if theirs != ours:
            differ += 1
            print("%sgo: exit status %d\n%s\nogo: exit status %d\n%s\n"
                  % ((line,) + theirs + ours))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
