// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A specification checker looks below a quantifier for the parts of its body.
// It gives back the body, which belongs to the quantifier.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct parts {
  Z3_ast *items;
  unsigned n, room;
};

static void parts_add(Z3_context c, struct parts *p, Z3_ast t) {
  if (p->n == p->room) {
    p->room = p->room ? 2 * p->room : 4;
    p->items = realloc(p->items, p->room * sizeof *p->items);
  }
  Z3_inc_ref(c, t);
  p->items[p->n++] = t;
}

static void collect(Z3_context c, struct parts *p, Z3_ast all) {
  Z3_ast body = Z3_get_quantifier_body(c, all);
  Z3_app app = Z3_to_app(c, body);
  if (Z3_get_decl_kind(c, Z3_get_app_decl(c, app)) != Z3_OP_AND) {
    parts_add(c, p, body);
    return;
  }
  for (unsigned i = 0; i < Z3_get_app_num_args(c, app); i++)
    parts_add(c, p, Z3_get_app_arg(c, app, i));
  Z3_dec_ref(c, body); // report: z3-ownership-mismatch; trace: release-of-unowned
}

static void parts_free(Z3_context c, struct parts *p) {
  while (p->n > 0)
    Z3_dec_ref(c, p->items[--p->n]);
  free(p->items);
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_symbol name = Z3_mk_string_symbol(c, "i");
  Z3_ast i = Z3_mk_bound(c, 0, integer);
  Z3_inc_ref(c, i);
  Z3_ast range[2];
  range[0] = Z3_mk_ge(c, i, Z3_mk_int(c, 1, integer));
  Z3_inc_ref(c, range[0]);
  range[1] = Z3_mk_le(c, i, Z3_mk_int(c, 9, integer));
  Z3_inc_ref(c, range[1]);
  Z3_ast body = Z3_mk_and(c, 2, range);
  Z3_ast all = Z3_mk_forall(c, 0, 0, NULL, 1, &integer, &name, body);
  Z3_inc_ref(c, all);
  struct parts p = {NULL, 0, 0};
  collect(c, &p, all);
  printf("%u parts\n", p.n);
  parts_free(c, &p);
  Z3_dec_ref(c, all);
  Z3_dec_ref(c, range[1]);
  Z3_dec_ref(c, range[0]);
  Z3_dec_ref(c, i);
  Z3_del_context(c);
  return 0;
}
