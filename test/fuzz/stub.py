#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes the stub's functions: `stub.py INCLUDE_DIR OUT.cpp`.

Prototypes come from Z3's headers and effects from test/data/z3-functions.tsv,
both read by z3-trace's gen_wrappers.py, so that what a call does is said once.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tools", "z3-trace"))
import gen_wrappers  # noqa: E402

RESULTS = {"None": "fz_none", "FreshTrail": "fz_fresh_trail",
           "FreshLast": "fz_fresh_last", "Borrowed": "fz_borrowed",
           "Immortal": "fz_immortal", "Cast": "fz_cast",
           "Owned": "fz_owned_result"}
FLAGS = {"WritesTrail": "fz_writes_trail", "WritesLast": "fz_writes_last",
         "Retains": "fz_retains", "Releases": "fz_releases",
         "Destroys": "fz_destroys"}
ROLES = {"Plain": "fz_plain", "Context": "fz_context",
         "TargetContext": "fz_context", "Handle": "fz_handle",
         "Array": "fz_array", "Out": "fz_out", "OutArray": "fz_plain",
         "LooseOutArray": "fz_plain"}
NO_ARGUMENT = '{fz_plain, "", -1}'
# What the table does not say: who keeps whom, and what decides a branch.
EXTRA = {
    "Z3_mk_context_rc": "fz_counting",
    "Z3_solver_assert": "fz_keeps", "Z3_goal_assert": "fz_keeps",
    "Z3_ast_vector_push": "fz_keeps", "Z3_optimize_assert": "fz_keeps",
    "Z3_solver_push": "fz_push", "Z3_solver_pop": "fz_pop",
    "Z3_solver_reset": "fz_reset", "Z3_goal_reset": "fz_reset",
    "Z3_solver_get_assertions": "fz_copies", "Z3_solver_check": "fz_check",
    "Z3_goal_inconsistent": "fz_decides", "Z3_goal_is_decided_sat": "fz_decides",
    "Z3_model_get_num_consts": "fz_decides", "Z3_is_numeral_ast": "fz_decides",
    "Z3_solver_get_model": "fz_fallible",
}
PREAMBLE = """// Made by stub.py; do not edit.
extern "C" {
#include "stub.h"
}
#include <tuple>
#include <z3.h>
template <typename F> struct signature;
template <typename R, typename... A> struct signature<R(A...)> {
  using result = R;
  template <unsigned N>
  using argument = std::tuple_element_t<N, std::tuple<A...>>;
};
template <typename F> using ret_t = typename signature<F>::result;
template <unsigned N, typename F>
using arg_t = typename signature<F>::template argument<N>;
extern "C" {
"""


def write(include, out_path):
    types, functions = gen_wrappers.parse(gen_wrappers.read_headers(include))
    table = gen_wrappers.read_table(
        os.path.join(ROOT, "test", "data", "z3-functions.tsv"))
    names = {f.name for f in functions}
    counted = [k for k in types if f"Z3_{k}_inc_ref" in names]
    out = [PREAMBLE]
    for f in functions:
        kind, result, flags = gen_wrappers.effects(f, table, types, counted)
        roles = gen_wrappers.roles(f, types)
        if any(p.floating for p in f.params) or f.ret_text in ("double", "float") \
                or any(re.search(r"_eh$|_fptr$|callback", p.base) for p in f.params):
            continue
        flags = [FLAGS[x] for x in flags if x in FLAGS]
        if f.name in EXTRA:
            flags.append(EXTRA[f.name])
        if any(r in ("Handle", "Array") for r, _, _ in roles) \
                and not any(r == "Array" for r, _, _ in roles):
            flags.append("fz_needs_handle")
        if any(r in ("Handle", "Array") for r, _, _ in roles) and result != "Cast" \
                and not {"fz_retains", "fz_releases", "fz_destroys"} & set(flags):
            flags.append("fz_uses")
        args = ", ".join(f'{{{ROLES[r]}, "{k or ""}", {n}}}' for r, k, n in roles)
        params = ", ".join(f"arg_t<{i}, decltype({f.name})> A{i}"
                           for i in range(len(roles)))
        values = ", ".join(f"(uintptr_t)A{i}" for i in range(len(roles))) or "0"
        out.append(f"ret_t<decltype({f.name})> {f.name}({params}) {{")
        out.append(f'  static const fz_function F = {{"{f.name}", '
                   f'{RESULTS[result]}, "{kind or ""}", '
                   f'{" | ".join(flags) or "0"}, {len(roles)}, {{{args or NO_ARGUMENT}}}}};')
        out.append(f"  uintptr_t Args[] = {{{values}}};")
        call = "fz_call(&F, Args)"
        if f.ret_text == "void":
            out.append(f"  {call};")
        elif f.ret_text == "Z3_string":
            out.append(f'  {call};\n  return "";')
        elif result == "None" and f.ret in ("Z3_symbol",):
            out.append(f"  {call};\n  return (Z3_symbol)1;")
        else:
            out.append(f"  return (ret_t<decltype({f.name})>){call};")
        out.append("}")
    with open(out_path, "w", encoding="utf-8") as o:
        o.write("\n".join(out + ["}"]) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
