// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A job owns a context and what lives in it.
// The solver is declared above the context, and so it is destroyed after it.
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <z3++.h>

namespace {

class Job {
  std::unique_ptr<z3::solver> Solver; // report: z3-outlives-context
  std::unique_ptr<z3::context> Context;
  std::map<std::string, z3::expr> Variables;

public:
  Job() : Context(std::make_unique<z3::context>()) {
    Solver = std::make_unique<z3::solver>(*Context, z3::solver::simple());
  }
  ~Job() { std::fflush(stdout); } // trace: use-after-context-delete
  z3::expr variable(const std::string &Name) {
    auto It = Variables.find(Name);
    if (It == Variables.end())
      It = Variables.emplace(Name, Context->int_const(Name.c_str())).first;
    return It->second;
  }
  void require(const z3::expr &Fact) { Solver->add(Fact); }
  bool possible() { return Solver->check() == z3::sat; }
};

} // namespace

int main() {
  Job J;
  J.require(J.variable("x") > J.variable("y"));
  std::printf("possible: %d\n", J.possible());
  return 0;
}
