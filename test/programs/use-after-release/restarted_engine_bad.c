// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server restarts its engine when the memory of the engine has grown.
// The axiom that was made with the engine before is used in the new one.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct engine {
  Z3_context ctx;
  Z3_solver solver;
  unsigned served, limit;
};

struct server {
  struct engine engine;
  Z3_ast axiom;
};

static void engine_start(struct engine *e) {
  Z3_config cfg = Z3_mk_config();
  Z3_set_param_value(cfg, "model", "true");
  e->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  e->solver = Z3_mk_simple_solver(e->ctx);
  Z3_solver_inc_ref(e->ctx, e->solver);
  e->served = 0;
}

static void engine_stop(struct engine *e) {
  Z3_solver_dec_ref(e->ctx, e->solver);
  Z3_del_context(e->ctx);
}

static Z3_ast make_axiom(Z3_context c) {
  Z3_ast load = Z3_mk_const(c, Z3_mk_string_symbol(c, "load"),
                            Z3_mk_int_sort(c));
  Z3_inc_ref(c, load);
  Z3_ast zero = Z3_mk_int(c, 0, Z3_mk_int_sort(c));
  Z3_inc_ref(c, zero);
  Z3_ast axiom = Z3_mk_ge(c, load, zero); // trace: unreleased-at-context-delete
  Z3_inc_ref(c, axiom);
  Z3_dec_ref(c, zero);
  Z3_dec_ref(c, load);
  return axiom;
}

static void renew(struct server *s) {
  fprintf(stderr, "restart after %u requests\n", s->engine.served);
  engine_stop(&s->engine);
  engine_start(&s->engine);
}

static Z3_lbool serve(struct server *s, int limit) {
  struct engine *e = &s->engine;
  if (e->served == e->limit)
    renew(s);
  e->served++;
  Z3_solver_push(e->ctx, e->solver);
  Z3_solver_assert(e->ctx, e->solver, s->axiom); // trace: use-after-context-delete
  Z3_ast bound = Z3_mk_int(e->ctx, limit, Z3_mk_int_sort(e->ctx));
  Z3_inc_ref(e->ctx, bound);
  Z3_solver_assert(e->ctx, e->solver, Z3_mk_lt(e->ctx, bound, bound));
  Z3_dec_ref(e->ctx, bound);
  Z3_lbool answer = Z3_solver_check(e->ctx, e->solver);
  Z3_solver_pop(e->ctx, e->solver, 1);
  return answer;
}

int main(int argc, char **argv) {
  struct server s;
  s.engine.limit = argc > 1 ? (unsigned)atoi(argv[1]) : 2;
  engine_start(&s.engine);
  s.axiom = make_axiom(s.engine.ctx);
  int impossible = 0;
  for (int request = 0; request < 5; request++)
    impossible += serve(&s, request) == Z3_L_FALSE; // report: z3-use-after-release
  printf("%d of 5 impossible\n", impossible);
  Z3_dec_ref(s.engine.ctx, s.axiom); // report: z3-ownership-mismatch
  engine_stop(&s.engine);
  return 0;
}
