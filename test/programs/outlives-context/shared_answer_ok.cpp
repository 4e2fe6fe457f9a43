// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A planner looks for the cheapest order, and shares the best condition found.
// The shared condition stands below the context in the function.
#include <cstdio>
#include <memory>
#include <vector>
#include <z3++.h>

namespace {

struct Offer {
  int price;
  int delivery;
};

z3::expr acceptable(const z3::expr &price, const z3::expr &days,
                    const Offer &offer) {
  return price == offer.price && days == offer.delivery;
}

int cheapest(const std::vector<Offer> &offers, int deadline) {
  z3::context ctx;
  std::shared_ptr<z3::expr> best;
  z3::expr price = ctx.int_const("price");
  z3::expr days = ctx.int_const("days");
  z3::solver solver(ctx, z3::solver::simple());
  solver.add(days <= deadline);
  int paid = -1;
  for (const Offer &offer : offers) {
    z3::expr condition = acceptable(price, days, offer);
    solver.push();
    solver.add(condition);
    if (solver.check() == z3::sat && (paid < 0 || offer.price < paid)) {
      best = std::make_shared<z3::expr>(condition);
      paid = offer.price;
    }
    solver.pop();
  }
  if (best)
    std::printf("%s\n", best->to_string().c_str());
  std::fflush(stdout);
  return paid;
}

} // namespace

int main() {
  std::vector<Offer> offers{{90, 2}, {60, 9}, {70, 4}, {80, 3}};
  int paid = cheapest(offers, 5);
  return paid == 70 ? 0 : 1;
}
