// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler asks one question in a context of its own.
// The reason is copied after the context has gone, with the buffer that it is in.
// z3-trace follows handles, not strings; a memory checker shows the read.
#include <stdio.h>
#include <string.h>
#include <z3.h>

static int ask(const char *script, char *reason, size_t size) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_from_string(c, s, script);
  int answer = Z3_solver_check(c, s);
  const char *why = Z3_solver_get_reason_unknown(c, s);
  Z3_solver_dec_ref(c, s);
  Z3_del_context(c);
  snprintf(reason, size, "%s", why); // report: z3-dangling-handle
  return answer;
}

int main(void) {
  char reason[64] = "";
  int answer = ask("(declare-const t Int)(assert (and (> t 3) (< t 2)))", reason, sizeof reason);
  printf("answer %d\n", answer);
  return strlen(reason) == sizeof reason;
}
