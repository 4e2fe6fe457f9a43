// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A job whose phases a function chooses; the solver goes last.
#include <stdio.h>
#include <z3.h>

enum phase { OPEN, ASK, COUNT, CLOSE, DONE };

struct job {
  Z3_context c;
  Z3_solver s;
  enum phase phase;
  unsigned scopes;
  int rounds;
};

static enum phase next(enum phase now, int left) {
  switch (now) {
  case OPEN:
    return ASK;
  case ASK:
    return left ? ASK : COUNT;
  case COUNT:
    return CLOSE;
  case CLOSE:
    return DONE;
  default:
    return DONE;
  }
}

static void run(struct job *j, Z3_ast *questions, int n) {
  int asked = 0;
  j->phase = OPEN;
  while (j->phase != DONE) {
    switch (j->phase) {
    case OPEN:
      j->s = Z3_mk_solver(j->c);
      Z3_solver_inc_ref(j->c, j->s);
      break;
    case ASK:
      Z3_solver_assert(j->c, j->s, questions[asked]);
      Z3_solver_check(j->c, j->s);
      asked++;
      break;
    case COUNT:
      j->scopes = Z3_solver_get_num_scopes(j->c, j->s);
      break;
    case CLOSE:
      Z3_solver_dec_ref(j->c, j->s);
      break;
    case DONE:
      break;
    }
    j->phase = next(j->phase, asked < n);
    j->rounds++;
  }
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast questions[2];
  for (int i = 0; i < 2; i++) {
    Z3_symbol name = Z3_mk_int_symbol(c, i);
    questions[i] = Z3_mk_const(c, name, Z3_mk_bool_sort(c));
    Z3_inc_ref(c, questions[i]);
  }
  struct job j = {c, NULL, OPEN, 0, 0};
  run(&j, questions, 2);
  printf("%d rounds, %u scopes\n", j.rounds, j.scopes);
  for (int i = 0; i < 2; i++)
    Z3_dec_ref(c, questions[i]);
  Z3_del_context(c);
  return 0;
}
