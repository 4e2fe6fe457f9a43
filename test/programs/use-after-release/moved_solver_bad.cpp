// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scheduler moves a job's solver into the queue of running jobs.
// It then asks the moved-from owner for the solver once more.
// trace-allows: crash because the moved-from solver is NULL
#include <iostream>
#include <utility>
#include <vector>
#include <z3.h>

class UniqueSolver {
  Z3_context C;
  Z3_solver S;

public:
  explicit UniqueSolver(Z3_context C) : C(C), S(Z3_mk_simple_solver(C)) { Z3_solver_inc_ref(C, S); }
  UniqueSolver(UniqueSolver &&Other) noexcept : C(Other.C), S(std::exchange(Other.S, nullptr)) {}
  UniqueSolver &operator=(UniqueSolver &&Other) noexcept {
    std::swap(C, Other.C);
    std::swap(S, Other.S);
    return *this;
  }
  ~UniqueSolver() {
    if (S)
      Z3_solver_dec_ref(C, S);
  }
  void add(Z3_ast F) { Z3_solver_assert(C, S, F); }
  unsigned scopes() const { return Z3_solver_get_num_scopes(C, S); }
  Z3_lbool check() { return Z3_solver_check(C, S); }
};

struct Job {
  UniqueSolver Solver;
  int Priority;
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_set_error_handler(C, nullptr);
  {
    std::vector<Job> Running;
    Job First{UniqueSolver(C), 3};
    First.Solver.add(Z3_mk_true(C));
    Running.push_back(std::move(First));
    unsigned Scopes = First.Solver.scopes(); // report: z3-use-after-release
    std::cout << Running.back().Solver.check() << " " << Scopes << "\n";
  }
  Z3_del_context(C);
  return 0;
}
