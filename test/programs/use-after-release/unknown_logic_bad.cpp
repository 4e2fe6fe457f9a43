// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver interface with one backend; a logic may be set before the first
// assertion, and takes a solver made for it.
// A logic that the backend does not know leaves the solver released.
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <z3.h>

namespace {

enum class Result { Sat, Unsat, Unknown };

class AbsSolver {
public:
  virtual ~AbsSolver() = default;
  virtual bool set_logic(const std::string &logic) = 0;
  virtual void assert_formula(Z3_ast f) = 0;
  virtual Result check_sat() = 0;
};

class Z3Solver final : public AbsSolver {
public:
  explicit Z3Solver(Z3_context c) : ctx(c), slv(Z3_mk_simple_solver(c)) {
    Z3_solver_inc_ref(ctx, slv);
  }
  Z3Solver(const Z3Solver &) = delete;
  Z3Solver &operator=(const Z3Solver &) = delete;
  ~Z3Solver() override { Z3_solver_dec_ref(ctx, slv); } // trace: release-after-release

  bool set_logic(const std::string &logic) override {
    Z3_solver_dec_ref(ctx, slv);
    if (!known.count(logic))
      return false;
    slv = Z3_mk_solver_for_logic(ctx,
                                 Z3_mk_string_symbol(ctx, logic.c_str()));
    Z3_solver_inc_ref(ctx, slv);
    return true;
  }

  void assert_formula(Z3_ast f) override { Z3_solver_assert(ctx, slv, f); } // trace: use-after-release

  Result check_sat() override {
    switch (Z3_solver_check(ctx, slv)) {
    case Z3_L_TRUE:
      return Result::Sat;
    case Z3_L_FALSE:
      return Result::Unsat;
    default:
      return Result::Unknown;
    }
  }

private:
  Z3_context ctx;
  Z3_solver slv;
  const std::set<std::string> known = {"QF_LIA", "QF_BV", "QF_UF"};
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    Z3Solver backend(ctx);
    AbsSolver &s = backend;
    if (!s.set_logic("QF_LIA"))
      return 1;
    if (!s.set_logic("QF_ABVFPLRA"))
      std::cout << "logic unknown, go on without\n";
    s.assert_formula(Z3_mk_false(ctx)); // report: z3-use-after-release
    std::cout << "unsat: " << (s.check_sat() == Result::Unsat) << '\n';
  }
  Z3_del_context(ctx);
  return 0;
}
