#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How z3-trace treats the program that it runs, and its own command line.

    driver_test.py Z3_TRACE C_COMPILER
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

Z3_TRACE = os.path.abspath(sys.argv[1])
COMPILER = sys.argv[2]
TIMEOUT_S = 60

CONTEXT = """
#include <z3.h>
static Z3_context context(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  return c;
}
"""


class Driver(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)

    def path(self, name):
        return os.path.join(self.tmp.name, name)

    def build(self, body, name="program", libraries=("-lz3",), compiler=COMPILER):
        source = self.path(name + ".c")
        with open(source, "w", encoding="utf-8") as f:
            f.write(CONTEXT + body if libraries else body)
        program = self.path(name)
        subprocess.run([compiler, "-g", "-w", source, "-o", program, *libraries,
                        "-ldl"], check=True)
        return program

    def trace(self, *args, **kwargs):
        return subprocess.run([Z3_TRACE, *args], capture_output=True, text=True,
                              timeout=TIMEOUT_S, check=False, **kwargs)

    def traced_json(self, *args, **kwargs):
        report = self.path("report.json")
        run = self.trace("--json", report, *args, **kwargs)
        with open(report, encoding="utf-8") as f:
            return run, json.load(f)

    # What the program sees and what its caller sees.

    def test_streams_arguments_and_status_pass_through(self):
        program = self.build(r"""
#include <stdio.h>
int main(int argc, char **argv) {
  char line[64];
  fgets(line, sizeof line, stdin);
  printf("%s|%s|%d", argv[1], line, argc);
  fprintf(stderr, "complaint\n");
  Z3_del_context(context());
  return 42;
}""")
        run = self.trace(program, "--json", "-x", input="hello")
        self.assertEqual(run.returncode, 42)
        self.assertEqual(run.stdout, "--json|hello|3")
        self.assertTrue(run.stderr.startswith("complaint\n"))
        self.assertIn("0 errors, 0 warnings, 0 notes", run.stderr)

    def test_signal_of_the_program_becomes_ours(self):
        program = self.build(r"""
#include <stdlib.h>
int main(void) { context(); abort(); }""")
        run, document = self.traced_json(program)
        self.assertEqual(run.returncode, -signal.SIGABRT)
        self.assertEqual(document["exit"], {"signal": int(signal.SIGABRT)})
        self.assertFalse(document["complete"])
        self.assertIn("did not reach its end (Aborted)", run.stderr)

    def test_termination_is_forwarded_and_the_report_written(self):
        program = self.build(r"""
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void stop(int s) { _exit(7); }
int main(void) {
  signal(SIGTERM, stop);
  context();
  puts("ready"); fflush(stdout);
  for (;;) pause();
}""")
        with subprocess.Popen([Z3_TRACE, program], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as run:
            self.assertEqual(run.stdout.readline(), "ready\n")
            run.send_signal(signal.SIGTERM)
            _, stderr = run.communicate(timeout=TIMEOUT_S)
        self.assertEqual(run.returncode, 7)
        self.assertIn("leak: 1 context never released", stderr)

    def test_misuse_is_told_though_the_program_dies_of_it(self):
        program = self.build(r"""
int main(void) {
  Z3_context c = context();
  Z3_del_context(c);
  Z3_del_context(c);
}""")
        _, document = self.traced_json(program)
        self.assertEqual([e["type"] for e in document["events"]],
                         ["release-after-release"])

    def test_end_by_the_default_error_handler_is_no_leak(self):
        program = self.build(r"""
int main(void) {
  Z3_context c = context();
  Z3_mk_not(c, Z3_mk_int(c, 1, Z3_mk_int_sort(c)));
}""")
        run, document = self.traced_json(program)
        self.assertEqual(run.returncode, 1)
        self.assertEqual(document["events"], [])
        self.assertFalse(document["complete"])

    # Other processes.

    def test_forked_child_is_told_of_its_own_handles_only(self):
        program = self.build(r"""
#include <sys/wait.h>
#include <unistd.h>
#include <stdlib.h>
int main(void) {
  Z3_context c = context();
  Z3_solver mine = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, mine);
  if (fork() == 0) { Z3_solver_inc_ref(c, Z3_mk_simple_solver(c)); exit(0); }
  wait(0);
  if (vfork() == 0) _exit(0);
  wait(0);
  if (fork() == 0) _exit(0);
  wait(0);
  Z3_solver_dec_ref(c, mine);
  Z3_del_context(c);
}""")
        run, document = self.traced_json(program)
        (event,) = document["events"]
        self.assertEqual((event["type"], event["kind"], event["line"]),
                         ("leak", "solver", 17))
        self.assertTrue(event["forked"])
        self.assertIn("in a forked child", run.stderr)
        self.assertTrue(document["complete"])
        # Who calls nothing has no record.
        child, parent = sorted(document["processes"],
                               key=lambda p: "forked_from" not in p)
        self.assertEqual(child["forked_from"], parent["pid"])

    def test_forked_child_knows_its_parents_handles(self):
        program = self.build(r"""
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  Z3_context c = context();
  Z3_params p = Z3_mk_params(c);
  Z3_params_inc_ref(c, p);
  Z3_params gone = Z3_mk_params(c);
  Z3_params_inc_ref(c, gone);
  Z3_params_dec_ref(c, gone);
  if (fork() == 0) {
    Z3_params_dec_ref(c, p);
    Z3_params_to_string(c, gone);
    _exit(0);
  }
  wait(0);
  Z3_params_dec_ref(c, p);
  Z3_del_context(c);
}""")
        _, document = self.traced_json(program)
        self.assertEqual([(e["type"], e["line"], e.get("forked"))
                          for e in document["events"]],
                         [("use-after-release", 21, True)])

    def test_killed_child_leaves_the_parents_report_whole(self):
        program = self.build(r"""
#include <sys/wait.h>
#include <stdlib.h>
#include <unistd.h>
int main(void) {
  Z3_context c = context();
  if (fork() == 0) { Z3_mk_params(c); abort(); }
  wait(0);
  Z3_solver_inc_ref(c, Z3_mk_simple_solver(c));
}""")
        run, document = self.traced_json(program)
        self.assertIn("a forked child, process", run.stderr)
        self.assertIn("did not reach its end: its leaks", run.stderr)
        self.assertIn("of the Z3 API; memory at its peak", run.stderr)
        self.assertFalse(document["complete"])
        self.assertEqual({e["kind"] for e in document["events"]},
                         {"context", "solver"})

    def test_fork_while_another_thread_calls(self):
        program = self.build(r"""
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
static volatile int done;
static void *work(void *p) {
  Z3_context c = context();
  while (!done) {
    Z3_params q = Z3_mk_params(c);
    Z3_params_inc_ref(c, q);
    Z3_params_dec_ref(c, q);
  }
  Z3_del_context(c);
  return 0;
}
int main(void) {
  pthread_t t;
  Z3_context c = context();
  pthread_create(&t, 0, work, 0);
  for (int i = 0; i < 50; ++i) {
    if (fork() == 0) { Z3_get_error_code(c); _exit(0); }
    wait(0);
  }
  done = 1;
  pthread_join(t, 0);
  Z3_del_context(c);
}""", libraries=("-lz3", "-lpthread"))
        run, document = self.traced_json("--growth", "1000000", program)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(document["events"], [])
        self.assertEqual(len(document["processes"]), 51)
        self.assertTrue(document["complete"])

    def test_exec_is_an_end(self):
        program = self.build(r"""
#include <stdlib.h>
#include <unistd.h>
int main(int argc, char **argv) {
  Z3_context c = context();
  if (argc > 2) { Z3_del_context(c); return 5; }
  if (argc > 1) execl(argv[0], argv[0], argv[1], "again", (char *)0);
  char *args[] = {argv[0], "once", 0};
  execvp(argv[0], args);
}""")
        run, document = self.traced_json(program)
        self.assertEqual(run.returncode, 5)
        self.assertEqual([(e["type"], e["kind"], e["count"])
                          for e in document["events"]], [("leak", "context", 2)])
        self.assertTrue(document["complete"])
        self.assertEqual([p["end"] for p in document["processes"]],
                         ["exec", "exec", "exit"])

    def test_exec_that_fails_is_none(self):
        program = self.build(r"""
#include <errno.h>
#include <unistd.h>
int main(void) {
  Z3_context c = context();
  Z3_params_inc_ref(c, Z3_mk_params(c));
  if (execl("/no/such/program", "x", (char *)0) != -1 || errno != ENOENT)
    return 1;
  char *none[] = {"x", 0};
  if (execle("/no/such/program", "x", (char *)0, none) != -1 || errno != ENOENT)
    return 2;
  Z3_solver_inc_ref(c, Z3_mk_simple_solver(c));
}""")
        run, document = self.traced_json(program)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(sorted((e["type"], e["kind"], e["count"])
                                for e in document["events"]),
                         [("leak", "context", 1), ("leak", "params", 1),
                          ("leak", "solver", 1)])
        self.assertEqual([p["end"] for p in document["processes"]], ["exit"])

    def test_functions_that_are_looked_up_by_name_are_traced(self):
        program = self.build(r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <z3.h>
int main(void) {
  void *h = dlopen("libz3.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!h) h = dlopen("libz3.so", RTLD_NOW | RTLD_LOCAL);
  if (!h) return 3;
  Z3_config (*mk_config)(void) = dlsym(h, "Z3_mk_config");
  Z3_context (*mk_context)(Z3_config) = dlsym(h, "Z3_mk_context_rc");
  if (!mk_config || !mk_context || dlsym(h, "Z3_no_such_function")) return 1;
  Z3_config config = mk_config();
  mk_context(config);
  ((void (*)(Z3_config))dlsym(h, "Z3_del_config"))(config);
  int (*print)(const char *) = dlsym(RTLD_NEXT, "puts");
  if (!print || print != dlsym(RTLD_DEFAULT, "puts")) return 2;
  print("put");
}""", libraries=())
        run, document = self.traced_json(program)
        self.assertEqual((run.returncode, run.stdout), (0, "put\n"), run.stderr)
        self.assertEqual([(e["type"], e["kind"], e["line"])
                          for e in document["events"]], [("leak", "context", 14)])

    def test_next_definition_is_the_askers(self):
        # The program's own malloc-like function asks for the one behind it.
        subprocess.run([COMPILER, "-shared", "-fPIC", "-x", "c", "-", "-o",
                        self.path("libsecond.so")], text=True, check=True,
                       input="int answer(void) { return 2; }")
        program = self.build(r"""
#define _GNU_SOURCE
#include <dlfcn.h>
int answer(void) {
  int (*next)(void) = (int (*)(void))dlsym(RTLD_NEXT, "answer");
  return next && next != answer ? 10 + next() : 0;
}
int main(void) { return answer(); }""", libraries=(
            "-rdynamic", "-Wl,--no-as-needed", self.path("libsecond.so"),
            "-Wl,-rpath," + self.tmp.name))
        self.assertEqual(self.trace(program).returncode, 12)

    def test_program_behind_a_shell_is_traced(self):
        program = self.build("int main(void) { context(); }")
        _, document = self.traced_json("sh", "-c", f"{program}; {program}")
        self.assertEqual([(e["type"], e["kind"], e["count"])
                          for e in document["events"]], [("leak", "context", 2)])

    def test_dlopened_z3_user_is_traced(self):
        self.build("void use(void) { context(); }", "plugin.so",
                   ("-lz3", "-shared", "-fPIC"))
        program = self.build(r"""
#include <dlfcn.h>
int main(int argc, char **argv) {
  void *h = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  ((void (*)(void))dlsym(h, "use"))();
}""", libraries=())
        run, document = self.traced_json(program, self.path("plugin.so"))
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual([e["function"] for e in document["events"]], ["context"])

    def test_program_that_closes_all_descriptors(self):
        program = self.build(r"""
#include <unistd.h>
int main(void) {
  Z3_context c = context();
  for (int fd = 3; fd < 1024; ++fd) close(fd);
  Z3_del_context(c);
  Z3_params_inc_ref(context(), Z3_mk_params(context()));
}""")
        _, document = self.traced_json(program)
        self.assertTrue(document["complete"])
        self.assertIn("leak", {e["type"] for e in document["events"]})

    # Threads.

    SHARED = r"""
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>
static Z3_context c;
static void *work(void *p) { Z3_get_error_code(c); return 0; }
int main(int argc, char **argv) {
  pthread_t t;
  c = context();
  pthread_create(&t, 0, work, 0);
  usleep(200000);
  if (argc > 1 && fork() == 0) { Z3_mk_true(c); _exit(0); }
  if (argc > 1) wait(0);
  else Z3_mk_true(c);
  pthread_join(t, 0);
  Z3_del_context(c);
}"""

    def test_concurrent_use(self):
        program = self.build(self.SHARED, libraries=("-lz3", "-lpthread"))
        run, document = self.traced_json("--one-at-a-time", program)
        (event,) = document["events"]
        self.assertEqual(
            [event[key] for key in ("type", "level", "kind", "call", "line",
                                    "other_call", "other_line", "made_line")],
            ["concurrent-use", "error", "context", "Z3_mk_true", 22,
             "Z3_get_error_code", 14, 5])
        self.assertEqual(event["other"][0]["function"], "work")
        self.assertIn("program.c:22:8: error: concurrent-use: Z3_mk_true: another "
                      "thread works in this context (Z3_get_error_code), and "
                      "no lock, signal or join orders the two calls\n  here:\n  > main", run.stderr)
        self.assertIn("  in another thread:\n  > work", run.stderr)

    def test_without_the_search_for_concurrent_use(self):
        program = self.build(self.SHARED, libraries=("-lz3", "-lpthread"))
        _, document = self.traced_json("--no-concurrent-use", program)
        self.assertEqual(document["events"], [])

    def test_forked_child_has_no_other_thread(self):
        program = self.build(self.SHARED, libraries=("-lz3", "-lpthread"))
        for options in (), ("--one-at-a-time",):
            _, document = self.traced_json(*options, program, "fork")
            self.assertEqual(document["events"], [])
            self.assertEqual(len(document["processes"]), 2)

    @unittest.skipUnless(shutil.which("gcc"), "no gcc")
    def test_openmp_of_gcc(self):
        program = self.build(r"""
#include <omp.h>
#include <unistd.h>
static Z3_context c;
static void work(void) {
  Z3_ast n = Z3_mk_int(c, 1, Z3_mk_int_sort(c));
  Z3_inc_ref(c, n);
  Z3_dec_ref(c, n);
}
static void in_order(void) {
  static omp_lock_t lock;
  omp_init_lock(&lock);
  work();
#pragma omp parallel for
  for (int i = 0; i < 16; ++i) {
#pragma omp critical
    work();
  }
  work();
#pragma omp parallel for schedule(dynamic)
  for (int i = 0; i < 16; ++i) {
    omp_set_lock(&lock); work(); omp_unset_lock(&lock);
  }
  work();
#pragma omp parallel
  {
    if (omp_get_thread_num() == 1) work();
#pragma omp barrier
    if (omp_get_thread_num() == 2) work();
#pragma omp barrier
#pragma omp single
    {
#pragma omp task
      work();
#pragma omp taskwait
      work();
    }
#pragma omp critical(named)
    work();
  }
  work();
}
int main(int argc, char **argv) {
  c = context();
  omp_set_num_threads(3);
  for (int i = 0; i < 3; ++i) in_order();
  if (argc > 1) {
#pragma omp parallel for
    for (int i = 0; i < 3; ++i) { usleep(10000); work(); }
  }
  Z3_del_context(c);
}""", libraries=("-lz3", "-fopenmp"), compiler="gcc")
        run, document = self.traced_json(program)
        self.assertEqual((run.returncode, document["events"]), (0, []))
        run, document = self.traced_json("--one-at-a-time", program, "race")
        self.assertEqual({e["type"] for e in document["events"]},
                         {"concurrent-use"})

    def test_one_at_a_time_keeps_calls_apart(self):
        # Each thread makes terms and retains them late: if the other one came
        # between, they would be lost.
        program = self.build(r"""
#include <pthread.h>
static Z3_context c;
static void *work(void *p) {
  for (int i = 0; i < 300; ++i) {
    Z3_ast x = Z3_mk_int(c, i, Z3_mk_int_sort(c));
    Z3_inc_ref(c, x);
    Z3_dec_ref(c, x);
  }
  return 0;
}
int main(void) {
  pthread_t t[3];
  c = context();
  for (int i = 0; i < 3; ++i) pthread_create(&t[i], 0, work, 0);
  for (int i = 0; i < 3; ++i) pthread_join(t[i], 0);
  Z3_del_context(c);
}""", libraries=("-lz3", "-lpthread"))
        _, document = self.traced_json("--one-at-a-time", program)
        self.assertEqual([e["type"] for e in document["events"]],
                         ["concurrent-use"])

    def test_one_at_a_time_does_not_wait_for_who_waits(self):
        # The thread has the context when it waits for main, which wants it; and
        # main has it when it waits for the thread.
        program = self.build(r"""
#include <semaphore.h>
#include <pthread.h>
static Z3_context c;
static sem_t go, done;
static void *work(void *p) {
  for (int i = 0; i < 20; ++i) {
    sem_wait(&go); Z3_mk_true(c); sem_post(&done);
  }
  return 0;
}
int main(void) {
  pthread_t t;
  c = context();
  sem_init(&go, 0, 0); sem_init(&done, 0, 0);
  pthread_create(&t, 0, work, 0);
  for (int i = 0; i < 20; ++i) {
    Z3_mk_true(c); sem_post(&go); sem_wait(&done);
  }
  pthread_join(t, 0);
  Z3_del_context(c);
}""", libraries=("-lz3", "-lpthread"))
        start = time.monotonic()
        run, document = self.traced_json("--one-at-a-time", program)
        self.assertEqual((run.returncode, document["events"]), (0, []))
        self.assertLess(time.monotonic() - start, 20)

    def test_many_threads(self):
        program = self.build(r"""
#include <pthread.h>
static Z3_context c;
static void *work(void *p) { if (p) Z3_mk_true(c); return 0; }
int main(void) {
  c = context();
  for (int i = 0; i < 2000; ++i) {
    pthread_t t;
    pthread_create(&t, 0, work, 0);
    pthread_detach(t);
    pthread_create(&t, 0, work, &t);
    pthread_join(t, 0);
  }
  Z3_del_context(c);
}""", libraries=("-lz3", "-lpthread"))
        run, document = self.traced_json(program)
        self.assertEqual((run.returncode, document["events"]), (0, []))

    # Reports and options.

    def test_program_without_z3(self):
        run, document = self.traced_json("true")
        self.assertEqual(run.returncode, 0)
        self.assertFalse(document["traced"])
        self.assertEqual(len(run.stderr.splitlines()), 1)
        self.assertIn("made no call to a shared libz3", run.stderr)

    def test_program_with_z3_inside(self):
        program = self.build(r"""
int Z3_mk_config(void) { return 1; }
int Z3_mk_context(int config) { return config; }
int main(void) { return Z3_mk_context(Z3_mk_config()) - 1; }""", libraries=())
        run, document = self.traced_json(program)
        self.assertEqual(run.returncode, 0)
        self.assertFalse(document["traced"])
        self.assertTrue(document["static"])
        self.assertEqual(len(run.stderr.splitlines()), 1)
        self.assertIn("has Z3 linked into it (statically): its calls can not be "
                      "seen", run.stderr)

    SERVICE = r"""
#include <stdio.h>
int main(void) {
  Z3_context c = context();
  Z3_params held[20];
  char line[8];
  int n = 0;
  puts("ready"); fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    for (int i = 0; i < 3; ++i) {
      held[n] = Z3_mk_params(c);
      Z3_params_inc_ref(c, held[n++]);
    }
    puts("worked"); fflush(stdout);
  }
  while (n) Z3_params_dec_ref(c, held[--n]);
  Z3_del_context(c);
}"""

    def serve(self, *options):
        """A service that works twice, asked after each time what it holds;
        what is read of standard error meanwhile, and the run."""
        program = self.build(self.SERVICE)
        seen = []
        with subprocess.Popen([Z3_TRACE, "--snapshot", "USR1", *options, program],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True) as run:
            self.assertEqual(run.stdout.readline(), "ready\n")
            for _ in range(2):
                run.send_signal(signal.SIGUSR1)
                time.sleep(0.3)  # the handler's turn, before the next call
                run.stdin.write("go\n")
                run.stdin.flush()
                self.assertEqual(run.stdout.readline(), "worked\n")
                if not options:
                    seen.append(run.stderr.readline())
            out, err = run.communicate(timeout=TIMEOUT_S)
        self.assertEqual((run.returncode, out), (0, ""))
        return seen, err

    def test_snapshots_are_told_at_once(self):
        seen, err = self.serve()
        # The first is taken before the first three are made, the second before
        # the second three.
        self.assertRegex(seen[0], r"snapshot 1 after [0-9.]+ s and \d+ calls: "
                                  r"1 handle held; Z3 [0-9.]+ MB")
        rest = [seen[1], *err.splitlines()]
        self.assertRegex(rest[0], r"program.c:5:18: 1 context held, of 1 handed out")
        self.assertRegex(rest[1], r"snapshot 2 after .* 4 handles held")
        self.assertRegex(rest[2], r"program.c:19:17: 3 params held, of 3 handed "
                                  r"out; \+3 since the snapshot before")
        self.assertRegex(rest[3], r"1 context held, of 1 handed out; \+0 since")
        self.assertIn("0 errors, 0 warnings, 0 notes", rest[4])

    def test_snapshots_in_the_files(self):
        report, document = self.path("report.txt"), self.path("report.json")
        _, err = self.serve("--report", report, "--json", document)
        self.assertEqual(err, "")
        with open(report, encoding="utf-8") as f:
            lines = f.read().splitlines()
        self.assertEqual([line.split(" after")[0] for line in lines
                          if "snapshot " in line and "after" in line],
                         ["z3-trace: snapshot 1", "z3-trace: snapshot 2"])
        with open(document, encoding="utf-8") as f:
            first, second = json.load(f)["snapshots"]
        self.assertEqual([(h["kind"], h["count"], h["references"], h["line"])
                          for h in first["held"]], [("context", 1, 1, 5)])
        self.assertEqual([(h["kind"], h["count"], h["change"])
                          for h in second["held"]],
                         [("params", 3, 3), ("context", 1, 0)])
        self.assertLess(first["seconds"], second["seconds"])
        self.assertLess(first["calls"], second["calls"])
        self.assertGreater(first["z3_bytes"], 1e6)

    def test_without_the_option_a_signal_is_the_programs(self):
        program = self.build(self.SERVICE)
        with subprocess.Popen([Z3_TRACE, program], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True) as run:
            self.assertEqual(run.stdout.readline(), "ready\n")
            run.send_signal(signal.SIGUSR1)
            # Its input stays open: its end would end the program, too.
            run.wait(timeout=TIMEOUT_S)
        self.assertEqual(run.returncode, -signal.SIGUSR1)

    def test_error_exitcode(self):
        bad = self.build("int main(void) { context(); }", "bad")
        good = self.build("int main(void) { Z3_del_context(context()); return 3; }",
                          "good")
        self.assertEqual(self.trace(bad).returncode, 0)
        self.assertEqual(self.trace("--error-exitcode", "9", bad).returncode, 9)
        self.assertEqual(self.trace("--error-exitcode=9", good).returncode, 3)

    def test_report_file_leaves_stderr_alone(self):
        bad = self.build("int main(void) { context(); }")
        report = self.path("report.txt")
        run = self.trace("--report", report, "--", bad)
        self.assertEqual(run.stderr, "")
        with open(report, encoding="utf-8") as f:
            text = f.read()
        self.assertIn("program.c:5:18: warning: leak: 1 context never released", text)
        self.assertIn("> context", text)

    def test_growth_threshold(self):
        program = self.build(r"""
int main(void) {
  for (int i = 0; i < 3; ++i) Z3_del_context(context());
}""")
        for threshold, types in ((3, ["churn"]), (4, [])):
            _, document = self.traced_json("--growth", str(threshold), program)
            self.assertEqual([e["type"] for e in document["events"]], types)

    def test_memory(self):
        program = self.build(r"""
int main(void) {
  Z3_context c[3] = {context(), context(), context()};
  for (int i = 0; i < 3; ++i) Z3_del_context(c[i]);
}""")
        _, document = self.traced_json(program)
        three_contexts = 3 * 17e6  # on 4.8.12; at the first deletion
        self.assertGreater(document["memory"]["z3_peak_bytes"], 0.5 * three_contexts)
        self.assertGreater(document["memory"]["peak_rss_bytes"], 10e6)

    def test_without_debug_information(self):
        program = self.build("int main(void) { context(); }")
        subprocess.run(["strip", "--strip-debug", program], check=True)
        _, document = self.traced_json(program)
        (event,) = document["events"]
        self.assertEqual((event["file"], event["line"], event["function"]),
                         ("", 0, "context"))

    # Bad input: one line, status 2.

    def assert_refused(self, said, *args, **kwargs):
        run = self.trace(*args, **kwargs)
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stdout, "")
        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
        self.assertIn(said, run.stderr)

    def test_bad_input(self):
        self.assert_refused("no program given")
        self.assert_refused("no program given", "--growth", "9")
        self.assert_refused("No such file", "./no-such-program")
        self.assert_refused("no such program in PATH", "no-such-program")
        self.assert_refused("Permission denied", self.tmp.name + "/")
        self.assert_refused("unknown option '--jsn'", "--jsn", "x", "true")
        self.assert_refused("--json needs a value", "--json")
        self.assert_refused("takes a number", "--growth", "many", "true")
        self.assert_refused("takes a number", "--growth", "1", "true")
        self.assert_refused("takes a number", "--error-exitcode", "256", "true")
        self.assert_refused("takes USR1 or USR2", "--snapshot", "KILL", "true")
        garbage = self.path("garbage")
        with open(garbage, "wb") as f:
            f.write(b"\0\1\2\3")
        self.assert_refused("Permission denied", garbage)
        os.chmod(garbage, 0o755)
        self.assert_refused("Exec format error", garbage)

    def test_report_that_can_not_be_written(self):
        program = self.build("int main(void) { Z3_del_context(context()); return 5; }")
        run = self.trace("--json", self.path("no/such/dir.json"), program)
        self.assertEqual(run.returncode, 5)
        self.assertIn("cannot write", run.stderr)

    def test_leaves_nothing_behind(self):
        program = self.build("int main(void) { context(); }")
        self.trace(program, env={**os.environ, "TMPDIR": self.tmp.name})
        self.assertEqual([n for n in os.listdir(self.tmp.name) if "z3-trace" in n], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
