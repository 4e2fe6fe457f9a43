// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A package manager explains conflicts: which of the wanted packages exclude
// each other?
// A core that is too long to print is skipped together with its release.
#include <cstdio>
#include <vector>
#include <z3.h>

class Resolver {
public:
  explicit Resolver(unsigned num_packages) {
    Z3_config config = Z3_mk_config();
    ctx = Z3_mk_context_rc(config);
    Z3_del_config(config);
    solver = Z3_mk_simple_solver(ctx);
    Z3_solver_inc_ref(ctx, solver);
    for (unsigned i = 0; i < num_packages; ++i) {
      Z3_ast p = Z3_mk_const(ctx, Z3_mk_int_symbol(ctx, static_cast<int>(i)),
                             Z3_mk_bool_sort(ctx));
      Z3_inc_ref(ctx, p);
      package.push_back(p);
    }
  }
  Resolver(const Resolver &) = delete;
  Resolver &operator=(const Resolver &) = delete;
  ~Resolver() {
    for (Z3_ast p : package)
      Z3_dec_ref(ctx, p);
    Z3_solver_dec_ref(ctx, solver);
    Z3_del_context(ctx);
  }

  void conflict(unsigned a, unsigned b) {
    Z3_ast both[] = {package[a], package[b]};
    Z3_ast together = Z3_mk_and(ctx, 2, both);
    Z3_inc_ref(ctx, together);
    Z3_solver_assert(ctx, solver, Z3_mk_not(ctx, together));
    Z3_dec_ref(ctx, together);
  }

  unsigned explain_all(unsigned longest) {
    unsigned explained = 0;
    for (std::size_t first = 0; first + 3 <= package.size(); ++first) {
      if (Z3_solver_check_assumptions(ctx, solver, 3, &package[first]) !=
          Z3_L_FALSE)
        continue;
      Z3_ast_vector core = Z3_solver_get_unsat_core(ctx, solver); // report: z3-loop-creation leak; trace: leak
      Z3_ast_vector_inc_ref(ctx, core);
      unsigned size = Z3_ast_vector_size(ctx, core);
      if (size > longest)
        continue;
      ++explained;
      Z3_ast_vector_dec_ref(ctx, core);
    }
    return explained;
  }

private:
  Z3_context ctx;
  Z3_solver solver;
  std::vector<Z3_ast> package;
};

int main() {
  Resolver resolver(40);
  for (unsigned i = 0; i + 1 < 40; ++i)
    resolver.conflict(i, i % 5 ? i + 1 : i);
  std::printf("%u short conflicts\n", resolver.explain_all(1));
  return 0;
}
