// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps the constraints of each machine by the machine's name.
// What is in the lists is given back before they are dropped.
#include <cstdio>
#include <map>
#include <string>
#include <vector>
#include <z3.h>

static Z3_ast starts_after(Z3_context c, Z3_ast start, int time) {
  Z3_ast bound = Z3_mk_int(c, time, Z3_mk_int_sort(c));
  Z3_inc_ref(c, bound);
  Z3_ast after = Z3_mk_ge(c, start, bound);
  Z3_inc_ref(c, after);
  Z3_dec_ref(c, bound);
  return after;
}

static bool feasible(Z3_context c, Z3_solver s, Z3_ast start, int jobs) {
  std::map<std::string, std::vector<Z3_ast>> by_machine;
  for (int job = 0; job < jobs; ++job) {
    Z3_ast after = starts_after(c, start, 10 * job);
    by_machine["m" + std::to_string(job % 3)].push_back(after);
  }
  bool all = true;
  for (const auto &machine : by_machine) {
    const std::vector<Z3_ast> &list = machine.second;
    all &= Z3_solver_check_assumptions(c, s, list.size(), list.data()) ==
           Z3_L_TRUE;
  }
  for (const auto &machine : by_machine)
    for (Z3_ast after : machine.second)
      Z3_dec_ref(c, after);
  return all;
}

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast start = Z3_mk_const(c, Z3_mk_string_symbol(c, "start"),
                             Z3_mk_int_sort(c));
  Z3_inc_ref(c, start);
  std::printf("%s\n", feasible(c, s, start, 30) ? "feasible" : "infeasible");
  Z3_dec_ref(c, start);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  return 0;
}
