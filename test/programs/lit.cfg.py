# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Runnable programs with known truth: one test per program, of one of two
# suites, chosen with -Dmode=truth (under z3-trace) or -Dmode=analyze (under
# z3-tidy). Set by lit.site.cfg.py: z3_trace, tidy, precompiled.

import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from program_format import ProgramTest

mode = lit_config.params.get("mode", "truth")
if mode not in ("truth", "analyze"):
    lit_config.fatal(f"-Dmode={mode}: expected truth or analyze")

config.name = f"z3tidy-programs-{mode}"
config.test_source_root = os.path.dirname(__file__)
config.suffixes = [".c", ".cpp"]
config.excludes = ["Inputs"] # what programs are built with

arguments = [mode]
if mode == "truth":
    arguments += ["--z3-trace", config.z3_trace,
                  "--precompiled", config.precompiled]
else:
    arguments += ["--tidy", config.tidy]
    checks = lit_config.params.get("checks")
    if checks:
        arguments += ["--checks", checks]
config.test_format = ProgramTest(arguments)
