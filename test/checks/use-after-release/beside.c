// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A reference of its own, in the context of the struct that the handle is in.
#include <stdio.h>
#include <z3.h>

struct machine {
  Z3_context ctx;
  Z3_ast regs[2];
};

static void set(struct machine *m, unsigned r, Z3_ast value) {
  Z3_inc_ref(m->ctx, value);
  if (m->regs[r])
    Z3_dec_ref(m->ctx, m->regs[r]);
  m->regs[r] = value;
}

static void release(struct machine *m) {
  for (unsigned i = 0; i < 2; i++)
    if (m->regs[i])
      Z3_dec_ref(m->ctx, m->regs[i]);
}

static void swapBad(struct machine *m, unsigned a, unsigned b) {
  Z3_ast old = m->regs[a];
  // fix: Z3_inc_ref(m->ctx, old);
  set(m, a, m->regs[b]);
  set(m, b, old); // warn: 'old' is used after it was released
  // fix: Z3_dec_ref(m->ctx, old);
}

static void swapOk(struct machine *m, unsigned a, unsigned b) {
  Z3_ast old = m->regs[a];
  m->regs[a] = m->regs[b];
  m->regs[b] = old;
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct machine m = {c, {NULL, NULL}};
  Z3_sort integer = Z3_mk_int_sort(c);
  set(&m, 0, Z3_mk_int(c, 1000, integer));
  set(&m, 1, Z3_mk_int(c, 2000, integer));
  swapBad(&m, 0, 1);
  swapOk(&m, 0, 1);
  // prints: 1000 2000
  printf("%s ", Z3_ast_to_string(c, m.regs[0]));
  printf("%s\n", Z3_ast_to_string(c, m.regs[1]));
  release(&m);
  Z3_del_context(c);
  return 0;
}
