#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the functions that the installed z3.h declares, one in a line:
name, result type, parameter types, separated by tabs. Types are as written,
with arrays decayed to pointers.

usage: dump_signatures.py CLANG OUTPUT
"""

import json
import subprocess
import sys


def main(clang, output):
    command = [clang, "-x", "c", "-fsyntax-only", "-Xclang", "-ast-dump=json",
               "-include", "z3.h", "/dev/null"]
    dump = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    lines = []
    for decl in json.loads(dump)["inner"]:
        if decl["kind"] != "FunctionDecl" or not decl["name"].startswith("Z3_"):
            continue
        params = [p["type"]["qualType"] for p in decl.get("inner", [])
                  if p["kind"] == "ParmVarDecl"]
        result = decl["type"]["qualType"].split("(")[0].strip()
        lines.append("\t".join([decl["name"], result] + params))
    if not lines:
        sys.exit("z3.h declares no function")
    with open(output, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
