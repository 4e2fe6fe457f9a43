# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads a program back from the C that tree.py writes (one statement a line),
with one line before it that says the rest:

  // fuzz: rc; inputs 3 4; out solver; fails: missed leak; where: arr\\d+\\[

who makes the context (tree.Program), how many values each int parameter of the
last function has, the kind of what it hands out; and for a known failure what
fails (a pattern), a pattern that is found in the line where it fails, and perhaps one (`and:`)
that is found in the function under test.
"""
import re
from collections import namedtuple

from tree import Block, Function, Label, Line, Program, TYPES

Known = namedtuple("Known", "program fails where also")
KINDS = {t: k for k, t in TYPES.items()}
FUNCTION = re.compile(r"^(static )?(\w+) (\w+)\((.*)\) \{$")
DECLARATION = re.compile(r"^(?:struct )?(\w+) \*?(\w+)(?:\[\d+\])?(?: = |;)")


class Reader:
    def __init__(self, lines):
        self.lines, self.at = lines, 0

    def next(self):
        self.at += 1
        return self.lines[self.at - 1].strip()

    def body(self):
        """Statements up to the closing line, and that line."""
        out = []
        while True:
            line = self.next()
            if line.startswith("}") or re.match(r"(case .*|default):$", line):
                return out, line
            out.append(self.statement(line))

    def statement(self, line):
        if line.endswith(":;"):
            return Label(line[:-2])
        if not line.endswith("{"):
            d = DECLARATION.match(line)
            known = d and d[1] not in ("return", "goto")
            return Line(line, d[2] if known else None,
                        KINDS.get(d[1]) if known else None)
        m = re.match(r"(if|while|switch|for) \((.*)\) \{$", line)
        if not m:
            body, end = self.body()
            test = re.match(r"\} while \((.*)\);$", end)
            return Block("do", test[1], body) if test else Block("scope", "", body)
        if m[1] == "switch":
            return self.switch(m[2])
        body, end = self.body()
        if m[1] == "for":
            return Block("for", tuple(m[2].split("; ")), body)
        if end == "} else {":
            return Block(m[1], m[2], body, self.body()[0])
        return Block(m[1], m[2], body)

    def switch(self, head):
        cases, bodies, end = [], [], self.next()
        while end != "}":
            cases.append(end[:-1])
            body, end = self.body()
            if body and getattr(body[-1], "text", "") == "break;":
                body.pop()
            bodies.append(body)
        return Block("switch", head, *bodies, cases=cases)


def read_function(reader, m):
    params = []
    for text in m[4].split(", "):
        d = re.match(r"(\w+)( ?\*? ?)(\w+)$", text)
        if text.startswith("struct pair *"):
            params.append((text.split("*")[1], "pair", "struct pair *"))
        elif text != "void":
            star = " *" if "*" in d[2] else ""
            params.append((d[3], KINDS[d[1]], d[1] + star))
    return Function(m[3], KINDS.get(m[2], m[2]), params, reader.body()[0])


def read(text):
    lines = text.splitlines()
    head = next(x for x in lines if x.startswith("// fuzz: "))
    fields = [f.strip() for f in head[len("// fuzz: "):].split(";")]
    values = dict(f.split(" ", 1) for f in fields[1:] if f)
    p = Program(0, fields[0])
    p.inputs = [int(n) for n in values.get("inputs", "").split()]
    p.out = values.get("out")
    reader = Reader(lines)
    while reader.at < len(lines):
        m = FUNCTION.match(reader.next())
        if m:
            p.helpers.append(read_function(reader, m))
    p.main = p.helpers.pop()
    for f in p.functions():
        f.name = re.sub(r"^p\d+", "P@", f.name)
        rename(f.body)
    return Known(p, values.get("fails:"), values.get("where:"),
                 values.get("and:", ""))


def rename(body):
    for s in body:
        if isinstance(s, Line):
            s.text = re.sub(r"\bp\d+(?=(_\w+)?\()", "P@", s.text)
        elif isinstance(s, Block):
            if isinstance(s.head, str):
                s.head = re.sub(r"\bp\d+(?=(_\w+)?\()", "P@", s.head)
            for b in s.bodies:
                rename(b)


def heading(p):
    out = f"// fuzz: {p.mode}"
    if p.inputs:
        out += "; inputs " + " ".join(map(str, p.inputs))
    return out + (f"; out {p.out}" if p.out else "")
