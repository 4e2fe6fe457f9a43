#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds one runnable program against its labels.

  run_program.py truth --z3-trace PATH FILE
      compiles FILE, runs it under z3-trace, and compares the events with the
      `trace:` labels: is what the labels say really what happens?
  run_program.py precompile DIRECTORY
      puts a precompiled header there for `truth --precompiled DIRECTORY`
  run_program.py analyze --tidy COMMAND FILE [--checks GLOBS]
      runs a clang-tidy on FILE and compares its warnings with the `report:`
      labels: no miss, no extra.

Labels stand at the end of the line that they speak of:

  // report: z3-loop-creation leak     a warning of this check (and class) here
  // trace: leak                       an event of this type here
  // missed: z3-loop-creation leak     a known miss: fails once it is reported
  // report: z3-loop-creation leak; trace: leak, growth

and these on lines of their own speak of the whole file:

  // build: <extra compiler flags, further source files>
  // trace-allows: <type> because <reason>

(`trace-allows` at the end of a line speaks of that line only; a leak or growth
that is allowed need not be seen where the misuse ends the program early;
`crash`, of the whole file, is a misuse that ends the program before z3-trace
can say which.) A `leak` is a reference that is never given back: z3-trace's
`leak`, or for what goes with its context, `unreleased-at-context-delete`. What
leaks in a loop also grows, so `growth` needs no label of its own there. A
`concurrent-use` has two places, of the two calls; the label stands at either.

A further source file is named from the program's own folder (`Inputs/xx.c`); it
is linked and not analyzed, and what happens in it stands where the program
calls it.

