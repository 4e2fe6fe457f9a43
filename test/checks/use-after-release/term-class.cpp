// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A class around a term whose assignment looks at both terms first. Nothing is
// wrong here: the result of each iteration replaces the one before, which a
// member of a returned object held.
// run: --checks=-*,z3-*
#include <z3++.h>

class Term {
  z3::expr Raw;

public:
  Term(const z3::expr &E) : Raw(E) {}
  Term(const Term &T) : Raw(T.get()) {}
  virtual ~Term() = default;
  Term &operator=(const Term &T) {
    if (Raw.id() != T.Raw.id())
      Raw = T.get();
    return *this;
  }
  const z3::expr &get() const { return Raw; }
  Term simplify() const { return Raw.simplify(); }
};

Term settle(z3::context &C, int Rounds) {
  Term Result(C.bool_val(true));
  for (int I = 0; I < Rounds; ++I)
    Result = Result.simplify();
  return Result;
}
