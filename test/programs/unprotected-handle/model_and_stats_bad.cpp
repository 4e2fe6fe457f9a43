// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler prints how hard the solver worked before it reads the model.
// The model is not counted when the statistics are asked for.
#include <cstdio>
#include <z3.h>

class Scheduler {
  Z3_context C;
  Z3_solver S;
  Z3_ast Start;

  unsigned effort() const {
    Z3_stats St = Z3_solver_get_statistics(C, S);
    Z3_stats_inc_ref(C, St);
    unsigned N = Z3_stats_size(C, St);
    Z3_stats_dec_ref(C, St);
    return N;
  }

public:
  explicit Scheduler(Z3_context Ctx) : C(Ctx), S(Z3_mk_simple_solver(Ctx)) {
    Z3_solver_inc_ref(C, S);
    Start =
        Z3_mk_const(C, Z3_mk_string_symbol(C, "start"), Z3_mk_int_sort(C));
    Z3_inc_ref(C, Start);
  }
  Scheduler(const Scheduler &) = delete;
  Scheduler &operator=(const Scheduler &) = delete;
  ~Scheduler() {
    Z3_dec_ref(C, Start);
    Z3_solver_dec_ref(C, S);
  }

  int after(int Release) {
    Z3_ast Low = Z3_mk_int(C, Release, Z3_mk_int_sort(C));
    Z3_solver_assert(C, S, Z3_mk_gt(C, Start, Low));
    if (Z3_solver_check(C, S) != Z3_L_TRUE)
      return -1;
    Z3_model M = Z3_solver_get_model(C, S);
    std::printf("%u counters\n", effort());
    int Value = -1;
    Z3_ast At = nullptr;
    if (Z3_model_eval(C, M, Start, true, &At)) // report: z3-unprotected-handle; trace: unprotected-use
      Z3_get_numeral_int(C, At, &Value);
    return Value;
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  {
    Scheduler Sched(C);
    std::printf("%d\n", Sched.after(7));
  }
  Z3_del_context(C);
  return 0;
}
