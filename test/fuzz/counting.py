# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ways to hold a resource in which numbers say what is held: counters, flags,
bits, steps, indices, and tests of one number that contradict or imply each
other.

As in shapes.py, each takes the FunctionMaker, a kind and the depth, and gives
statements that leave the counts as they were.
"""
from tree import Block, Line


def test(m):
    """A condition that is decided once, so that it can be asked for again:
    statements that decide it, the condition, and others that mean the same."""
    inputs = [v for v, n in m.inputs]
    way = m.rng.random()
    if not inputs or way < 0.15:
        f = m.name("k")
        return [m.declare(f, "int", "pick(3)")], f"{f} == 1", \
            [f"{f} == 1", f"!({f} != 1)", f"{f} > 0 && {f} < 2"]
    v = m.pick(inputs)
    if len(inputs) > 1 and way < 0.35:
        w = m.pick([x for x in inputs if x != v])
        return [], f"{v} < {w}", [f"{w} > {v}", f"!({v} >= {w})", f"{v} < {w}"]
    if way < 0.5:
        k = m.name("k")
        return [m.declare(k, "int", f"{v} + 1")], f"{k} == 2", \
            [f"{v} == 1", f"{k} > 1 && {k} < 3", f"!({v} != 1)"]
    if way < 0.65:
        k = m.name("k")
        return [m.declare(k, "int", f"{v} == 1 ? 2 : 0")], k, \
            [f"{v} == 1", f"{k} == 2", f"{k} > 1"]
    return [], *m.pick([(f"{v} > 0", [f"{v} >= 1", f"!({v} <= 0)", f"{v} > 0"]),
                        (f"{v} == 2", [f"!({v} != 2)", f"{v} > 1 && {v} < 3"]),
                        (f"{v} != 0", [v, f"!({v} == 0)", f"{v} < 0 || {v} > 0"]),
                        (f"{v} <= 1", [f"{v} < 2", f"!({v} > 1)"])])


def between(m, depth, back, more=()):
    """A body, with what undoes the resource on the ways out of it."""
    m.undo.append(("", back))
    stmts = m.body(depth + 1) + list(more)
    m.undo.pop()
    return stmts


def same_test(m, kind, depth):
    """Made under one test, used and given back under others that mean it."""
    v = m.name(kind[0])
    decide, first, others = test(m)
    back = lambda: [Block("if", m.pick(others), m.release(kind, v))]
    use = [Block("if", m.pick(others), [m.use(v, kind)])]
    return decide + [m.declare(v, kind), Block("if", first, m.obtain(kind, v))] + \
        between(m, depth, back, use if m.chance(0.6) else []) + back()


def opposite(m, kind, depth):
    """Given back early under a test; what comes later goes by its opposite."""
    v = m.name(kind[0])
    decide, first, others = test(m)
    stmts = decide + [m.declare(v, kind)] + m.obtain(kind, v)
    stmts.append(Block("if", first, m.release(kind, v)))
    back = lambda: [Block("if", f"!({m.pick(others)})", m.release(kind, v))]
    use = [Block("if", f"!({m.pick(others)})", [m.use(v, kind)])]
    return stmts + between(m, depth, back, use) + back()


def counter(m, kind, depth):
    """A counter says whether it was made."""
    v, k = m.name(kind[0]), m.name("made")
    held = lambda: m.pick([f"{k} > 0", f"{k} == 1", f"{k} >= 1", k, f"{k} != 0"])
    back = lambda: [Block("if", held(), m.release(kind, v))]
    made = m.obtain(kind, v) + [Line(m.pick([f"{k}++;", f"{k} += 1;",
                                             f"{k} = {k} + 1;"]))]
    return [m.declare(v, kind), m.declare(k, "int", "0"),
            Block("if", m.condition(), made)] + between(m, depth, back) + back()


def steps(m, kind, depth):
    """How far it came says what there is to give back."""
    a, b, k = m.name("x"), m.name("y"), m.name("step")
    back = lambda: [Block("if", f"{k} >= 2", m.release(kind, b)),
                    Block("if", m.pick([f"{k} >= 1", f"{k} > 0"]),
                          m.release(kind, a))]
    m.undo.append(("", back))
    second = m.obtain(kind, b) + [Line(f"{k} = 2;")] + m.body(depth + 1)
    first = m.obtain(kind, a) + [Line(f"{k} = 1;")] + m.body(depth + 1) + \
        [Block("if", m.condition(), second)]
    m.undo.pop()
    return [m.declare(a, kind), m.declare(b, kind), m.declare(k, "int", "0"),
            Block("if", m.condition(), first)] + back()


def bits(m, kind, depth):
    """A bit for each of two."""
    a, b, k = m.name("x"), m.name("y"), m.name("have")
    back = lambda: [Block("if", f"{k} & 2", m.release(kind, b)),
                    Block("if", f"{k} & 1", m.release(kind, a))]
    m.undo.append(("", back))
    stmts = [m.declare(a, kind), m.declare(b, kind), m.declare(k, "int", "0")]
    for v, bit in ((a, 1), (b, 2)):
        stmts.append(Block("if", m.condition(),
                           m.obtain(kind, v) + [Line(f"{k} |= {bit};")]))
        stmts += m.body(depth + 1)
    m.undo.pop()
    if m.chance(0.4):
        stmts.append(Block("if", f"{k} & 1", m.release(kind, a) +
                           [Line(f"{k} &= ~1;")]))
    return stmts + back()


def made_once(m, kind, depth):
    """The first iteration that needs it makes it."""
    v, k, i = m.name(kind[0]), m.name("first"), m.name("i")
    if depth > 2 or m.in_loop():
        return counter(m, kind, depth)
    bound = m.pick(["2", "3"] + [x for x, _ in m.inputs if x == "n"])
    way = m.rng.random()
    if way < 0.4:
        start, test_of, note, after = "-1", f"{k} < 0", f"{k} = {i};", f"{k} >= 0"
    elif way < 0.7:
        start, test_of, note, after = "0", f"!{k}", f"{k} = 1;", k
    else:
        # By the number of the iteration.
        start, test_of, note, after = "0", f"{i} == 0", f"{k}++;", f"{bound} > 0"
    back = lambda: [Block("if", after, m.release(kind, v))]
    make = Block("if", test_of, m.obtain(kind, v) + [Line(note)])
    return [m.declare(v, kind), m.declare(k, "int", start),
            Block("for", (f"int {i} = 0", f"{i} < {bound}", f"{i}++"),
                  [make, m.use(v, kind)])] + between(m, depth, back) + back()


def error_code(m, kind, depth):
    """A code is set where something fails, and looked at where it is done."""
    v, rc = m.name(kind[0]), m.name("rc")
    ok = lambda: m.pick([f"{rc} == 0", f"{rc} >= 0", f"!{rc}", f"!({rc} < 0)"])
    back = lambda: [Block("if", ok(), m.release(kind, v))]
    stmts = [m.declare(v, kind), m.declare(rc, "int", "0"),
             Block("if", m.condition(), [Line(f"{rc} = -1;")]),
             Block("if", ok(), m.obtain(kind, v))]
    return stmts + between(m, depth, back, [Block("if", ok(), [m.use(v, kind)])]) \
        + back()


def refs(m, kind, depth):
    """A counter of references, which a loop gives back."""
    if not m.retain(kind, "v"):
        return counter(m, kind, depth)
    v, k = m.name(kind[0]), m.name("refs")
    back = lambda: [Block("while", m.pick([f"{k} > 0", k]),
                          m.release(kind, v) + [Line(f"{k}--;")])]
    more = m.retain(kind, v) + [Line(f"{k}++;")]
    return [m.declare(v, kind)] + m.obtain(kind, v) + \
        [m.declare(k, "int", "1")] + \
        [Block("if", m.condition(), more)] + between(m, depth, back) + back()


def ends_of_loop(m, kind, depth):
    """Made in the first iteration, given back in the last."""
    v, i = m.name(kind[0]), m.name("i")
    if depth > 2 or m.in_loop():
        return counter(m, kind, depth)
    n = m.pick([2, 3])
    body = [Block("if", f"{i} == 0", m.obtain(kind, v)), m.use(v, kind)] + \
        ([m.use(v, kind)] if m.chance(0.5) else []) + \
        [Block("if", f"{i} == {n - 1}", m.release(kind, v))]
    return [m.declare(v, kind),
            Block("for", (f"int {i} = 0", f"{i} < {n}", f"{i}++"), body)]


SHAPES = [same_test, same_test, opposite, opposite, counter, steps, bits,
          made_once, error_code, refs, ends_of_loop]
