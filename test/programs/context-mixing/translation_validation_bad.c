// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler compares the code before and after a pass; each side is encoded
// in a context of its own.
// The value after the pass is compared in the context of the value before.
#include <stdio.h>
#include <z3.h>

struct side {
  Z3_context ctx;
  Z3_ast input;
  Z3_ast result;
};

static void side_open(struct side *s) {
  Z3_config cfg = Z3_mk_config();
  s->ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  s->input = Z3_mk_const(s->ctx, Z3_mk_string_symbol(s->ctx, "n"),
                         Z3_mk_bv_sort(s->ctx, 32));
  Z3_inc_ref(s->ctx, s->input);
  s->result = NULL;
}

static void side_close(struct side *s) {
  if (s->result)
    Z3_dec_ref(s->ctx, s->result);
  Z3_dec_ref(s->ctx, s->input);
  Z3_del_context(s->ctx);
}

static void encode_before(struct side *s) { // n * 8
  Z3_ast eight = Z3_mk_int(s->ctx, 8, Z3_mk_bv_sort(s->ctx, 32));
  Z3_inc_ref(s->ctx, eight);
  s->result = Z3_mk_bvmul(s->ctx, s->input, eight);
  Z3_inc_ref(s->ctx, s->result);
  Z3_dec_ref(s->ctx, eight);
}

static void encode_after(struct side *s) { // n << 3
  Z3_ast three = Z3_mk_int(s->ctx, 3, Z3_mk_bv_sort(s->ctx, 32));
  Z3_inc_ref(s->ctx, three);
  s->result = Z3_mk_bvshl(s->ctx, s->input, three);
  Z3_inc_ref(s->ctx, s->result);
  Z3_dec_ref(s->ctx, three);
}

static Z3_lbool refines(struct side *before, struct side *after) {
  Z3_context c = before->ctx;
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_ast same = Z3_mk_eq(c, before->result, after->result); // trace: wrong-context
  Z3_inc_ref(c, same);
  Z3_solver_assert(c, s, Z3_mk_not(c, same));
  Z3_dec_ref(c, same);
  Z3_lbool answer = Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
  return answer == Z3_L_FALSE ? Z3_L_TRUE : Z3_L_UNDEF;
}

int main(void) {
  struct side before, after;
  side_open(&before);
  side_open(&after);
  encode_before(&before);
  encode_after(&after);
  printf("refines: %d\n", refines(&before, &after) == Z3_L_TRUE); // report: z3-context-mixing
  side_close(&after);
  side_close(&before);
  return 0;
}
