# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lit's test format for labelled programs: each file is one test, done by
run_program.py within lit's worker: an interpreter for each of them takes a fifth
more time. (A module of its own, since lit's workers must import it.)"""

import contextlib
import io

import lit.Test
import lit.formats
import run_program


class ProgramTest(lit.formats.FileBasedTest):
    def __init__(self, arguments):
        self.arguments = arguments

    def execute(self, test, litConfig):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            status = run_program.main(self.arguments + [test.getSourcePath()])
        return (lit.Test.FAIL if status else lit.Test.PASS), said.getvalue()
