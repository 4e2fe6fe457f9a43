// build: Inputs/xx.c
// The assertions of a text come back through a pointer, counted, if it could be
// read.
#include "xx.h"

#include <stdio.h>

static int count_goals(Z3_context c, const char *text) {
  Z3_ast_vector goals;
  if (xx_parse(c, text, &goals) != 0)
    return -1;
  unsigned n = Z3_ast_vector_size(c, goals);
  if (n == 0) {
    xx_vector_free(c, goals);
    return 0;
  }
  for (unsigned i = 0; i < n; i++)
    printf("%s\n", Z3_ast_to_string(c, Z3_ast_vector_get(c, goals, i)));
  xx_vector_free(c, goals);
  return (int)n;
}

int main(void) {
  Z3_context c = xx_open();
  int none = count_goals(c, "(declare-const p Bool)");
  int one = count_goals(c, "(declare-const p Bool)(assert p)");
  int wrong = count_goals(c, "(assert (");
  xx_close(c);
  return wrong == -1 && none == 0 && one == 1 ? 0 : 1;
}
