// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator evaluates a path and gives up on a timeout by exception.
// The solver is given back before the throw, and again by the catch block.
#include <cstdio>
#include <stdexcept>
#include <z3.h>

namespace {

struct Timeout : std::runtime_error {
  Timeout() : std::runtime_error("timeout") {}
};

class Context {
  Z3_context C;

public:
  Context() {
    Z3_config Config = Z3_mk_config();
    C = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
  }
  Context(const Context &) = delete;
  Context &operator=(const Context &) = delete;
  ~Context() { Z3_del_context(C); }
  operator Z3_context() const { return C; }
};

bool generate(Z3_context C, Z3_ast Path, unsigned Scopes) {
  Z3_solver S = Z3_mk_solver(C);
  Z3_solver_inc_ref(C, S);
  try {
    Z3_solver_assert(C, S, Path);
    if (Z3_solver_get_num_scopes(C, S) < Scopes) {
      Z3_solver_dec_ref(C, S);
      throw Timeout();
    }
    bool Feasible = Z3_solver_check(C, S) == Z3_L_TRUE;
    Z3_solver_dec_ref(C, S);
    return Feasible;
  } catch (const Timeout &T) {
    std::printf("gave up: %s\n", T.what());
    Z3_solver_dec_ref(C, S); // report: z3-use-after-release; trace: release-after-release
    return false;
  }
}

} // namespace

int main() {
  Context C;
  Z3_ast Path =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "path"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Path);
  std::printf("%d\n", generate(C, Path, 1));
  Z3_dec_ref(C, Path);
  return 0;
}
