// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session simplifies its conditions in the background.
// A further condition is added while the background thread still runs. A pause
// keeps the calls apart in the run, but nothing orders them.
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>
#include <z3++.h>

class Session {
public:
  Session() : Conditions(C) {}
  ~Session() { finish(); }

  void add(int Low) { Conditions.push_back(C.int_const("n") > Low); } // trace: concurrent-use

  void start() {
    Background = std::thread(&Session::simplify, this); // report: z3-thread-sharing
  }

  void finish() {
    if (Background.joinable())
      Background.join();
  }

  void print() const {
    std::printf("%u conditions, %u simplified\n", Conditions.size(), Simplified);
  }

private:
  void simplify() {
    unsigned Size = Conditions.size();
    for (unsigned I = 0; I < Size; ++I)
      Simplified += Conditions[I].simplify().is_bool();
  }

  z3::context C;
  z3::expr_vector Conditions;
  std::thread Background;
  unsigned Simplified = 0;
};

int main() {
  Session S;
  for (int Low = 0; Low < 3; ++Low)
    S.add(Low);
  S.start();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  S.add(7);
  S.finish();
  S.print();
  return 0;
}
