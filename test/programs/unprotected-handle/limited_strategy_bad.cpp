// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A wrapper library builds the strategy of its solvers, with a limit of steps.
// The tactic is not retained when its parameters are made.
#include <cstdio>
#include <string>
#include <z3.h>

namespace smt {

class Strategy {
  Z3_context ctx_;
  Z3_tactic tactic_ = nullptr;

public:
  explicit Strategy(Z3_context ctx) : ctx_(ctx) {}
  Strategy(const Strategy &) = delete;
  Strategy &operator=(const Strategy &) = delete;
  ~Strategy() {
    if (tactic_)
      Z3_tactic_dec_ref(ctx_, tactic_);
  }

  void use(const std::string &name, unsigned max_steps) {
    Z3_tactic plain = Z3_mk_tactic(ctx_, name.c_str());
    Z3_params limits = Z3_mk_params(ctx_);
    Z3_params_inc_ref(ctx_, limits);
    Z3_params_set_uint(ctx_, limits, Z3_mk_string_symbol(ctx_, "max_steps"),
                       max_steps);
    reset(Z3_tactic_using_params(ctx_, plain, limits)); // report: z3-unprotected-handle; trace: unprotected-use
    Z3_params_dec_ref(ctx_, limits);
  }

  bool solves(Z3_ast claim) const {
    Z3_solver solver = Z3_mk_solver_from_tactic(ctx_, tactic_);
    Z3_solver_inc_ref(ctx_, solver);
    Z3_solver_assert(ctx_, solver, claim);
    bool solved = Z3_solver_check(ctx_, solver) != Z3_L_UNDEF;
    Z3_solver_dec_ref(ctx_, solver);
    return solved;
  }

private:
  void reset(Z3_tactic next) {
    Z3_tactic_inc_ref(ctx_, next);
    if (tactic_)
      Z3_tactic_dec_ref(ctx_, tactic_);
    tactic_ = next;
  }
};

} // namespace smt

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    smt::Strategy strategy(ctx);
    strategy.use("simplify", 5000);
    std::printf("%d\n", strategy.solves(Z3_mk_true(ctx)));
  }
  Z3_del_context(ctx);
  return 0;
}
