// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end warms a cache of terms up in the background while it parses.
// The thread and main make terms in one context at the same time. A pause keeps
// the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <z3++.h>

static unsigned warmUp(z3::context &C, unsigned Count) {
  unsigned Made = 0;
  for (unsigned I = 0; I < Count; ++I)
    Made += C.int_const(("cached_" + std::to_string(I % 3)).c_str()).is_int();
  return Made;
}

int main() {
  z3::context C;
  unsigned Made = 0;
  std::thread Background([&] { Made = warmUp(C, 5); }); // report: z3-thread-sharing
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  z3::expr Parsed = C.int_const("x") + 1 > 0; // trace: concurrent-use
  bool Formula = Parsed.is_bool();
  Background.join();
  std::printf("%u made, formula %d\n", Made, Formula);
  return 0;
}
