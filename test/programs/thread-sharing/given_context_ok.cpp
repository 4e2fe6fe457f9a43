// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library checks two parts of a problem, each in a thread, in the context that
// its caller gives it: it waits for the first thread before it starts the second.
#include <chrono>
#include <cstdio>
#include <thread>
#include <z3++.h>

static bool holdsFor(z3::context &C, int Bound, unsigned Turn) {
  std::this_thread::sleep_for(std::chrono::milliseconds(200 * Turn));
  z3::solver S(C, z3::solver::simple());
  z3::expr X = C.int_const("x");
  S.add(X > Bound && X < Bound + 2);
  return S.check() == z3::sat;
}

static unsigned countHolding(z3::context &C) {
  bool Low = false, High = false;
  std::thread First([&C, &Low] { Low = holdsFor(C, 4, 0); });
  First.join();
  std::thread Second([&C, &High] { High = holdsFor(C, 40, 1); });
  Second.join();
  return unsigned(Low) + unsigned(High);
}

int main() {
  z3::context C;
  unsigned Holding = countHolding(C);
  std::printf("%u of 2 parts hold\n", Holding);
  return 0;
}
