#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the checks against a source with labels.

  check_z3tidy.py warnings --tidy COMMAND [--tidy COMMAND ...] FILE
      every warning is labelled and every label is warned about, by each of the
      hosts; and functions are as they are named.
  check_z3tidy.py fixes --tidy COMMAND --z3-trace PATH FILE
      applies the edits to a copy and holds the copy against what is promised: it
      compiles without a warning, the findings that carried an edit are gone,
      nothing new is reported; a program with a main() prints what it printed and
      loses no handle.

Labels, at the end of the line that is warned about:

  // warn: <part of the message>        a warning that carries an edit, or none
                                        if the file has no `fix:` lines
  // warn-nofix: <part of the message>  a warning that carries no edit

and on lines of their own:

  // fix: <line>       a line of the edited copy, without its indentation; in this
                       order
  // alternative: <title of a note>     some note of this text carries an edit, and
                                        the copy that it makes is held against
                                        the same promises
  // then: <part of the message>        an edited copy may be warned about this,
                                        where one defect hides another
  // prints: <line>    a line of what the program prints
  // run: <checks and options for clang-tidy>
  // build: <compiler flags>

Names: fooBad has a warning, fooOk has none; FN_fooBad is a known miss and has
none, FP_fooOk is a known false alarm and has one, so that an improvement shows.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "../programs"))
from run_program import run_all  # noqa: E402

TIMEOUT_S = 120
# The wording and the edits for one defect must not hang on another language
# standard than the one that z3raii wants.
STANDARD = {".c": "-std=c11", ".cpp": "-std=c++17"}

DIAGNOSTIC = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<level>warning|error|fatal error): (?P<message>.*?)"
    r"(?: \[(?P<check>[^\]\s]+)\])?$", re.MULTILINE)

Label = namedtuple("Label", "line text has_fix")
Warned = namedtuple("Warned", "line message")


class Failed(Exception):
    """One difference between what is promised and what is."""


class Source:
    """A test file and its labels."""

    def __init__(self, path):
        self.path = path
        with open(path, encoding="utf-8") as stream:
            self.lines = stream.read().splitlines()
        self.labels, self.fixes, self.alternatives = [], [], []
        self.then, self.prints, self.run, self.build = [], [], [], []
        for number, line in enumerate(self.lines, 1):
            self.read_line(number, line)

    def read_line(self, number, line):
        warned = re.search(r"// (warn|warn-nofix): (.*)$", line)
        if warned:
            self.labels.append(Label(number, warned.group(2).strip(),
                                     warned.group(1) == "warn"))
            return
        whole = re.match(r"\s*// (fix|alternative|then|prints|run|build): (.*)$",
                         line)
        if not whole:
            return
        kind, value = whole.group(1), whole.group(2).strip()
        if kind == "fix":
            self.fixes.append(value)
        elif kind == "alternative":
            self.alternatives.append(value)
        elif kind == "then":
            self.then.append(value)
        elif kind == "prints":
            self.prints.append(value)
        elif kind == "run":
            self.run += shlex.split(value)
        else:
            self.build += shlex.split(value)

    @property
    def has_main(self):
        return any(re.match(r"int main\(", line) for line in self.lines)

    def functions(self):
        """(name, first line, last line) of functions by our naming rule."""
        found, current = [], None
        for number, line in enumerate(self.lines, 1):
            named = re.match(r"\s*[\w:<>&*\[\]\s,]*?\b(\w+(?:Bad|Ok))\(", line)
            if named and current is None and not line.rstrip().endswith(";"):
                current = (named.group(1), number,
                           len(line) - len(line.lstrip()))
            if current and re.match(r"\s*\}", line) and \
                    len(line) - len(line.lstrip()) == current[2]:
                found.append((current[0], current[1], number))
                current = None
        return found


def compiler_flags(source, include_dirs):
    extension = os.path.splitext(source.path)[1]
    return ([STANDARD[extension]] + [f"-I{d}" for d in include_dirs]
            + source.build)