`*_bad.*` has a label, `*_ok.*` has none. Silent and exit status 0 when the
program is as labelled; else every difference, and exit status 1.
"""

import argparse
import fnmatch
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
from collections import Counter, namedtuple

# How the message of each class of a check reads.
CLASS_WORDING = {
    "leak": r"leak|lost|never released",
    "growth": r"grow",
    "churn": r"anew|each iteration.*reuse|made again",
}

# What z3-trace can say. Misuse may end in a crash, the rest may not.
MISUSE = {
    "use-after-release", "release-after-release", "release-of-unowned",
    "use-after-context-delete", "unprotected-use", "wrong-context",
    "concurrent-use",
}
COST = {"leak", "growth", "churn", "unreleased-at-context-delete"}

TIMEOUT_S = 60

Label = namedtuple("Label", "line check kind")  # kind: leak ... or None
# allowed: {(line or None for the whole file, type): line of the label}
Labels = namedtuple("Labels", "report missed trace allowed build")


class Broken(Exception):
    """The program or a tool failed before anything could be compared."""


# --- Labels ----------------------------------------------------------------

def parse_check_label(path, line, text):
    words = text.split()
    if not words or len(words) > 2 or not words[0].startswith("z3-"):
        raise Broken(f"{path}:{line}: label is not '<check> [class]': {text}")
    kind = words[1] if len(words) == 2 else None
    if kind and kind not in CLASS_WORDING:
        raise Broken(f"{path}:{line}: unknown class '{kind}'")
    return Label(line, words[0], kind)


def parse_trace_label(path, line, text):
    types = [t.strip() for t in text.split(",")]
    for t in types:
        if t not in MISUSE | COST:
            raise Broken(f"{path}:{line}: unknown event type '{t}'")
    return [(line, t) for t in types]


def parse_allowance(path, line, text):
    allowed = re.fullmatch(r"([\w-]+) because .+", text)
    if not allowed or allowed.group(1) not in MISUSE | COST | {"crash"}:
        raise Broken(f"{path}:{line}: trace-allows is not "
                     "'<type> because <reason>'")
    return allowed.group(1)


def parse_labels(path):
    labels = Labels([], [], [], {}, [])
    with open(path, encoding="utf-8") as source:
        for number, text in enumerate(source, 1):
            whole = re.match(r"\s*// (build|trace-allows): (.*)", text)
            if whole and whole.group(1) == "build":
                labels.build.extend(shlex.split(whole.group(2)))
                continue
            if whole:
                kind = parse_allowance(path, number, whole.group(2))
                labels.allowed[None, kind] = number
                continue
            trailing = re.search(r"// trace-allows: (.*)$", text)
            if trailing:
                kind = parse_allowance(path, number, trailing.group(1))
                labels.allowed[number, kind] = number
                continue
            trailing = re.search(r"//\s*((?:report|missed|trace):.*)$", text)
            if not trailing:
                continue
            for part in trailing.group(1).split(";"):
                word, _, value = part.strip().partition(":")
                if word == "report":
                    labels.report.append(
                        parse_check_label(path, number, value))
                elif word == "missed":
                    labels.missed.append(
                        parse_check_label(path, number, value))
                elif word == "trace":
                    labels.trace.extend(
                        parse_trace_label(path, number, value))
                else:
                    raise Broken(f"{path}:{number}: unknown label '{word}'")
    check_name(path, labels)
    return labels


def check_name(path, labels):
    stem = os.path.splitext(os.path.basename(path))[0]
    reports = bool(labels.report or labels.missed)
    if stem.endswith("_ok"):
        if reports or labels.trace:
            raise Broken(f"{path}: an Ok program has no label")
    elif stem.endswith("_bad"):
        if not reports:
            raise Broken(f"{path}: a Bad program has a report or missed label")
    else:
        raise Broken(f"{path}: name ends neither in _bad nor in _ok")


# --- Truth: z3-trace ---------------------------------------------------------

def is_cxx(path):
    return path.endswith(".cpp")


def is_source(word):
    return word.endswith((".c", ".cpp"))


def language_flags(path, labels):
    flags = [word for word in labels.build if not is_source(word)]
    return ["-std=c++17" if is_cxx(path) else "-std=c11"] + flags


def compiler_of(path):
    return shlex.split(os.environ.get("CXX", "g++") if is_cxx(path)
                       else os.environ.get("CC", "gcc"))


# No inlining: each frame of a creation stack is then one function.
COMPILE = ["-g", "-O1", "-fno-omit-frame-pointer", "-fno-inline",
           "-fno-optimize-sibling-calls", "-Wall", "-Werror"]


def compile_further(path, labels, directory):
    """The object files of the sources that the program is built with."""
    objects = []
    for word in filter(is_source, labels.build):
        source = os.path.join(os.path.dirname(path), word)
        objects.append(os.path.join(directory, f"further{len(objects)}.o"))
        command = compiler_of(source) + language_flags(source, labels) + \
            COMPILE + ["-c", source, "-o", objects[-1]]
        run = run_all(command)
        if run.returncode != 0:
            raise Broken(f"does not compile: {shlex.join(command)}\n"
                         f"{run.stderr}")
    return objects


def run_all(command, timeout=TIMEOUT_S, prepare=None):
    """As subprocess.run; past the time limit the program's own children end
    too: z3-trace's program would go on for ever. `prepare` is called in the
    new process. (What a program writes goes into files, where a limit that
    `prepare` sets holds.)"""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with subprocess.Popen(command, stdout=out, stderr=err,
                              start_new_session=True,
                              preexec_fn=prepare) as process:
            try:
                process.wait(timeout)
            except BaseException as error:
                os.killpg(process.pid, signal.SIGKILL)
                if isinstance(error, subprocess.TimeoutExpired):
                    raise Broken(f"more than {timeout} s: "
                                 f"{shlex.join(command)}") from error
                raise
        return subprocess.CompletedProcess(command, process.returncode,
                                           read_text(out), read_text(err))


def read_text(stream):
    stream.seek(0)
    return stream.read().decode(errors="replace").replace("\r\n", "\n")


# What most programs include. (That each includes what it needs shows when it is
# analyzed.)
COMMON_HEADERS = ["functional", "iostream", "map", "memory", "string", "vector",
                  "z3++.h"]


def precompile(directory):
    os.makedirs(directory, exist_ok=True)
    header = os.path.join(directory, "common.hpp")
    with open(header, "w", encoding="utf-8") as out:
        out.writelines(f"#include <{name}>\n" for name in COMMON_HEADERS)
    command = compiler_of("common.cpp") + ["-std=c++17"] + COMPILE + [
        "-x", "c++-header", header, "-o", header + ".gch"]
    run = run_all(command)
    if run.returncode != 0:
        raise Broken(f"does not compile: {shlex.join(command)}\n{run.stderr}")


def precompiled_flags(path, directory):
    header = os.path.join(directory or "", "common.hpp")
    use = directory and is_cxx(path) and os.path.exists(header + ".gch")
    return ["-include", header] if use else []


def compile_program(path, labels, directory, precompiled=None):
    program = os.path.join(directory, "program")
    command = compiler_of(path) + language_flags(path, labels) + COMPILE + [
        *precompiled_flags(path, precompiled), path, *compile_further(path, labels, directory), "-o", program,
        "-lz3", "-lpthread"]
    run = run_all(command)
    if run.returncode != 0:
        raise Broken(f"does not compile: {shlex.join(command)}\n{run.stderr}")
    return program


def trace_events(z3_trace, program, directory):
    """Runs the program; gives (events, exit status, its stderr)."""
    report = os.path.join(directory, "events.json")
    command = shlex.split(z3_trace) + ["--one-at-a-time", "--json", report,
                                       program]
    run = run_all(command)
    if not os.path.exists(report):
        raise Broken(f"no report from {shlex.join(command)} "
                     f"(exit status {run.returncode})\n{run.stderr}")
    with open(report, encoding="utf-8") as stream:
        try:
            document = json.load(stream)
        except ValueError as error:
            raise Broken(f"z3-trace's report is not JSON: {error}")
    if not document.get("traced", True):
        raise Broken(f"z3-trace did not get into the program\n{run.stderr}")
    return document["events"], run.returncode, run.stderr


def event_line(event, path):
    """Where the event's innermost frame outside of libraries is; 0 if that is
    not in the program."""
    here = os.path.basename(path)
    if os.path.basename(event.get("file") or "") == here:
        return int(event["line"])
    # In a further source file: where the program calls it.
    for stack in (event.get("site", []), event.get("made", [])):
        user = [f for f in stack if f.get("user") or f.get("file")]
        if not user or user[0].get("line") != event["line"]:
            continue
        for frame in user:
            if os.path.basename(frame.get("file") or "") == here:
                return int(frame["line"])
    return 0


def event_lines(event, path):
    """All lines that a label of the event may stand at, that of the event first;
    which of two concurrent calls comes second is chance."""
    lines = [event_line(event, path)]
    if "other_line" in event:
        lines.append(event_line({"file": user_file(event["other"]),
                                 "line": event["other_line"],
                                 "site": event["other"]}, path))
    return lines


def user_file(stack):
    return next((f["file"] for f in stack if f.get("user")), "")


def describe_event(event):
    return f"{event['type']}: {event.get('message', '')}".rstrip(": ")


def implied(line, kind, expected):
    """Does another label of the line say this event, too?"""
    if kind in ("unreleased-at-context-delete", "growth"):
        return (line, "leak") in expected
    return False


def compare_events(events, labels, path, ended=True):
    """Differences as (line, text). A program that did not end well may not have
    come to what costs only at its end: no allowance of that is stale."""
    problems = []
    expected = set(labels.trace)
    seen = set()
    allowed_seen = set()
    for event in events:
        lines, kind = event_lines(event, path), event["type"]
        line = next((n for n in lines if (n, kind) in expected), lines[0])
        seen.add((line, kind))
        if kind == "unreleased-at-context-delete":
            seen.add((line, "leak"))
        if (line, kind) in expected or implied(line, kind, expected):
            continue
        allowances = {(line, kind), (None, kind)} & set(labels.allowed)
        allowed_seen |= allowances
        if not allowances:
            problems.append((line, f"extra event: {describe_event(event)}"))
    for line, kind in sorted(expected - seen):
        problems.append((line, f"missing event: {kind}"))
    for allowance in set(labels.allowed) - allowed_seen:
        if not ended and allowance[1] in COST:
            continue
        problems.append((labels.allowed[allowance],
                         f"allowed event '{allowance[1]}' does not happen"))
    return problems


def truth(options, labels):
    with tempfile.TemporaryDirectory(prefix="z3tidy-program-") as directory:
        program = compile_program(options.file, labels, directory,
                                  options.precompiled)
        events, status, stderr = trace_events(options.z3_trace, program,
                                              directory)
    ended = status == 0
    if status < 0 and (None, "crash") in labels.allowed:
        events.append({"type": "crash"})
        status = 0
    problems = compare_events(events, labels, options.file, ended)
    may_crash = any(kind in MISUSE for _, kind in labels.trace)
    if status != 0 and not may_crash:
        problems.append((0, f"exit status {status}\n{stderr}"))
    return problems


# --- Analysis: clang-tidy ----------------------------------------------------

DIAGNOSTIC = re.compile(
    r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): "
    r"(?P<level>warning|error|fatal error): (?P<message>.*?)"
    r"(?: \[(?P<checks>[^\]\s]+)\])?$", re.MULTILINE)

Warning_ = namedtuple("Warning_", "line check message")


def selected(check, globs):
    """Does clang-tidy's comma-separated list of globs take this check?"""
    taken = False
    for glob in globs.split(","):
        glob = glob.strip()
        if fnmatch.fnmatchcase(check, glob.lstrip("-")):
            taken = not glob.startswith("-")
    return taken


