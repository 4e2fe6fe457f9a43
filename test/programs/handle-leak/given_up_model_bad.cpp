// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner holds the best model by a unique_ptr until it reports it.
// The model is taken out of its owner and read, and nobody releases it.
#include <iostream>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>
#include <z3.h>

namespace {

struct ModelRelease {
  Z3_context ctx;
  void operator()(Z3_model m) const { Z3_model_dec_ref(ctx, m); }
};
using ModelPtr = std::unique_ptr<std::remove_pointer_t<Z3_model>, ModelRelease>;

class Planner {
public:
  explicit Planner(Z3_context c)
      : ctx(c), solver(Z3_mk_simple_solver(c)), best(nullptr, {c}) {
    Z3_solver_inc_ref(ctx, solver);
  }
  Planner(const Planner &) = delete;
  Planner &operator=(const Planner &) = delete;
  ~Planner() { Z3_solver_dec_ref(ctx, solver); }

  void step(const std::string &name) {
    Z3_ast s = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name.c_str()),
                           Z3_mk_bool_sort(ctx));
    Z3_solver_assert(ctx, solver, s);
  }

  bool solve() {
    if (Z3_solver_check(ctx, solver) != Z3_L_TRUE)
      return false;
    Z3_model m = Z3_solver_get_model(ctx, solver); // trace: leak
    Z3_model_inc_ref(ctx, m);
    best.reset(m);
    return true;
  }

  std::vector<std::string> steps() {
    std::vector<std::string> result;
    Z3_model m = best.release(); // report: z3-handle-leak
    if (!m)
      return result;
    for (unsigned i = 0; i < Z3_model_get_num_consts(ctx, m); ++i) {
      Z3_func_decl d = Z3_model_get_const_decl(ctx, m, i);
      result.push_back(Z3_get_symbol_string(ctx, Z3_get_decl_name(ctx, d)));
    }
    return result;
  }

private:
  Z3_context ctx;
  Z3_solver solver;
  ModelPtr best;
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    Planner p(c);
    p.step("open the door");
    p.step("go through");
    if (p.solve())
      for (const std::string &s : p.steps())
        std::cout << s << '\n';
  }
  Z3_del_context(c);
  return 0;
}
