#include <z3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void show(Z3_context c, Z3_ast a, Z3_ast b) {
  const char *first = Z3_ast_to_string(c, a);
  const char *second = Z3_ast_to_string(c, b);
  printf("%s %s\n", first, second);
}
