# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Z3's functions, told to other tools: headers with attributes, to be included in
front of a program, and a library file for cppcheck. All of it is made from
test/data/z3-functions.tsv and the installed z3.h.

The tools but one know memory, which is either owned or not, and no counts. For them
a call that returns a counted object gives ownership, and `*_dec_ref` takes it. Terms
are left out: few programs count each of them, and all others would be leaks. clang's
RetainCount knows counts; it is told all of them.
"""

import collections
import csv
import functools
import re
import subprocess
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "test/data/z3-functions.tsv"
TERMS = ("Z3_ast", "Z3_sort", "Z3_func_decl", "Z3_app", "Z3_pattern")


@functools.lru_cache
def functions():
    """The rows of the table whose functions the installed header declares."""
    known = prototypes()
    with open(TABLE, encoding="utf-8") as stream:
        rows = [dict(row, name=row["function"])
                for row in csv.DictReader(stream, delimiter="\t")]
    return [dict(row, text=known[row["name"]]) for row in rows
            if row["name"] in known]


@functools.lru_cache
def preprocessed():
    run = subprocess.run(["gcc", "-E", "-P", "-include", "z3.h", "-x", "c",
                          "/dev/null"], capture_output=True, text=True, check=True)
    flat = re.sub(r"\s+", " ", run.stdout).replace("_Bool", "bool")
    return re.sub(r"__attribute__ ?\(\(visibility ?\([^()]*\)\)\) ?", "", flat)


def prototypes():
    """name -> its declaration, as one line."""
    found = {}
    for text in re.split(r"[;{}]", preprocessed()):
        name = re.match(r"[\w *]+?\b(Z3_\w+) ?\(.*\) ?$", text)
        if name and "typedef" not in text:
            found[name.group(1)] = text.strip()
    return found


def handle_types():
    return re.findall(r"typedef struct _Z3_\w+ \*(Z3_\w+);", preprocessed())


def parameters(row):
    text = row["text"]
    inside = text[text.index("(") + 1:text.rindex(")")]
    return [] if inside.strip() in ("", "void") else inside.split(",")


def last_type(row):
    return parameters(row)[-1].split()[0]


def release_of(row):
    """The function that gives back the object that this one returns, or None."""
    owned = re.match(r"OWNED: (Z3_\w+)", row["result"])
    if owned:
        return owned.group(1)
    if row["result"].startswith("fresh") and row["ret"] not in TERMS:
        return row["ret"] + "_dec_ref"
    return None


def takes_reference(row):
    return row["ref effect"].startswith(("releases 1", "destroys"))


def declaration(row, before="", behind="", on_last="", on_all=lambda text: ""):
    """The function declared again, with attributes in front, behind, and on its
    parameters."""
    words = [" ".join(filter(None, (on_all(p), p.strip()))) for p in parameters(row)]
    if on_last:
        words[-1] = f"{on_last} {words[-1]}"
    head = row["text"].partition("(")[0]
    return f"{before} {head}({', '.join(words) or 'void'}) {behind};".strip()


def header(lines, front=(), behind=()):
    """The parts of a header around declarations. What only casts becomes a cast."""
    casts = [f"#define {row['name']}(c, ...) "
             f"((void)(c), ({row['ret']})({last_type(row)})(__VA_ARGS__))"
             for row in functions() if row["result"].startswith("identity cast")
             and len(parameters(row)) == 2]
    return "\n".join([
        *front, "#include <stdbool.h>", "#include <z3.h>", "#ifdef __cplusplus",
        'extern "C" {', "#endif", *lines, "#ifdef __cplusplus", "}", "#endif",
        *casts, *behind, ""])


def gcc_malloc():
    """`malloc(dealloc)`: the releasing function is named with its argument."""
    rows = functions()
    last = {row["name"]: len(parameters(row)) for row in rows}
    return header(declaration(
        row, f"__attribute__((malloc({release_of(row)}, {last[release_of(row)]})))")
        for row in rows if release_of(row) in last)


def clang_ownership():
    """`ownership_*` of unix.Malloc."""
    lines = []
    for row in functions():
        if release_of(row):
            lines.append(declaration(row, "__attribute__((ownership_returns(malloc)))"))
        elif takes_reference(row) and row["name"] != "Z3_dec_ref":
            lines.append(declaration(row, behind="__attribute__((ownership_takes("
                                     f"malloc, {len(parameters(row))})))"))
    return header(lines)


def clang_retain_count():
    """`rc_ownership_*` of osx.cocoa.RetainCount: what a call returns and takes.
    There is no annotation for what retains; CFRetain and CFRelease are known."""
    def rc(word):
        return f'__attribute__((annotate("rc_ownership_{word}")))'

    lines = ["const void *CFRetain(const void *);", "void CFRelease(const void *);"]
    counting = []
    for row in functions():
        call = {"acquires 1": "(void)CFRetain", "releases 1": "CFRelease"}.get(
            row["ref effect"][:10])
        if call:
            counting.append(f"#define {row['name']}(c, ...) ((void)(c), "
                            f"{call}(({last_type(row)})(__VA_ARGS__)))")
        elif row["result"].startswith("OWNED"):
            lines.append(declaration(row, rc("returns_retained")))
        elif row["result"].startswith(("fresh", "borrowed")):
            lines.append(declaration(row, rc("returns_not_retained")))
        elif takes_reference(row):
            lines.append(declaration(row, on_last=rc("consumed")))
    return header(lines, behind=counting)


def clang_handles():
    """`acquire_handle` and its like of fuchsia.HandleChecker, which looks at integers
    of the type zx_handle_t only: all handles become such integers. That leaves no
    overloads to z3++.h, so this is for C."""
    types = handle_types()

    def use(text):
        return ('__attribute__((use_handle("Fuchsia")))'
                if text.split()[0] in types and not re.search(r"[*\[]", text) else "")

    lines = []
    for row in functions():
        # An object that a call without attributes is given is forgotten.
        if takes_reference(row) and row["name"] != "Z3_dec_ref":
            lines.append(declaration(
                row, on_last='__attribute__((release_handle("Fuchsia")))'))
        else:
            acquire = '__attribute__((acquire_handle("Fuchsia")))'
            lines.append(declaration(row, acquire if release_of(row) else "",
                                     on_all=use))
    return header(lines, front=[
        "typedef unsigned long zx_handle_t;",
        "#define DEFINE_TYPE(T) typedef zx_handle_t T",
        *(f"#define {name} zx_handle_t" for name in types)])


def cppcheck_header():
    """cppcheck does not read Z3's header, which is none of its own."""
    return "\n".join(f"typedef struct _{name} *{name};" for name in handle_types())


