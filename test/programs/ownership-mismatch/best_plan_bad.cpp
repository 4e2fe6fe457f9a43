// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner asks for shorter and shorter plans and keeps the last model in a
// smart pointer, whose deleter gives it back.
// The pointer takes over a reference that nobody has made.
#include <cstdio>
#include <memory>
#include <type_traits>
#include <z3.h>

namespace {

struct GiveBack {
  Z3_context Ctx;
  void operator()(Z3_model M) const { Z3_model_dec_ref(Ctx, M); } // trace: release-of-unowned
};
using Model = std::unique_ptr<std::remove_pointer_t<Z3_model>, GiveBack>;

class Planner {
  Z3_context Ctx;
  Z3_solver Solver;
  Z3_ast Length;
  Model Best;

public:
  explicit Planner(Z3_context C)
      : Ctx(C), Solver(Z3_mk_simple_solver(C)), Best(nullptr, GiveBack{C}) {
    Z3_solver_inc_ref(Ctx, Solver);
    Z3_symbol Name = Z3_mk_string_symbol(Ctx, "length");
    Length = Z3_mk_const(Ctx, Name, Z3_mk_int_sort(Ctx));
    Z3_inc_ref(Ctx, Length);
    add(Z3_mk_ge(Ctx, Length, Z3_mk_int(Ctx, 2, Z3_mk_int_sort(Ctx))));
  }
  Planner(const Planner &) = delete;
  Planner &operator=(const Planner &) = delete;
  ~Planner() {
    Z3_dec_ref(Ctx, Length);
    Z3_solver_dec_ref(Ctx, Solver);
  }

  bool shorterThan(int Steps) {
    Z3_ast Limit = Z3_mk_int(Ctx, Steps, Z3_mk_int_sort(Ctx));
    add(Z3_mk_lt(Ctx, Length, Limit));
    if (Z3_solver_check(Ctx, Solver) != Z3_L_TRUE)
      return false;
    Z3_model M = Z3_solver_get_model(Ctx, Solver);
    if (!M)
      return false;
    Best.reset(M); // report: z3-ownership-mismatch
    return true;
  }

private:
  void add(Z3_ast Claim) { Z3_solver_assert(Ctx, Solver, Claim); }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Planner P(Ctx);
    std::printf("%d\n", P.shorterThan(10));
    std::fflush(stdout);
  }
  Z3_del_context(Ctx);
  return 0;
}
