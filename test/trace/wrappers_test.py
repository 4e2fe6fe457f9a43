#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""That no function of the Z3 API is left out, and that functions which the table
of effects does not know get the right ones.

    wrappers_test.py LIBZ3TRACE SOURCE_DIR
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest

LIBRARY, SOURCE = sys.argv[1:3]
GENERATOR = os.path.join(SOURCE, "tools/z3-trace/gen_wrappers.py")
TABLE = os.path.join(SOURCE, "test/data/z3-functions.tsv")
INCLUDE = "/usr/include"

NEWER = """
DEFINE_TYPE(Z3_gadget);
/** def_API('Z3_mk_gadget', GADGET, (_in(CONTEXT), _in(UINT), _in_array(1, AST))) */
Z3_gadget Z3_API Z3_mk_gadget(Z3_context c, unsigned n, Z3_ast const parts[]);
void Z3_API Z3_gadget_inc_ref(Z3_context c, Z3_gadget g);
void Z3_API Z3_gadget_dec_ref(Z3_context c, Z3_gadget g);
Z3_ast Z3_API Z3_gadget_term(Z3_context c, Z3_gadget g);
"""


def exported(library):
    out = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                         capture_output=True, text=True).stdout
    return set(re.findall(r" T (Z3_\w+)", out))


def libz3():
    out = subprocess.run(["ldconfig", "-p"], check=True, capture_output=True,
                         text=True).stdout
    return re.search(r"libz3\.so\S* .*=> (\S+)", out).group(1)


class Wrappers(unittest.TestCase):
    def test_every_declared_function_is_wrapped(self):
        text = ""
        for name in os.listdir(INCLUDE):
            if re.fullmatch(r"z3_\w+\.h", name) and name != "z3_v1.h":
                with open(os.path.join(INCLUDE, name), encoding="utf-8") as f:
                    text += f.read()
        declared = {f for f in exported(libz3())
                    if re.search(rf"Z3_API\s+{f}\s*\(", text)}
        self.assertGreater(len(declared), 600)
        self.assertEqual(declared - exported(LIBRARY), set())

    def test_unknown_functions_follow_their_types(self):
        with tempfile.TemporaryDirectory() as tmp:
            for name in os.listdir(INCLUDE):
                if name == "z3.h" or name.startswith("z3_"):
                    os.symlink(os.path.join(INCLUDE, name), os.path.join(tmp, name))
            spacer = os.path.join(tmp, "z3_spacer.h")
            with open(spacer, encoding="utf-8") as f:
                text = f.read()
            os.remove(spacer)
            with open(spacer, "w", encoding="utf-8") as f:
                f.write(text + NEWER)
            out = os.path.join(tmp, "out.cpp")
            subprocess.run([sys.executable, GENERATOR, tmp, TABLE, out], check=True)
            with open(out, encoding="utf-8") as f:
                made = f.read()

        def row(name):
            return re.search(rf'{{"{name}", (.*)}},', made).group(1)

        self.assertIn('{"gadget", Family::Object}', made)
        self.assertRegex(row("Z3_mk_gadget"),
                         r"FreshLast, \d+, F_WritesLast,.*Role::Array, \d+, 1")
        self.assertRegex(row("Z3_gadget_inc_ref"), "F_Retains")
        self.assertRegex(row("Z3_gadget_dec_ref"), "F_Releases")
        self.assertRegex(row("Z3_gadget_term"), r"FreshTrail, \d+, F_WritesTrail")

    def test_prototypes_that_are_not_understood_are_an_error(self):
        with tempfile.TemporaryDirectory() as tmp:
            with open(os.path.join(tmp, "z3.h"), "w", encoding="utf-8") as f:
                f.write('#include "z3_api.h"\n')
            with open(os.path.join(INCLUDE, "z3_api.h"), encoding="utf-8") as f:
                text = f.read()
            with open(os.path.join(tmp, "z3_api.h"), "w", encoding="utf-8") as f:
                f.write(text + "void Z3_API Z3_odd(Z3_context c, void (*f)(int));\n")
            run = subprocess.run(
                [sys.executable, GENERATOR, tmp, TABLE, os.path.join(tmp, "out")],
                capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertIn("functions declared", run.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
