#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the wrappers of libz3trace.so and the table of what each call does.

    gen_wrappers.py INCLUDE_DIR TABLE.tsv OUT.cpp

Reads the prototypes (and the def_API lines, for the lengths of arrays) of the
headers that INCLUDE_DIR/z3.h includes, and joins them with the effect table.
A function that the table does not know gets its effects from the types in its
prototype: an AST is fresh in the trail slot, a counted object is fresh in the
last_obj slot, *_inc_ref and *_dec_ref count, Z3_del_* destroys.
"""
import csv
import os
import re
import sys

AST_FAMILY = ["ast", "sort", "func_decl", "app", "pattern"]
OWNED = ["config", "context", "constructor", "constructor_list", "rcf_num"]
UNCOUNTED = ["symbol", "literals", "solver_callback"]

# Freed inside the call, when only the trail slot keeps them (measured on 4.8.12).
COMPOSITE = {
    "Z3_mk_bvadd_no_overflow", "Z3_mk_bvadd_no_underflow",
    "Z3_mk_bvsub_no_overflow", "Z3_mk_bvsub_no_underflow",
    "Z3_mk_bvneg_no_overflow", "Z3_mk_bvsdiv_no_overflow", "Z3_mk_bvmsb",
}
OPS = {
    "Z3_mk_context": "MkContext", "Z3_mk_context_rc": "MkContextRc",
    "Z3_del_context": "DelContext", "Z3_mk_string_symbol": "StringSymbol",
    "Z3_mk_fresh_const": "FreshName", "Z3_mk_fresh_func_decl": "FreshName",
    "Z3_solver_push": "Push", "Z3_optimize_push": "Push",
    "Z3_fixedpoint_push": "Push", "Z3_solver_pop": "Pop",
    "Z3_optimize_pop": "Pop", "Z3_fixedpoint_pop": "Pop",
    "Z3_solver_reset": "ResetScopes", "Z3_solver_assert": "Assert",
    "Z3_solver_assert_and_track": "Assert", "Z3_optimize_assert": "Assert",
    "Z3_optimize_assert_and_track": "Assert",
    "Z3_optimize_assert_soft": "Assert", "Z3_fixedpoint_assert": "Assert",
    "Z3_fixedpoint_add_rule": "Assert", "Z3_solver_check": "Check",
    "Z3_solver_check_assumptions": "Check", "Z3_optimize_check": "Check",
    "Z3_fixedpoint_query": "Check", "Z3_fixedpoint_query_relations": "Check",
    "Z3_enable_concurrent_dec_ref": "ReleaseAnywhere",
}
# What other threads may call while the context is in use.
ANY_THREAD = {"Z3_interrupt", "Z3_solver_interrupt"}
# Out-parameters that the fresh result of their call does not keep alive
# (measured: testers die at the next trail write).
LOOSE_OUT = {("Z3_mk_enumeration_sort", "enum_testers")}


class Param:
    def __init__(self, text):
        text = " ".join(text.replace("*", " * ").split())
        array = "[" in text
        text = re.sub(r"\[.*?\]", "", text).strip()
        self.name = re.search(r"(\w+)$", text).group(1)
        words = text[: -len(self.name)].split()
        self.const = "const" in words
        self.pointer = array or "*" in words
        self.array = array
        base = [w for w in words if w not in ("const", "*")]
        self.base = re.sub(r"_opt$", "", base[0]) if base else "int"
        self.floating = self.base in ("double", "float") and not self.pointer
        self.length = -1
        self.direction = "in"
        if self.pointer and not self.const and not array:
            self.direction = "out"


class Function:
    def __init__(self, ret, name, params):
        self.name = name
        self.pointer_result = "*" in ret
        self.ret_text = " ".join(ret.split())
        self.ret = re.sub(r"_opt$|\bconst\b", "", self.ret_text).strip()
        self.params = params


def read_headers(include):
    top = open(os.path.join(include, "z3.h"), encoding="utf-8").read()
    names = re.findall(r'#include\s*"(z3_\w+\.h)"', top)
    return "\n".join(
        open(os.path.join(include, n), encoding="utf-8").read() for n in names)


def parse(text):
    types = re.findall(r"DEFINE_TYPE\s*\(\s*Z3_(\w+)\s*\)", text)
    apis = {}
    for name, args in re.findall(
            r"def_API\s*\(\s*'(\w+)'\s*,\s*\w+(?:\(\w+\))?\s*,\s*\((.*)\)\s*\)", text):
        apis[name] = re.findall(
            r"_(in|out|inout)(_array)?2?\s*\(\s*(?:(\d+)\s*,)?\s*\w+\s*\)", args)
    code = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    code = re.sub(r"//[^\n]*", " ", code)
    code = re.sub(r"^\s*#.*$", "", code, flags=re.M)
    functions = []
    for ret, name, args in re.findall(
            r"([A-Za-z_][\w\s\*]*?)\s*\bZ3_API\s+(Z3_\w+)\s*\(([^()]*)\)\s*;", code):
        ret = re.split(r"[;{}]", ret)[-1].strip()
        params = [] if args.strip() in ("", "void") else [
            Param(a) for a in args.split(",")]
        for i, p in enumerate(params):
            if p.array and i and not params[i - 1].pointer and \
                    params[i - 1].base == "unsigned":
                p.length = i - 1
        spec = apis.get(name, [])
        if len(spec) == len(params):
            for p, (direction, array, index) in zip(params, spec):
                p.direction = direction
                if array and index:
                    p.length = int(index)
        functions.append(Function(ret, name, params))
    return types, functions


def read_table(path):
    with open(path, encoding="utf-8") as f:
        rows = list(csv.reader(f, delimiter="\t"))
    return {r[0]: r for r in rows[1:] if len(r) >= 7}


def handle(base, kinds):
    name = base[3:] if base.startswith("Z3_") else ""
    return name if name in kinds and name not in UNCOUNTED else None


def effects(f, table, kinds, counted):
    """Result class and flags of f, as names of Effects.h."""
    row = table.get(f.name)
    kind = None if f.pointer_result else handle(f.ret, kinds)
    flags, result = [], "None"
    if row:
        text = row[2]
        result = ("FreshTrail" if "trail" in text else
                  "FreshLast" if "m_last_obj" in text else
                  "Immortal" if "immortal" in text else
                  "Borrowed" if text.startswith("borrowed") else
                  "Cast" if text.startswith("identity") else
                  "Owned" if text.startswith("OWNED") else "None")
        trail, last, ref = row[4], row[5], row[6]
        if trail == "W":
            flags.append("WritesTrail")
        if last.startswith("W"):
            flags.append("WritesLast")
        if "reset" in trail or "reset" in last:
            flags.append("Resets")
        if ref.startswith("acquires"):
            flags.append("Retains")
        elif ref.startswith("releases"):
            flags.append("Releases")
        elif ref.startswith("destroys"):
            flags.append("Destroys")
    elif kind in AST_FAMILY:
        result, flags = "FreshTrail", ["WritesTrail"]
    elif kind in counted:
        result, flags = "FreshLast", ["WritesLast"]
    elif kind in OWNED:
        result = "Owned"
    elif f.name.endswith("inc_ref"):
        flags = ["Retains"]
    elif f.name.endswith("dec_ref") and "enable" not in f.name:
        flags = ["Releases"]
    elif f.name.startswith("Z3_del_"):
        flags = ["Destroys"]
    if kind and result == "None":
        sys.exit(f"gen_wrappers.py: {f.name} returns a {f.ret}, but the table "
                 "of effects does not say who keeps it")
    if f.name in COMPOSITE or (f.name == "Z3_mk_bv2int"):
        flags.append("Composite")
    # What such a function hands out may be a part of what it was given.
    if re.search(r"_get_|_to_|goal_formula|congruence", f.name):
        flags.append("PartOfArgument")
    if f.name in ANY_THREAD:
        flags.append("AnyThread")
    return kind, result, flags


def roles(f, kinds):
    """Per parameter: role, kind, index of the length."""
    out, contexts = [], 0
    for p in f.params:
        kind = handle(p.base, kinds)
        role = "Plain"
        if kind == "context" and not p.pointer:
            contexts += 1
            role = "Context" if contexts == 1 else "TargetContext"
        elif kind and not p.pointer:
            role = "Handle"
        elif kind and p.direction == "out":
            role = "OutArray" if p.length >= 0 or p.array else "Out"
            if (f.name, p.name) in LOOSE_OUT:
                role = "LooseOutArray"
        elif kind and p.length >= 0:
            role = "Array"
        elif kind and p.array and p.direction == "in" and p.const:
            role = "Plain"  # length unknown: not looked at
        out.append((role, kind, p.length))
    return out


def main():
    include, table_path, out_path = sys.argv[1:4]
    types, functions = parse(read_headers(include))
    table = read_table(table_path)
    kinds = [t for t in types]
    for k in AST_FAMILY + OWNED:
        if k not in kinds:
            sys.exit(f"gen_wrappers.py: {include} declares no Z3_{k}")
    names = {f.name for f in functions}
    counted = [k for k in kinds if f"Z3_{k}_inc_ref" in names]
    declared = len(re.findall(r"\bZ3_API\s+Z3_\w+\s*\(",
                              re.sub(r"/\*.*?\*/", " ", read_headers(include),
                                     flags=re.S)))
    if declared != len(functions):
        sys.exit(f"gen_wrappers.py: {declared} functions declared, "
                 f"{len(functions)} understood")

    o = []
    w = o.append
    w("// Made by gen_wrappers.py; do not edit.")
    w('#include "Effects.h"')
    w('#include "Hooks.h"')
    w("#include <z3.h>")
    w("using namespace z3trace;")
    w("")
    w("const KindInfo z3trace::Kinds[] = {")
    for k in kinds:
        family = ("Ast" if k in AST_FAMILY else "Owned" if k in OWNED else
                  "Object" if k in counted else "None")
        w(f'  {{"{k}", Family::{family}}},')
    w("};")
    w(f"const unsigned z3trace::NumKinds = {len(kinds)};")
    for special in ("symbol", "config", "context", "rcf_num", "solver",
                    "optimize", "fixedpoint"):
        w(f"const unsigned char z3trace::Kind_{special} = {kinds.index(special)};")
    w("")
    w("const Function z3trace::Functions[] = {")
    for f in functions:
        kind, result, flags = effects(f, table, kinds, counted)
        rs = roles(f, kinds)
        flag_text = " | ".join("F_" + x for x in flags) or "0"
        args = ", ".join(
            f"{{Role::{r}, {kinds.index(k) if k else 255}, {n}}}" for r, k, n in rs)
        w(f'  {{"{f.name}", Result::{result}, '
          f'{kinds.index(kind) if kind else 255}, {flag_text}, '
          f'Op::{OPS.get(f.name, "None")}, {len(rs)}, {{{args}}}}},')
    w("};")
    w(f"const unsigned z3trace::NumFunctions = {len(functions)};")
    w(f"void *z3trace::Reals[{len(functions)}];")
    w("")
    w('extern "C" {')
    for i, f in enumerate(functions):
        decls = ", ".join(f"A{j}" for j in range(len(f.params)))
        values = ", ".join(
            "0" if p.floating else f"(uintptr_t)A{j}"
            for j, p in enumerate(f.params)) or "0"
        sig = ", ".join(
            f"arg_t<{j}, decltype({f.name})> A{j}" for j in range(len(f.params)))
        void = f.ret_text == "void"
        floating = f.ret_text in ("double", "float")
        w(f"Z3T_EXPORT ret_t<decltype({f.name})> {f.name}({sig}) {{")
        w(f"  auto Real = real<decltype({f.name})>({i});")
        w("  Call C(__builtin_return_address(0), __builtin_frame_address(0));")
        w("  if (C.isInternal())")
        w(f"    return Real({decls});")
        w(f"  uintptr_t Args[] = {{{values}}};")
        w(f"  before(C, Functions[{i}], Args);")
        if void:
            w(f"  Real({decls});")
            w(f"  after(C, Functions[{i}], Args, 0);")
        else:
            w(f"  auto R = Real({decls});")
            w(f"  after(C, Functions[{i}], Args, "
              f"{'0' if floating else '(uintptr_t)R'});")
            w("  return R;")
        w("}")
    w("}")
    tmp = out_path + ".tmp"
    with open(tmp, "w", encoding="utf-8") as out:
        out.write("\n".join(o) + "\n")
    os.replace(tmp, out_path)


if __name__ == "__main__":
    main()
