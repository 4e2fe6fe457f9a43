// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A points-to analysis asks a Datalog engine for a derivation.
// The answer is fetched whatever the query said.
#include <stdio.h>
#include <z3.h>

struct datalog {
  Z3_context c;
  Z3_fixedpoint fp;
  Z3_func_decl reach;
};

static void datalog_open(struct datalog *d) {
  Z3_config cfg = Z3_mk_config();
  d->c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_set_error_handler(d->c, NULL);
  d->fp = Z3_mk_fixedpoint(d->c);
  Z3_fixedpoint_inc_ref(d->c, d->fp);
  Z3_sort node = Z3_mk_bv_sort(d->c, 4);
  d->reach = Z3_mk_func_decl(d->c, Z3_mk_string_symbol(d->c, "reach"), 1, &node, Z3_mk_bool_sort(d->c));
  Z3_inc_ref(d->c, Z3_func_decl_to_ast(d->c, d->reach));
  Z3_fixedpoint_register_relation(d->c, d->fp, d->reach);
}

static void datalog_close(struct datalog *d) {
  Z3_dec_ref(d->c, Z3_func_decl_to_ast(d->c, d->reach));
  Z3_fixedpoint_dec_ref(d->c, d->fp);
  Z3_del_context(d->c);
}

static Z3_ast at(struct datalog *d, int node) {
  Z3_ast n = Z3_mk_int(d->c, node, Z3_mk_bv_sort(d->c, 4));
  return Z3_mk_app(d->c, d->reach, 1, &n);
}

static int explain(struct datalog *d, int node) {
  Z3_ast query = at(d, node);
  Z3_inc_ref(d->c, query);
  Z3_lbool found = Z3_fixedpoint_query(d->c, d->fp, query);
  Z3_dec_ref(d->c, query);
  Z3_ast why = Z3_fixedpoint_get_answer(d->c, d->fp); // report: z3-unchecked-result
  printf("%s\n", Z3_ast_to_string(d->c, why) ? "explained" : "no text");
  return found == Z3_L_TRUE;
}

int main(void) {
  struct datalog d;
  datalog_open(&d);
  Z3_fixedpoint_add_rule(d.c, d.fp, at(&d, 3), Z3_mk_string_symbol(d.c, "fact"));
  printf("%d\n", explain(&d, 3));
  datalog_close(&d);
  return 0;
}
