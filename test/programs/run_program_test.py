#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tests of run_program.py with tools that say what the test wants."""

import json
import os
import resource
import stat
import subprocess
import sys
import tempfile
import unittest

import run_program

RUNNER = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "run_program.py")

BAD = """int make(void) { return 1; }
int main(void) {
  int lost = make(); // report: z3-loop-creation leak; trace: leak
  return lost - 1;
}
"""


class RunnerTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="z3tidy-runner-")
        self.addCleanup(scratch.cleanup)
        self.directory = scratch.name

    def program(self, text, name="sample_bad.c"):
        path = os.path.join(self.directory, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def tool(self, body):
        path = os.path.join(self.directory, "tool")
        with open(path, "w", encoding="utf-8") as out:
            out.write(f"#!{sys.executable}\nimport sys\n{body}\n")
        os.chmod(path, stat.S_IRWXU)
        return path

    def run_mode(self, *arguments):
        run = subprocess.run([sys.executable, RUNNER, *arguments],
                             capture_output=True, text=True)
        return run.returncode, run.stdout + run.stderr

    def analyze(self, path, *warnings):
        lines = [f"{path}:{line}:3: warning: {message} [{check}]"
                 for line, message, check in warnings]
        tidy = self.tool(f"print({chr(10).join(lines)!r})")
        return self.run_mode("analyze", "--tidy", tidy, path)

    def truth(self, path, *events, status=0, options=()):
        document = {"traced": True, "events": [
            {"type": kind, "file": path, "line": line, "message": "text"}
            for line, kind in events]}
        trace = self.tool(
            f"open(sys.argv[sys.argv.index('--json') + 1], 'w').write("
            f"{json.dumps(document)!r}); sys.exit({status})")
        return self.run_mode("truth", "--z3-trace", trace, *options, path)

    def assert_fails(self, result, text):
        self.assertEqual(result[0], 1, result[1])
        self.assertIn(text, result[1])

    def test_further_source(self):
        """It is linked, and what happens in it stands at the call."""
        path = self.program("// build: more.c\n" + BAD.replace(
            "int make(void) { return 1; }", "int make(void);"))
        self.assert_fails(self.truth(path), "No such file")
        more = self.program("int make(void) { return 1; }\n", "more.c")
        frames = [{"function": "make", "file": more, "line": 1, "user": True},
                  {"function": "main", "file": path, "line": 4, "user": True}]
        event = {"type": "leak", "file": more, "line": 1, "message": "text",
                 "made": frames}
        document = json.dumps({"traced": True, "events": [event]})
        trace = self.tool(
            f"open(sys.argv[sys.argv.index('--json') + 1], 'w').write("
            f"{document!r})")
        self.assertEqual(self.run_mode("truth", "--z3-trace", trace, path),
                         (0, ""))
        frames.pop()
        trace = self.tool(
            f"open(sys.argv[sys.argv.index('--json') + 1], 'w').write("
            f"{json.dumps({'traced': True, 'events': [event]})!r})")
        self.assert_fails(self.run_mode("truth", "--z3-trace", trace, path),
                          ":4: missing event: leak")

    def test_analysis_as_labelled(self):
        result = self.analyze(self.program(BAD), (
            3, "'lost' is never released", "z3-loop-creation"))
        self.assertEqual(result, (0, ""))

    def test_analysis_misses(self):
        self.assert_fails(self.analyze(self.program(BAD)),
                          ":3: missing report: z3-loop-creation leak")

    def test_analysis_of_another_class(self):
        self.assert_fails(
            self.analyze(self.program(BAD),
                         (3, "made anew", "z3-loop-creation")),
            ":3: missing report")

    def test_analysis_reports_twice(self):
        once = (3, "'lost' is never released", "z3-loop-creation")
        self.assert_fails(self.analyze(self.program(BAD), once, once),
                          ":3: extra report")

    def test_analysis_of_an_ok_program(self):
        path = self.program("int x;\n", "sample_ok.c")
        self.assertEqual(self.analyze(path), (0, ""))
        self.assert_fails(self.analyze(path, (1, "lost", "z3-handle-leak")),
                          ":1: extra report: lost [z3-handle-leak]")

    def test_missed_label(self):
        path = self.program("int x; // missed: z3-loop-creation leak\n")
        self.assertEqual(self.analyze(path), (0, ""))
        self.assert_fails(self.analyze(path, (1, "lost", "z3-loop-creation")),
                          ":1: improved: relabel")

    def test_tool_that_fails(self):
        tidy = self.tool("sys.exit(3)")
        self.assert_fails(
            self.run_mode("analyze", "--tidy", tidy, self.program(BAD)),
            "exit status 3")

    def test_precompiled_header(self):
        folder = os.path.join(self.directory, "headers")
        self.assertEqual(self.run_mode("precompile", folder), (0, ""))
        self.assertTrue(os.listdir(folder))
        path = self.program("int main() { std::string s; return s.size(); }\n",
                            "sample_ok.cpp")
        self.assert_fails(self.truth(path), "does not compile")
        self.assertEqual(self.truth(path, options=["--precompiled", folder]),
                         (0, ""))

    def test_truth_as_labelled(self):
        self.assertEqual(self.truth(self.program(BAD), (3, "leak")), (0, ""))

    def test_truth_misses_and_extra(self):
        result = self.truth(self.program(BAD), (1, "leak"))
        self.assert_fails(result, ":3: missing event: leak")
        self.assert_fails(result, ":1: extra event: leak")

    def test_truth_allowed_event(self):
        path = self.program(
            "// trace-allows: churn because it shows the option\n"
            "int main(void) { return 0; }\n", "sample_ok.c")
        self.assertEqual(self.truth(path, (2, "churn")), (0, ""))
        self.assert_fails(self.truth(path, (2, "churn"), (2, "leak")),
                          ":2: extra event: leak")
        self.assert_fails(self.truth(path), "does not happen")

    def test_truth_event_allowed_on_a_line(self):
        path = self.program(
            "int main(void) { // trace-allows: growth because it shows it\n"
            "  return 0; }\n", "sample_ok.c")
        self.assertEqual(self.truth(path, (1, "growth")), (0, ""))
        self.assert_fails(self.truth(path, (1, "growth"), (2, "growth")),
                          ":2: extra event: growth")

    def test_truth_event_allowed_before_a_crash(self):
        path = self.program(
            "int main(void) { // trace-allows: growth because it shows it\n"
            "  return 0; } // report: z3-x; trace: use-after-release\n")
        use = (2, "use-after-release")
        self.assertEqual(self.truth(path, use, status=1), (0, ""))
        self.assert_fails(self.truth(path, use), "does not happen")

    def test_truth_of_a_race(self):
        """Either of the two calls may have the label."""
        path = self.program("int a;\n"
                            "int b; // report: z3-thread-sharing\n"
                            "int main(void) { return 0; } // trace: concurrent-use\n")
        for here, there in (1, 3), (3, 1), (3, 3):
            result = self.race(path, here, there)
            self.assertEqual(result, (0, ""))
        self.assert_fails(self.race(path, 1, 2), ":1: extra event: concurrent-use")
        self.assert_fails(self.race(path, 1, 2), ":3: missing event: concurrent-use")

    def race(self, path, here, there):
        event = {"type": "concurrent-use", "file": path, "line": here,
                 "other_line": there, "message": "text",
                 "other": [{"file": path, "line": there, "user": True}]}
        document = json.dumps({"traced": True, "events": [event]})
        trace = self.tool(
            "assert '--one-at-a-time' in sys.argv\n"
            f"open(sys.argv[sys.argv.index('--json') + 1], 'w').write("
            f"{document!r})")
        return self.run_mode("truth", "--z3-trace", trace, path)

    def test_truth_of_a_leak(self):
        gone_with_context = "unreleased-at-context-delete"
        self.assertEqual(
            self.truth(self.program(BAD), (3, gone_with_context),
                       (3, "growth")), (0, ""))
        self.assert_fails(self.truth(self.program(BAD), (3, "growth")),
                          ":3: missing event: leak")

    def test_truth_crash(self):
        self.assert_fails(self.truth(self.program(BAD), (3, "leak"), status=1),
                          "exit status 1")
        path = self.program("int main(void) { return 0; } "
                            "// report: z3-use-after-release; "
                            "trace: use-after-release\n")
        self.assertEqual(self.truth(path, (1, "use-after-release"), status=9),
                         (0, ""))

    def test_a_limit_holds_for_what_is_written(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        run = run_program.run_all(["yes"], prepare=limit)
        self.assertNotEqual(run.returncode, 0)
        self.assertEqual(len(run.stdout), 4096)

    def test_wrong_labels(self):
        for text, name in (
                ("int x; // report: z3-loop-creation leek\n", "a_bad.c"),
                ("int x; // trace: lek\n", "a_bad.c"),
                ("int x;\n", "a_bad.c"),
                ("int x; // report: z3-handle-leak\n", "a_ok.c"),
                ("int x;\n", "neither.c")):
            with self.subTest(text=text, name=name):
                self.assertEqual(
                    self.analyze(self.program(text, name))[0], 1)


if __name__ == "__main__":
    unittest.main()