def tidy_warnings(options, labels):
    command = shlex.split(options.tidy) + [
        f"--checks={options.checks}", "--quiet", options.file, "--"]
    command += language_flags(options.file, labels) + ["-Wall"]
    run = run_all(command)
    if run.returncode != 0:
        raise Broken(f"exit status {run.returncode} from "
                     f"{shlex.join(command)}\n{run.stdout}{run.stderr}")
    warnings = []
    for found in DIAGNOSTIC.finditer(run.stdout):
        line = int(found["line"])
        if not os.path.samefile(found["file"], options.file):
            line = 0
        for check in (found["checks"] or found["level"]).split(","):
            if check != "-warnings-as-errors":
                warnings.append(Warning_(line, check, found["message"]))
    return warnings


def fits(warning, label):
    if (warning.line, warning.check) != (label.line, label.check):
        return False
    return label.kind is None or re.search(CLASS_WORDING[label.kind],
                                           warning.message) is not None


def match(labels, warnings):
    """The warning that fits each label (or None), as pairs; each warning once.
    What is left stays in `warnings`."""
    pairs = []
    for label in labels:
        found = next((w for w in warnings if fits(w, label)), None)
        if found:
            warnings.remove(found)
        pairs.append((label, found))
    return pairs


def analyze(options, labels):
    problems = []
    left = tidy_warnings(options, labels)
    wanted = [label for label in labels.report
              if selected(label.check, options.checks)]
    for label, found in match(wanted, left):
        if not found:
            words = " ".join(filter(None, (label.check, label.kind)))
            problems.append((label.line, f"missing report: {words}"))
    for label, found in match(labels.missed, left):
        if found:
            problems.append((label.line, "improved: relabel 'missed:' as "
                             f"'report:': {found.message}"))
    for warning in left:
        problems.append((warning.line, f"extra report: {warning.message} "
                         f"[{warning.check}]"))
    return problems


