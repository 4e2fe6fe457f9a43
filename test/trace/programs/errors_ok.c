// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An error handler that leaves Z3 by longjmp, and one that asks Z3 from inside.
#include "common.h"
#include <setjmp.h>

static jmp_buf Out;

static void leave(Z3_context c, Z3_error_code code) {
  printf("%s\n", Z3_get_error_msg(c, code));
  longjmp(Out, 1);
}

static void ask(Z3_context c, Z3_error_code code) {
  Z3_ast t = held_const(c, "inside");
  printf("%s %d\n", Z3_ast_to_string(c, t), code);
  Z3_dec_ref(c, t);
}

int main(void) {
  Z3_context c = counting_context();
  Z3_ast x = held_const(c, "x");
  Z3_set_error_handler(c, leave);
  if (!setjmp(Out))
    Z3_mk_not(c, x); // not Boolean
  Z3_set_error_handler(c, ask);
  Z3_mk_not(c, x);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
