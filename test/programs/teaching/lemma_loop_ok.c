// build: Inputs/xx.c
// A batch checker: each lemma gets a solver of the project's own making, and a
// lemma that does not parse is skipped.
#include "xx.h"

#include <stdio.h>

struct lemma {
  const char *name;
  const char *text;
};

static const struct lemma lemmas[] = {
    {"sum", "(declare-const x Int)(assert (> (+ x 1) x))"},
    {"broken", "(declare-const x Int)(assert (> x"},
    {"product", "(declare-const y Int)(assert (= (* y 2) 7))"},
    {"broken2", "(assert ("},
};

static int check_lemmas(Z3_context c, const struct lemma *all, int n) {
  int unsat = 0;
  for (int i = 0; i < n; i++) {
    Z3_solver s = xx_solver_new(c);
    if (xx_assert_text(c, s, all[i].text) != 0) {
      printf("%s: skipped\n", all[i].name);
      xx_solver_free(c, s);
      continue;
    }
    if (Z3_solver_check(c, s) == Z3_L_FALSE)
      unsat++;
    xx_solver_free(c, s);
  }
  return unsat;
}

int main(void) {
  Z3_context c = xx_open();
  int unsat = check_lemmas(c, lemmas, 4);
  printf("%d\n", unsat);
  xx_close(c);
  return unsat == 1 ? 0 : 1;
}
