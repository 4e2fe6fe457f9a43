// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A prover is loaded as a plugin: a table of functions and a session behind it.
// The driver closes the session and then asks for its statistics.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct session {
  Z3_context c;
  Z3_solver s;
};

struct plugin {
  struct session *(*open)(void);
  int (*prove)(struct session *, int a, int b);
  unsigned (*scopes)(struct session *);
  void (*close)(struct session *);
};

static struct session *z3_open(void) {
  struct session *se = calloc(1, sizeof *se);
  Z3_config cfg = Z3_mk_config();
  se->c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  se->s = Z3_mk_simple_solver(se->c);
  Z3_solver_inc_ref(se->c, se->s);
  return se;
}

static int z3_prove(struct session *se, int a, int b) {
  Z3_sort word = Z3_mk_bv_sort(se->c, 32);
  Z3_ast x = Z3_mk_const(se->c, Z3_mk_string_symbol(se->c, "x"), word);
  Z3_inc_ref(se->c, x);
  Z3_ast low = Z3_mk_int(se->c, a, word);
  Z3_solver_assert(se->c, se->s, Z3_mk_bvugt(se->c, x, low));
  Z3_ast high = Z3_mk_int(se->c, b, word);
  Z3_solver_assert(se->c, se->s, Z3_mk_bvult(se->c, x, high));
  Z3_dec_ref(se->c, x);
  return Z3_solver_check(se->c, se->s) == Z3_L_FALSE;
}

static unsigned z3_scopes(struct session *se) {
  return Z3_solver_get_num_scopes(se->c, se->s); // trace: use-after-context-delete
}

static void z3_close(struct session *se) {
  Z3_solver_dec_ref(se->c, se->s);
  Z3_del_context(se->c);
}

static const struct plugin z3_plugin = {z3_open, z3_prove, z3_scopes, z3_close};

int main(void) {
  const struct plugin *p = &z3_plugin;
  struct session *se = p->open();
  int proved = p->prove(se, 4, 5);
  p->close(se);
  unsigned scopes = p->scopes(se); // report: z3-use-after-release
  free(se);
  printf("%s in %u scopes\n", proved ? "proved" : "open", scopes);
  return 0;
}
