// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule engine is asked for decisions, and keeps the condition of each.
// The cache is keyed by the number of the request: no entry is met again.
#include <cstdio>
#include <map>
#include <vector>
#include <z3++.h>

namespace {

struct Request {
  unsigned id;
  int amount;
};

class Decider {
  z3::context ctx_;
  z3::solver solver_{ctx_, z3::solver::simple()};
  z3::expr amount_{ctx_.int_const("amount")};
  std::map<unsigned, z3::expr> conditions_;

public:
  explicit Decider(int limit) { solver_.add(amount_ <= limit); }

  bool decide(const Request &request) {
    z3::expr condition = amount_ >= request.amount; // trace: growth
    solver_.push();
    solver_.add(condition);
    bool allowed = solver_.check() == z3::sat;
    solver_.pop();
    conditions_.emplace(request.id, condition);
    return allowed;
  }

  void explain(unsigned id) const {
    auto found = conditions_.find(id);
    if (found != conditions_.end())
      std::printf("%u: %s\n", id, found->second.to_string().c_str());
  }
};

bool receive(Request &request) {
  ++request.id;
  request.amount = int(request.id * 37);
  return request.id < 60;
}

} // namespace

int main() {
  Decider decider(1000);
  Request request{0, 0};
  unsigned allowed = 0;
  while (receive(request)) {
    if (decider.decide(request)) // report: z3-loop-creation growth
      ++allowed;
    if (request.id % 20 == 0)
      decider.explain(request.id);
  }
  std::printf("%u allowed\n", allowed);
  return 0;
}
