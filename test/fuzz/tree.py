# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Programs as small trees: what the generator makes, the mutator and the
shrinker edit, and `text` writes out as C.

A program is a list of helper functions and the function under test. Handles
that a function works on are variables of the kinds below; a statement is one
line of C. With `trace` each line also says that it runs (stub.h), in the same
lines of text, so that an event of the run and a report have one numbering.
"""
import copy

TYPES = {
    "solver": "Z3_solver", "model": "Z3_model", "params": "Z3_params",
    "goal": "Z3_goal", "ast_vector": "Z3_ast_vector", "stats": "Z3_stats",
    "ast": "Z3_ast", "sort": "Z3_sort", "config": "Z3_config",
    "context": "Z3_context", "rcf_num": "Z3_rcf_num", "int": "int",
}


# An input of so many values takes those from -1 on: on each side of all numbers
# that it may be compared with, and each of them. Others start at 0.
FROM_MINUS_ONE = 5


class Line:
    """One statement, or `declares` a variable (name, C type) with its first
    value in `text`: `Z3_model m = Z3_mk_model(c);`."""
    __slots__ = ("text", "declares", "kind")

    def __init__(self, text, declares=None, kind=None):
        self.text, self.declares, self.kind = text, declares, kind

    def children(self):
        return []


class Block:
    """A statement with bodies. form: if, while, do, for, switch, scope."""
    __slots__ = ("form", "head", "bodies", "cases")

    def __init__(self, form, head, *bodies, cases=None):
        self.form, self.head = form, head
        self.bodies = [list(b) for b in bodies]
        self.cases = cases  # of a switch: what stands before each body

    def children(self):
        return self.bodies


class Label:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def children(self):
        return []


class Function:
    def __init__(self, name, result, params, body):
        self.name, self.result = name, result  # result: kind, "int" or "void"
        self.params = params                   # [(name, kind, C type)]
        self.body = body


class Program:
    """`P@` in the names stands for p and the program's number. mode: who makes the context. "rc", "keeping": the function under test is
    given one of that kind; "own": it makes its own."""

    def __init__(self, number, mode):
        self.number, self.mode = number, mode
        self.helpers, self.main = [], None
        self.inputs = []  # number of values of each int parameter of main
        self.out = None   # kind of the handle that main stores through `out`
        self.skipped = False  # written out, but not run
        self.numbers = False  # its tests of one number may contradict each other

    def functions(self):
        return self.helpers + [self.main]

    def copy(self):
        return copy.deepcopy(self)


def unshared(body):
    """A copy in which no statement stands in two places."""
    def one(s):
        if isinstance(s, Line):
            return Line(s.text, s.declares, s.kind)
        if isinstance(s, Block):
            return Block(s.form, s.head, *map(unshared, s.bodies), cases=s.cases)
        return Label(s.name)
    return [one(s) for s in body]


def walk(body):
    """Each list of statements with the statements in it, outermost first."""
    yield body
    for s in body:
        for inner in s.children():
            yield from walk(inner)


def size(program):
    return sum(len(b) for f in program.functions() for b in walk(f.body))


# --- C ------------------------------------------------------------------------

class Writer:
    def __init__(self, trace):
        self.lines, self.trace = [], trace

    def put(self, depth, text):
        self.lines.append("  " * depth + text)

    def condition(self, text):
        return f"L, {text}" if self.trace else text

    def body(self, body, depth):
        for s in body:
            if isinstance(s, Label):
                self.put(depth - 1, f"{s.name}:;")
            elif isinstance(s, Line):
                self.put(depth, ("L; " if self.trace else "") + s.text)
            else:
                self.block(s, depth)

    def block(self, s, depth):
        if s.form == "if":
            self.put(depth, f"if ({self.condition(s.head)}) {{")
            self.body(s.bodies[0], depth + 1)
            if len(s.bodies) > 1 and s.bodies[1]:
                self.put(depth, "} else {")
                self.body(s.bodies[1], depth + 1)
            self.put(depth, "}")
        elif s.form == "for":
            first, test, step = s.head
            self.put(depth, f"for ({first}; {self.condition(test)}; {step}) {{")
            self.body(s.bodies[0], depth + 1)
            self.put(depth, "}")
        elif s.form == "while":
            self.put(depth, f"while ({self.condition(s.head)}) {{")
            self.body(s.bodies[0], depth + 1)
            self.put(depth, "}")
        elif s.form == "do":
            self.put(depth, "do {")
            self.body(s.bodies[0], depth + 1)
            self.put(depth, f"}} while ({self.condition(s.head)});")
        elif s.form == "switch":
            self.put(depth, f"switch ({self.condition(s.head)}) {{")
            for case, body in zip(s.cases, s.bodies):
                self.put(depth, case + ":")
                self.body(body, depth + 1)
                if not body or not isinstance(body[-1], Line) or \
                        body[-1].text != "/* falls through */;":
                    self.put(depth + 1, "break;")
            self.put(depth, "}")
        else:
            self.put(depth, "{")
            self.body(s.bodies[0], depth + 1)
            self.put(depth, "}")

    def function(self, f, static):
        params = ", ".join(f"{t}{'' if t.endswith('*') else ' '}{n}"
                           for n, _, t in f.params) or "void"
        result = TYPES.get(f.result, f.result)
        head = f"{'static ' if static else ''}{result} {f.name}({params}) {{"
        self.put(0, head + (" ENTER;" if self.trace else ""))
        self.body(f.body, 1)
        self.put(0, "}")


PRELUDE = ["#include <stdlib.h>", "#include <z3.h>", "int more(void);",
           "int pick(int n);",
           "struct pair { Z3_context ctx; Z3_solver solver; Z3_model model; "
           "Z3_ast ast; int n; };",
           "struct node { struct node *next; Z3_solver solver; Z3_model model; "
           "Z3_ast ast; };"]
TRACE_PRELUDE = ["#include <stdlib.h>", "#include <z3.h>",
                 '#include "stub.h"',
                 "static int more(void) { return fz_choose(2); } "
                 "static int pick(int n) { return fz_choose(n); }"]


def driver(p, f, number):
    """Runs a function on one choice of its inputs. A helper is run by itself
    too: a report on it is about all that it may be given."""
    lines, args, after = [f"static void drive{number}(void) {{"], [], []
    counting = int(p.mode != "keeping")
    if f is not p.main:
        counting = "fz_choose(2)"
    lines.append(f"  Z3_context c = fz_context_for({counting}); (void)c;")
    inputs = iter(p.inputs)
    for i, (name, kind, c_type) in enumerate(f.params):
        if kind == "context":
            args.append("c")
        elif c_type == "int":
            # A flag may be more than 0 and 1, too: helpers compare it with 1.
            n = max(next(inputs, 3), 3) if f is p.main else 3
            if f is not p.main and FROM_MINUS_ONE in p.inputs:
                n = FROM_MINUS_ONE
            less = " - 1" if n == FROM_MINUS_ONE else ""
            lines.append(f"  int in{i} = fz_choose({n}){less};")
            args.append(f"in{i}")
        elif kind == "pair":
            lines.append(f'  struct pair in{i} = {{c, fz_given(c, "solver", 1), '
                         f'fz_given(c, "model", 2)}};')
            args.append(f"&in{i}")
            after += [f"  fz_escaped(in{i}.{x});" for x in ("solver", "model")]
        elif c_type.endswith("*"):
            start = "NULL" if f is p.main else f'fz_given(c, "{kind}", 2)'
            lines.append(f"  {TYPES[kind]} in{i} = (void *){start};")
            args.append(f"&in{i}")
            after.append(f"  fz_escaped(in{i});")
        else:
            args.append(f'(void *)fz_given(c, "{kind}", 1)')
    call = f"{f.name}({', '.join(args)});".replace("P@", f"p{p.number}")
    lines.append("  fz_start();")
    if f.result in TYPES and f.result != "int":
        call = f"fz_escaped({call[:-1]});"
    return lines + ["  " + call] + after + ["}"]


def run_all(programs, max_runs):
    drivers, calls = [], []
    for p in programs:
        if p.skipped:
            continue
        calls.append(f"  fz_begin({p.number});")
        for i, f in enumerate(p.functions()):
            number = f"{p.number}_{i}"
            drivers += driver(p, f, number)
            runs = max_runs if f is p.main else max_runs // 4
            calls.append(f"  fz_run(drive{number}, {int(f is p.main)}, {runs});")
        calls.append("  fz_end();")
    return drivers + ["int main(void) {"] + calls + ["  return 0;", "}"]


def text(programs, trace=False, max_runs=0):
    """The programs as one file, and of each the lines it takes (first, last)."""
    w = Writer(trace)
    w.lines += TRACE_PRELUDE + PRELUDE[4:] if trace else PRELUDE
    while len(w.lines) < len(PRELUDE):
        w.lines.append("")
    spans = []
    for p in programs:
        first = len(w.lines) + 1
        for f in p.helpers:
            w.function(f, True)
        w.function(p.main, False)
        w.lines[first - 1:] = [x.replace("P@", f"p{p.number}")
                               for x in w.lines[first - 1:]]
        spans.append((first, len(w.lines)))
    if trace:
        w.lines += run_all(programs, max_runs)
    return "\n".join(w.lines) + "\n", spans
