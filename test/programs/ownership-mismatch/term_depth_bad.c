// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tool measures formulas: it walks each term with a stack of its own.
// Operands are pushed as they are, and each is given back when it is popped.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct stack {
  Z3_ast *items;
  size_t size, room;
};

static void push(struct stack *st, Z3_ast a) {
  if (st->size == st->room) {
    st->room = st->room ? 2 * st->room : 8;
    Z3_ast *items = realloc(st->items, st->room * sizeof *items);
    if (!items)
      abort();
    st->items = items;
  }
  st->items[st->size++] = a;
}

static unsigned count_leaves(Z3_context c, Z3_ast root) {
  struct stack st = {NULL, 0, 0};
  unsigned leaves = 0;
  Z3_inc_ref(c, root);
  Z3_app app = Z3_to_app(c, root);
  for (unsigned i = 0; i < Z3_get_app_num_args(c, app); i++)
    push(&st, Z3_get_app_arg(c, app, i));
  while (st.size > 0) {
    Z3_ast next = st.items[--st.size];
    if (Z3_get_ast_kind(c, next) != Z3_APP_AST) {
      leaves++;
    } else {
      Z3_app inner = Z3_to_app(c, next);
      unsigned n = Z3_get_app_num_args(c, inner);
      for (unsigned i = 0; i < n; i++)
        push(&st, Z3_get_app_arg(c, inner, i));
      leaves += n == 0;
    }
    Z3_dec_ref(c, next); // report: z3-ownership-mismatch; trace: release-of-unowned
  }
  Z3_dec_ref(c, root);
  free(st.items);
  return leaves;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_sort integer = Z3_mk_int_sort(c);
  Z3_ast xy[2];
  xy[0] = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), integer);
  Z3_inc_ref(c, xy[0]);
  xy[1] = Z3_mk_const(c, Z3_mk_string_symbol(c, "y"), integer);
  Z3_inc_ref(c, xy[1]);
  Z3_ast sum = Z3_mk_add(c, 2, xy);
  Z3_inc_ref(c, sum);
  Z3_ast below = Z3_mk_lt(c, sum, xy[0]);
  Z3_inc_ref(c, below);
  printf("%u leaves\n", count_leaves(c, below));
  Z3_dec_ref(c, below);
  Z3_dec_ref(c, sum); // trace: release-after-release
  Z3_dec_ref(c, xy[1]); // trace: release-after-release
  Z3_dec_ref(c, xy[0]);
  Z3_del_context(c);
  return 0;
}