def run_tidy(tidy, source, path, include_dirs, extra=()):
    command = shlex.split(tidy)
    options = source.run or ["--checks=-*,z3-*"]
    command += ["--config={}", "--quiet", *options, *extra, path, "--",
                *compiler_flags(source, include_dirs)]
    run = subprocess.run(command, capture_output=True, text=True,
                         timeout=TIMEOUT_S)
    output = run.stdout
    warned = []
    for match in DIAGNOSTIC.finditer(output):
        if match.group("level") != "warning":
            raise Failed(f"{shlex.join(command)}:\n{output}{run.stderr}")
        if os.path.realpath(match.group("file")) == os.path.realpath(path):
            warned.append(Warned(int(match.group("line")),
                                 match.group("message")))
    if run.returncode != 0:
        raise Failed(f"exit status {run.returncode}: {shlex.join(command)}\n"
                     f"{output}{run.stderr}")
    return warned, output


# --- Warnings ----------------------------------------------------------------

def compare_warnings(source, warned):
    problems = []
    left = list(warned)
    for label in source.labels:
        hit = next((w for w in left
                    if w.line == label.line and label.text in w.message), None)
        if hit:
            left.remove(hit)
        else:
            problems.append((label.line, f"not reported: {label.text}"))
    named_false = [(first, last) for name, first, last in source.functions()
                   if name.startswith("FP_")]
    for w in left:
        if not any(first <= w.line <= last for first, last in named_false):
            problems.append((w.line, f"not labelled: {w.message}"))
    for name, first, last in source.functions():
        has = any(first <= w.line <= last for w in warned)
        wants = (name.endswith("Bad") and not name.startswith("FN_")) or \
            name.startswith("FP_")
        if has != wants:
            problems.append((first, f"{name}: " + (
                "a warning" if has else "no warning")))
    return problems


def check_warnings(options, source):
    problems = []
    for tidy in options.tidy:
        warned, _ = run_tidy(tidy, source, source.path, options.include)
        problems += [(line, f"{text}  ({tidy})")
                     for line, text in compare_warnings(source, warned)]
    return problems


# --- Edits -------------------------------------------------------------------

def apply_replacements(path, replacements):
    with open(path, "rb") as stream:
        text = stream.read()
    # From the end, so that offsets stay right; insertions before removals.
    for r in sorted(replacements, reverse=True,
                    key=lambda r: (r["Offset"], r["Length"])):
        text = (text[:r["Offset"]] + r["ReplacementText"].encode()
                + text[r["Offset"] + r["Length"]:])
    with open(path, "wb") as stream:
        stream.write(text)


def exported(tidy, source, path, include_dirs, directory):
    """clang-tidy's diagnostics with their edits."""
    report = os.path.join(directory, "fixes.yaml")
    run_tidy(tidy, source, path, include_dirs, [f"--export-fixes={report}"])
    if not os.path.exists(report):
        return []
    with open(report, encoding="utf-8") as stream:
        diagnostics = yaml.safe_load(stream)["Diagnostics"]
    os.remove(report)
    return diagnostics


def compile_copy(source, path, include_dirs, directory, name):
    compiler = "clang++-19" if path.endswith(".cpp") else "clang-19"
    output = os.path.join(directory, name)
    command = [compiler, *compiler_flags(source, include_dirs), "-g", "-Wall",
               "-Werror", "-Wno-unused-function", path, "-o", output]
    command += ["-lz3", "-lpthread"] if source.has_main else ["-c"]
    run = subprocess.run(command, capture_output=True, text=True,
                         timeout=TIMEOUT_S)
    if run.returncode != 0:
        raise Failed(f"the copy does not compile:\n{run.stderr}")
    return output


def run_program(program):
    run = run_all([program], TIMEOUT_S)
    if run.returncode != 0:
        raise Failed(f"the copy ends with status {run.returncode}\n"
                     f"{run.stderr}")
    return run.stdout.splitlines()


def trace_program(z3_trace, program, directory):
    report = os.path.join(directory, "events.json")
    run_all([z3_trace, "--json", report, program], TIMEOUT_S)
    with open(report, encoding="utf-8") as stream:
        events = json.load(stream)["events"]
    return [e for e in events if e["type"] not in ("churn", "growth")]


