// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier checks each function in a context of its own and keeps what it
// learned of it for the callers.
// A caller translates the summary into its own context.
// build: -DNDEBUG
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

namespace {

struct Function {
  std::string Name;
  std::vector<std::string> Callees;
};

struct Analysis {
  z3::context Ctx;
  z3::solver Solver{Ctx, z3::solver::simple()};
  z3::expr Summary{Ctx};
};

class Verifier {
  std::map<std::string, std::unique_ptr<Analysis>> Done;

public:
  bool verify(const Function &F) {
    auto A = std::make_unique<Analysis>();
    z3::expr Result = A->Ctx.bool_const(F.Name.c_str());
    for (const std::string &Callee : F.Callees) {
      auto Known = Done.find(Callee);
      if (Known == Done.end())
        continue;
      z3::expr Summary(A->Ctx, Z3_translate(Known->second->Ctx,
                                            Known->second->Summary, A->Ctx));
      A->Solver.add(Summary);
    }
    A->Solver.add(Result);
    bool Possible = A->Solver.check() == z3::sat;
    const z3::expr &Kept = Result;
    A->Summary = Kept;
    Done[F.Name] = std::move(A);
    return Possible;
  }
};

} // namespace

int main() {
  Verifier V;
  try {
    for (const Function &F : {Function{"leaf", {}}, Function{"main", {"leaf"}}})
      std::cout << F.Name << ": " << V.verify(F) << std::endl;
  } catch (const z3::exception &E) {
    std::cout << E.msg() << std::endl;
  }
  return 0;
}
