#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every C and C++ file of a folder is analyzed without a report."""

import argparse
import pathlib
import subprocess
import sys

STANDARD = {".c": "-std=c11", ".cpp": "-std=c++17"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tidy", required=True)
    parser.add_argument("folder", type=pathlib.Path)
    args = parser.parse_args()
    files = sorted(f for f in args.folder.iterdir() if f.suffix in STANDARD)
    if not files:
        sys.exit(f"check_silence.py: {args.folder}: no C or C++ file")
    noisy = 0
    for file in files:
        done = subprocess.run(
            [args.tidy, "--checks=-*,z3-*", str(file), "--",
             STANDARD[file.suffix]],
            capture_output=True, text=True, check=False)
        if done.returncode != 0 or "warning:" in done.stdout:
            noisy += 1
            print(f"{file.name}: exit {done.returncode}\n{done.stdout}")
    print(f"{len(files)} files, {noisy} not silent")
    return 1 if noisy else 0


if __name__ == "__main__":
    sys.exit(main())
