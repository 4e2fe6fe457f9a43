// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner turns a text into goals and takes the first goal apart.
// The sides belong to the parsed goals, which their reader lets go. (Whether
// a borrowed term is still alive, z3-trace does not ask.)
#include <stdbool.h>
#include <stdio.h>
#include <z3.h>

struct equation {
  Z3_ast left, right;
};

static bool take_apart(Z3_context ctx, Z3_ast term, struct equation *out) {
  Z3_app app = Z3_to_app(ctx, term);
  if (Z3_get_app_num_args(ctx, app) != 2)
    return false;
  out->left = Z3_get_app_arg(ctx, app, 0);
  out->right = Z3_get_app_arg(ctx, app, 1);
  return true;
}

static bool read_goal(Z3_context ctx, const char *text, struct equation *out) {
  Z3_ast_vector goals =
      Z3_parse_smtlib2_string(ctx, text, 0, NULL, NULL, 0, NULL, NULL);
  Z3_ast_vector_inc_ref(ctx, goals);
  bool good = Z3_ast_vector_size(ctx, goals) > 0 &&
              take_apart(ctx, Z3_ast_vector_get(ctx, goals, 0), out);
  Z3_ast_vector_dec_ref(ctx, goals);
  return good;
}

static void print_side(Z3_context ctx, const char *title, Z3_ast side) {
  printf("%s: %s\n", title, Z3_ast_to_string(ctx, side));
}

int main(void) {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  struct equation goal;
  if (read_goal(ctx, "(declare-const at Int) (assert (= (+ at 1) 7))", &goal)) {
    print_side(ctx, "left", goal.left); // report: z3-dangling-handle
    print_side(ctx, "right", goal.right);
  }
  Z3_del_context(ctx);
  return 0;
}
