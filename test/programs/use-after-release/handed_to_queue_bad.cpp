// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A portfolio hands solvers over to a queue of finished jobs.
// The job's solver is asked for its statistics after it was moved into the queue.
#include <cstdio>
#include <deque>
#include <utility>
#include <z3.h>

namespace {

class Solver {
  Z3_context ctx_ = nullptr;
  Z3_solver raw_ = nullptr;

public:
  Solver(Z3_context ctx, Z3_solver raw) : ctx_(ctx), raw_(raw) {
    Z3_solver_inc_ref(ctx_, raw_);
  }
  Solver(Solver &&other) noexcept
      : ctx_(other.ctx_), raw_(std::exchange(other.raw_, nullptr)) {}
  Solver &operator=(Solver &&other) noexcept {
    std::swap(ctx_, other.ctx_);
    std::swap(raw_, other.raw_);
    return *this;
  }
  Solver(const Solver &) = delete;
  Solver &operator=(const Solver &) = delete;
  ~Solver() {
    if (raw_)
      Z3_solver_dec_ref(ctx_, raw_);
  }
  Z3_solver get() const { return raw_; }
};

struct Job {
  unsigned number;
  Solver solver;
};

bool run(Z3_context ctx, Job &job, Z3_ast goal, std::deque<Solver> &finished) {
  Z3_solver_assert(ctx, job.solver.get(), goal);
  Z3_lbool answer = Z3_solver_check(ctx, job.solver.get());
  finished.push_back(std::move(job.solver));
  unsigned scopes = Z3_solver_get_num_scopes(ctx, job.solver.get()); // report: z3-use-after-release
  std::printf("job %u: %d, %u scopes\n", job.number, answer, scopes);
  return answer == Z3_L_TRUE;
}

} // namespace

// The moved-from solver is null, and Z3 crashes.
// trace-allows: crash because the moved-from solver is NULL
int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast goal = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, "goal"),
                            Z3_mk_bool_sort(ctx));
  Z3_inc_ref(ctx, goal);
  {
    std::deque<Solver> finished;
    Job job{1, Solver(ctx, Z3_mk_simple_solver(ctx))};
    bool solved = run(ctx, job, goal, finished);
    std::printf("%d %zu\n", solved, finished.size());
  }
  Z3_dec_ref(ctx, goal);
  Z3_del_context(ctx);
  return 0;
}
