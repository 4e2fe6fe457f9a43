#include "../rules.h"
#include <stdlib.h>
#include <string.h>
#include <z3.h>

struct rule {
  Z3_context c;
  Z3_solver s;
  Z3_ast x;
};

int rule_open(const char *name, rule **out) {
  if (strlen(name) > 8)
    return -1;
  rule *r = malloc(sizeof *r);
  Z3_config cfg = Z3_mk_config();
  r->c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  r->s = Z3_mk_simple_solver(r->c);
  Z3_solver_inc_ref(r->c, r->s);
  r->x = Z3_mk_const(r->c, Z3_mk_string_symbol(r->c, name),
                     Z3_mk_int_sort(r->c));
  Z3_inc_ref(r->c, r->x);
  *out = r;
  return 0;
}

void rule_close(rule *r) {
  Z3_dec_ref(r->c, r->x);
  Z3_solver_dec_ref(r->c, r->s);
  Z3_del_context(r->c);
  free(r);
}

int rule_narrow(rule *r, int low, int high) {
  if (low > high)
    return -1;
  Z3_ast l = Z3_mk_int(r->c, low, Z3_mk_int_sort(r->c));
  Z3_solver_assert(r->c, r->s, Z3_mk_ge(r->c, r->x, l));
  Z3_ast h = Z3_mk_int(r->c, high, Z3_mk_int_sort(r->c));
  Z3_solver_assert(r->c, r->s, Z3_mk_le(r->c, r->x, h));
  return 0;
}

int rule_holds(const rule *r) {
  return Z3_solver_check(r->c, r->s) == Z3_L_TRUE;
}
