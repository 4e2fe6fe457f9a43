// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library keeps its context in a function's static variable.
// Every thread that calls into the library gets the same one. The clock keeps
// the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <thread>
#include <z3++.h>

static z3::context &context() {
  static z3::context C;
  return C;
}

static bool implies(int Low, int Lower) {
  z3::context &C = context();
  z3::expr X = C.int_const("x"); // trace: concurrent-use
  z3::solver S(C, z3::solver::simple());
  S.add(X > Low && !(X > Lower));
  return S.check() == z3::unsat;
}

int main() {
  bool First = false, Second = false;
  std::thread Worker([&First] { First = implies(9, 3); }); // report: z3-thread-sharing
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  Second = implies(3, 9);
  Worker.join();
  std::printf("%d %d\n", First, Second);
  return 0;
}
