// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plug-in makes its context and solver on demand, behind static pointers.
// Unloading deletes the context first, then the solver that lives in it.
#include <cstdio>
#include <z3++.h>

static z3::context *TheContext;
static z3::solver *TheSolver;

static z3::context &context() {
  if (!TheContext)
    TheContext = new z3::context();
  return *TheContext;
}

static z3::solver &solver() {
  if (!TheSolver)
    TheSolver = new z3::solver(context(), z3::solver::simple());
  return *TheSolver;
}

static void unload() {
  delete TheContext;
  TheContext = nullptr;
  delete TheSolver; // report: z3-use-after-release; trace: use-after-context-delete
  TheSolver = nullptr;
}

int main() {
  solver().add(context().bool_const("loaded"));
  std::printf("answer %d\n", (int)solver().check());
  std::fflush(stdout);
  unload();
  return 0;
}
