// RUN: %dump-c++ 2>/dev/null | %check
// Code that does not compile: what is broken is left out, the rest is not.
#include <z3++.h>

void broken(z3::context &c) {
  z3::solver s(c);
  s.add(missing);
}

struct Incomplete;
void halfway(Z3_context c, Incomplete i) {
  Z3_ast x = Z3_mk_tru(c);
  for (;;
}

// clang's graph of this destructor can't be built.
template <typename T> struct Undefined;
struct Holder {
  Undefined<int> Part;
  Z3_context C;
  ~Holder() { Z3_del_context(C); }
};

// What the guard does is not in the tree.
template <typename F> struct Guard {
  explicit Guard(F) {}
};
void guarded(Z3_context c, Z3_ast x) {
  Z3_inc_ref(c, x);
  Guard<int, int> release([&] { Z3_dec_ref(c, x); });
}

// CHECK: func @fine(
void fine(Z3_context c, Z3_ast x) {
  // CHECK: retain %x in %c
  Z3_inc_ref(c, x);
}
// CHECK: skipped broken: its body has errors
// CHECK: skipped Holder::~Holder: its body has errors
// CHECK: skipped guarded: its body has errors
