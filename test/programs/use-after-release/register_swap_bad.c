// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor runs a register machine; each register holds a term.
// Its swap reads one register and overwrites it: the write gave the term back.
#include <stdio.h>
#include <z3.h>

enum { NUM_REGS = 4 };
enum opcode { OP_ADD, OP_XCHG, OP_NOT };

struct insn {
  enum opcode op;
  unsigned a, b;
};

struct machine {
  Z3_context ctx;
  Z3_ast regs[NUM_REGS];
  unsigned pc;
};

static void write_reg(struct machine *m, unsigned r, Z3_ast value) {
  Z3_inc_ref(m->ctx, value); // trace: use-after-release
  if (m->regs[r])
    Z3_dec_ref(m->ctx, m->regs[r]);
  m->regs[r] = value;
}

static void exchange(struct machine *m, unsigned a, unsigned b) {
  Z3_ast tmp = m->regs[a];
  write_reg(m, a, m->regs[b]);
  write_reg(m, b, tmp); // report: z3-use-after-release
}

static void step(struct machine *m, const struct insn *i) {
  Z3_ast args[2] = {m->regs[i->a], m->regs[i->b]};
  switch (i->op) {
  case OP_ADD:
    write_reg(m, i->a, Z3_mk_add(m->ctx, 2, args));
    break;
  case OP_XCHG:
    exchange(m, i->a, i->b);
    break;
  case OP_NOT:
    write_reg(m, i->a, Z3_mk_unary_minus(m->ctx, m->regs[i->a]));
    break;
  }
  m->pc++;
}

static void start(struct machine *m) {
  Z3_sort word = Z3_mk_int_sort(m->ctx);
  for (unsigned r = 0; r < NUM_REGS; r++) {
    Z3_symbol name = Z3_mk_int_symbol(m->ctx, (int)r);
    m->regs[r] = NULL;
    write_reg(m, r, Z3_mk_const(m->ctx, name, word));
  }
  m->pc = 0;
}

static void stop(struct machine *m) {
  for (unsigned r = 0; r < NUM_REGS; r++)
    Z3_dec_ref(m->ctx, m->regs[r]);
}

int main(void) {
  static const struct insn program[] = {
      {OP_ADD, 0, 1}, {OP_NOT, 2, 2}, {OP_XCHG, 0, 2}};
  Z3_config config = Z3_mk_config();
  struct machine m;
  m.ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  start(&m);
  while (m.pc < sizeof program / sizeof *program)
    step(&m, &program[m.pc]);
  printf("r0 = %s\n", Z3_ast_to_string(m.ctx, m.regs[0]));
  stop(&m);
  Z3_del_context(m.ctx);
  return 0;
}
