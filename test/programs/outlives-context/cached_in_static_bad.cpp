// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker keeps the sorts of its records in a cache of the function.
// The cache is static, and the context belongs to one run.
// trace-allows: crash because the context is gone
#include <iostream>
#include <map>
#include <string>
#include <z3++.h>

struct Record {
  std::string Name;
  unsigned Fields;
};

class Run {
  z3::context Ctx;
  z3::solver Solver{Ctx, z3::solver::simple()};

public:
  z3::sort sortOf(const Record &R) {
    static std::map<std::string, z3::sort> Cache; // report: z3-outlives-context
    auto Known = Cache.find(R.Name);
    if (Known != Cache.end())
      return Known->second;
    z3::sort S = Ctx.uninterpreted_sort(R.Name.c_str());
    Cache.emplace(R.Name, S);
    return S;
  }
  bool distinct(const Record &L, const Record &R) {
    z3::expr A = Ctx.constant("a", sortOf(L)), B = Ctx.constant("b", sortOf(L));
    Solver.add(A != B);
    return Solver.check() == z3::sat && !z3::eq(sortOf(L), sortOf(R));
  }
};

int main() {
  Record Point{"Point", 2}, Line{"Line", 4};
  {
    Run First;
    std::cout << First.distinct(Point, Line) << "\n";
  }
  std::cout << "done\n";
  return 0;
}
