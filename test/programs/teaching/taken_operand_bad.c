// build: Inputs/terms.c
// A compiler lowers a difference to a sum; the negation takes its operand over.
// The operand is given back once more at the end.
#include "terms.h"

#include <stdio.h>

static unsigned lower_difference(Z3_context c, const char *a, const char *b) {
  Z3_ast left = term_var(c, a);
  Z3_ast right = term_var(c, b);
  Z3_ast minus = term_negate(c, right);
  Z3_ast sum = term_add(c, left, minus);
  term_drop(c, minus);
  unsigned id = Z3_get_ast_id(c, sum);
  term_drop(c, sum);
  term_drop(c, right); // report: z3-ownership-mismatch; trace: release-after-release
  term_drop(c, left);
  return id;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  printf("%d\n", lower_difference(c, "total", "paid") != 0);
  Z3_del_context(c);
  return 0;
}
