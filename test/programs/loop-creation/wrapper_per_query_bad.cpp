// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An alias analysis with a solver wrapper of its own: may pointers be equal?
// The wrapper is right, but a new one is made and loaded for every pair.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

class Solver {
public:
  explicit Solver(Z3_context ctx) : ctx(ctx), handle(Z3_mk_simple_solver(ctx)) { // trace: churn
    Z3_solver_inc_ref(ctx, handle);
  }
  Solver(const Solver &) = delete;
  Solver &operator=(const Solver &) = delete;
  ~Solver() { Z3_solver_dec_ref(ctx, handle); }

  void add(const std::string &text) {
    Z3_solver_from_string(ctx, handle, text.c_str());
  }
  void push() { Z3_solver_push(ctx, handle); }
  void pop() { Z3_solver_pop(ctx, handle, 1); }
  bool satisfiable() { return Z3_solver_check(ctx, handle) == Z3_L_TRUE; }

private:
  Z3_context ctx;
  Z3_solver handle;
};

struct Pointer {
  std::string base;
  int offset;
};

static std::string equal(const Pointer &a, const Pointer &b) {
  return "(declare-const p Int)(declare-const q Int)(assert (= (+ " + a.base +
         " " + std::to_string(a.offset) + ") (+ " + b.base + " " +
         std::to_string(b.offset) + ")))";
}

static int count_aliases(Z3_context ctx, const std::string &layout,
                         const std::vector<Pointer> &pointers) {
  int aliases = 0;
  for (std::size_t i = 0; i < pointers.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      Solver solver(ctx); // report: z3-loop-creation churn
      solver.add(layout);
      solver.add(equal(pointers[i], pointers[j]));
      if (solver.satisfiable())
        ++aliases;
    }
  return aliases;
}

int main() {
  std::vector<Pointer> pointers;
  for (int i = 0; i < 8; ++i)
    pointers.push_back({i % 2 ? "p" : "q", i * 4});
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  std::string layout = "(declare-const p Int)(declare-const q Int)"
                       "(assert (and (= p 4096) (>= q (+ p 8))))";
  std::printf("%d aliases\n", count_aliases(ctx, layout, pointers));
  Z3_del_context(ctx);
  return 0;
}
