// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler keeps its open constraints in a queue and drains it at the end.
// The first constraint is printed after the queue was drained.
#include <cstdio>
#include <deque>
#include <z3.h>

static Z3_ast bound(Z3_context C, unsigned Task) {
  Z3_ast Start = Z3_mk_const(C, Z3_mk_int_symbol(C, Task), Z3_mk_int_sort(C));
  Z3_inc_ref(C, Start);
  Z3_ast Limit = Z3_mk_unsigned_int(C, 10 * Task, Z3_mk_int_sort(C));
  Z3_inc_ref(C, Limit);
  Z3_ast Le = Z3_mk_le(C, Start, Limit);
  Z3_inc_ref(C, Le);
  Z3_dec_ref(C, Limit);
  Z3_dec_ref(C, Start);
  return Le;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::deque<Z3_ast> Open;
  for (unsigned Task = 1; Task < 20; ++Task)
    Open.push_back(bound(C, Task));
  Z3_ast First = Open.front();
  while (!Open.empty()) {
    Z3_dec_ref(C, Open.front());
    Open.pop_front();
  }
  std::printf("first: %s\n", Z3_ast_to_string(C, First)); // report: z3-use-after-release; trace: use-after-release
  Z3_del_context(C);
  return 0;
}
