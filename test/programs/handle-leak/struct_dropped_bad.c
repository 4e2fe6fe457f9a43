// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A bounded model checker keeps what belongs to one query in a struct.
// The memory is freed with the reference to the unsatisfiable core in it.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct query {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast_vector core;
};

static Z3_lbool ask(Z3_context ctx, Z3_ast claim) {
  struct query *q = malloc(sizeof *q);
  if (!q)
    return Z3_L_UNDEF;
  q->ctx = ctx;
  q->solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, q->solver);
  Z3_lbool answer = Z3_solver_check_assumptions(ctx, q->solver, 1, &claim);
  q->core = Z3_solver_get_unsat_core(ctx, q->solver); // report: z3-handle-leak leak; trace: leak
  Z3_ast_vector_inc_ref(ctx, q->core);
  printf("core of %u\n", Z3_ast_vector_size(ctx, q->core));
  Z3_solver_dec_ref(ctx, q->solver);
  free(q);
  return answer;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  printf("%d\n", ask(ctx, Z3_mk_false(ctx)));
  Z3_del_context(ctx);
  return 0;
}
