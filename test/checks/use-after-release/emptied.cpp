// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-use-after-release
// A method that gives back all elements leaves them in the container, and gives
// them back once more: it empties the container.
#include <cstddef>
#include <vector>
#include <z3.h>

class Sink {
  Z3_context C;
  Z3_solver S;
  std::vector<Z3_ast> Pending;

public:
  Sink(Z3_context C, Z3_solver S) : C(C), S(S) {}
  void add(Z3_ast Fact) {
    Z3_inc_ref(C, Fact);
    Pending.push_back(Fact);
  }
  std::size_t flush() {
    std::size_t N = Pending.size();
    for (Z3_ast Fact : Pending) {
      Z3_solver_assert(C, S, Fact);
      Z3_dec_ref(C, Fact);
    }
    // fix: Pending.clear();
    // fix: return N;
    return N;
  }
};

void flushTwiceBad(Z3_context C, Z3_solver S) {
  Sink Facts(C, S);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  Facts.add(Z3_mk_not(C, P));
  Z3_dec_ref(C, P);
  Facts.flush();
  Facts.flush(); // warn: is released a second time
}

// Others ask how many there were.
class Counted {
  Z3_context C;
  std::vector<Z3_ast> Pending;

public:
  explicit Counted(Z3_context C) : C(C) {}
  void add(Z3_ast Fact) {
    Z3_inc_ref(C, Fact);
    Pending.push_back(Fact);
  }
  void drop() {
    for (Z3_ast Fact : Pending)
      Z3_dec_ref(C, Fact);
  }
  std::size_t size() const { return Pending.size(); }
};

std::size_t countedBad(Z3_context C) {
  Counted Facts(C);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  Facts.add(Z3_mk_not(C, P));
  Z3_dec_ref(C, P);
  Facts.drop();
  Facts.drop(); // warn-nofix: is released a second time
  return Facts.size();
}
