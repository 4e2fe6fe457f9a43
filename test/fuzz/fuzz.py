#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Holds the checks against runs of random programs; see docs/fuzzing.md.

  fuzz.py --tidy PATH [--seed N] [--count M] [--start K] [--jobs J]
      makes M programs, runs each on all inputs (or many), analyzes it, and
      tells each disagreement with the smallest program that shows it
  fuzz.py --tidy PATH --replay FILE
      the same for one program, as this writes it out

Failures that known/*.c explain are counted apart. Each of those programs has
to fail as it says, or the run fails: it is time to remove it then.
"""
import argparse
import collections
import concurrent.futures
import glob
import os
import random
import re
import subprocess
import sys
import tempfile
import time

import generate
import mutate
import oracle
import read
import shrink
import stub
import tree

HERE = os.path.dirname(os.path.abspath(__file__))
LEVELS = ("certain", "likely", "possible")
CHECKS = ("z3-use-after-release", "z3-handle-leak", "z3-loop-creation",
          "z3-unprotected-handle", "z3-ownership-mismatch",
          "z3-dangling-handle", "z3-outlives-context", "z3-context-mixing")
TIMEOUT_S = 120


def program(seed, number, numbers=False):
    rng = random.Random(f"{seed}:{number}")
    p = generate.generate(rng, number, numbers)
    for _ in range(rng.choice([0, 1, 1, 2])):
        mutate.mutate(rng, p)
    return p


class Bench:
    """Where programs are compiled, run and analyzed."""

    def __init__(self, tidy, cc, cxx, include, runs, folder):
        self.tidy, self.cc, self.runs, self.folder = tidy, cc, runs, folder
        self.files, self.numbers = 0, False
        api = os.path.join(folder, "api.cpp")
        stub.write(include, api)
        self.objects = [os.path.join(folder, n) for n in ("stub.o", "api.o")]
        for command in ([cc, "-O1", "-c", os.path.join(HERE, "stub.c"), "-o",
                         self.objects[0]],
                        [cxx, "-w", "-O0", "-I", HERE, "-c", api, "-o",
                         self.objects[1]]):
            subprocess.run(command, check=True)

    def path(self, suffix):
        self.files += 1
        return os.path.join(self.folder, f"{os.getpid()}_{self.files}{suffix}")

    def run(self, programs, times=1):
        """{number: (events, complete)}; None: it does not compile."""
        source, binary = self.path(".c"), self.path("")
        with open(source, "w", encoding="utf-8") as f:
            f.write(tree.text(programs, True, self.runs * times)[0])
        try:
            built = subprocess.run(
                [self.cc, "-w", "-O0", "-I", HERE, source, "-o", binary]
                + self.objects, capture_output=True, text=True)
            if built.returncode:
                return None, built.stderr
            done = subprocess.run([binary], capture_output=True, text=True,
                                  timeout=TIMEOUT_S)
            if done.returncode:
                return None, f"exit status {done.returncode}\n" + done.stdout[-200:]
            return oracle.parse_run(done.stdout), ""
        finally:
            for f in (source, binary):
                if os.path.exists(f):
                    os.remove(f)

    def analyze(self, programs, levels):
        """Reports with the highest of the levels at which each is made, and what
        went wrong with the tool itself."""
        source = self.path(".c")
        with open(source, "w", encoding="utf-8") as f:
            f.write(tree.text(programs)[0])
        reports, seen, broken = [], set(), None
        for level in levels:
            options = ", ".join(f"{c}.Level: {level}" for c in CHECKS)
            config = "{CheckOptions: {" + options + \
                ", z3-loop-creation.ReportGrowth: false, " \
                "z3-loop-creation.ReportChurn: false}}"
            out = subprocess.run(
                [self.tidy, "--quiet", "--stats", "--checks=-*," + ",".join(CHECKS),
                 "--config=" + config, source, "--", "-w"], capture_output=True,
                text=True, timeout=TIMEOUT_S)
            if out.returncode or "error:" in out.stdout:
                broken = f"exit status {out.returncode}\n" + \
                    (out.stderr + out.stdout)[-1000:]
                break
            for line in (out.stdout + out.stderr).splitlines():
                if "given up:" in line or "not lowered:" in line:
                    broken = line
            for r in oracle.parse_reports(out.stdout, level):
                if (r.line, r.check) not in seen:
                    seen.add((r.line, r.check))
                    reports.append(r)
        os.remove(source)
        return reports, broken

    def that_compile(self, programs, errors):
        """Those of them that the compiler's messages do not name."""
        lines = {int(n) for n in re.findall(r"\.c:(\d+):\d+: error:", errors)}
        return [p for p, (first, last) in zip(programs, tree.text(programs)[1])
                if not any(first <= n <= last for n in lines)]

    def first_that_fails(self, programs, what):
        """The index of the first one that fails in this way; None: none does.
        Programs that do not compile do not count."""
        renumbered = [p.copy() for p in programs]
        for i, p in enumerate(renumbered):
            p.number = i
        # One level decides.
        levels = LEVELS[:1] if what.startswith("unconfirmed") else \
            LEVELS[-1:] if what.startswith("missed") else LEVELS
        failures, why, _ = self.judge(renumbered, levels)
        if failures is None:
            some = self.that_compile(renumbered, why)
            if len(some) == len(renumbered) or not some:
                return None
            failures, _, _ = self.judge(some, levels)
        return min((f.number for f in failures or [] if f.what == what),
                   default=None)

    def run_longer(self, program, programs):
        """The program on many more inputs, with the lines that it has among
        the others."""
        again = [p.copy() for p in programs]
        for p in again:
            p.skipped = p.number != program.number
        return self.run(again, 30)[0][program.number]

    def judge(self, programs, levels=LEVELS):
        """(failures, counts by level, complete runs) of the programs."""
        runs, why = self.run(programs)
        if runs is None:
            return None, why, 0
        reports, broken = self.analyze(programs, levels)
        failures, counts = [], {}
        if broken and len(programs) > 1:  # one of them is to blame
            return None, broken, 0
        if broken:
            failures.append(oracle.Failure(programs[0].number, "tool", broken, None))
        for p, (first, last) in zip(programs, tree.text(programs)[1]):
            events, complete = runs[p.number]
            mine = [r for r in reports if first <= r.line <= last]
            if not complete and oracle.has_doubtful(events, mine):
                events, complete = self.run_longer(p, programs)
            found, n = oracle.judge(p, events, complete, mine)
            failures += found
            add_up(counts, n)
        return with_source(failures, programs), counts, sum(c for _, c in runs.values())


def one_batch(job):
    bench, seed, numbers = job
    programs = [program(seed, n, bench.numbers) for n in numbers]
    failures, counts, complete = bench.judge(programs)
    if failures is None and len(programs) > 1:
        parts = [one_batch((bench, seed, [n])) for n in numbers]
        merged = {}
        for _, n, _ in parts:
            add_up(merged, n)
        return sum((p[0] for p in parts), []), merged, sum(p[2] for p in parts)
    if failures is None:
        return [oracle.Failure(numbers[0], "does not run", counts, ("", ""))], {}, 0
    return failures, counts, complete


def read_known():
    found = {}
    for path in sorted(glob.glob(os.path.join(HERE, "known", "*.c"))):
        with open(path, encoding="utf-8") as f:
            found[os.path.basename(path)] = read.read(f.read())
    return found


def is_known(failure, known):
    line, program_text = failure.source
    return any(re.fullmatch(k.fails, failure.what) and re.search(k.where, line)
               and re.search(k.also, program_text) for k in known.values())


def with_source(failures, programs):
    """Failures with the source line of each, and its program's text."""
    text, spans = tree.text(programs)
    lines = text.splitlines()
    span = {p.number: s for p, s in zip(programs, spans)}

    def source(f):
        first, last = span[f.number]
        at = None
        if isinstance(f.detail, oracle.Report):
            at = f.detail.line
        elif isinstance(f.detail, oracle.Event):
            at = oracle.lines_of(f.detail)[0]
        return lines[at - 1] if at else "", "\n".join(lines[first - 1:last])
    return [f._replace(source=source(f)) for f in failures]


def what_got_better(bench, known):
    """Names of programs that do not fail any more as they say they do."""
    better = []
    for name, k in known.items():
        failures, why, _ = bench.judge([k.program])
        if failures is None:
            sys.exit(f"{name}: {why}")
        if not any(is_known(f, {name: k}) for f in failures):
            better.append(name)
    return better


def tell(bench, p, failure):
    small = shrink.shrink(p, failure.what, bench)
    again, _, _ = bench.judge([small])
    print(f"--- program {failure.number}: {failure.what}")
    for f in again or []:
        print(f"    {f.detail}")
    print(read.heading(small))
    print(tree.text([small])[0], flush=True)


def add_up(counts, more):
    for level, (yes, no) in more.items():
        have = counts.setdefault(level, [0, 0])
        have[0] += yes
        have[1] += no


def fuzz(args, bench, known):
    print(f"seed {args.seed}, programs {args.start} to "
          f"{args.start + args.count - 1}", flush=True)
    began = time.time()
    failures, counts, complete = [], {}, 0
    numbers = range(args.start, args.start + args.count)
    jobs = [(bench, args.seed, numbers[i:i + args.batch])
            for i in range(0, len(numbers), args.batch)]
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        for found, n, whole in pool.map(one_batch, jobs):
            failures += found
            complete += whole
            add_up(counts, n)
    new = [f for f in failures if not is_known(f, known)]
    doubtful = [f for f in new if f.what.startswith("inconclusive")]
    new = [f for f in new if f not in doubtful]
    shown = set()
    for f in new:
        if args.what in f.what and f.number not in shown and \
                len(shown) < args.show:
            shown.add(f.number)
            tell(bench, program(args.seed, f.number, args.numbers), f)
    kinds = collections.Counter(f.what for f in new)
    kinds.update(f.what for f in doubtful)
    kinds.update("known: " + f.what for f in failures if is_known(f, known))
    for what, n in sorted(kinds.items()):
        which = sorted({f.number for f in new + doubtful if f.what == what})
        print(f"{n:6} {what}" + (f": {which[:10]}" if which else ""))
    for level in LEVELS:
        yes, no = counts.get(level, (0, 0))
        print(f"{level}: {yes} reports confirmed by a run, {no} not")
    better = what_got_better(bench, known)
    for name in better:
        print(f"known/{name} does not fail any more: remove it")
    print(f"seed {args.seed}: {args.count} programs ({complete} run on all "
          f"inputs), {len({f.number for f in new})} with new failures, "
          f"{time.time() - began:.0f} s")
    return 1 if new or better else 0


def replay(args, bench):
    with open(args.replay, encoding="utf-8") as f:
        p = read.read(f.read()).program
    failures, why, complete = bench.judge([p])
    if failures is None:
        sys.exit(why)
    for f in failures:
        tell(bench, p, f)
    print(f"{len(failures)} failures, run on "
          f"{'all' if complete else 'some'} inputs")
    return 1 if failures else 0


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--tidy", required=True)
    a.add_argument("--cc", default="gcc")
    a.add_argument("--cxx", default="g++")
    a.add_argument("--include", default="/usr/include", help="where z3.h is")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--start", type=int, default=0)
    a.add_argument("--count", type=int, default=300)
    a.add_argument("--runs", type=int, default=300, help="per program, at most")
    a.add_argument("--batch", type=int, default=50)
    a.add_argument("--jobs", type=int, default=1)
    a.add_argument("--show", type=int, default=20, help="failures to shrink")
    a.add_argument("--what", default="", help="show only failures of this kind")
    a.add_argument("--numbers", action="store_true",
                   help="programs of numbers only: tests that may contradict,"
                   " counters, flags (else a third of them)")
    a.add_argument("--replay")
    args = a.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(args.tidy, args.cc, args.cxx, args.include, args.runs,
                      folder)
        bench.numbers = args.numbers
        if args.replay:
            return replay(args, bench)
        return fuzz(args, bench, read_known())


if __name__ == "__main__":
    sys.exit(main())
