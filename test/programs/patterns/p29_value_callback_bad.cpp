// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search watches the values that the solver fixes, through a callback.
// The callback keeps the last value, which is lent for the call only, and main
// looks at it afterwards, when all who shared it have given it back.
#include <cstdio>
#include <z3.h>

namespace {

struct Watch {
  Z3_context C;
  unsigned Fixed;
  Z3_ast Last;
};

void push(void *) {}
void pop(void *, unsigned) {}
void *fresh(void *User, Z3_context) { return User; }

void onFixed(void *User, Z3_solver_callback, unsigned, Z3_ast Value) {
  Watch *W = static_cast<Watch *>(User);
  W->Fixed++;
  W->Last = Value; // report: z3-dangling-handle
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast X =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Z3_mk_bv_sort(C, 8));
  Z3_inc_ref(C, X);
  Z3_ast Seven = Z3_mk_unsigned_int(C, 7, Z3_mk_bv_sort(C, 8));
  Z3_inc_ref(C, Seven);
  Z3_ast Nine = Z3_mk_unsigned_int(C, 9, Z3_mk_bv_sort(C, 8));
  Z3_inc_ref(C, Nine);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Watch W = {C, 0, nullptr};
  Z3_solver_push(C, S);
  Z3_solver_propagate_init(C, S, &W, push, pop, fresh);
  Z3_solver_propagate_fixed(C, S, onFixed);
  Z3_solver_propagate_register(C, S, X);
  Z3_ast Is[2] = {Z3_mk_eq(C, X, Seven), nullptr};
  Z3_inc_ref(C, Is[0]);
  Is[1] = Z3_mk_eq(C, X, Nine);
  Z3_inc_ref(C, Is[1]);
  Z3_solver_assert(C, S, Z3_mk_or(C, 2, Is));
  int Answer = Z3_solver_check(C, S);
  std::printf("answer %d, %s\n", Answer, W.Fixed ? "watched" : "nothing fixed");
  Z3_stats Effort = Z3_solver_get_statistics(C, S);
  Z3_stats_inc_ref(C, Effort);
  Z3_solver_dec_ref(C, S);
  Z3_dec_ref(C, Is[0]);
  Z3_dec_ref(C, Is[1]);
  Z3_dec_ref(C, Seven);
  Z3_dec_ref(C, Nine);
  std::printf("effort: %s\n", Z3_stats_size(C, Effort) ? "some" : "none");
  Z3_stats_dec_ref(C, Effort);
  if (W.Last)
    std::printf("last is a %s\n", Z3_is_numeral_ast(C, W.Last) ? "number" : "term"); // trace: use-after-release
  Z3_dec_ref(C, X);
  Z3_del_context(C);
  return 0;
}
