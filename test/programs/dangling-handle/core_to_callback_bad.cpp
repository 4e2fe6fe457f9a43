// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A proof service keeps the raw vectors of unsatisfiable cores by request.
// What it keeps comes from the temporaries that unsat_core() returns.
#include <cstdio>
#include <map>
#include <string>
#include <z3++.h>

namespace {

class CoreStore {
  std::map<std::string, Z3_ast_vector> Cores;

public:
  void keep(const std::string &Request, z3::solver &S) {
    Z3_ast_vector Core = S.unsat_core(); // report: z3-dangling-handle
    Cores[Request] = Core;
  }
  unsigned size(z3::context &C, const std::string &Request) const {
    return Z3_ast_vector_size(C, Cores.at(Request)); // trace: use-after-release
  }
};

} // namespace

int main() {
  z3::context C;
  CoreStore Store;
  z3::solver S(C, z3::solver::simple());
  z3::expr P = C.bool_const("p");
  S.add(P, "first");
  S.add(!P, "second");
  if (S.check() == z3::unsat) {
    Store.keep("a", S);
    std::printf("core %s\n", Store.size(C, "a") ? "kept" : "empty");
    std::fflush(stdout);
  }
  return 0;
}
