// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
// Strings stand in the one buffer of their context.
#define _POSIX_C_SOURCE 200809L // strdup
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <z3.h>

void twoInOneCallBad(Z3_context c, Z3_ast x, Z3_ast y) {
  // fix: char *text = strdup(Z3_ast_to_string(c, x));
  // fix: printf("%s %s\n", text, Z3_ast_to_string(c, y));
  printf("%s %s\n", Z3_ast_to_string(c, x), Z3_ast_to_string(c, y)); // warn: is used after its context has written another string
}

void oneAfterTheOtherOk(Z3_context c, Z3_ast x, Z3_ast y) {
  printf("%s", Z3_ast_to_string(c, x));
  printf(" %s\n", Z3_ast_to_string(c, y));
}

int heldBad(Z3_context c, Z3_ast x, Z3_ast y) {
  Z3_string a = Z3_ast_to_string(c, x);
  Z3_string b = Z3_ast_to_string(c, y);
  // fix: char *a = strdup(Z3_ast_to_string(c, x));
  // fix: int result = strcmp(a, b);
  return strcmp(a, b); // warn: 'a' is used after its context has written another string into the buffer
}

int copiedOk(Z3_context c, Z3_ast x, Z3_ast y) {
  char *a = strdup(Z3_ast_to_string(c, x));
  int differ = strcmp(a, Z3_ast_to_string(c, y));
  free(a);
  return differ;
}

int ofTwoContextsOk(Z3_context c, Z3_context d, Z3_ast x, Z3_ast y) {
  Z3_string a = Z3_ast_to_string(c, x);
  Z3_string b = Z3_ast_to_string(d, y);
  return strcmp(a, b);
}

char firstCharacterBad(Z3_context c, Z3_ast x, Z3_ast y) {
  const char *a = Z3_ast_to_string(c, x);
  puts(Z3_ast_to_string(c, y));
  return a[0]; // warn-nofix: 'a' is used after
}

void otherCallsKeepItOk(Z3_context c, Z3_ast x) {
  Z3_string a = Z3_ast_to_string(c, x);
  Z3_ast n = Z3_mk_not(c, x);
  Z3_inc_ref(c, n);
  Z3_dec_ref(c, n);
  puts(a);
}

void notInTheBufferOk(Z3_context c, Z3_stats s, Z3_ast x) {
  Z3_string key = Z3_stats_get_key(c, s, 0);
  puts(Z3_ast_to_string(c, x));
  puts(key);
}

const char *ofLocalContextBad(void) {
  Z3_config g = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(g);
  Z3_del_config(g);
  const char *text = Z3_ast_to_string(c, Z3_mk_true(c));
  Z3_del_context(c);
  return text; // warn-nofix: is used after its context was deleted
}

static const char *name(Z3_context c, Z3_symbol s) { return Z3_get_symbol_string(c, s); }

int ofHelperBad(Z3_context c, Z3_symbol s, Z3_symbol t) {
  const char *a = name(c, s), *b = name(c, t);
  return strcmp(a, b); // warn-nofix: 'a' is used after
}

void inLoopOk(Z3_context c, Z3_ast *terms, int n) {
  for (int i = 0; i < n; i++) {
    const char *text = Z3_ast_to_string(c, terms[i]);
    puts(text);
  }
}
