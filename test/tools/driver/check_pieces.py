#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs each z3-tidy command of the pieces for CI in a project.

    check_pieces.py TREE PROJECT
"""

import json
import pathlib
import re
import subprocess
import sys

import yaml


def load(path):
    with path.open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def commands(value):
    """The lines of all scripts below a value that run z3-tidy."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("run", "script"):
                lines = part if isinstance(part, list) else part.splitlines()
                yield from (l for l in lines if l.startswith("z3-tidy "))
            else:
                yield from commands(part)
    elif isinstance(value, list):
        for part in value:
            yield from commands(part)


def run(line, project, expected):
    result = subprocess.run(["sh", "-c", line], cwd=project, text=True,
                            capture_output=True, check=False)
    assert result.returncode == expected, (line, result)
    return result


def main():
    tree, project = map(pathlib.Path, sys.argv[1:])
    github = load(tree / "ci/github/z3tidy.yml")
    steps = github["jobs"]["z3-tidy"]["steps"]
    lines = list(commands(github))
    assert len(lines) == 2, lines
    for line in lines:
        run(line, project, 0)  # reports are let through
    upload = next(s for s in steps if "upload-sarif" in s.get("uses", ""))
    assert (project / upload["with"]["sarif_file"]).exists()
    page = next(s for s in steps if "upload-artifact" in s.get("uses", ""))
    assert (project / page["with"]["path"]).exists()

    gitlab = load(tree / "ci/gitlab/z3tidy.gitlab-ci.yml")["z3-tidy"]
    test, check = commands(gitlab)
    run(test, project, 0)
    [allowed] = gitlab["allow_failure"]["exit_codes"]
    run(check, project, allowed)
    quality = project / gitlab["artifacts"]["reports"]["codequality"]
    found = json.loads(quality.read_text())
    assert {"description", "check_name", "fingerprint", "severity",
            "location"} == set(found[0]), found[0]

    [hook] = load(tree / ".pre-commit-hooks.yaml")
    names = [p for p in ("src/use.c", "src/clean.c", "src/shared.h")
             if re.search(hook["files"], p)]
    assert names == ["src/use.c", "src/clean.c"], names
    line = " ".join([hook["entry"], *hook["args"], *names])
    told = run(line, project, 1)
    assert "src/use.c:6:10: warning:" in told.stdout, told
    run(" ".join([hook["entry"], *hook["args"], "src/clean.c"]), project, 0)


if __name__ == "__main__":
    main()
