// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler replays a script of commands on one optimizer.
// The command "try" opens a scope and closes it again.
#include <stdio.h>
#include <z3.h>

enum op { REQUIRE, TRY, SHOW };

struct command {
  enum op op;
  int machine, start;
};

struct scheduler {
  Z3_context c;
  Z3_optimize opt;
  Z3_ast begin[4];
};

static Z3_ast at_least(struct scheduler *s, const struct command *cmd) {
  Z3_ast start = Z3_mk_int(s->c, cmd->start, Z3_mk_int_sort(s->c));
  return Z3_mk_ge(s->c, s->begin[cmd->machine], start);
}

static unsigned replay(struct scheduler *s, const struct command *script, unsigned n) {
  unsigned possible = 0;
  for (unsigned i = 0; i < n; i++) {
    const struct command *cmd = &script[i];
    switch (cmd->op) {
    case REQUIRE:
      if (Z3_optimize_check(s->c, s->opt, 0, NULL) == Z3_L_FALSE)
        return possible;
      break;
    case TRY:
      Z3_optimize_push(s->c, s->opt);
      Z3_optimize_assert(s->c, s->opt, at_least(s, cmd));
      if (Z3_optimize_check(s->c, s->opt, 0, NULL) == Z3_L_TRUE)
        possible++;
      Z3_optimize_pop(s->c, s->opt);
      break;
    case SHOW:
      printf("%u so far\n", possible);
      break;
    }
  }
  return possible;
}

int main(void) {
  Z3_config cfg = Z3_mk_config();
  struct scheduler s = {.c = Z3_mk_context_rc(cfg)};
  Z3_del_config(cfg);
  s.opt = Z3_mk_optimize(s.c);
  Z3_optimize_inc_ref(s.c, s.opt);
  for (int i = 0; i < 4; i++) {
    s.begin[i] = Z3_mk_const(s.c, Z3_mk_int_symbol(s.c, i), Z3_mk_int_sort(s.c));
    Z3_inc_ref(s.c, s.begin[i]);
    Z3_optimize_assert(s.c, s.opt, Z3_mk_lt(s.c, s.begin[i], Z3_mk_int(s.c, 8, Z3_mk_int_sort(s.c))));
  }
  struct command script[16];
  for (int i = 0; i < 16; i++)
    script[i] = (struct command){i % 8 == 7 ? SHOW : TRY, i % 4, i + 2};
  printf("%u possible\n", replay(&s, script, 16));
  for (int i = 0; i < 4; i++)
    Z3_dec_ref(s.c, s.begin[i]);
  Z3_optimize_dec_ref(s.c, s.opt);
  Z3_del_context(s.c);
  return 0;
}
