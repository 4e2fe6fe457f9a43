// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver's front end answers requests, and remembers what it has refuted.
// The vector of refuted terms grows with each request, and nobody reads it back.
// z3-trace counts the program's references, not those of a vector.
#include <stdio.h>
#include <z3.h>

struct server {
  Z3_context ctx;
  Z3_solver solver;
  Z3_ast_vector refuted;
  Z3_ast load;
};

static void server_open(struct server *sv) {
  Z3_config cfg = Z3_mk_config();
  sv->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  sv->solver = Z3_mk_simple_solver(sv->ctx);
  Z3_solver_inc_ref(sv->ctx, sv->solver);
  sv->refuted = Z3_mk_ast_vector(sv->ctx);
  Z3_ast_vector_inc_ref(sv->ctx, sv->refuted);
  sv->load = Z3_mk_const(sv->ctx, Z3_mk_string_symbol(sv->ctx, "load"),
                         Z3_mk_int_sort(sv->ctx));
  Z3_inc_ref(sv->ctx, sv->load);
}

static void server_close(struct server *sv) {
  Z3_dec_ref(sv->ctx, sv->load);
  Z3_ast_vector_dec_ref(sv->ctx, sv->refuted);
  Z3_solver_dec_ref(sv->ctx, sv->solver);
  Z3_del_context(sv->ctx);
}

static int next_request(int *cursor) {
  return ++*cursor <= 40 ? 100 + *cursor : 0;
}

static void report(struct server *sv, int round) {
  if (round % 8 == 0)
    printf("%u refuted\n", Z3_ast_vector_size(sv->ctx, sv->refuted));
}

static void serve(struct server *sv) {
  int cursor = 0, wanted;
  while ((wanted = next_request(&cursor)) != 0) {
    Z3_ast limit = Z3_mk_int(sv->ctx, wanted, Z3_mk_int_sort(sv->ctx));
    Z3_ast claim = Z3_mk_gt(sv->ctx, sv->load, limit);
    Z3_inc_ref(sv->ctx, claim);
    Z3_lbool answer =
        Z3_solver_check_assumptions(sv->ctx, sv->solver, 1, &claim);
    if (answer == Z3_L_FALSE)
      Z3_ast_vector_push(sv->ctx, sv->refuted, claim); // report: z3-loop-creation growth
    Z3_dec_ref(sv->ctx, claim);
    report(sv, cursor);
  }
}

int main(void) {
  struct server sv;
  server_open(&sv);
  Z3_ast cap = Z3_mk_int(sv.ctx, 64, Z3_mk_int_sort(sv.ctx));
  Z3_solver_assert(sv.ctx, sv.solver, Z3_mk_le(sv.ctx, sv.load, cap));
  serve(&sv);
  server_close(&sv);
  return 0;
}
