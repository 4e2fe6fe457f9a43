// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A struct with two contexts does not say in which one the handle is.
#include <z3.h>

struct bridge {
  Z3_context from, to;
  Z3_ast regs[2];
};

static void set(struct bridge *m, unsigned r, Z3_ast value) {
  Z3_inc_ref(m->from, value);
  if (m->regs[r])
    Z3_dec_ref(m->from, m->regs[r]);
  m->regs[r] = value;
}

void release(struct bridge *m) {
  for (unsigned i = 0; i < 2; i++)
    if (m->regs[i])
      Z3_dec_ref(m->from, m->regs[i]);
}

void swapBad(struct bridge *m, unsigned a, unsigned b) {
  Z3_ast old = m->regs[a];
  set(m, a, m->regs[b]);
  set(m, b, old); // warn-nofix: 'old' is used after it was released
}
