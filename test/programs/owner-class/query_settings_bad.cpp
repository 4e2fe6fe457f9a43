// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An SMT wrapper library has a value type for a solver with its settings.
// The copy constructor retains the solver, and forgets the settings.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace smt {

class Query {
  Z3_context ctx_;
  Z3_solver solver_;
  Z3_params settings_;

public:
  explicit Query(Z3_context ctx) : ctx_(ctx) {
    solver_ = Z3_mk_simple_solver(ctx_);
    Z3_solver_inc_ref(ctx_, solver_);
    settings_ = Z3_mk_params(ctx_);
    Z3_params_inc_ref(ctx_, settings_);
  }

  Query(const Query &other) // report: z3-owner-class
      : ctx_(other.ctx_), solver_(other.solver_), settings_(other.settings_) {
    Z3_solver_inc_ref(ctx_, solver_);
  }

  Query &operator=(Query other) {
    swap(other);
    return *this;
  }

  ~Query() {
    Z3_params_dec_ref(ctx_, settings_); // trace: release-after-release
    Z3_solver_dec_ref(ctx_, solver_);
  }

  void swap(Query &other) noexcept {
    std::swap(ctx_, other.ctx_);
    std::swap(solver_, other.solver_);
    std::swap(settings_, other.settings_);
  }

  void limit(unsigned milliseconds) {
    Z3_params_set_uint(ctx_, settings_, Z3_mk_string_symbol(ctx_, "timeout"),
                       milliseconds);
  }

  bool holds(Z3_ast claim) {
    Z3_solver_set_params(ctx_, solver_, settings_);
    return Z3_solver_check_assumptions(ctx_, solver_, 1, &claim) == Z3_L_TRUE;
  }
};

} // namespace smt

static bool ask(const smt::Query &base, Z3_ast claim) {
  smt::Query limited = base;
  limited.limit(1000);
  return limited.holds(claim);
}

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast claim = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "claim"),
                             Z3_mk_bool_sort(ctx));
  Z3_inc_ref(ctx, claim);
  {
    smt::Query base(ctx);
    std::printf("%d\n", ask(base, claim));
    std::fflush(stdout);
  }
  Z3_dec_ref(ctx, claim);
  Z3_del_context(ctx);
  return 0;
}
