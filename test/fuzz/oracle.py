# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the run of a program says of the reports on it, and the other way round.

  certain report, no run confirms it     a failure ("unconfirmed")
  misbehaviour in a run, no report       a failure ("missed")
  likely or possible report, unconfirmed counted

Only the first misbehaviour of a run has to be reported: what comes after it
happens to counts that are wrong already. Leaks have to be reported if nothing
else went wrong in their run.
"""
import re
from collections import namedtuple

# What happened: how (events of stub.c), in the first place of its run or not,
# kind of the object, line where it died, lines where it was made and where it
# happens (innermost first, then the calls around).
Event = namedtuple("Event", "what first kind died made at")
Report = namedtuple("Report", "line check level text")
Failure = namedtuple("Failure", "number what detail source")

RELEASE = {"use-released", "release-released", "use-context", "release-context"}
COLLECT = {"use-collected", "release-collected"}
COUNT = {"release-unowned", "release-borrowed", "release-again"}
HARD = RELEASE | COLLECT | COUNT | {"wrong-context"}
LEAK = {"leak"}
LEFT = {"left-to-context", "left-to-lost-context", "owned-left-to-context"}

# The events that confirm a report of a check.
CONFIRMS = {
    "z3-use-after-release": RELEASE | {"release-again"},
    "z3-unprotected-handle": COLLECT,
    "z3-dangling-handle": COLLECT | RELEASE,
    "z3-ownership-mismatch": COUNT | COLLECT | {"release-released"},
    "z3-outlives-context": {"use-context", "release-context"},
    "z3-context-mixing": {"wrong-context"},
    "z3-handle-leak": LEAK | LEFT - {"left-to-context"},
    "z3-loop-creation": LEAK | LEFT,
}


def parse_run(text):
    """{program: (events, whether the runs were all that there are)}"""
    found, events = {}, []
    for line in text.splitlines():
        word = line.split()
        if word[0] == "P":
            number, events = int(word[1]), []
        elif word[0] == "E":
            events.append(Event(word[1], word[2] == "1", word[3],
                                int(word[4]),
                                tuple(map(int, word[5].split(","))),
                                tuple(map(int, word[6].split(",")))))
        elif word[0] == "R":
            found[number] = (events, word[2] == "1")
    return found


def parse_reports(text, level):
    return [Report(int(m[1]), m[3], level, m[2]) for m in re.finditer(
        r"^[^:\n]+:(\d+):\d+: warning: (.*) \[(z3-[\w-]+)\]$", text, re.M)]


def lines_of(event):
    return event.made if event.what in LEAK | LEFT else event.at


def confirms(event, report):
    # Who was kept by something that is given back may be dead before the context
    # is: what is wrong is the same use.
    if event.what == "use-context" and event.kind in ("ast", "sort") and \
            report.check == "z3-unprotected-handle" and report.line in event.at:
        return True
    return event.what in CONFIRMS.get(report.check, ()) and \
        report.line in lines_of(event)


def answers(report, event):
    """Whether the report tells of the event, whatever it calls it."""
    if event.what in LEAK:
        return report.check in ("z3-handle-leak", "z3-loop-creation") and \
            report.line in event.made
    return report.check not in ("z3-handle-leak", "z3-loop-creation") and \
        report.line in event.at


def is_answered(event, events, reports):
    """Whether a report tells of the event. One release too early is one
    defect, so that it may tell of another use after the same release; a count
    that is wrong, or a call that collects it, may show elsewhere on other
    paths, and hides leaks."""
    told = [event]
    for e in events:
        same = e.made == event.made and (
            e.died == event.died or event.what in COUNT | COLLECT | LEAK)
        one_death = event.died and e.died == event.died and \
            event.what in RELEASE
        if e.what in HARD and (same or one_death):
            told.append(e)
    return any(answers(r, e) for e in told for r in reports)


def has_doubtful(events, reports):
    """Whether a certain report was not confirmed by the runs that there were."""
    return any(r.level == "certain" and not any(confirms(e, r) for e in events)
               for r in reports)


def judge(program, events, complete, reports):
    """Failures, and [confirmed, unconfirmed] by level of the reports."""
    failures, counts = [], {}
    for r in reports:
        ok = any(confirms(e, r) for e in events)
        counts.setdefault(r.level, [0, 0])[0 if ok else 1] += 1
        if r.level == "certain" and not ok:
            # Ten thousand runs are not all: nobody knows then.
            word = "unconfirmed" if complete else "inconclusive"
            failures.append(Failure(program.number, f"{word} {r.check}", r, ""))
    # Where the kind of the context is not known, a term may be dead before.
    doubtful = program.mode == "keeping" and any(
        r.check in ("z3-unprotected-handle", "z3-use-after-release")
        for r in reports)
    for e in events:
        if e.first and e.what in HARD | LEAK and \
                not is_answered(e, events, reports) and \
                not (doubtful and e.what in COUNT | LEAK):
            failures.append(Failure(program.number, f"missed {e.what}", e, ""))
    return failures, counts
