#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tests of bench/peers with the tools that are on this machine, on a program that
gives a solver back twice and its twin. Those that are told of Z3 tell the two apart;
the others have nothing to say."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent.parent / "bench/peers"

PROGRAM = """#include <z3.h>
int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_dec_ref(c, s);
"""
AGAIN = "  Z3_solver_dec_ref(c, s); // report: z3-use-after-release\n"
END = "  Z3_del_context(c);\n  return 0;\n}\n"


class PeersTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="z3tidy-peers-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def table(self, peer, suffix):
        """(found, extra, told apart, not read) of the two programs."""
        files = [self.folder / f"twice_{kind}{suffix}" for kind in ("bad", "ok")]
        files[0].write_text(PROGRAM + AGAIN + END, encoding="utf-8")
        files[1].write_text(PROGRAM + END, encoding="utf-8")
        run = subprocess.run([sys.executable, str(PEERS), "--keep",
                              str(self.folder / "kept"), "--only", peer, *files],
                             capture_output=True, text=True)
        if "is not on this machine" in run.stdout:
            self.skipTest(run.stdout.strip())
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        found, extra = re.search(r"\| all \| 1 \| (\d+) / (\d+) \|", run.stdout).groups()
        apart = re.search(r"\| twins told apart \| 1 \| (\d+) \|", run.stdout).group(1)
        failed = re.search(r"\| could not be read \| \| (\d+) \|", run.stdout).group(1)
        return int(found), int(extra), int(apart), int(failed)

    def test_knows_z3(self):
        for peer in ("z3-tidy", "ownership", "rc_ownership", "handles",
                     "malloc(dealloc)", "library"):
            with self.subTest(peer):
                self.assertEqual(self.table(peer, ".c"), (1, 0, 1, 0))

    def test_as_it_comes(self):
        for peer in ("clang-tidy", "analyzer", "gcc", "cppcheck"):
            with self.subTest(peer):
                self.assertEqual(self.table(peer, ".c"), (0, 0, 0, 0))

    def test_each_raw_owner(self):
        # It asks for gsl::owner at each of the three that are made, in both twins;
        # z3-tidy's report names the line where the solver is made. That a typedef
        # of a pointer is given back it does not see.
        self.assertEqual(self.table("owning-memory", ".cpp"), (1, 3, 0, 0))


if __name__ == "__main__":
    unittest.main()
