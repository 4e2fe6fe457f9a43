// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier logs its solver's state before and after an assertion is added.
// The first text is kept as a pointer while the second overwrites it.
// z3-trace does not follow strings.
#include <cstdio>
#include <cstring>
#include <string>
#include <z3++.h>

namespace {

struct Change {
  const char *before = nullptr;
  const char *after = nullptr;
};

class Journal {
  unsigned entries_ = 0;

public:
  void write(const Change &change) {
    ++entries_;
    std::printf("%zu -> ", std::strlen(change.before));
    std::printf("%zu characters\n", std::strlen(change.after));
  }
  unsigned entries() const { return entries_; }
};

class Session {
  z3::context ctx_;
  z3::solver solver_{ctx_, z3::solver::simple()};
  Journal journal_;

public:
  z3::context &context() { return ctx_; }

  void assume(const z3::expr &fact) {
    Change change;
    change.before = Z3_solver_to_string(ctx_, solver_);
    solver_.add(fact);
    change.after = Z3_solver_to_string(ctx_, solver_);
    journal_.write(change); // report: z3-dangling-handle
  }

  bool consistent() { return solver_.check() != z3::unsat; }
  unsigned changes() const { return journal_.entries(); }
};

} // namespace

int main() {
  Session session;
  z3::expr n = session.context().int_const("n");
  session.assume(n > 3);
  session.assume(n < 3);
  std::printf("%d %u\n", session.consistent(), session.changes());
  return 0;
}
