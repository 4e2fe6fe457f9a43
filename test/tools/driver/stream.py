#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""When z3-tidy's driver tells what it has found.

    stream.py FOLDER

A source that includes a named pipe waits until something is written into it.
"""

import os
import signal
import subprocess
import sys
import tempfile

LEAK = """\
#include <z3.h>
void lost_%s(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
}
"""


def write(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def start(*arguments, temporary, **more):
    os.mkdir(temporary)
    return subprocess.Popen(
        ["z3-tidy", *arguments], text=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": temporary}, **more)


def is_report(line, file):
    return line.startswith(f"{file}:3:17: warning: 's' (a Z3 solver) is lost")


def in_order():
    """a.c is told while b.c waits; c.c is done, and waits for b.c."""
    run = start("-j3", "c.c", "b.c", "a.c", "--", temporary="tmp1")
    assert is_report(run.stdout.readline(), "a.c")
    lines = []
    with open("pipe.h", "w", encoding="utf-8"):
        pass  # b.c goes on
    for line in run.stdout:
        if ": warning: " in line:
            lines.append(line)
    assert len(lines) == 2, lines
    assert is_report(lines[0], "b.c") and is_report(lines[1], "c.c"), lines
    assert run.wait() == 1
    assert run.stderr.read() == "z3-tidy: 3 files, 3 reports\n"


def too_long():
    """b.c is named, and the others are told; also in the files."""
    run = start("--timeout", "2", "-j2", "--json", "out.json", "a.c", "b.c",
                "c.c", "--", temporary="tmp2")
    text, said = run.communicate(timeout=120)
    assert run.returncode == 2, run.returncode
    assert said == ("z3-tidy: error: b.c: took longer than --timeout allows\n"
                    "z3-tidy: 3 files, 2 reports, 1 could not be analyzed "
                    "whole\n"), said
    assert text.count(": warning: ") == 2, text
    with open("out.json", encoding="utf-8") as stream:
        assert "took longer than --timeout allows" in stream.read()
    assert os.listdir("tmp2") == []


def reader_leaves(arguments, status, number):
    """As with `| head -1`: nothing stays behind, and files are written."""
    # Python lets its children ignore the signal; a shell does not.
    run = start(
        *arguments, "-j1", "a.c", "c.c", "d.c", "--", temporary=f"tmp{number}",
        preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL))
    run.stdout.close()
    said = run.stderr.read()
    assert run.wait() == status, (run.returncode, said)
    assert os.listdir(f"tmp{number}") == []
    return said


def main():
    os.chdir(tempfile.mkdtemp(dir=sys.argv[1]))
    os.mkfifo("pipe.h")
    for name in "acd":
        write(f"{name}.c", LEAK % name)
    # The same lines as the others.
    write("b.c", (LEAK % "b").replace("<z3.h>", '"both.h"'))
    write("both.h", '#include "pipe.h"\n#include <z3.h>\n')
    in_order()
    too_long()
    said = reader_leaves([], 128 + signal.SIGPIPE, 3)
    assert said == "", said
    said = reader_leaves(["--json", "late.json"], 2, 4)
    assert "can't write to standard output: Broken pipe" in said, said
    with open("late.json", encoding="utf-8") as stream:
        assert stream.read().count('"check"') == 3


if __name__ == "__main__":
    main()
