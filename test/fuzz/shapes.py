# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""More ways in which programs hold a resource: structs with functions of their
own, lists, swapped and chosen handles, loops that try again.

Each takes the FunctionMaker, a kind and the depth, and gives statements that
leave the counts as they were. They call `m.plain` where they do not fit.
"""
from tree import Block, Function, Label, Line, TYPES


def pair_helpers(rng, p):
    """Functions of `struct pair`, a solver with its last model."""
    pair = ("p", "pair", "struct pair *")
    c = ("c", "context", "Z3_context")
    give = [Block("if", "p->model", [Line("Z3_model_dec_ref(p->ctx, p->model);")])]
    make = rng.choice(["Z3_mk_solver(c)", "Z3_mk_simple_solver(c)"])
    p.helpers += [
        Function("P@_pair_open", "void", [c, pair],
                 [Line("p->ctx = c;"), Line(f"p->solver = {make};"),
                  Line("Z3_solver_inc_ref(c, p->solver);"),
                  Line("p->model = NULL;"), Line("p->n = 0;")]),
        Function("P@_pair_solve", "int", [pair],
                 [Block("if", "Z3_solver_check(p->ctx, p->solver) != Z3_L_TRUE",
                        [Line("return 0;")])] + give +
                 [Line("p->model = Z3_solver_get_model(p->ctx, p->solver);"),
                  Line("Z3_model_inc_ref(p->ctx, p->model);"),
                  Line("p->n++;"), Line("return 1;")]),
        Function("P@_pair_close", "void", [pair],
                 give + [Line("Z3_solver_dec_ref(p->ctx, p->solver);")]),
    ]
    for h, what in zip(p.helpers[-3:], ("pair_open", "pair_solve", "pair_close")):
        h.what = (what, "pair")


def session(m, kind, depth):
    """A struct on the stack or the heap that functions open and close."""
    if not m.pick_helper("pair_open", "pair"):
        return m.plain(kind, depth)
    v = m.name("ses")
    if m.chance(0.6):
        start = [Line(f"struct pair {v} = {{0}};", declares=v)]
        p, f, free = f"&{v}", f"{v}.", []
    else:
        start = [Line(f"struct pair *{v} = calloc(1, sizeof *{v});", declares=v)]
        p, f, free = v, f"{v}->", [Line(f"free({v});")]
    start.append(Line(f"P@_pair_open({m.c}, {p});"))
    close = lambda: [Line(f"P@_pair_close({p});")] + free
    m.undo.append(("", close))
    m.held.append((f + "solver", "solver"))
    solve = f"P@_pair_solve({p})"
    middle = m.body(depth + 1)
    if m.chance(0.5):
        middle.append(Block("if", solve, [m.use(f + "model", "model")]))
    else:
        middle.append(m.loop(depth, lambda: [Line(solve + ";")]))
    middle += m.body(depth + 1)
    m.held.pop()
    m.undo.pop()
    return start + middle + close()


def linked(m, kind, depth):
    """A list that a loop builds and another one takes apart."""
    if kind not in ("solver", "ast", "model") or depth > 2 or m.in_loop():
        return m.plain(kind, depth)
    head, n, k = m.name("head"), m.name("node"), m.name("next")
    new = [Line(f"struct node *{n} = calloc(1, sizeof *{n});", declares=n),
           Line(f"{n}->{kind} = {m.maker(kind)};")] + \
        m.retain(kind, f"{n}->{kind}") + \
        [Line(f"{n}->next = {head};"), Line(f"{head} = {n};")]
    drop = lambda: [Block(
        "while", head,
        [Line(f"struct node *{k} = {head}->next;", declares=k)] +
        m.release(kind, f"{head}->{kind}") +
        [Line(f"free({head});"), Line(f"{head} = {k};")])]
    m.undo.append(("", drop))
    stmts = [Line(f"struct node *{head} = NULL;", declares=head),
             m.loop(depth, lambda: new)]
    if m.chance(0.5):
        w = m.name("w")
        stmts.append(Block("for", (f"struct node *{w} = {head}", w,
                                   f"{w} = {w}->next"),
                           [m.neutral_use(f"{w}->{kind}", kind)]))
    stmts += m.body(depth + 1)
    m.undo.pop()
    return stmts + drop()


def swapped(m, kind, depth):
    """Two handles that change places."""
    a, b, t = m.name("x"), m.name("y"), m.name("t")
    stmts = [m.declare(a, kind)] + m.obtain(kind, a) + [m.declare(b, kind)]
    m.undo.append(("", lambda: m.release(kind, a)))
    stmts += m.obtain(kind, b)
    m.undo.append(("", lambda: m.release(kind, b)))
    swap = [m.declare(t, kind, a), Line(f"{a} = {b};"), Line(f"{b} = {t};")]
    way = m.rng.random()
    if way < 0.4:
        stmts += swap
    elif way < 0.7:
        stmts.append(Block("if", m.condition(), swap))
    else:
        # Not a number of times: an odd one and an even one are not told apart.
        stmts.append(Block("while", "more()", swap))
    m.held += [(a, kind), (b, kind)]
    stmts += m.body(depth + 1)
    m.held[-2:] = []
    m.undo[-2:] = []
    return stmts + m.release(kind, a) + m.release(kind, b)


def chosen(m, kind, depth):
    """One of two, by a condition; both are given back."""
    a, b, w = m.name("x"), m.name("y"), m.name("w")
    stmts = [m.declare(a, kind)] + m.obtain(kind, a) + [m.declare(b, kind)] + \
        m.obtain(kind, b)
    undo = lambda: m.release(kind, b) + m.release(kind, a)
    m.undo.append(("", undo))
    inputs = [x for x in m.inputs if x[0] != "n"]
    test = m.test_of(*m.pick(inputs)) if inputs else "more()"
    stmts.append(m.declare(w, kind, f"{test} ? {a} : {b}"))
    m.held.append((w, kind))
    stmts += m.body(depth + 1)
    m.held.pop()
    m.undo.pop()
    return stmts + undo()


def either(m, kind, depth):
    """Made in one of two ways, then one life."""
    v = m.name(kind[0])
    one, two = m.obtain(kind, v), m.obtain(kind, v)
    stmts = [m.declare(v, kind), Block("if", m.condition(), one, two)]
    stmts += m.guarded(v, kind, lambda: m.release(kind, v), depth)
    return stmts + m.give_back(kind, v)


def retried(m, kind, depth):
    """Made again until it is liked: `again:` ... `goto again`."""
    if m.in_loop() or depth > 1 or m.has_again:
        return m.plain(kind, depth)
    m.has_again = True
    v, i = m.name(kind[0]), m.name("i")
    m.top += [m.declare(i, "int", "0"), m.declare(v, kind)]
    stmts = [Label("again")] + m.obtain(kind, v)
    m.held.append((v, kind))
    stmts.append(m.use(v, kind))
    m.held.pop()
    stmts.append(Block("if", f"{i}++ < 2 && more()",
                       m.release(kind, v) + [Line("goto again;")]))
    stmts += m.guarded(v, kind, lambda: m.release(kind, v), depth)
    return stmts + m.give_back(kind, v)


def do_once(m, kind, depth):
    """`do { ... break; ... } while (0)` with the release behind it."""
    v = m.name(kind[0])
    back = lambda: [Block("if", v, m.release(kind, v))]
    m.undo += [("", back), ("loop", lambda: [])]
    m.no_continue += 1
    inner = m.obtain(kind, v) + [Block("if", m.condition(), [Line("break;")])]
    m.held.append((v, kind))
    inner += m.body(depth + 1)
    m.held.pop()
    m.no_continue -= 1
    m.undo[-2:] = []
    return [m.declare(v, kind), Block("do", "0", inner)] + back()


def error_flag(m, kind, depth):
    """A loop that stops at an error which is looked at behind it."""
    err, v = m.name("err"), m.name(kind[0])
    if depth > 2:
        return m.plain(kind, depth)

    def body():
        inner = [m.declare(v, kind)] + m.obtain(kind, v)
        fail = m.release(kind, v) + [Line(f"{err} = 1;"), Line("break;")]
        inner.append(Block("if", m.condition(), fail))
        inner += m.guarded(v, kind, lambda: m.release(kind, v), depth)
        return inner + m.release(kind, v)
    loop = m.loop(depth, body)
    after = m.body(depth + 1)
    return [m.declare(err, "int", "0"), loop, Block("if", f"!{err}", after)]


def shared(m, kind, depth):
    """Two holders with a reference each, given back one after the other."""
    if not m.retain(kind, "v"):
        return m.plain(kind, depth)
    a, b = m.name("x"), m.name("y")
    stmts = [m.declare(a, kind)] + m.obtain(kind, a)
    helper = m.pick_helper("dup", kind)
    take = [m.declare(b, kind, f"{helper.name}({m.c}, {a})")] if helper else \
        [m.declare(b, kind, a)] + m.retain(kind, b)
    stmts += take + m.guarded(
        a, kind, lambda: m.release(kind, a) + m.release(kind, b), depth)
    stmts += m.release(kind, a)
    stmts += m.guarded(b, kind, lambda: m.release(kind, b), depth)
    return stmts + m.give_back(kind, b)


def maybe_closed(m, kind, depth):
    """A helper that releases under a condition and says so."""
    helper = m.pick_helper("maybe_close", kind)
    inputs = [x for x in m.inputs if x[0] != "n"]
    if not helper or not inputs:
        return m.plain(kind, depth)
    v = m.name(kind[0])
    stmts = [m.declare(v, kind)] + m.obtain(kind, v)
    stmts += m.guarded(v, kind, lambda: m.release(kind, v), depth)
    call = f"{helper.name}({m.c}, {v}, {m.pick(inputs)[0]})"
    if m.chance(0.5):
        return stmts + [Block("if", f"!{call}", m.release(kind, v))]
    ok = m.name("ok")
    return stmts + [m.declare(ok, "int", call)] + m.simple() + \
        [Block("if", f"{ok} == 0", m.release(kind, v))]


def put_away(m, kind, depth):
    """A term that is put into something, given back, and used while that holds
    it."""
    owner = m.pick(["ast_vector", "goal", "solver", "ast"])
    o, x = m.name(owner[0]), m.name("part")
    term = m.fill("Z3_mk_const({c}, Z3_mk_int_symbol({c}, 9), Z3_mk_bool_sort({c}))")
    stmts = [m.declare(o, owner)]
    if owner != "ast":
        stmts += m.obtain(owner, o)
    stmts += [m.declare(x, "ast", term)] + m.retain("ast", x)
    if owner == "ast":
        stmts += [Line(f"{o} = Z3_mk_not({m.c}, {x});")] + m.retain("ast", o)
    else:
        put = {"ast_vector": "Z3_ast_vector_push", "goal": "Z3_goal_assert",
               "solver": "Z3_solver_assert"}[owner]
        stmts.append(Line(f"{put}({m.c}, {o}, {x});"))
    stmts += m.release("ast", x)
    # Nothing that may reset the owner is done meanwhile.
    m.held.append((x, "ast"))
    undo = lambda: m.release(owner, o)
    m.undo.append(("", undo))
    stmts += m.body(depth + 1)
    m.undo.pop()
    stmts.append(m.use(x, "ast"))
    m.held.remove((x, "ast"))
    return stmts + undo()


SHAPES = [put_away, session, session, linked, swapped, chosen, either, retried, do_once,
          error_flag, shared, maybe_closed]
