#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the plugin in clang-tidy of one LLVM against the labels.

All files of test/checks, with the texts that `--fix` makes of them, and of test/programs the first pair of twins in C and
in C++ of each check. EXPECTED lists what a version does otherwise, with the
reason (docs/versions.md says it to users): such a file must fail.
"""

import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_S = 300

# (LLVM, file): reason.
EXPECTED = {}


def sample(folder, everything):
    """Programs of one check: for each language the first bad one and its twin."""
    programs = sorted(p for p in folder.iterdir() if p.suffix in (".c", ".cpp"))
    if everything:
        return programs
    picked = []
    for suffix in (".c", ".cpp"):
        bad = [p for p in programs if re.search(r"_bad\.", p.name) and p.suffix == suffix]
        for program in bad[:1]:
            twin = folder / program.name.replace("_bad.", "_ok.")
            picked += [program] + ([twin] if twin.exists() else [])
    return picked


def commands(options):
    """(file, command that is silent and returns 0 when all is as labelled)"""
    tidy = f"/usr/lib/llvm-{options.llvm}/bin/clang-tidy --load={options.plugin}"
    checks = ROOT / "test/checks"
    for file in sorted(checks.glob("*/*.c")) + sorted(checks.glob("*/*.cpp")):
        yield file, [sys.executable, checks / "check_z3tidy.py", "warnings",
                     "--tidy", tidy, "--include", ROOT / "lib/runtime/include", file]
        # The edited text is in the labels: the same whatever the version is.
        if "// fix:" in file.read_text(encoding="utf-8"):
            yield file, [sys.executable, checks / "check_z3tidy.py", "fixes",
                         "--tidy", tidy, "--include", ROOT / "lib/runtime/include",
                         file]
    programs = ROOT / "test/programs"
    for folder in sorted(p for p in programs.iterdir() if p.is_dir()):
        for file in sample(folder, options.all_programs):
            yield file, [sys.executable, programs / "run_program.py", "analyze",
                         "--tidy", tidy, file]


def run(command):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True,
                          timeout=TIMEOUT_S)
    return done.returncode, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--llvm", type=int, required=True)
    parser.add_argument("--plugin", type=Path, required=True)
    parser.add_argument("--all-programs", action="store_true")
    options = parser.parse_args()
    work = list(commands(options))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda item: run(item[1]), work))
    failed = 0
    for (file, _), (status, output) in zip(work, results):
        name = str(file.relative_to(ROOT))
        reason = EXPECTED.get((options.llvm, name))
        if bool(status) == bool(reason):
            continue
        failed += 1
        if reason:
            print(f"{name}: is as in LLVM 19, although: {reason}")
        else:
            print(f"LLVM {options.llvm}: {name}:\n{output}".rstrip())
    print(f"LLVM {options.llvm}: {len(work) - failed} of {len(work)} files as labelled")
    return 1 if failed or not work else 0


if __name__ == "__main__":
    sys.exit(main())
