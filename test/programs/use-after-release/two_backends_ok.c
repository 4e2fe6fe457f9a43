// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checker has two backends behind one table of functions, chosen by name.
// The driver prints what the backend has asserted, and ends it.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct backend {
  const char *name;
  Z3_solver (*start)(Z3_context c);
  void (*end)(Z3_context c, Z3_solver s);
};

static Z3_solver start_simple(Z3_context c) {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

static Z3_solver start_full(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  return s;
}

static void end_solver(Z3_context c, Z3_solver s) { Z3_solver_dec_ref(c, s); }

static const struct backend backends[] = {
    {"simple", start_simple, end_solver},
    {"full", start_full, end_solver},
};

static const struct backend *find(const char *name) {
  for (unsigned i = 0; i < sizeof backends / sizeof *backends; i++)
    if (strcmp(backends[i].name, name) == 0)
      return &backends[i];
  return &backends[0];
}

static unsigned run(Z3_context c, const char *name, Z3_ast fact) {
  const struct backend *b = find(name);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, fact);
  Z3_params other = Z3_mk_params(c);
  Z3_params_inc_ref(c, other);
  unsigned scopes = Z3_solver_get_num_scopes(c, s);
  b->end(c, s);
  Z3_params_dec_ref(c, other);
  return scopes;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Z3_solver s = find("full")->start(c);
  find("full")->end(c, s);
  printf("%u\n", run(c, "simple", p));
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
