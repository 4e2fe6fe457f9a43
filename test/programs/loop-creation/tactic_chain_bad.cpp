// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds a preprocessing pipeline from a user's list of tactic names.
// Each composed tactic replaces the former one, which keeps its reference.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

static Z3_tactic make(Z3_context ctx, const std::string &name) {
  Z3_tactic tactic = Z3_mk_tactic(ctx, name.c_str()); // trace: leak
  Z3_tactic_inc_ref(ctx, tactic);
  return tactic;
}

static Z3_tactic pipeline(Z3_context ctx,
                          const std::vector<std::string> &names) {
  Z3_tactic all = Z3_tactic_skip(ctx);
  Z3_tactic_inc_ref(ctx, all);
  auto name = names.begin();
  do {
    Z3_tactic next = make(ctx, *name); // report: z3-loop-creation leak
    Z3_tactic both = Z3_tactic_and_then(ctx, all, next);
    Z3_tactic_inc_ref(ctx, both);
    Z3_tactic_dec_ref(ctx, all);
    all = both;
  } while (++name != names.end());
  return all;
}

int main() {
  std::vector<std::string> names;
  for (int round = 0; round < 8; ++round)
    for (const char *name : {"simplify", "propagate-values", "solve-eqs"})
      names.push_back(name);

  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_tactic tactic = pipeline(ctx, names);
  Z3_solver solver = Z3_mk_solver_from_tactic(ctx, tactic);
  Z3_solver_inc_ref(ctx, solver);
  Z3_tactic_dec_ref(ctx, tactic);
  Z3_solver_from_string(ctx, solver,
                        "(declare-const x Int)(declare-const y Int)"
                        "(assert (= x (+ y 1)))(assert (= y 3))");
  bool refuted = Z3_solver_check(ctx, solver) == Z3_L_FALSE;
  std::printf("%s\n", refuted ? "unsat" : "not refuted");
  Z3_solver_dec_ref(ctx, solver);
  Z3_del_context(ctx);
  return 0;
}
