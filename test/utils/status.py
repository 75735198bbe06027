#!/usr/bin/env python3
"""Runs a command and succeeds if it ends with the given exit status.

usage: status.py STATUS COMMAND [ARGUMENT...]
"""
import subprocess
import sys

status = subprocess.run(sys.argv[2:]).returncode
if status != int(sys.argv[1]):
    sys.exit(f"exit status {status}, expected {sys.argv[1]}: {' '.join(sys.argv[2:])}")
