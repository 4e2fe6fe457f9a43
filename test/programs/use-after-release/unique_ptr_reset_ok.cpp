// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler pass owns its solver by a unique_ptr with a deleter for it.
// The pointer is reset after the raw handle was asked for its scopes.
#include <cstdio>
#include <memory>
#include <type_traits>
#include <z3.h>

namespace {

struct SolverRelease {
  Z3_context C;
  void operator()(Z3_solver S) const { Z3_solver_dec_ref(C, S); }
};
using SolverPtr =
    std::unique_ptr<std::remove_pointer_t<Z3_solver>, SolverRelease>;

SolverPtr makeSolver(Z3_context C) {
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  return SolverPtr(S, SolverRelease{C});
}

bool provesNonNull(Z3_context C, Z3_ast Pointer, Z3_ast Null) {
  SolverPtr Owner = makeSolver(C);
  Z3_solver S = Owner.get();
  Z3_solver_assert(C, S, Z3_mk_eq(C, Pointer, Null));
  if (Z3_solver_check(C, S) == Z3_L_TRUE) {
    Z3_model M = Z3_solver_get_model(C, S);
    Z3_model_inc_ref(C, M);
    std::printf("witness: %u\n", Z3_model_get_num_consts(C, M));
    Z3_model_dec_ref(C, M);
  }
  std::fflush(stdout);
  unsigned Scopes = Z3_solver_get_num_scopes(C, S);
  Owner.reset();
  return Scopes == 0;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_sort Address = Z3_mk_bv_sort(C, 64);
  Z3_ast Pointer = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Address);
  Z3_inc_ref(C, Pointer);
  Z3_ast Null = Z3_mk_unsigned_int(C, 0, Address);
  Z3_inc_ref(C, Null);
  std::printf("%d\n", provesNonNull(C, Pointer, Null));
  Z3_dec_ref(C, Null);
  Z3_dec_ref(C, Pointer);
  Z3_del_context(C);
  return 0;
}
