// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One turn of a program whose finalizers run between turns: many queries, each
// with a solver of its own. docs/guide/memory.md tells the story.
//
//   turn deferred|release|reuse [QUERIES [LIMIT_MB [simple]]]
//
//   deferred  a solver that goes out of scope waits for the end of the turn
//   release   it is released at the end of its query
//   reuse     one solver for all, a level of its own for each query
//
// With `simple` the solvers are Z3_mk_simple_solver's, else Z3_mk_solver's.
// Standard output: rows of "query,z3_bytes,resident_bytes,seconds", in seconds
// of CPU time. Exit status 0 if all queries were answered, 3 if Z3 ran out of
// memory.

#include <z3raii/z3raii.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

namespace {

/// Prints a row at every 50th query, or at more of them in a short run.
class rows {
public:
  explicit rows(int queries) : step(std::clamp(queries / 200, 1, 50)) {
    std::puts("query,z3_bytes,resident_bytes,seconds");
  }
  void add(int query) {
    done = query;
    if (query % step == 0)
      print();
  }
  void print() const {
    z3raii::memory_figures now = z3raii::memory_usage();
    std::printf("%d,%llu,%llu,%.6f\n", done,
                static_cast<unsigned long long>(now.z3_bytes),
                static_cast<unsigned long long>(now.resident_bytes), seconds());
  }
  double seconds() const {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  }
  int done = 0;

private:
  int step;
  std::clock_t start = std::clock();
};

/// Is there an integer between i and i + 2? Throws what Z3 complains about.
void ask(Z3_context c, Z3_solver s, int i) {
  using z3raii::ast;
  auto integer = z3raii::sort::share(c, Z3_mk_int_sort(c));
  auto x = z3raii::share_or_throw<ast>(
      c, Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer));
  auto low = z3raii::share_or_throw<ast>(c, Z3_mk_int(c, i, integer));
  auto high = z3raii::share_or_throw<ast>(c, Z3_mk_int(c, i + 2, integer));
  auto above = z3raii::share_or_throw<ast>(c, Z3_mk_gt(c, x, low));
  auto below = z3raii::share_or_throw<ast>(c, Z3_mk_lt(c, x, high));
  Z3_solver_assert(c, s, above);
  z3raii::throw_if_error(c);
  Z3_solver_assert(c, s, below);
  z3raii::throw_if_error(c);
  Z3_lbool answer = Z3_solver_check(c, s);
  z3raii::throw_if_error(c);
  if (answer == Z3_L_TRUE)
    return;
  // Out of memory inside check: no error, but no answer either.
  throw z3raii::exception(z3raii::error(
      Z3_MEMOUT_FAIL, z3raii::copied(Z3_solver_get_reason_unknown(c, s))));
}

bool simple = false;

z3raii::solver fresh(Z3_context c) {
  return z3raii::share_or_throw<z3raii::solver>(
      c, simple ? Z3_mk_simple_solver(c) : Z3_mk_solver(c));
}

void defer(Z3_context c, int queries, rows &out) {
  z3raii::deferred_queue finalizers; // Takes its turn when the function ends.
  for (int i = 1; i <= queries; ++i) {
    z3raii::deferred<z3raii::solver> s(fresh(c), finalizers);
    ask(c, s, i);
    out.add(i);
  } // s is not given back here: it is queued.
}

void release(Z3_context c, int queries, rows &out) {
  z3raii::deferred_queue finalizers;
  for (int i = 1; i <= queries; ++i) {
    z3raii::deferred<z3raii::solver> s(fresh(c), finalizers);
    ask(c, s, i);
    s.release();
    out.add(i);
  }
}

void reuse(Z3_context c, int queries, rows &out) {
  z3raii::reusable_solver solver(c, fresh);
  for (int i = 1; i <= queries; ++i) {
    auto use = solver.begin();
    ask(c, use, i);
    out.add(i);
  }
}

} // namespace

int main(int argc, char **argv) {
  std::string mode = argc > 1 ? argv[1] : "";
  int queries = argc > 2 ? std::atoi(argv[2]) : 1000;
  const char *limit = argc > 3 ? argv[3] : "200";
  simple = argc > 4 && argv[4] == std::string("simple");
  auto turn = mode == "deferred"  ? defer
              : mode == "release" ? release
              : mode == "reuse"   ? reuse
                                  : nullptr;
  if (!turn || queries <= 0) {
    std::fputs(
        "usage: turn deferred|release|reuse [QUERIES [LIMIT_MB [simple]]]\n",
        stderr);
    return 2;
  }
  Z3_global_param_set("memory_max_size", limit);
  z3raii::context c;
  z3raii::return_errors(c);
  rows out(queries);
  int status = 0;
  try {
    turn(c, queries, out);
  } catch (const z3raii::exception &e) {
    std::fprintf(stderr, "query %d: %s\n", out.done + 1, e.what());
    status = 3;
  }
  out.print(); // After the turn: the finalizers have run.
  std::fprintf(stderr, "%s: %d queries in %.2f s of CPU, %.1f us each\n",
               mode.c_str(), out.done, out.seconds(),
               1e6 * out.seconds() / (out.done ? out.done : 1));
  return status;
}
