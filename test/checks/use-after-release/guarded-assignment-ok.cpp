// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A wrapper around a z3++ object that leaves out assignments of the same term.
#include <z3++.h>

class Condition {
  z3::expr E;

public:
  Condition(const z3::expr &X) : E(X) {}
  Condition &operator=(const Condition &Other) {
    if (E.id() != Other.E.id())
      E = Other.E;
    return *this;
  }
};

Condition conjunction(const Condition &Left, const Condition &Right);
Condition both(const Condition &Left, const Condition &Right) {
  return conjunction(Left, Right);
}

// What a function without a body gives back has the name of the call: in the
// second round it is another object.
Condition pathOk(z3::context &C, const Condition &Bit, unsigned N) {
  Condition Path = C.bool_val(true);
  for (unsigned I = 0; I < N; ++I)
    Path = both(Path, Bit);
  return Path;
}

Condition next();
Condition lastOk(z3::context &C, unsigned N) {
  Condition Last = C.bool_val(true);
  for (unsigned I = 0; I < N; ++I)
    Last = next();
  return Last;
}
