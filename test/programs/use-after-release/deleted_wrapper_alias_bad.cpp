// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner makes its solvers with new and deletes them when a stage ends.
// The stage is deleted before its answer is read through the second name.
#include <cstdio>
#include <z3++.h>

namespace {

class Stage {
  z3::solver *Solver;
  unsigned Index;

public:
  Stage(z3::context &Ctx, unsigned Index)
      : Solver(new z3::solver(Ctx, "QF_LIA")), Index(Index) {}
  Stage(const Stage &) = delete;
  Stage &operator=(const Stage &) = delete;
  ~Stage() { delete Solver; }
  bool run(const z3::expr &Goal) {
    Solver->add(Goal);
    if (Solver->check() != z3::sat)
      return false;
    std::printf("values: %u\n", Solver->get_model().num_consts());
    return true;
  }
  Z3_solver handle() const { return *Solver; }
  unsigned index() const { return Index; }
};

} // namespace

int main() {
  z3::context Ctx;
  z3::expr Fuel = Ctx.int_const("fuel");
  z3::expr Enough = Fuel > 3;

  Stage *First = new Stage(Ctx, 1);
  Z3_solver Last = First->handle();
  bool Reached = First->run(Enough);
  std::printf("stage %u: %d\n", First->index(), Reached);
  std::fflush(stdout);
  delete First;
  Z3_stats Stats = Z3_solver_get_statistics(Ctx, Last); // report: z3-use-after-release; trace: use-after-release
  Z3_stats_inc_ref(Ctx, Stats);
  std::printf("stats: %s\n", Z3_stats_size(Ctx, Stats) ? "some" : "none");
  Z3_stats_dec_ref(Ctx, Stats);
  return 0;
}
