// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A server answers satisfiability requests through a handler that is given to
// its loop.
// All requests are answered in one context.
#include <cstdio>
#include <functional>
#include <vector>
#include <z3++.h>

struct Request {
  int Low, High;
};

using Handler = std::function<bool(const Request &)>;

static int serve(const std::vector<Request> &Requests, const Handler &Answer) {
  int Yes = 0;
  for (const Request &R : Requests)
    Yes += Answer(R);
  return Yes;
}

int main() {
  std::vector<Request> Requests;
  for (int I = 0; I < 24; ++I)
    Requests.push_back({I, 40 - I * 2});
  z3::context Ctx;
  z3::solver S(Ctx, z3::solver::simple());
  z3::expr X = Ctx.int_const("x");
  int Yes = serve(Requests, [&](const Request &R) {
    S.push();
    S.add(X >= R.Low && X <= R.High);
    bool Found = S.check() == z3::sat;
    S.pop();
    return Found;
  });
  std::printf("%d\n", Yes);
  return 0;
}
