// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hardware simulator's event loop asserts what each event implies.
// The implications stay in the simulator's list for ever.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Event {
  unsigned Signal;
  int Level;
};

class Source {
  unsigned Left;

public:
  explicit Source(unsigned N) : Left(N) {}
  bool next(Event &E) {
    if (Left == 0)
      return false;
    E = {Left % 4, static_cast<int>(Left)};
    --Left;
    return true;
  }
};

class Simulator {
  z3::context Ctx;
  z3::solver S{Ctx, z3::solver::simple()};
  std::vector<z3::expr> Signals;
  std::vector<z3::expr> Seen;
  unsigned Odd = 0;

  bool possible() {
    S.push();
    for (const z3::expr &E : Seen)
      S.add(E);
    bool Yes = S.check() == z3::sat;
    S.pop();
    return Yes;
  }

public:
  Simulator() {
    for (unsigned I = 0; I < 4; ++I)
      Signals.push_back(Ctx.int_const(("s" + std::to_string(I)).c_str()));
  }
  unsigned run(Source &In) {
    Event E;
    unsigned Batch = 0;
    while (In.next(E)) {
      Seen.push_back(Signals[E.Signal] >= Ctx.int_val(E.Level)); // report: z3-loop-creation growth; trace: growth
      if (++Batch % 8 != 0)
        continue;
      Odd += !possible();
    }
    return Odd;
  }
};

int main() {
  Simulator Sim;
  Source In(200);
  std::cout << Sim.run(In) << " odd batches\n";
  return 0;
}
