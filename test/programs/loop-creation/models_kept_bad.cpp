// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A fuzzer that derives inputs from models and mutates the latest few.
// All models since the start are kept, 8 kB each; only the last is looked at.
#include <deque>
#include <iostream>
#include <z3++.h>

class Fuzzer {
public:
  explicit Fuzzer(z3::context &c)
      : s(c, z3::solver::simple()), size(c.int_const("size")),
        kind(c.int_const("kind")) {
    s.add(size >= 0 && size <= 4096);
    s.add(z3::implies(kind == 0, size >= 16));
  }

  void run(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      s.push();
      s.add(kind == round % 5 && size > last_size() / 2);
      if (s.check() == z3::sat) {
        corpus.push_back(s.get_model()); // report: z3-loop-creation growth; trace: growth
      }
      s.pop();
    }
  }

  int last_size() const {
    if (corpus.empty())
      return 0;
    return corpus.back().eval(size, true).get_numeral_int();
  }

private:
  z3::solver s;
  z3::expr size, kind;
  std::deque<z3::model> corpus;
};

int main() {
  z3::context c;
  Fuzzer fuzzer(c);
  fuzzer.run(200);
  std::cout << "last input is small: " << (fuzzer.last_size() <= 4096) << '\n';
  return 0;
}
