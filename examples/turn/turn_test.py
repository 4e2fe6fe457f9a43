# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds `turn` or `turn_c` to what docs/guide/memory.md says of it.

usage: turn_test.py PROGRAM
"""
import csv
import subprocess
import sys

LIMIT_MB = 100


def run(program, mode, queries, *solver):
    done = subprocess.run([program, mode, str(queries), str(LIMIT_MB), *solver],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True)
    rows = [{k: float(v) for k, v in row.items()}
            for row in csv.DictReader(done.stdout.splitlines())]
    return done.returncode, rows, done.stderr


def expect(truth, text):
    if not truth:
        print("FAILED:", text)
        expect.status = 1


def main():
    program, expect.status = sys.argv[1], 0
    mb = 1024 * 1024

    status, rows, said = run(program, "deferred", 1000)
    expect(status == 3, "deferred runs out of memory: " + said)
    expect(3 < rows[-1]["query"] < 200, "after a few queries: " + said)
    expect(rows[-2]["z3_bytes"] > 0.8 * LIMIT_MB * mb, "the limit was near")
    expect(rows[-1]["z3_bytes"] < 40 * mb, "all is given back after the turn")

    for mode, queries in ("release", 2000), ("reuse", 5000):
        status, rows, said = run(program, mode, queries, "simple")
        expect(status == 0 and rows[-1]["query"] == queries, mode + ": " + said)
        early = max(r["z3_bytes"] for r in rows[: len(rows) // 4])
        late = max(r["z3_bytes"] for r in rows)
        expect(late - early < 2 * mb, "%s is flat: %d, %d" % (mode, early, late))

    _, rows, _ = run(program, "release", 40)
    each = rows[-1]["seconds"] / 40
    _, rows, _ = run(program, "reuse", 2000)
    ratio = each / (rows[-1]["seconds"] / 2000)
    print("a solver for each query takes %.0f times as long" % ratio)
    expect(ratio > 10, "reuse is much faster")
    return expect.status


if __name__ == "__main__":
    sys.exit(main())