def text_without_labels(path):
    with open(path, encoding="utf-8") as stream:
        return [re.sub(r"\s*// (warn|warn-nofix):.*$", "", line).strip()
                for line in stream.read().splitlines()
                if not re.match(r"\s*// (fix|alternative|then|prints): ", line)]


def expect_lines(path, wanted):
    lines = iter(text_without_labels(path))
    for line in wanted:
        if line not in lines:
            raise Failed(f"the copy lacks (in this order): {line}")


def hold_copy(options, source, path, directory, expected):
    """The promises that any edited copy keeps. expected: texts of the warnings
    that may stay."""
    program = compile_copy(source, path, options.include, directory, "edited")
    warned, _ = run_tidy(options.tidy[0], source, path, options.include)
    left = list(expected)
    for w in warned:
        if any(text in w.message for text in source.then):
            continue
        hit = next((text for text in left if text in w.message), None)
        if hit is None:
            raise Failed(f"the copy is warned about: {w.line}: {w.message}")
        left.remove(hit)
    if not source.has_main:
        return
    printed = run_program(program)
    if source.prints and printed != source.prints:
        raise Failed(f"the copy prints {printed}, not {source.prints}")
    if options.z3_trace and not left and not expected:
        events = trace_program(options.z3_trace, program, directory)
        if events:
            raise Failed("under z3-trace: " + "; ".join(
                f"{e['type']} {e.get('file', '')}:{e.get('line', '')} "
                f"{e.get('message', '')}" for e in events))


def copy_of(source, directory, name):
    path = os.path.join(directory, name, os.path.basename(source.path))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    shutil.copyfile(source.path, path)
    return path


def check_first_edits(options, source, directory):
    path = copy_of(source, directory, "first")
    with open(path, encoding="utf-8") as stream:
        before = stream.read()
    run_tidy(options.tidy[0], source, path, options.include, ["--fix"])
    with open(path, encoding="utf-8") as stream:
        edited = stream.read() != before
    if options.show:
        subprocess.run(["diff", "-u", source.path, path])
    keeps = [label.text for label in source.labels if not label.has_fix]
    if edited != any(label.has_fix for label in source.labels):
        raise Failed("the file is edited" if edited else "nothing is edited")
    hold_copy(options, source, path, directory, keeps)
    expect_lines(path, source.fixes)


def check_alternatives(options, source, directory):
    path = copy_of(source, directory, "alternative")
    missing = set(source.alternatives)
    for diagnostic in exported(options.tidy[0], source, path, options.include,
                               directory):
        for note in diagnostic.get("Notes", []):
            if not note.get("Replacements"):
                continue
            title = note["Message"]
            hits = {a for a in source.alternatives if a in title}
            if not hits:
                raise Failed(f"an edit that is not labelled: {title}")
            missing -= hits
            shutil.copyfile(source.path, path)
            apply_replacements(path, note["Replacements"])
            if options.show:
                subprocess.run(["diff", "-u", source.path, path])
            own = diagnostic["DiagnosticMessage"]["Message"]
            keeps = [label.text for label in source.labels]
            keeps.remove(next(text for text in keeps if text in own))
            try:
                hold_copy(options, source, path, directory, keeps)
            except Failed as problem:
                raise Failed(f"'{title}': {problem}") from problem
    if missing:
        raise Failed(f"no edit titled: {', '.join(sorted(missing))}")


def check_fixes(options, source):
    problems = []
    with tempfile.TemporaryDirectory(prefix="z3tidy-fix-") as directory:
        for step in (check_first_edits, check_alternatives):
            try:
                step(options, source, directory)
            except Failed as problem:
                problems.append((0, str(problem)))
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=["warnings", "fixes"])
    parser.add_argument("--tidy", action="append", required=True)
    parser.add_argument("--z3-trace")
    parser.add_argument("--include", action="append", default=[])
    parser.add_argument("--show", action="store_true",
                        help="print what the edits change")
    parser.add_argument("file")
    options = parser.parse_args()
    source = Source(options.file)
    try:
        problems = (check_warnings if options.mode == "warnings"
                    else check_fixes)(options, source)
    except Failed as problem:
        problems = [(0, str(problem))]
    for line, text in problems:
        print(f"{options.file}:{line}: {text}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
