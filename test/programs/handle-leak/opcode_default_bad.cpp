// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An emulator lifts instructions to bit-vector terms.
// An opcode without a translation returns with both operands still retained.
#include <cstdint>
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

enum class Op : std::uint8_t { Add, Xor, Load, Halt };

struct Insn {
  Op op;
  unsigned left, right;
};

class Lifter {
  Z3_context ctx_;
  Z3_sort word_;

public:
  explicit Lifter(Z3_context ctx) : ctx_(ctx), word_(Z3_mk_bv_sort(ctx, 32)) {}

  Z3_ast reg(unsigned n) {
    Z3_ast r = Z3_mk_const(ctx_, Z3_mk_int_symbol(ctx_, int(n)), word_); // trace: leak
    Z3_inc_ref(ctx_, r);
    return r;
  }

  static bool known(Op op) { return op == Op::Add || op == Op::Xor; }

  // The caller releases the result.
  Z3_ast lift(const Insn &insn) {
    Z3_ast left = reg(insn.left);   // report: z3-handle-leak
    Z3_ast right = reg(insn.right); // report: z3-handle-leak
    Z3_ast value = nullptr;
    switch (insn.op) {
    case Op::Add:
      value = Z3_mk_bvadd(ctx_, left, right);
      break;
    case Op::Xor:
      value = Z3_mk_bvxor(ctx_, left, right);
      break;
    default:
      return nullptr;
    }
    Z3_inc_ref(ctx_, value);
    Z3_dec_ref(ctx_, right);
    Z3_dec_ref(ctx_, left);
    return value;
  }
};

unsigned lift_block(Lifter &lifter, Z3_context ctx,
                    const std::vector<Insn> &block) {
  unsigned lifted = 0;
  for (const Insn &insn : block) {
    Z3_ast value = lifter.lift(insn);
    if (!value)
      break;
    std::printf("%s\n", Z3_ast_to_string(ctx, value));
    Z3_dec_ref(ctx, value);
    ++lifted;
  }
  return lifted;
}

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Lifter lifter(ctx);
  std::vector<Insn> block{{Op::Add, 1, 2}, {Op::Xor, 2, 2}, {Op::Halt, 6, 7}};
  std::printf("%u\n", lift_block(lifter, ctx, block));
  Z3_del_context(ctx);
  return 0;
}
