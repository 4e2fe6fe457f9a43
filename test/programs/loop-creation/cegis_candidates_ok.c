// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A synthesizer guesses constants until a guess holds for all inputs; the last
// guess's model is kept for the answer.
// Each guess releases the model of the one before.
#include <stdio.h>
#include <z3.h>

struct synthesizer {
  Z3_context ctx;
  Z3_solver guesser;
  Z3_model guess;
  Z3_ast hole;
  unsigned rounds;
};

static int make_guess(struct synthesizer *s) {
  if (Z3_solver_check(s->ctx, s->guesser) != Z3_L_TRUE)
    return 0;
  Z3_model old = s->guess;
  s->guess = Z3_solver_get_model(s->ctx, s->guesser);
  Z3_model_inc_ref(s->ctx, s->guess);
  if (old)
    Z3_model_dec_ref(s->ctx, old);
  return 1;
}

static int value_of_hole(struct synthesizer *s) {
  Z3_ast value;
  int number = 0;
  if (Z3_model_eval(s->ctx, s->guess, s->hole, true, &value))
    Z3_get_numeral_int(s->ctx, value, &number);
  return number;
}

static void rule_out_up_to(struct synthesizer *s, int number) {
  Z3_ast bound = Z3_mk_int(s->ctx, number, Z3_mk_int_sort(s->ctx));
  Z3_inc_ref(s->ctx, bound);
  Z3_ast more = Z3_mk_gt(s->ctx, s->hole, bound);
  Z3_inc_ref(s->ctx, more);
  Z3_solver_assert(s->ctx, s->guesser, more);
  Z3_dec_ref(s->ctx, more);
  Z3_dec_ref(s->ctx, bound);
}

static int synthesize(struct synthesizer *s, int (*holds)(int)) {
  while (make_guess(s)) {
    int number = value_of_hole(s);
    s->rounds++;
    if (holds(number))
      return 1;
    rule_out_up_to(s, number);
  }
  return 0;
}

static int is_large(int number) { return number > 5; }

int main(void) {
  Z3_config config = Z3_mk_config();
  struct synthesizer s = {.ctx = Z3_mk_context_rc(config)};
  Z3_del_config(config);
  s.guesser = Z3_mk_simple_solver(s.ctx);
  Z3_solver_inc_ref(s.ctx, s.guesser);
  s.hole = Z3_mk_const(s.ctx, Z3_mk_string_symbol(s.ctx, "h"),
                       Z3_mk_int_sort(s.ctx));
  Z3_inc_ref(s.ctx, s.hole);
  rule_out_up_to(&s, -1);
  if (synthesize(&s, is_large))
    printf("%d after %u rounds\n", value_of_hole(&s), s.rounds);
  if (s.guess)
    Z3_model_dec_ref(s.ctx, s.guess);
  Z3_dec_ref(s.ctx, s.hole);
  Z3_solver_dec_ref(s.ctx, s.guesser);
  Z3_del_context(s.ctx);
  return 0;
}
