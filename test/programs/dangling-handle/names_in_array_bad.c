// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner lists the names of its actions once they are all made.
// All names are pointers into the one buffer of the context: they are the last.
// z3-trace follows handles, not strings: the program finds no two that differ.
#include <stdio.h>
#include <string.h>
#include <z3.h>

enum { ACTIONS = 3 };

static int list(Z3_context c, Z3_ast *actions) {
  const char *names[ACTIONS];
  for (int i = 0; i < ACTIONS; i++) {
    Z3_func_decl decl = Z3_get_app_decl(c, Z3_to_app(c, actions[i]));
    Z3_symbol symbol = Z3_get_decl_name(c, decl);
    names[i] = Z3_get_symbol_string(c, symbol);
  }
  int different = 0;
  for (int i = 1; i < ACTIONS; i++)
    different += strcmp(names[i - 1], names[i]) != 0; // report: z3-dangling-handle
  return different;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  static const char *const Words[ACTIONS] = {"load", "drive", "unload"};
  Z3_ast actions[ACTIONS];
  for (int i = 0; i < ACTIONS; i++) {
    actions[i] = Z3_mk_const(c, Z3_mk_string_symbol(c, Words[i]), Z3_mk_bool_sort(c));
    Z3_inc_ref(c, actions[i]);
  }
  printf("%d different neighbours\n", list(c, actions));
  for (int i = 0; i < ACTIONS; i++)
    Z3_dec_ref(c, actions[i]);
  Z3_del_context(c);
  return 0;
}
