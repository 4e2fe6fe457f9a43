#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A file as C++ string literals.

    embed.py FILE OUT
"""

import json
import pathlib
import sys


def literal(text):
    """A C++ string: pieces, since compilers limit the length of one."""
    pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)] or [""]
    return "\n".join(quoted(piece) for piece in pieces)


def quoted(piece):
    """JSON's escapes are C++'s, but for what lies beyond 16 bits."""
    result = ""
    for char in piece:
        code = ord(char)
        result += (json.dumps(char)[1:-1] if code < 0x80
                   else f"\\u{code:04x}" if code < 0x10000
                   else f"\\U{code:08x}")
    return f'"{result}"'


if __name__ == "__main__":
    source, out = map(pathlib.Path, sys.argv[1:])
    out.write_text(literal(source.read_text(encoding="utf-8")) + "\n",
                   encoding="utf-8")
