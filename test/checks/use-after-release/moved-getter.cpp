// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a move has left behind is null, also where a method hands it out.
#include <deque>
#include <utility>
#include <z3.h>

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
  ~Solver() {
    if (raw_)
      Z3_solver_dec_ref(ctx_, raw_);
  }
  Z3_solver get() const { return raw_; }
  explicit operator bool() const { return raw_ != nullptr; }
};

struct Job {
  unsigned number;
  Solver solver;
};

unsigned localBad(Z3_context c) {
  Solver a(c, Z3_mk_simple_solver(c));
  Solver b(std::move(a));
  return Z3_solver_get_num_scopes(c, a.get()); // warn-nofix: 'a' is used after it was moved from
}

unsigned localOk(Z3_context c) {
  Solver a(c, Z3_mk_simple_solver(c));
  Solver b(std::move(a));
  return Z3_solver_get_num_scopes(c, b.get());
}

unsigned memberBad(Z3_context c, Job &job, std::deque<Solver> &finished) {
  finished.push_back(std::move(job.solver));
  return Z3_solver_get_num_scopes(c, job.solver.get()); // warn-nofix: 'job.solver' is used after it was moved from
}

unsigned memberOk(Z3_context c, Job &job, std::deque<Solver> &finished) {
  unsigned n = Z3_solver_get_num_scopes(c, job.solver.get());
  finished.push_back(std::move(job.solver));
  return n;
}

// Asked first.
unsigned askedOk(Z3_context c, Job &job, bool done, std::deque<Solver> &finished) {
  if (done)
    finished.push_back(std::move(job.solver));
  return job.solver ? Z3_solver_get_num_scopes(c, job.solver.get()) : 0;
}

unsigned rawAskedOk(Z3_context c, Solver &a) {
  Solver b(std::move(a));
  Z3_solver raw = a.get();
  return raw ? Z3_solver_get_num_scopes(c, raw) : 0;
}

// Filled again.
unsigned filledOk(Z3_context c, Job &job, std::deque<Solver> &finished) {
  finished.push_back(std::move(job.solver));
  job.solver = Solver(c, Z3_mk_simple_solver(c));
  return Z3_solver_get_num_scopes(c, job.solver.get());
}

// The other one of a swap.
unsigned swappedOk(Z3_context c) {
  Solver a(c, Z3_mk_simple_solver(c));
  Solver b(std::move(a));
  std::swap(a, b);
  return Z3_solver_get_num_scopes(c, a.get());
}
