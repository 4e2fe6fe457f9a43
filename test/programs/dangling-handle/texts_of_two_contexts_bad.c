// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two provers are shown side by side.
// The kind of a goal is asked of the same prover before its text is shown.
// z3-trace follows handles, not strings: the program says that they are equal.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct prover {
  Z3_context context;
  Z3_ast goal;
};

static void open_prover(struct prover *p, const char *name) {
  Z3_config config = Z3_mk_config();
  p->context = Z3_mk_context_rc(config);
  Z3_del_config(config);
  p->goal = Z3_mk_const(p->context, Z3_mk_string_symbol(p->context, name), Z3_mk_bool_sort(p->context));
  Z3_inc_ref(p->context, p->goal);
}

static void close_prover(struct prover *p) {
  Z3_dec_ref(p->context, p->goal);
  Z3_del_context(p->context);
}

int main(void) {
  struct prover left, right;
  open_prover(&left, "left_goal");
  open_prover(&right, "right_goal");
  Z3_string a = Z3_ast_to_string(left.context, left.goal);
  Z3_string b = Z3_sort_to_string(left.context, Z3_get_sort(left.context, left.goal));
  printf("%s\n", strcmp(a, b) ? "two texts" : "one text"); // report: z3-dangling-handle
  close_prover(&right);
  close_prover(&left);
  return 0;
}
