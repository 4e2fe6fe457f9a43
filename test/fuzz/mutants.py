#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Breaks correct programs in one line, and asks whether the checks notice.

  mutants.py --tidy COMMAND --z3-trace PATH PROGRAM...

Each statement of one line that counts a handle (--pattern) is dropped, and
doubled: a mutant. What is wrong with it is for a run under z3-trace to say.

  found   the run shows a misuse or a leak, and there is a report that the
          program as it stands does not have
  missed  the run shows it, and there is no such report
  kept    the run shows only that something goes with its context, and there is
          no report: often right, so it is told and not held against the checks
  extra   the line was reached, the run shows nothing, and there is a report
  quiet   the run shows nothing and there is no report, or the line was not
          reached

Prints each missed, kept and extra mutant, and the sums. With --known FILE, the
exit status is 1 for each missed or extra mutant that is not in it, and for each
in it that is no longer so. A line there: <verdict> <name below>, as printed.
"""
import argparse
import os
import random
import re
import resource
import shlex
import sys
import tempfile
from collections import Counter, namedtuple
from types import SimpleNamespace

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "programs"))
import run_program  # noqa: E402  (it lies in the folder of the programs)

COUNTING = r"\bZ3_(\w+_)?(inc_ref|dec_ref)\(|\bZ3_del_\w+\(|\bZ3_rcf_del\("
CHECKS = "-*,z3-*,-z3-use-raii"
REACHED = "the mutant's line was reached"
LIMITS = ((resource.RLIMIT_FSIZE, 8 << 20), (resource.RLIMIT_CPU, 30),
          (resource.RLIMIT_AS, 4 << 30), (resource.RLIMIT_CORE, 0))
LEAKS = {"leak", "unreleased-at-context-delete"}

Mutant = namedtuple("Mutant", "line kind statement")
Seen = namedtuple("Seen", "events crashed reached")


def mutants_of(text, pattern):
    """The mutants of whole statements that stand on a line of their own."""
    found = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        statement = re.sub(r"\s*//.*", "", line).strip()
        whole = statement.endswith(";") and \
            statement.count("(") == statement.count(")") and \
            not re.match(r"return|goto|break|case|default|typedef|#|\w+ \w+ ?=",
                         statement)
        begins = number == 1 or re.search(r"([;{}):]|\belse|\bdo|^|\*/)\s*(//.*)?$",
                                          lines[number - 2])
        if whole and begins and pattern.search(statement):
            found += [Mutant(number, kind, statement)
                      for kind in ("drop", "double")]
    return found


def mutated(text, mutant, mark):
    """The program with that mutant; no line moves. `mark` tells that the line
    was reached, which only the program that runs does."""
    lines = text.split("\n")
    old = lines[mutant.line - 1]
    indent = old[:len(old) - len(old.lstrip())]
    kept = "" if mutant.kind == "drop" else f"{mutant.statement} " * 2
    told = f'__builtin_puts("{REACHED}"); ' if mark else ""
    lines[mutant.line - 1] = f"{indent}{{ {told}{kept}}}"
    return "\n".join(lines)


def limit_resources():
    """A broken program may write, take memory, or go on without end."""
    for what, most in LIMITS:
        resource.setrlimit(what, (most, most))


def run(options, path, labels, directory):
    """What a run under z3-trace shows of a program."""
    program = run_program.compile_program(path, labels, directory)
    report = os.path.join(directory, "events.json")
    if os.path.exists(report):
        os.remove(report)
    done = run_program.run_all(shlex.split(options.z3_trace) +
                               ["--json", report, program],
                               prepare=limit_resources)
    try:
        with open(report, encoding="utf-8") as stream:
            events = run_program.json.load(stream)["events"]
    except (OSError, ValueError):
        events = []
    return Seen({(e["type"], run_program.event_line(e, path)) for e in events},
                done.returncode != 0, REACHED in done.stdout)


def reports(options, path, labels):
    asked = SimpleNamespace(tidy=options.tidy, checks=CHECKS, file=path)
    return {w for w in run_program.tidy_warnings(asked, labels)
            if w.check.startswith("z3-")}


def verdict(seen, right, new_reports):
    new = {kind for kind, _ in seen.events - right.events}
    wrong = seen.crashed or new & (run_program.MISUSE | {"leak"})
    if new_reports:
        if wrong or new:
            return "found"
        return "extra" if seen.reached else "quiet"
    if wrong:
        return "missed"
    return "kept" if new & LEAKS else "quiet"


def put(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def try_all(options, source, directory):
    """(verdict, mutant, reports) of the mutants of a file."""
    with open(source, encoding="utf-8") as stream:
        text = stream.read()
    path = os.path.join(directory, os.path.basename(source))
    labels = run_program.parse_labels(source)
    labels.build.append("-w")
    put(path, text)
    right = run(options, path, labels, directory)
    if right.crashed or right.events & {(t, n) for t, n in right.events
                                        if t in run_program.MISUSE}:
        raise run_program.Broken(f"{source}: is wrong as it stands")
    told = {(w.line, w.check) for w in reports(options, path, labels)}
    chosen = mutants_of(text, re.compile(options.pattern))
    if options.count and options.count < len(chosen):
        chosen = sorted(random.Random(options.seed).sample(chosen,
                                                           options.count))
    for mutant in chosen:
        try:
            put(path, mutated(text, mutant, mark=True))
            seen = run(options, path, labels, directory)
        except run_program.Broken as broken:
            if options.verbose:
                print(f"skipped {source}:{mutant.line}: {broken}")
            continue
        put(path, mutated(text, mutant, mark=False))
        new = [w for w in reports(options, path, labels)
               if (w.line, w.check) not in told]
        yield verdict(seen, right, new), mutant, new, seen.events - right.events


def read_known(path):
    if not path:
        return set()
    with open(path, encoding="utf-8") as stream:
        return {line.strip() for line in stream
                if line.strip() and not line.startswith("#")}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tidy", required=True, metavar="COMMAND")
    parser.add_argument("--z3-trace", required=True, metavar="PATH")
    parser.add_argument("--pattern", default=COUNTING, metavar="REGEX",
                        help="which statements to drop and double")
    parser.add_argument("--count", type=int, metavar="N",
                        help="at most so many mutants of each program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--known", metavar="FILE")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("programs", nargs="+", metavar="PROGRAM")
    options = parser.parse_args()

    known, met, sums = read_known(options.known), set(), Counter()
    failures = 0
    with tempfile.TemporaryDirectory(prefix="z3tidy-mutants-") as directory:
        for source in options.programs:
            for what, mutant, new, events in try_all(options, source,
                                                     directory):
                sums[what] += 1
                name = (f"{what} {os.path.basename(source)}:{mutant.line} "
                        f"{mutant.kind} {mutant.statement}")
                if name in known:
                    met.add(name)
                elif what in ("missed", "extra"):
                    failures += 1
                if options.verbose or what in ("missed", "kept", "extra"):
                    shown = sorted(f"{n}: {t}" for t, n in events)
                    said = sorted(f"{w.line}: {w.message}" for w in new)
                    print(f"{name}\n    run: {shown}\n    checks: {said}",
                          flush=True)
    for name in sorted(known - met):
        print(f"no longer so, take it off the list: {name}")
        failures += 1
    print(", ".join(f"{what} {sums[what]}" for what in
                    ("found", "missed", "kept", "extra", "quiet")))
    if sum(sums.values()) == 0:
        print("no mutant was made")
        failures += 1
    return 1 if failures and options.known else 0


if __name__ == "__main__":
    sys.exit(main())
