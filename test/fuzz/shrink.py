# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes a program smaller while it fails in the same way."""
import itertools

from tree import Block, Line, size, walk


def edits(p):
    """Smaller programs, the boldest edits first, as (function to apply)."""
    for i in range(len(p.helpers)):
        yield lambda q, i=i: q.helpers.pop(i)
    for fi, f in enumerate(p.functions()):
        for bi, body in enumerate(walk(f.body)):
            n = len(body)
            width = n
            while width >= 1:
                for at in range(0, n, width):
                    yield lambda q, fi=fi, bi=bi, at=at, w=width: \
                        cut(q, fi, bi, at, w)
                width //= 2
    for fi, f in enumerate(p.functions()):
        for bi, body in enumerate(walk(f.body)):
            for i, s in enumerate(body):
                if isinstance(s, Block):
                    for k in range(len(s.bodies)):
                        yield lambda q, fi=fi, bi=bi, i=i, k=k: \
                            unwrap(q, fi, bi, i, k)
                    if s.form in ("if", "while", "do") and s.head != "more()":
                        def plain(q, fi=fi, bi=bi, i=i):
                            body_of(q, fi, bi)[i].head = "more()"
                        yield plain


def body_of(q, fi, bi):
    return list(walk(q.functions()[fi].body))[bi]


def cut(q, fi, bi, at, width):
    body = body_of(q, fi, bi)
    del body[at:at + width]


def unwrap(q, fi, bi, i, k):
    body = body_of(q, fi, bi)
    body[i:i + 1] = body[i].bodies[k]


def smaller(best):
    """Edited copies, the boldest edits first."""
    for edit in edits(best):
        q = best.copy()
        try:
            edit(q)
        except IndexError:
            continue
        if size(q) < size(best) or edit.__code__.co_name == "plain":
            yield q


def shrink(program, what, bench, rounds=60):
    """The smallest program found that fails as `what` says."""
    best, waiting = program, None
    for _ in range(rounds):
        if waiting is None:
            waiting = smaller(best)
        some = list(itertools.islice(waiting, 16))
        if not some:
            break
        try:
            found = bench.first_that_fails(some, what)
        except Exception:  # a run that does not end, say
            found = None
        if found is not None:
            best, waiting = some[found], None
    return best
