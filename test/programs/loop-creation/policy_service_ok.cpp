// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service decides requests against a policy, and tells which facts of the
// request stand against it.
// The facts of each request go with the scope of the request.
#include <iostream>
#include <sstream>
#include <string>
#include <z3++.h>

namespace {

struct Request {
  std::string User;
  int Level, Hour;
};

std::istream &operator>>(std::istream &In, Request &R) {
  return In >> R.User >> R.Level >> R.Hour;
}

class Policy {
public:
  explicit Policy(z3::context &c)
      : ctx_(c), solver_(c, z3::solver::simple()), level_(c.int_const("level")),
        hour_(c.int_const("hour")) {
    solver_.add(z3::implies(hour_ < 8, level_ >= 3));
    solver_.add(level_ >= 0 && level_ <= 5);
  }

  std::string decide(const Request &r) {
    solver_.push();
    z3::expr byLevel = ctx_.bool_const("level of request");
    z3::expr byHour = ctx_.bool_const("hour of request");
    solver_.add(z3::implies(byLevel, level_ == r.Level));
    solver_.add(z3::implies(byHour, hour_ == r.Hour));
    z3::expr_vector facts(ctx_);
    facts.push_back(byLevel);
    facts.push_back(byHour);
    std::ostringstream answer;
    if (solver_.check(facts) == z3::unsat)
      answer << "deny " << r.User << ": " << solver_.unsat_core();
    else
      answer << "allow " << r.User;
    solver_.pop();
    return answer.str();
  }

private:
  z3::context &ctx_;
  z3::solver solver_;
  z3::expr level_, hour_;
};

} // namespace

int main() {
  std::istringstream in("ann 3 7 bob 2 7 cyd 1 9 dan 0 6 eve 5 23 fay 2 8 "
                        "gus 4 1 hal 1 1 ida 3 3 joe 2 2 kay 0 12 lou 1 7");
  z3::context c;
  Policy policy(c);
  Request r;
  while (in >> r)
    std::cout << policy.decide(r) << '\n';
  return 0;
}
