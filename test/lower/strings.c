// RUN: %dump | %check
// Strings of Z3 are objects, and calls read them.
#include <stdio.h>
#include <string.h>
#include <z3.h>

struct entry {
  Z3_ast term;
  const char *name;
};

// CHECK-LABEL: func @two(
void two(Z3_context c, Z3_ast x, Z3_ast y) {
  // CHECK: %a = new string in %c @[[#@LINE+1]]:17 "Z3_ast_to_string"
  Z3_string a = Z3_ast_to_string(c, x);
  // CHECK: [[B:\$[0-9]+]] = new string in %c @[[#@LINE+2]]:24 "Z3_ast_to_string"
  // CHECK: use %a, [[B]] kind string @[[#@LINE+1]]:3 "printf"
  printf("%s %s\n", a, Z3_ast_to_string(c, y));
}

// CHECK-LABEL: func @first(
char first(Z3_context c, struct entry *e) {
  // CHECK: %e.*.name = copy
  e->name = Z3_ast_to_string(c, e->term);
  // CHECK: use %e.*.name kind string
  return e->name[0];
}

// CHECK-LABEL: func @constant(
// Not in the buffer of the context.
void constant(Z3_context c, Z3_stats s) {
  // CHECK-NOT: new string
  // CHECK: ret
  const char *key = Z3_stats_get_key(c, s, 0);
  puts(key);
}
