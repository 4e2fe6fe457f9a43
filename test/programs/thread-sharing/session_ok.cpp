// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session simplifies its conditions in the background.
// The background thread is waited for before the next condition is added.
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>
#include <z3++.h>

class Session {
public:
  Session() : Conditions(C) {}
  ~Session() { finish(); }

  void add(int Low) { Conditions.push_back(C.int_const("n") > Low); }

  void start() {
    Background = std::thread(&Session::simplify, this);
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
  S.finish();
  S.add(7);
  S.print();
  return 0;
}
