// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor keeps path conditions in states, and lets the frame of
// the running function point to the one of its branch.
// The state is freed before the branch is logged by way of the frame.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct state {
  Z3_ast path;
  int depth;
};

struct frame {
  const char *function;
  Z3_ast guard;
};

static struct state *state_new(Z3_context c, Z3_ast path) {
  struct state *st = malloc(sizeof *st);
  if (!st)
    abort();
  Z3_inc_ref(c, path);
  st->path = path;
  st->depth = 1;
  return st;
}

static void state_free(Z3_context c, struct state *st) {
  Z3_dec_ref(c, st->path);
  free(st);
}

static unsigned run(Z3_context c, Z3_ast n, int limit) {
  struct frame here = {"parse_header", NULL};
  Z3_ast bound = Z3_mk_int(c, limit, Z3_mk_int_sort(c));
  struct state *st = state_new(c, Z3_mk_lt(c, n, bound));
  here.guard = st->path;
  Z3_ast other = Z3_mk_int(c, limit + 1, Z3_mk_int_sort(c));
  Z3_inc_ref(c, other);
  state_free(c, st);
  unsigned id = Z3_get_ast_id(c, here.guard); // report: z3-use-after-release; trace: use-after-release
  printf("%s: guard %u\n", here.function, id);
  Z3_dec_ref(c, other);
  return id;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast n = Z3_mk_const(c, Z3_mk_string_symbol(c, "n"), Z3_mk_int_sort(c));
  Z3_inc_ref(c, n);
  run(c, n, 64);
  Z3_dec_ref(c, n);
  Z3_del_context(c);
  return 0;
}
