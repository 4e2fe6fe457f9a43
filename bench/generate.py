# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes functions of any size that use Z3 rightly, with branches and loops.

Every handle that is retained is released on the way out of its block, so a
report on this code is a false one. The text is C, and C++ as well.
"""

import random

HEADER = """\
#include <z3.h>

void generated(Z3_context c, Z3_solver s, Z3_ast p, int n, int flags) {
  Z3_sort ints = Z3_mk_int_sort(c);
  int sum = 0;
"""
FOOTER = """\
  if (sum == n)
    Z3_solver_assert(c, s, p);
}
"""


class Generator:
    """Counts what it writes: a declaration, an expression, a control head."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.statements = 0
        self.names = 0
        self.depth = 0
        self.in_loop = False

    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def line(self, text, counts=True):
        self.lines.append("  " * (self.depth + 1) + text)
        self.statements += counts

    def block(self, head, size):
        self.line(head + " {")
        self.depth += 1
        self.body(size)
        self.depth -= 1
        self.line("}", counts=False)

    def arithmetic(self, _size):
        self.line(f"sum += n * {self.random.randrange(2, 99)};")

    def query(self, _size):
        self.line("Z3_solver_push(c, s);")
        self.line("Z3_solver_assert(c, s, p);")
        self.line("if (Z3_solver_check(c, s) == Z3_L_TRUE)")
        self.line("  ++sum;")
        self.line("Z3_solver_pop(c, s, 1);")

    def term(self, size):
        name = self.name("t")
        self.line(f"Z3_ast {name} = Z3_mk_int(c, sum, ints);")
        self.line(f"Z3_inc_ref(c, {name});")
        self.body(size)
        self.line(f"sum += Z3_get_ast_hash(c, {name}) % 3;")
        self.line(f"Z3_dec_ref(c, {name});")

    def held_if(self, size):
        """Retained and released under the same condition."""
        name, flag = self.name("m"), self.name("wanted")
        self.line(f"int {flag} = flags & {1 << self.random.randrange(16)};")
        self.line(f"Z3_ast_vector {name} = Z3_mk_ast_vector(c);")
        self.line(f"Z3_ast_vector_inc_ref(c, {name});")
        self.line(f"if ({flag})")
        self.line(f"  Z3_ast_vector_inc_ref(c, {name});")
        self.body(size)
        self.line(f"if ({flag})")
        self.line(f"  Z3_ast_vector_dec_ref(c, {name});")
        self.line(f"Z3_ast_vector_push(c, {name}, p);")
        self.line(f"Z3_ast_vector_dec_ref(c, {name});")

    def branch(self, size):
        self.block(f"if (sum > {self.random.randrange(1000)})", size // 2)
        self.block("else", size - size // 2)

    def loop(self, size):
        index = self.name("i")
        outer, self.in_loop = self.in_loop, True
        self.block(f"for (int {index} = 0; {index} < n; ++{index})", size)
        self.in_loop = outer

    def body(self, size):
        end = self.statements + size
        while self.statements < end:
            kinds = [self.arithmetic, self.query]
            if self.depth < 5:
                kinds += [self.term, self.branch]
                # An object made anew for each iteration would be churn.
                kinds += [] if self.in_loop else [self.held_if, self.loop]
            inner = min(end - self.statements, self.random.randrange(4, 40))
            self.random.choice(kinds)(inner)


def function(size, seed=1):
    """The text of a file with one function of about `size` statements, and how
    many there are."""
    generator = Generator(seed)
    generator.body(size)
    text = HEADER + "\n".join(generator.lines) + "\n" + FOOTER
    return text, generator.statements


def file(lines):
    """The text of a file of about so many lines: functions of 60 statements, each
    with a seed of its own, as people write them."""
    parts, count = [], 0
    while count < lines:
        text, _ = function(60, seed=len(parts) + 1)
        if parts:
            text = text.split("\n", 2)[2]
        parts.append(text.replace("generated(", f"generated{len(parts)}("))
        count += parts[-1].count("\n")
    return "".join(parts)
