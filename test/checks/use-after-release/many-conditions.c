// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release,z3-loop-creation
// Objects come and go under many conditions, so that states are joined although they
// differ. What was only likely of one of them then ('solver' is lost) is asked once more
// of that object alone.
#include <stdlib.h>
#include <z3.h>
int more(void);

void solveBad(Z3_context c) {
  while (more()) {
    Z3_ast term = NULL;
    if (more())
      term = Z3_mk_and(c, 2, (Z3_ast[]){Z3_mk_true(c), Z3_mk_true(c)});
    Z3_model model = Z3_mk_model(c); // warn-nofix: 'model' (a Z3 model) is made in each iteration and never released
    int uses = 1;
    if (more())
      Z3_model_inc_ref(c, model);
    Z3_solver solver = NULL;
    int made = 0;
    if (more()) {
      Z3_solver fresh = Z3_mk_solver(c);
      Z3_solver_inc_ref(c, fresh);
      solver = fresh;
      made += 1;
    }
    Z3_params params = NULL;
    if (more()) {
      Z3_params *at = &params;
      *at = Z3_mk_params(c);
    }
    Z3_sort sort = Z3_mk_uninterpreted_sort(c, Z3_mk_int_symbol(c, 5)); // warn: 'sort' (a Z3 sort) is made in each iteration and lost on a way out that does not release it
    Z3_inc_ref(c, Z3_sort_to_ast(c, sort));
    if (more())
      Z3_dec_ref(c, Z3_sort_to_ast(c, sort));
    if (made != 0)
      Z3_solver_dec_ref(c, solver);
    while (uses > 0) {
      Z3_solver_get_num_scopes(c, solver); // warn: 'solver' is used after it was released
      uses--;
    }
    (void)term;
  }
}
