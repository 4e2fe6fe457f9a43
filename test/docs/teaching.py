#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""docs/teaching.md shows the files and the reports that there are.

  teaching.py --tidy PATH [--write]

A block behind `<!-- file: PATH -->` is that file, one behind
`<!-- report: PATH -->` what z3-tidy says of it. Every model file of the tree
must fit docs/z3tidy.schema.json, as far as python3-jsonschema is there. With
--write the blocks are brought up to date.
"""

import argparse
import json
import os
import re
import subprocess
import sys

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "docs", "teaching.md")
BLOCK = re.compile(r"(<!-- (file|report): (\S+) -->\n```\w*\n)(.*?)(```\n)",
                   re.DOTALL)


def report(tidy, path):
    flags = ["-std=c++17" if path.endswith(".cpp") else "-std=c11",
             "-I" + os.path.join(ROOT, "lib", "runtime", "include")]
    run = subprocess.run([tidy, "--checks=-*,z3-*", "--quiet",
                          os.path.join(ROOT, path), "--", *flags],
                         capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{path}: exit status {run.returncode}\n"
                 f"{run.stdout}{run.stderr}")
    # File names as a reader sees them; the source lines are shown already.
    lines = [re.sub(r"^.*/(?=[^/]+:\d+:\d+: )", "", line)
             for line in run.stdout.splitlines()
             if re.search(r":\d+:\d+: (warning|note): ", line)]
    return "".join(line + "\n" for line in lines)


def wanted(tidy, kind, path):
    if kind == "report":
        return report(tidy, path)
    with open(os.path.join(ROOT, path), encoding="utf-8") as stream:
        return stream.read()


def model_files():
    for folder in ("examples", "test"):
        for directory, _, names in os.walk(os.path.join(ROOT, folder)):
            if ".z3tidy.yaml" in names:
                yield os.path.join(directory, ".z3tidy.yaml")


def check_schema():
    """The wrong files of the tests have a name of their own."""
    with open(os.path.join(ROOT, "docs", "z3tidy.schema.json"),
              encoding="utf-8") as stream:
        schema = json.load(stream)
    try:
        import jsonschema
    except ImportError:
        return []
    problems = []
    for path in model_files():
        with open(path, encoding="utf-8") as stream:
            model = yaml.safe_load(stream) or {}
        # Keys that are numbers are strings in JSON.
        model = json.loads(json.dumps(model))
        for error in jsonschema.Draft7Validator(schema).iter_errors(model):
            where = "/".join(str(part) for part in error.absolute_path)
            problems.append(f"{path}: {where}: {error.message}")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tidy", required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with open(PAGE, encoding="utf-8") as stream:
        page = stream.read()
    new = BLOCK.sub(lambda m: m[1] + wanted(options.tidy, m[2], m[3]) + m[5],
                    page)
    problems = check_schema()
    if not BLOCK.search(page):
        problems.append(f"{PAGE}: no block at all")
    if options.write:
        with open(PAGE, "w", encoding="utf-8") as stream:
            stream.write(new)
    elif new != page:
        for old_block, new_block in zip(BLOCK.finditer(page),
                                        BLOCK.finditer(new)):
            if old_block[4] != new_block[4]:
                problems.append(f"{PAGE}: not what there is: {old_block[3]}\n"
                                f"{new_block[4]}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
