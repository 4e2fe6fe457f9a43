// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Raw handles in C++: a z3raii handle owns the object.
// build: -I../../../lib/runtime/include
// prints: 1 2 3
// alternative: or release it by hand on every way out
#include <cstdio>
#include <z3.h>

static unsigned countBad(Z3_context c, Z3_ast t, unsigned n) {
  unsigned size = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_goal g = Z3_mk_goal(c, true, false, false); // warn: 'g' (a Z3 goal) is made in each iteration and never released
    Z3_goal_inc_ref(c, g);
    Z3_goal_assert(c, g, t);
    size += Z3_goal_size(c, g);
    if (size > 100)
      return 0;
  }
  return size;
}
// fix: z3raii::goal g = z3raii::goal::share(c, Z3_mk_goal(c, true, false, false));
// fix: Z3_goal_assert(c, g, t);
// fix: return 0;

// Released on one way, and early there.
static unsigned earlyBad(Z3_context c, Z3_ast t, unsigned n) {
  unsigned size = 0;
  for (unsigned i = 0; i < n; i++) {
    auto v = Z3_mk_ast_vector(c); // warn: 'v' (a Z3 AST vector) is made in each iteration and lost
    Z3_ast_vector_inc_ref(c, v);
    Z3_ast_vector_push(c, v, t);
    if (!v || i == 200)
      continue;
    size += Z3_ast_vector_size(c, v);
    Z3_ast_vector_dec_ref(c, v);
    if (size == 1000)
      std::printf("many\n");
  }
  return size;
}
// fix: z3raii::ast_vector v = z3raii::ast_vector::share(c, Z3_mk_ast_vector(c));
// fix: Z3_ast_vector_push(c, v, t);
// fix: size += Z3_ast_vector_size(c, v);
// fix: v.release();
// fix: if (size == 1000)

static unsigned configBad(unsigned n) {
  unsigned made = 0;
  for (unsigned i = 0; i < n; i++) {
    Z3_config cfg = Z3_mk_config(); // warn: 'cfg' (a Z3 config) is made in each iteration and never released
    Z3_set_param_value(cfg, "model", "true");
    made++;
  }
  return made;
}
// fix: z3raii::config cfg = z3raii::config::adopt(Z3_mk_config());

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast t = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, t);
  std::printf("%u ", countBad(c, t, 1));
  std::printf("%u ", earlyBad(c, t, 2));
  std::printf("%u\n", configBad(3));
  Z3_dec_ref(c, t);
  Z3_del_context(c);
  return 0;
}
