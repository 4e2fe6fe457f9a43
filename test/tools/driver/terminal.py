#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What z3-tidy's driver does on a terminal, and when it is stopped.

    terminal.py FOLDER

A source that includes a named pipe keeps its worker waiting for ever, so that
there is time to stop it.
"""

import os
import pty
import signal
import subprocess
import sys
import tempfile
import time


def write(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def on_terminal(arguments):
    """What it writes to a terminal as standard error."""
    master, slave = pty.openpty()
    with subprocess.Popen(["z3-tidy", *arguments], stderr=slave,
                          stdout=subprocess.DEVNULL) as run:
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:  # Linux's way to say that the other end is closed
                break
            if not part:
                break
            seen += part
    os.close(master)
    return seen.decode()


def children_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as stream:
        return [int(word) for word in stream.read().split()]


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stream:
            return stream.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition):
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    sys.exit("waited for too long")


def stop(folder, number):
    """Stopped while both workers wait: exit status, nothing left."""
    temporary = os.path.join(folder, f"tmp{number}")
    os.mkdir(temporary)
    report = os.path.join(folder, f"report{number}")
    run = subprocess.Popen(
        ["z3-tidy", "-j2", "--json", report, "wait1.c", "wait2.c", "--"],
        # A shell lets what it starts in the background ignore SIGINT.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
        env={**os.environ, "TMPDIR": temporary}, stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL, text=True)
    try:
        wait_for(lambda: len(children_of(run.pid)) == 2)
        workers = children_of(run.pid)
        run.send_signal(number)
        said = run.communicate(timeout=120)[1]
    finally:
        run.kill()  # its workers go with it
    assert run.returncode == 128 + number, run.returncode
    assert said == "z3-tidy: stopped after 0 of 2 files\n", said
    wait_for(lambda: not any(map(is_alive, workers)))
    assert os.listdir(temporary) == [], os.listdir(temporary)
    assert not os.path.exists(report)


def main():
    folder = tempfile.mkdtemp(dir=sys.argv[1])
    os.chdir(folder)
    write("a.c", "int a;\n")
    write("b.c", "int b;\n")
    os.mkfifo("pipe.h")
    for name in ("wait1.c", "wait2.c"):
        write(name, '#include "pipe.h"\n')

    seen = on_terminal(["-j1", "a.c", "b.c", "--"])
    for line in ("[0/2] 0 reports", "[1/2] 0 reports, 0:00 left",
                 "[2/2] 0 reports"):
        assert "\r\x1b[K" + line in seen, repr(seen)
    assert seen.endswith("\r\x1b[Kz3-tidy: 2 files, 0 reports\r\n"), repr(seen)
    quiet = on_terminal(["-j1", "--quiet", "a.c", "b.c", "--"])
    assert quiet == "", repr(quiet)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        stop(folder, number)


if __name__ == "__main__":
    main()
