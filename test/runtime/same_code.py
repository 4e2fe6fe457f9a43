# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles SameCode.cpp to assembly and compares each X_hand with X_raii.

usage: same_code.py COMPILER FLAGS... SOURCE

Equal means: the same instructions in the same order after labels are numbered
anew. With a loop compilers may place its blocks in another order; then the same
instructions must be there as often ("equal but for the order of blocks").
Exits 1 and prints both where they differ, and 2 if there is no pair.
"""
import re
import subprocess
import sys


def functions(assembly):
    found, name = {}, None
    for line in assembly.splitlines():
        start = re.match(r"(\w+_(?:hand|raii)):", line)
        if start:
            name = start.group(1)
            found[name] = []
        elif name and re.match(r"\s+\.size\s", line):
            name = None
        elif name:
            line = line.split("#")[0].rstrip()
            if re.match(r"\.L\w+:", line) or (line and not line.lstrip().startswith(".")):
                found[name].append(re.sub(r"\s+", " ", line))
    return found


def normal(lines):
    """Only labels that are jumped to count, in the order of first mention."""
    used = set(re.findall(r"\.L\w+", " ".join(l for l in lines if not l.endswith(":"))))
    kept = [l for l in lines if not (l.endswith(":") and l[:-1] not in used)]
    numbers = {}
    rename = lambda m: numbers.setdefault(m.group(0), "L%d" % len(numbers))
    return [re.sub(r"\.L\w+", rename, l) for l in kept]


def unordered(lines):
    """The instructions alone: which way round a block is tested does not count."""
    kept = [re.sub(r"\bL\d+", "L", l) for l in lines if not l.endswith(":")]
    kept = [re.sub(r"^ jn?e\b", " je", l) for l in kept]
    kept = [re.sub(r"^ (cmp\w) (%\w+), (%\w+)$",
                   lambda m: " %s %s" % (m.group(1), sorted(m.groups()[1:])), l)
            for l in kept]
    return sorted(kept)


def main():
    text = subprocess.run(sys.argv[1:] + ["-S", "-o", "-"], check=True,
                          stdout=subprocess.PIPE, universal_newlines=True).stdout
    found = functions(text)
    pairs = [n[:-5] for n in found if n.endswith("_hand")]
    if not pairs:
        print("no pair of functions found")
        return 2
    status = 0
    for pair in pairs:
        hand, raii = normal(found[pair + "_hand"]), normal(found[pair + "_raii"])
        verdict = "DIFFERENT"
        if hand and hand == raii:
            verdict = "equal"
        elif hand and pair == "loop" and unordered(hand) == unordered(raii):
            verdict = "equal but for the order of blocks"
        print("%-10s %3d instructions by hand, %3d with z3raii: %s"
              % (pair, len(hand), len(raii), verdict))
        if verdict == "DIFFERENT":
            status = 1
            print("\n".join(["--- by hand"] + hand + ["--- z3raii"] + raii))
    return status


if __name__ == "__main__":
    sys.exit(main())
