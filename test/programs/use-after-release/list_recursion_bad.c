// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A proof log is a list of facts that is released by recursion.
// The first fact is read after the list is released.
#include <stdio.h>
#include <stdlib.h>
#include <z3.h>

struct fact {
  Z3_ast formula;
  struct fact *next;
};

static struct fact *add(Z3_context c, struct fact *rest, int id) {
  struct fact *f = malloc(sizeof *f);
  f->formula =
      Z3_mk_const(c, Z3_mk_int_symbol(c, id), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, f->formula);
  f->next = rest;
  return f;
}

static void drop(Z3_context c, struct fact *f) {
  if (f) {
    drop(c, f->next);
    Z3_dec_ref(c, f->formula);
    free(f);
  }
}

static int length(const struct fact *f) { return f ? 1 + length(f->next) : 0; }

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct fact *log = add(c, NULL, 1);
  Z3_ast first = log->formula;
  log = add(c, log, 2);
  Z3_ast last = log->formula;
  printf("%d facts, %s\n", length(log),
         Z3_get_ast_id(c, first) == Z3_get_ast_id(c, last) ? "equal" : "new");
  drop(c, log);
  int hashed = Z3_get_ast_hash(c, last) != 0; // report: z3-use-after-release; trace: use-after-release
  printf("hashed %d\n", hashed);
  Z3_del_context(c);
  return 0;
}
