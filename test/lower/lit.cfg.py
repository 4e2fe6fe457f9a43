# Each test is a source file with its IR in FileCheck lines, written by hand:
#   // RUN: %dump | %check
import os
import lit.formats

config.name = "lower"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".c", ".cpp"]
config.excludes = ["z3-lower-dump.cpp"]
config.test_source_root = os.path.dirname(__file__)

dump = os.path.join(config.z3tidy_bin, "z3-lower-dump") + " %s"
config.substitutions += [
    ("%dump-c\\+\\+", dump + " -std=c++17 -I" + config.runtime_include),
    ("%dump", dump),
    ("%check", os.path.join(config.llvm_prefix, "bin", "FileCheck") + " %s"),
]
