// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A string solver's front end joins scheme, host and path into one term.
// Each part is fresh when the next one is made in the initializer.
#include <stdio.h>
#include <z3.h>

struct url {
  const char *scheme;
  const char *host;
};

struct front_end {
  Z3_context ctx;
  Z3_solver solver;
};

static Z3_ast literal(struct front_end *f, const char *text) {
  return Z3_mk_string(f->ctx, text);
}

static Z3_ast unknown(struct front_end *f, const char *name) {
  return Z3_mk_const(f->ctx, Z3_mk_string_symbol(f->ctx, name),
                     Z3_mk_string_sort(f->ctx));
}

static Z3_ast join(struct front_end *f, const struct url *u) {
  Z3_ast parts[] = {
      literal(f, u->scheme),
      literal(f, u->host),
      unknown(f, "path"),
  };
  Z3_ast whole = Z3_mk_seq_concat(f->ctx, 3, parts); // report: z3-unprotected-handle; report: z3-unprotected-handle; trace: unprotected-use
  Z3_inc_ref(f->ctx, whole);
  return whole;
}

static Z3_lbool can_end_with(struct front_end *f, Z3_ast whole,
                             const char *suffix) {
  Z3_ast end = Z3_mk_string(f->ctx, suffix);
  Z3_inc_ref(f->ctx, end);
  Z3_ast ends = Z3_mk_seq_suffix(f->ctx, end, whole);
  Z3_inc_ref(f->ctx, ends);
  Z3_lbool answer = Z3_solver_check_assumptions(f->ctx, f->solver, 0, NULL);
  if (answer == Z3_L_TRUE) {
    Z3_solver_push(f->ctx, f->solver);
    Z3_solver_assert(f->ctx, f->solver, ends);
    answer = Z3_solver_check(f->ctx, f->solver);
    Z3_solver_pop(f->ctx, f->solver, 1);
  }
  Z3_dec_ref(f->ctx, ends);
  Z3_dec_ref(f->ctx, end);
  return answer;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  struct front_end f;
  f.ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  f.solver = Z3_mk_simple_solver(f.ctx);
  Z3_solver_inc_ref(f.ctx, f.solver);
  struct url u = {"https://", "example.org"};
  Z3_ast whole = join(&f, &u);
  printf("%d\n", can_end_with(&f, whole, ".html"));
  Z3_dec_ref(f.ctx, whole);
  Z3_solver_dec_ref(f.ctx, f.solver);
  Z3_del_context(f.ctx);
  return 0;
}
