# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Breaks a program in one place: what people forget, do twice, or do too early.

A mutation may as well leave the program right. What it is worth is for the run
to say.
"""
import re

from generate import KINDS
from tree import Block, Label, Line, walk

RELEASE = re.compile(r"_dec_ref\(|Z3_del_|_rcf_del|_close_|_drop_")
RETAIN = re.compile(r"_inc_ref\(")


def places(program):
    """Each (list, index) of a statement, of all functions."""
    return [(b, i) for f in program.functions() for b in walk(f.body)
            for i in range(len(b))]


def lines(program, pattern=None):
    return [(b, i) for b, i in places(program)
            if isinstance(b[i], Line) and not b[i].declares
            and not b[i].text.startswith(("return", "free"))
            and (not pattern or pattern.search(b[i].text))]


def visible(program):
    """For each statement list: the variables that it may name, as (name, kind,
    index from which on it may)."""
    found = []

    def down(body, outer):
        here = list(outer)
        found.append((body, here))
        for i, s in enumerate(body):
            if isinstance(s, Line) and s.kind in KINDS:
                here.append((s.declares, s.kind, i + 1))
            if isinstance(s, Label):
                break
            for inner in s.children():
                down(inner, [(n, k, 0) for n, k, _ in here])

    for f in program.functions():
        down(f.body, [(n, k, 0) for n, k, t in f.params
                         if k in KINDS and not t.endswith("*")])
    return found


def remove(rng, p, pattern):
    at = lines(p, pattern)
    if at:
        body, i = rng.choice(at)
        del body[i]


def double(rng, p, pattern):
    at = lines(p, pattern)
    if at:
        body, i = rng.choice(at)
        body.insert(i, Line(body[i].text))


def swap(rng, p):
    at = [(b, i) for b, i in places(p) if i + 1 < len(b)
          and not any(isinstance(s, Label) or getattr(s, "declares", None)
                      or getattr(s, "text", "").startswith(("return", "free"))
                      for s in b[i:i + 2])]
    if at:
        body, i = rng.choice(at)
        body[i], body[i + 1] = body[i + 1], body[i]


def move(rng, p):
    """A release some statements up or down in its block."""
    at = lines(p, RELEASE if rng.random() < 0.7 else None)
    if not at:
        return
    body, i = rng.choice(at)
    s = body.pop(i)
    low = 1 + max((k for k, x in enumerate(body)
                   if getattr(x, "declares", None)), default=-1)
    # Not past a label: `goto` may come there without any of the values.
    last = next((k for k, x in enumerate(body) if isinstance(x, Label) or
                 isinstance(x, Line) and x.text.startswith(("return", "free"))),
                len(body))
    body.insert(rng.randint(low, last) if low <= last else i, s)


def other_variable(rng, p):
    """Another one of the same kind."""
    choices = []
    for body, names in visible(p):
        for i, s in enumerate(body):
            if isinstance(s, Label):
                break
            if not isinstance(s, Line) or s.declares:
                continue
            for n, k, _ in names:
                others = [m for m, kk, low in names
                          if kk == k and m != n and low <= i]
                if others and re.search(rf"(?<![.>])\b{n}\b", s.text) \
                        and f"&{n}" not in s.text:
                    choices.append((body, i, n, others))
    if choices:
        body, i, n, others = rng.choice(choices)
        body[i] = Line(re.sub(rf"(?<![.>])\b{n}\b", rng.choice(others),
                              body[i].text, count=1))


def leave_early(rng, p):
    f = rng.choice(p.functions())
    bodies = [b for b in walk(f.body) if b]
    if not bodies or f.result not in ("int", "void"):
        return
    body = rng.choice(bodies)
    low = 1 + max((k for k, x in enumerate(body)
                   if getattr(x, "declares", None)), default=-1)
    way = "return 0;" if f.result == "int" else "return;"
    if in_loop(f.body, body) and rng.random() < 0.6:
        way = rng.choice(["break;", "continue;"])
    inputs = [n for n, k, t in f.params if t == "int"]
    if f is p.main:  # only those of two values: others may have other tests
        inputs = [n for n, values in zip(inputs, p.inputs) if values == 2]
    else:
        inputs = []
    test = rng.choice(inputs) if inputs else "more()"
    body.insert(rng.randint(low, len(body)), Block("if", test, [Line(way)]))


def in_loop(body, wanted, inside=False):
    if body is wanted:
        return inside
    return any(in_loop(b, wanted, inside or s.form in ("for", "while", "do"))
               for s in body if isinstance(s, Block) for b in s.bodies)


def conditions(rng, p):
    at = [(b, i) for b, i in places(p)
          if isinstance(b[i], Block) and b[i].form == "if"]
    if not at:
        return
    body, i = rng.choice(at)
    s, way = body[i], rng.random()
    if way < 0.4:
        s.head = f"!({s.head})"
    elif way < 0.7:
        s.head = "more()"
    elif not any(x.declares for x in s.bodies[0] if isinstance(x, Line)):
        body[i:i + 1] = s.bodies[0]


def make_conditional(rng, p):
    at = lines(p, RELEASE if rng.random() < 0.6 else None)
    if at:
        body, i = rng.choice(at)
        body[i] = Block("if", "more()", [body[i]])


def use_somewhere(rng, p):
    found = [(b, names) for b, names in visible(p) if b and names]
    if not found:
        return
    body, names = rng.choice(found)
    n, k, low = rng.choice(names)
    low = max([low] + [j + 1 for j, s in enumerate(body)
                       if getattr(s, "declares", None) == "c"])
    text = next((t for t in reversed(KINDS[k][3]) if "{s}" not in t and "{a}" not in t),
                None)
    if text:
        text = text.replace("{c}", "c").replace("{v}", n)
        last = next((j for j, s in enumerate(body) if isinstance(s, Label)),
                    len(body))
        body.insert(rng.randint(min(low, last), last), Line(text.replace("r += ", "") + ";"))


MUTATIONS = [
    lambda r, p: remove(r, p, RELEASE), lambda r, p: remove(r, p, RELEASE),
    lambda r, p: remove(r, p, RETAIN), lambda r, p: remove(r, p, None),
    lambda r, p: double(r, p, RELEASE), lambda r, p: double(r, p, RETAIN),
    lambda r, p: double(r, p, None), swap, move, move, other_variable,
    leave_early, leave_early, conditions, make_conditional, use_somewhere,
    use_somewhere,
]


def mutate(rng, program):
    rng.choice(MUTATIONS)(rng, program)
