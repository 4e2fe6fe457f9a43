// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A debugger reads the values of a counterexample through the C API.
// The raw model is taken from the temporary that get_model() returns.
#include <cstdio>
#include <z3++.h>

static unsigned constants(z3::solver &S) {
  z3::context &C = S.ctx();
  Z3_model M = S.get_model(); // report: z3-dangling-handle
  z3::stats Effort = S.statistics();
  std::printf("effort: %s\n", Effort.size() ? "some" : "none");
  std::fflush(stdout);
  return Z3_model_get_num_consts(C, M); // trace: use-after-release
}

int main() {
  z3::context C;
  z3::solver S(C, z3::solver::simple());
  S.add(C.int_const("line") > C.int_const("column"));
  if (S.check() == z3::sat)
    std::printf("%s\n", constants(S) == 2 ? "two constants" : "others");
  return 0;
}
