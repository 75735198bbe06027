#!/usr/bin/env python3
"""Checks that the time to compile grows as the source does.

usage: scaling.py --ogo OGO [--scale S] lines|table

`lines` compiles generated programs of 25,000 and 100,000 lines at -O0, `table` packages
with constant tables of 256 KB and 1 MB. User times of the same run are compared: four
times the source may take at most six times as long. --scale multiplies both sizes.
"""
import argparse
import os
import subprocess
import sys
import tempfile

SIZES = {"lines": (25000, 100000), "table": (1 << 18, 1 << 20)}
FACTOR = 6.0

# 25 lines: what ordinary code is made of, each function called by the next.
FUNCTION = """
type record{i} struct {{
	id    int
	name  string
	next  *record{i}
	parts []float64
}}

func (r *record{i}) add(x float64) int {{
	if r.next == nil && x > {i} {{
		r.next = &record{i}{{id: r.id + 1, name: r.name + "+"}}
	}}
	for n, p := range r.parts {{
		switch {{
		case p < x:
			r.parts[n] = p * 2
		case n%2 == 0:
			r.id += n
		}}
	}}
	r.parts = append(r.parts, x)
	return r.id + len(r.name) + previous{h}(x)
}}
func previous{i}(x float64) int {{ return (&record{i}{{name: "r{i}"}}).add(x / 2) }}
"""


def lines(n):
    count = n // (FUNCTION.count("\n"))
    out = ["package main\n\nfunc previous0(x float64) int { return int(x) }\n"]
    out += [FUNCTION.format(i=i, h=i - 1) for i in range(1, count)]
    out.append("func main() { println(previous%d(1)) }\n" % (count - 1))
    return "".join(out)


def table(n):
    """n bytes of table: half a byte array, half an array of structs with strings."""
    rows = ["package main\n\nvar bytes = [...]byte{\n"]
    half = n // 2
    for i in range(0, half, 16):
        rows.append(", ".join("0x%02x" % ((i * 7 + j * 13) & 0xFF) for j in range(16)) + ",\n")
    rows.append("}\n\ntype entry struct {\n\tname string\n\tfrom, to uint32\n\trate float64\n}\n\n"
                "var entries = []entry{\n")
    for i in range(half // 32):
        rows.append('\t{"entry %d", %d, %d, %d.5},\n' % (i % 1000, i, i + 7, i))
    rows.append("}\n\nfunc main() { println(bytes[len(entries)%len(bytes)], entries[1].name) }\n")
    return "".join(rows)


def seconds(ogo, source):
    """User time of compiling source to an object at -O0."""
    with tempfile.TemporaryDirectory(prefix="ogo-scaling.") as tmp:
        path = os.path.join(tmp, "main.go")
        with open(path, "w") as fh:
            fh.write(source)
        p = subprocess.Popen([ogo, "build", "-O0", "--emit=obj", "-o", os.path.join(tmp, "main.o"), path],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        text = p.stdout.read().decode("utf-8", "replace")
        _, status, usage = os.wait4(p.pid, 0)
        p.returncode = status
        if status:
            raise RuntimeError("status %d: %s" % (status, text[:1000]))
        return usage.ru_utime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ogo", required=True)
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("kind", choices=sorted(SIZES))
    args = parser.parse_args()
    small, large = (int(n * args.scale) for n in SIZES[args.kind])
    make = globals()[args.kind]
    for _ in range(3):  # a machine under load may disturb a run
        one, four = seconds(args.ogo, make(small)), seconds(args.ogo, make(large))
        print("%s: %d in %.2f s, %d in %.2f s" % (args.kind, small, one, large, four))
        if four <= FACTOR * (one + 0.05):
            return 0
    print("four times the source takes more than %g times as long" % FACTOR)
    return 1


if __name__ == "__main__":
    sys.exit(main())
