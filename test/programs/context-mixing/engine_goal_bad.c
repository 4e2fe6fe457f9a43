// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two engines, each with a context; a helper adds a goal to one of them.
// The goal of the strict engine is added to the fast one.
#include <stdio.h>
#include <z3.h>

struct engine {
  Z3_context context;
  Z3_solver solver;
};

static void ignore(Z3_context c, Z3_error_code code) {
  (void)c;
  fprintf(stderr, "code %d\n", (int)code);
}

static void engine_open(struct engine *e) {
  Z3_config config = Z3_mk_config();
  e->context = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_set_error_handler(e->context, ignore);
  e->solver = Z3_mk_simple_solver(e->context);
  Z3_solver_inc_ref(e->context, e->solver);
}

static void engine_close(struct engine *e) {
  Z3_solver_dec_ref(e->context, e->solver);
  Z3_del_context(e->context);
}

static void engine_add(struct engine *e, Z3_ast goal) {
  Z3_solver_assert(e->context, e->solver, goal); // trace: wrong-context
}

int main(void) {
  struct engine strict, fast;
  engine_open(&strict);
  engine_open(&fast);
  Z3_ast armed = Z3_mk_const(strict.context,
                             Z3_mk_string_symbol(strict.context, "armed"),
                             Z3_mk_bool_sort(strict.context));
  Z3_inc_ref(strict.context, armed);
  engine_add(&fast, armed); // report: z3-context-mixing
  printf("fast says %d\n", Z3_solver_check(fast.context, fast.solver));
  fflush(stdout);
  Z3_dec_ref(strict.context, armed);
  engine_close(&fast);
  engine_close(&strict);
  return 0;
}
