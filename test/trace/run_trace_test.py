#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles a program, runs it under z3-trace, and holds every event against the
labels in its source: none may be missing, none may be left over.

    run_trace_test.py --z3-trace PATH --compiler CC FILE

A label stands at the end of the line that the event must name:

    // EVENT: <type> <kind> [count=N] [made=MARK] [released=MARK] [other=MARK]

and MARK is the line that ends with "// MARK: <name>" (a line may have both, as
"// MARK: a EVENT: ..."). Without made=, released= or other= any line is right. Lines of
their own:

    // BUILD: <flags>       after -g -O0
    // OPTIONS: <flags>     of z3-trace
    // CRASHES              the program may end in any way; else it must exit
                            with 0 and print what it prints without z3-trace
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

FLAGS = {".c": ["-std=c11"], ".cpp": ["-std=c++17"]}


def read_labels(path):
    marks, wanted, build, options, crashes = {}, [], [], [], False
    with open(path, encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            if mark := re.search(r"// MARK: (\w+)", line):
                marks[mark.group(1)] = number
            for text in re.findall(r"EVENT: (.*?)(?= EVENT:|$)", line.rstrip()):
                wanted.append((number, text.split()))
            if flags := re.match(r"// BUILD: (.*)", line):
                build += shlex.split(flags.group(1))
            if flags := re.match(r"// OPTIONS: (.*)", line):
                options += shlex.split(flags.group(1))
            crashes |= line.startswith("// CRASHES")
    events = []
    for line, words in wanted:
        event = {"type": words[0], "kind": words[1], "line": line}
        for word in words[2:]:
            key, value = word.split("=")
            if key in ("made", "released", "other"):
                event[key + "_line"] = marks[value]
            else:
                event[key] = int(value)
        events.append(event)
    return events, build, options, crashes


def matches(wanted, event, path):
    return (os.path.basename(event["file"]) == os.path.basename(path)
            and all(event.get(k) == v for k, v in wanted.items()))


def differences(wanted, events, path):
    left = list(events)
    for w in wanted:
        found = next((e for e in left if matches(w, e, path)), None)
        if found:
            left.remove(found)
        else:
            yield f"missing: {w}"
    for e in left:
        made, released = e.get("made_line"), e.get("released_line")
        other = e.get("other_line")
        yield (f"extra: {e['type']} {e['kind']} count={e['count']} "
               f"{e['file']}:{e['line']} made={made} released={released} other={other}: "
               f"{e['message']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--z3-trace", required=True)
    parser.add_argument("--compiler", required=True)
    parser.add_argument("file")
    args = parser.parse_args()
    wanted, build, options, crashes = read_labels(args.file)
    problems = []
    with tempfile.TemporaryDirectory() as tmp:
        program = os.path.join(tmp, "program")
        flags = FLAGS[os.path.splitext(args.file)[1]]
        subprocess.run([args.compiler, *flags, "-g", "-O0", *build, args.file, "-o",
                        program, "-lz3", "-lpthread"], check=True)
        report = os.path.join(tmp, "report.json")
        traced = subprocess.run([args.z3_trace, "--json", report, *options, program],
                                capture_output=True, timeout=120, check=False)
        with open(report, encoding="utf-8") as f:
            document = json.load(f)
        if not crashes:
            plain = subprocess.run([program], capture_output=True, timeout=120,
                                   check=False)
            if (plain.stdout, plain.returncode) != (traced.stdout, traced.returncode):
                problems.append(f"behaves differently: {plain} {traced}")
            if traced.returncode or not document["complete"]:
                problems.append(f"did not end well: {traced}")
    problems += differences(wanted, document["events"], args.file)
    for problem in problems:
        print(f"{args.file}: {problem}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
