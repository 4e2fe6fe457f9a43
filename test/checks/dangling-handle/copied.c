// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// build: -std=gnu11
// A text that is overwritten, in C: a copy of it, which is freed on every way
// out.

#include <stdio.h>
#include <string.h>
#include <z3.h>

static const char *last;

static void remember(const char *text) { last = text; }

static int changedBad(Z3_context c, Z3_ast from, Z3_ast to) {
  Z3_string before = Z3_ast_to_string(c, from);
  // fix: char *before = strdup(Z3_ast_to_string(c, from));
  Z3_string after = Z3_ast_to_string(c, to);
  if (!strcmp(before, after)) // warn: 'before' is used after
    return 0;
  // fix: { free(before); return 0; }
  // fix: free(before);
  return (int)strlen(after);
}

static int changedOk(Z3_context c, Z3_ast from, Z3_ast to) {
  char before[64];
  snprintf(before, sizeof before, "%s", Z3_ast_to_string(c, from));
  return strcmp(before, Z3_ast_to_string(c, to)) != 0;
}

static int twoBad(Z3_context c, Z3_ast from, Z3_ast to) {
  // fix: char *text = strdup(Z3_ast_to_string(c, from));
  // fix: int result = printf("%s to %s\n", text, Z3_ast_to_string(c, to));
  // fix: free(text);
  // fix: return result;
  return printf("%s to %s\n", Z3_ast_to_string(c, from), Z3_ast_to_string(c, to)); // warn: this Z3 string is used after
}

enum { TERMS = 2 };

static int listedBad(Z3_context c, Z3_ast *terms) {
  const char *names[TERMS];
  // fix: char *names[TERMS] = {0};
  for (int i = 0; i < TERMS; i++)
    names[i] = Z3_ast_to_string(c, terms[i]);
  // fix: names[i] = strdup(Z3_ast_to_string(c, terms[i]));
  return strcmp(names[0], names[1]) != 0; // warn: is used after
  // fix: int result = strcmp(names[0], names[1]) != 0;
  // fix: for (int k = 0; k < TERMS; k++) free(names[k]);
}

// Somebody keeps the pointer: the copy would be freed under it.
static void keptBad(Z3_context c, Z3_ast from, Z3_ast to) {
  Z3_string before = Z3_ast_to_string(c, from);
  printf("%s\n", Z3_ast_to_string(c, to));
  remember(before); // warn-nofix: 'before' is used after
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast terms[TERMS] = {Z3_mk_true(c), Z3_mk_false(c)};
  printf("%d\n", changedOk(c, terms[0], terms[1]));
  changedBad(c, terms[0], terms[0]);
  twoBad(c, terms[0], terms[0]);
  listedBad(c, terms);
  keptBad(c, terms[0], terms[1]);
  Z3_del_context(c);
  return last == NULL;
}
