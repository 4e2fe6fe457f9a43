// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// drop() releases what the variant holds.
#include <variant>
#include <z3.h>
using Any = std::variant<std::monostate, Z3_ast, Z3_solver>;
void drop(Z3_context C, Any &A) {
  if (auto *P = std::get_if<Z3_ast>(&A))
    Z3_dec_ref(C, *P);
  else if (auto *P = std::get_if<Z3_solver>(&A))
    Z3_solver_dec_ref(C, *P);
  A = std::monostate();
}
void check(Z3_context C, bool B) {
  Any A;
  if (B) {
    Z3_ast X = Z3_mk_string(C, "x");
    Z3_inc_ref(C, X);
    A = X;
  } else {
    Z3_solver S = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, S);
    A = S;
  }
  drop(C, A);
}
