# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""lit's test format for labelled programs: each file is one test, done by
run_program.py. (A module of its own, since lit's workers must import it.)"""

import lit.Test
import lit.formats
import lit.util


class ProgramTest(lit.formats.FileBasedTest):
    def __init__(self, command):
        self.command = command

    def execute(self, test, litConfig):
        out, err, status = lit.util.executeCommand(
            self.command + [test.getSourcePath()])
        if status == 0:
            return lit.Test.PASS, ""
        return lit.Test.FAIL, out + err