def cppcheck_library():
    """Allocation and deallocation in pairs, and calls that keep nothing."""
    groups = collections.defaultdict(list)
    rows = {row["name"]: row for row in functions()}
    for name, row in sorted(rows.items()):
        if release_of(row) in rows:
            groups[release_of(row)].append(name)
    lines = ['<?xml version="1.0"?>', '<def format="2">']
    for release, makers in sorted(groups.items()):
        lines += ["  <memory>",
                  *(f'    <alloc init="true">{name}</alloc>' for name in makers),
                  f'    <dealloc arg="{len(parameters(rows[release]))}">{release}'
                  "</dealloc>", "  </memory>"]
    # A function that frees must not be one that keeps nothing as well.
    for name, row in sorted(rows.items()):
        if name in groups:
            continue
        lines += [f'  <function name="{name}"><noreturn>false</noreturn>'
                  "<leak-ignore/>",
                  *(f'    <arg nr="{n}"/>' for n in
                    range(1, len(parameters(row)) + 1)), "  </function>"]
    return "\n".join([*lines, "</def>", ""])


def owning_memory():
    """Options of cppcoreguidelines-owning-memory."""
    rows = functions()
    makers = ";".join("::" + row["name"] for row in rows if release_of(row))
    takers = ";".join("::" + row["name"] for row in rows if takes_reference(row))
    prefix = "cppcoreguidelines-owning-memory.LegacyResource"
    return (f"{{CheckOptions: {{{prefix}Producers: '{makers}', "
            f"{prefix}Consumers: '{takers}'}}}}")
