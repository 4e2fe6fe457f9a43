// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler moves from its old C layer to z3++, and wraps the layer's solvers.
// The layer's solver is retained already, and given back once the wrapper has it.
#include <cstdio>
#include <z3++.h>

namespace legacy {

// The caller releases the solver.
Z3_solver solver_new(Z3_context ctx, unsigned timeout) {
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_params limits = Z3_mk_params(ctx);
  Z3_params_inc_ref(ctx, limits);
  Z3_params_set_uint(ctx, limits, Z3_mk_string_symbol(ctx, "timeout"), timeout);
  Z3_solver_set_params(ctx, solver, limits);
  Z3_params_dec_ref(ctx, limits);
  return solver;
}

} // namespace legacy

namespace {

class Optimizer {
  z3::context &ctx_;
  unsigned folded_ = 0;

public:
  explicit Optimizer(z3::context &ctx) : ctx_(ctx) {}

  bool always(const z3::expr &condition) {
    Z3_solver made = legacy::solver_new(ctx_, 500);
    z3::solver solver(ctx_, made);
    Z3_solver_dec_ref(ctx_, made);
    solver.add(!condition);
    return solver.check() == z3::unsat;
  }

  void fold(const z3::expr &condition) {
    if (!always(condition))
      return;
    ++folded_;
    std::printf("folded %s\n", condition.to_string().c_str());
  }
  unsigned folded() const { return folded_; }
};

} // namespace

int main() {
  z3::context ctx;
  z3::expr i = ctx.int_const("i");
  Optimizer optimizer(ctx);
  optimizer.fold(i < i + 1);
  optimizer.fold(i > 7);
  std::printf("%u\n", optimizer.folded());
  return 0;
}
