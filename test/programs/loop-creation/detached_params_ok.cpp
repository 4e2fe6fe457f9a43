// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A portfolio that tries random seeds. A unique_ptr guards each counted handle.
// `reset()` of unique_ptr gives the reference back.
#include <cstdio>
#include <memory>
#include <type_traits>
#include <z3.h>

struct ParamsRelease {
  Z3_context ctx;
  void operator()(Z3_params params) const { Z3_params_dec_ref(ctx, params); }
};

using ParamsGuard =
    std::unique_ptr<std::remove_pointer_t<Z3_params>, ParamsRelease>;

class Portfolio {
public:
  Portfolio(Z3_context ctx, Z3_solver solver) : ctx(ctx), solver(solver) {
    Z3_solver_inc_ref(ctx, solver);
  }
  Portfolio(const Portfolio &) = delete;
  Portfolio &operator=(const Portfolio &) = delete;
  ~Portfolio() { Z3_solver_dec_ref(ctx, solver); }

  unsigned run(unsigned num_seeds) {
    Z3_symbol random_seed = Z3_mk_string_symbol(ctx, "random_seed");
    unsigned answers = 0;
    for (unsigned seed = 0; seed < num_seeds; ++seed) {
      Z3_params params = Z3_mk_params(ctx);
      Z3_params_inc_ref(ctx, params);
      ParamsGuard guard(params, ParamsRelease{ctx});
      Z3_params_set_uint(ctx, params, random_seed, seed);
      Z3_solver_set_params(ctx, solver, params);
      guard.reset();
      if (Z3_solver_check(ctx, solver) != Z3_L_UNDEF)
        ++answers;
    }
    return answers;
  }

private:
  Z3_context ctx;
  Z3_solver solver;
};

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(config);
  Z3_del_config(config);
  {
    Portfolio portfolio(ctx, Z3_mk_simple_solver(ctx));
    std::printf("%u answers\n", portfolio.run(25));
  }
  Z3_del_context(ctx);
  return 0;
}
