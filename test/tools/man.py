#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The manual pages: each option of a program's own help, and no warning of man.

    man.py FOLDER
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

# Where the help goes on with what is clang-tidy's or clangd's.
END = {"z3-tidy": "All other options are", "z3-clangd": "OVERVIEW", "z3-trace": None}


def options(program):
    text = subprocess.run([program, "--help"], capture_output=True, text=True,
                          check=True).stdout
    if END[program] is not None:
        text = text[:text.index(END[program])]
    return set(re.findall(r"^ +(--?[a-z][a-z0-9-]*)\b", text, re.M))


def main():
    folder, wrong = Path(sys.argv[1]), []
    for program in END:
        page = folder / f"{program}.1"
        if not shutil.which(program):
            continue
        found = options(program) | {"--version"}
        assert len(found) > 12 or program != "z3-tidy", found
        assert len(found) > 4 or program != "z3-trace", found
        text = re.sub(r"\\-", "-", page.read_text(encoding="utf-8"))
        described = set()
        for line in re.findall(r"^\.TP\n\.B\w* (-.*)$", text, re.M):
            described.update(re.findall(r"--?[a-z][a-z0-9-]*", line))
        for option in sorted(found - described):
            wrong.append(f"{page.name}: {option} is missing")
        for option in sorted(described - found - {"--help"}):
            wrong.append(f"{page.name}: there is no {option}")
        if shutil.which("man"):
            said = subprocess.run(["man", "--warnings", "-l", str(page)],
                                  capture_output=True, text=True, check=True)
            wrong += [f"{page.name}: {line}" for line in said.stderr.splitlines()]
            assert program in said.stdout or "minimized" in said.stdout, said
    print("\n".join(wrong) or "man: as the programs say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
