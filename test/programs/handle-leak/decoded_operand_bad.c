// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lifter turns machine instructions into terms.
// An immediate that is too wide for its instruction leaves the source counted.
#include <stdint.h>
#include <stdio.h>
#include <z3.h>

enum opcode { OP_MOV, OP_ADDI, OP_SHLI, OP_HALT };
enum lift_result { LIFTED, END_OF_CODE, BAD_OPCODE, BAD_IMMEDIATE };

struct insn {
  enum opcode op;
  uint8_t dst, src;
  uint32_t imm;
};

struct machine {
  Z3_context ctx;
  Z3_sort word;
  Z3_ast regs[4];
};

static Z3_ast read_reg(struct machine *m, unsigned r) {
  Z3_ast value = m->regs[r];
  Z3_inc_ref(m->ctx, value);
  return value;
}

static void write_reg(struct machine *m, unsigned r, Z3_ast value) {
  Z3_inc_ref(m->ctx, value);
  Z3_dec_ref(m->ctx, m->regs[r]);
  m->regs[r] = value;
}

static enum lift_result lift(struct machine *m, const struct insn *in) {
  if (in->op == OP_HALT)
    return END_OF_CODE;
  Z3_ast src = read_reg(m, in->src); // report: z3-handle-leak
  switch (in->op) {
  case OP_MOV:
    write_reg(m, in->dst, src);
    break;
  case OP_ADDI:
  case OP_SHLI: {
    unsigned width = in->op == OP_ADDI ? 12 : 5;
    if (in->imm >> width)
      return BAD_IMMEDIATE;
    Z3_ast imm = Z3_mk_unsigned_int(m->ctx, in->imm, m->word);
    Z3_inc_ref(m->ctx, imm);
    if (in->op == OP_ADDI)
      write_reg(m, in->dst, Z3_mk_bvadd(m->ctx, src, imm)); // trace: leak
    else
      write_reg(m, in->dst, Z3_mk_bvshl(m->ctx, src, imm));
    Z3_dec_ref(m->ctx, imm);
    break;
  }
  default:
    Z3_dec_ref(m->ctx, src);
    return BAD_OPCODE;
  }
  Z3_dec_ref(m->ctx, src);
  return LIFTED;
}

int main(void) {
  static const struct insn code[] = {
      {OP_MOV, 1, 0, 0}, {OP_ADDI, 2, 1, 17}, {OP_SHLI, 3, 2, 40}, {OP_HALT, 0, 0, 0}};
  Z3_config cfg = Z3_mk_config();
  struct machine m;
  m.ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  m.word = Z3_mk_bv_sort(m.ctx, 32);
  for (int r = 0; r < 4; r++) {
    m.regs[r] = Z3_mk_const(m.ctx, Z3_mk_int_symbol(m.ctx, r), m.word);
    Z3_inc_ref(m.ctx, m.regs[r]);
  }
  unsigned pc = 0;
  enum lift_result r;
  while ((r = lift(&m, &code[pc])) == LIFTED)
    pc++;
  printf("stopped at %u: %d\n", pc, (int)r);
  for (int i = 0; i < 4; i++)
    Z3_dec_ref(m.ctx, m.regs[i]);
  Z3_del_context(m.ctx);
  return 0;
}
