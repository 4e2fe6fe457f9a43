// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A firmware checker asks for every field of a packed record whether it may
// overlap its neighbour. The fields are a linked list.
// A tactic and the solver that it gives are made for each field.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct field {
  unsigned offset, width;
  struct field *next;
};

static struct field *field_new(unsigned offset, unsigned width, struct field *next) {
  struct field *f = malloc(sizeof *f);
  f->offset = offset;
  f->width = width;
  f->next = next;
  return f;
}

static void assert_inside(Z3_context c, Z3_solver s, Z3_ast bit, const struct field *f) {
  Z3_sort byte = Z3_get_sort(c, bit);
  Z3_solver_assert(c, s, Z3_mk_bvuge(c, bit, Z3_mk_unsigned_int(c, f->offset, byte)));
  Z3_solver_assert(c, s, Z3_mk_bvult(c, bit, Z3_mk_unsigned_int(c, f->offset + f->width, byte)));
}

static unsigned overlaps(Z3_context c, Z3_ast bit, const struct field *list) {
  unsigned found = 0;
  for (const struct field *f = list; f && f->next; f = f->next) {
    Z3_tactic t = Z3_mk_tactic(c, "smt");
    Z3_tactic_inc_ref(c, t);
    Z3_solver s = Z3_mk_solver_from_tactic(c, t); // report: z3-loop-creation churn; trace: churn
    Z3_solver_inc_ref(c, s);
    assert_inside(c, s, bit, f);
    assert_inside(c, s, bit, f->next);
    found += Z3_solver_check(c, s) == Z3_L_TRUE;
    Z3_solver_dec_ref(c, s);
    Z3_tactic_dec_ref(c, t);
  }
  return found;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast bit = Z3_mk_const(c, Z3_mk_string_symbol(c, "bit"), Z3_mk_bv_sort(c, 8));
  Z3_inc_ref(c, bit);
  struct field *list = NULL;
  for (unsigned i = 12; i-- > 0;)
    list = field_new(i * 4, i % 3 == 0 ? 5 : 4, list);
  printf("%u overlaps\n", overlaps(c, bit, list));
  while (list) {
    struct field *next = list->next;
    free(list);
    list = next;
  }
  Z3_dec_ref(c, bit);
  Z3_del_context(c);
  return 0;
}
