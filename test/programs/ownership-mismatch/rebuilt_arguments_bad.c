// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rewriter rebuilds a term with its arguments in reverse order.
// It gives the arguments back, which it only looked at.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct rewriter {
  Z3_context ctx;
  unsigned steps;
};

static void release_terms(Z3_context ctx, Z3_ast *terms, unsigned n) {
  for (unsigned i = 0; i < n; i++)
    Z3_dec_ref(ctx, terms[i]);
  free(terms);
}

static Z3_ast *arguments_of(Z3_context ctx, Z3_app app, unsigned *n) {
  *n = Z3_get_app_num_args(ctx, app);
  Z3_ast *args = malloc(*n * sizeof *args);
  if (!args)
    abort();
  for (unsigned i = 0; i < *n; i++) {
    args[*n - 1 - i] = Z3_get_app_arg(ctx, app, i);
  }
  return args;
}

static Z3_ast reversed(struct rewriter *r, Z3_ast term) {
  Z3_app app = Z3_to_app(r->ctx, term);
  unsigned n;
  Z3_ast *args = arguments_of(r->ctx, app, &n);
  Z3_ast result = Z3_mk_app(r->ctx, Z3_get_app_decl(r->ctx, app), n, args);
  Z3_inc_ref(r->ctx, result);
  release_terms(r->ctx, args, n); // report: z3-ownership-mismatch
  r->steps++;
  return result;
}

static Z3_ast variable(Z3_context ctx, const char *name) {
  Z3_ast v =
      Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name), Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, v);
  return v;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct rewriter r = {ctx, 0};
  Z3_ast terms[] = {variable(ctx, "a"), variable(ctx, "b")};
  Z3_ast less = Z3_mk_lt(ctx, terms[0], terms[1]);
  Z3_inc_ref(ctx, less);
  Z3_ast other = reversed(&r, less);
  printf("%s\n", Z3_ast_to_string(ctx, other));
  fflush(stdout);
  Z3_dec_ref(ctx, other);
  Z3_dec_ref(ctx, less);
  Z3_dec_ref(ctx, terms[1]); // trace: release-after-release
  Z3_dec_ref(ctx, terms[0]); // trace: release-after-release
  Z3_del_context(ctx);
  return 0;
}
