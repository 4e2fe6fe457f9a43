#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""reuse.py --tidy Z3-TIDY --check Z3-REUSE-CHECK FILE...

Lowers the files and edits them as z3-reuse-check does. Fails where it does, and
where next to nothing was known from an earlier run.
"""

import argparse
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tidy", required=True)
    parser.add_argument("--check", required=True)
    parser.add_argument("-I", action="append", default=[])
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        def lower(number):
            source = args.files[number]
            flags = [f"-I{path}" for path in args.I]
            if source.endswith(".cpp"):
                flags.append("-std=c++17")
            run = subprocess.run([args.tidy, "--dump-ir", source, "--", *flags],
                                 stdout=subprocess.PIPE, text=True, check=True)
            path = os.path.join(folder, f"{number}.zir")
            with open(path, "w", encoding="utf-8") as file:
                file.write(run.stdout)
            return path

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            modules = list(pool.map(lower, range(len(args.files))))
        run = subprocess.run([args.check, *modules], stdout=subprocess.PIPE,
                             text=True, check=False)
    print(run.stdout, end="")
    functions, known = map(int, re.search(
        r"(\d+) functions, (\d+) of them known", run.stdout).groups())
    if known < functions / 4:
        sys.exit(f"only {known} of {functions} functions were known")
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
