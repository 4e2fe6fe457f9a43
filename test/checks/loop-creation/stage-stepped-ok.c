// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stage that is stepped comes once.
#include <stdbool.h>
#include <stdlib.h>
#include <z3.h>

static Z3_ast ref(Z3_context c, Z3_ast a) {
  Z3_inc_ref(c, a);
  return a;
}
static Z3_ast ivar(Z3_context c, const char *n) {
  return ref(c, Z3_mk_const(c, Z3_mk_string_symbol(c, n), Z3_mk_int_sort(c)));
}

int stages(Z3_context c, int mask) {
  int st = 0, rc = -1;
  Z3_ast x = NULL;
  while (rc < 0)
    switch (st) {
    case 0:
      if (mask & 1)
        return -1;
      x = ivar(c, "x");
      st++;
      break;
    case 1:
      rc = 0;
      break;
    }
  Z3_dec_ref(c, x);
  return rc;
}
int stages2(Z3_context c, int mask) {
  int st = 0;
  bool done = false;
  Z3_ast x = NULL;
  while (!done)
    switch (st) {
    case 0:
      if (mask & 1)
        return -1;
      x = ivar(c, "x");
      st++;
      break;
    case 1:
      Z3_dec_ref(c, x);
      st++;
      break;
    case 2:
      done = true;
      break;
    }
  return 0;
}
int stages3(Z3_context c, int mask) {
  int st = 0, rc = -1;
  Z3_ast x = NULL;
  while (rc < 0)
    switch (st) {
    case 0:
      if (mask & 1)
        return -1;
      x = ivar(c, "x");
      st = 1;
      break;
    case 1:
      rc = 0;
      break;
    }
  Z3_dec_ref(c, x);
  return rc;
}
