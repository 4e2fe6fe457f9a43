// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
//
// A field that points to a text of the context becomes a string, if it is only
// assigned and given to calls.
// prints: x -> y
#include <cstdio>
#include <string>
#include <z3.h>

struct Change {
  // fix: std::string before;
  const char *before = nullptr;
  const char *after = nullptr;
};

void showBad(Z3_context c, Z3_ast a, Z3_ast b) {
  Change change;
  change.before = Z3_ast_to_string(c, a);
  change.after = Z3_ast_to_string(c, b);
  // fix: std::printf("%s -> ", change.before.c_str());
  std::printf("%s -> ", change.before); // warn: 'change.before' is used after its context has written another string into the buffer
  std::printf("%s\n", change.after);
}

// A string can't be null.
struct Maybe {
  const char *before = nullptr;
};

void maybeBad(Z3_context c, Z3_ast a, Z3_ast b) {
  Maybe maybe;
  if (a)
    maybe.before = Z3_ast_to_string(c, a);
  std::string other = Z3_ast_to_string(c, b);
  if (maybe.before)
    std::printf("%s %zu\n", maybe.before, other.size()); // warn-nofix: 'maybe.before' is used after its context has written another string into the buffer
}

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_sort number = Z3_mk_int_sort(c);
  Z3_ast x = Z3_mk_const(c, Z3_mk_string_symbol(c, "x"), number);
  Z3_inc_ref(c, x);
  Z3_ast y = Z3_mk_const(c, Z3_mk_string_symbol(c, "y"), number);
  Z3_inc_ref(c, y);
  showBad(c, x, y);
  Z3_dec_ref(c, y);
  Z3_dec_ref(c, x);
  Z3_del_context(c);
  return 0;
}
