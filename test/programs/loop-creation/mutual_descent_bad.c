// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A grammar of ranges is checked by two functions that call each other: one for
// the alternatives, one for the items in a row.
// Each alternative is checked by a solver that is made for it.
#include <stdio.h>
#include <z3.h>

struct item {
  int low, high;
  const struct item *alternatives;
  int num_alternatives;
  const struct item *next;
};

struct checker {
  Z3_context c;
  Z3_ast x;
  int empty;
};

static void check_row(struct checker *k, const struct item *row);

static void check_alternative(struct checker *k, const struct item *it) {
  Z3_context c = k->c;
  Z3_solver s = Z3_mk_simple_solver(c); // report: z3-loop-creation churn; trace: churn
  Z3_solver_inc_ref(c, s);
  Z3_ast low = Z3_mk_int(c, it->low, Z3_get_sort(c, k->x));
  Z3_inc_ref(c, low);
  Z3_ast high = Z3_mk_int(c, it->high, Z3_get_sort(c, k->x));
  Z3_inc_ref(c, high);
  Z3_solver_assert(c, s, Z3_mk_ge(c, k->x, low));
  Z3_solver_assert(c, s, Z3_mk_le(c, k->x, high));
  k->empty += Z3_solver_check(c, s) == Z3_L_FALSE;
  Z3_dec_ref(c, high);
  Z3_dec_ref(c, low);
  Z3_solver_dec_ref(c, s);
  for (int i = 0; i < it->num_alternatives; ++i)
    check_row(k, &it->alternatives[i]);
}

static void check_row(struct checker *k, const struct item *row) {
  if (!row)
    return;
  check_alternative(k, row);
  check_row(k, row->next);
}

int main(void) {
  enum { NUM = 24 };
  struct item items[NUM] = {{0}};
  for (int i = 0; i < NUM; ++i) {
    items[i].low = i;
    items[i].high = i % 4 ? i + 3 : i - 1;
    items[i].next = i % 6 < 5 ? &items[i + 1] : NULL;
    items[i].alternatives = i + 6 < NUM && i % 6 == 0 ? &items[i + 6] : NULL;
    items[i].num_alternatives = items[i].alternatives ? 1 : 0;
  }
  Z3_config config = Z3_mk_config();
  struct checker k = {0};
  k.c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  k.x = Z3_mk_const(k.c, Z3_mk_string_symbol(k.c, "token"),
                    Z3_mk_int_sort(k.c));
  Z3_inc_ref(k.c, k.x);
  check_row(&k, items);
  printf("%d empty alternatives\n", k.empty);
  Z3_dec_ref(k.c, k.x);
  Z3_del_context(k.c);
  return 0;
}