# --- Command line --------------------------------------------------------------

def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0])
    modes = parser.add_subparsers(dest="mode", required=True)
    mode = modes.add_parser("truth", help="run under z3-trace")
    mode.add_argument("--z3-trace", required=True, metavar="PATH")
    mode.add_argument("--precompiled", metavar="DIRECTORY",
                      help="where `precompile` has put a header")
    mode.add_argument("file")
    mode = modes.add_parser("precompile", help="headers, for truth")
    mode.add_argument("directory")
    mode = modes.add_parser("analyze", help="run a clang-tidy")
    mode.add_argument("--tidy", required=True, metavar="COMMAND",
                      help="a clang-tidy, with options such as -load if needed")
    mode.add_argument("--checks", default="-*,z3-*", metavar="GLOBS")
    mode.add_argument("file")
    options = parser.parse_args(arguments)

    if options.mode == "precompile":
        try:
            precompile(options.directory)
        except (Broken, subprocess.TimeoutExpired, OSError) as error:
            print(error)
            return 1
        return 0
    try:
        labels = parse_labels(options.file)
        run = truth if options.mode == "truth" else analyze
        problems = run(options, labels)
    except (Broken, subprocess.TimeoutExpired, OSError) as error:
        print(f"{options.file}: {error}")
        return 1
    for (line, text), count in sorted(Counter(problems).items()):
        times = f" ({count} times)" if count > 1 else ""
        print(f"{options.file}:{line}: {text}{times}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
