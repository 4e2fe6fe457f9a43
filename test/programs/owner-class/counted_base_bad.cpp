// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles get their counting from a CRTP base; each derived class says how.
// Copy assignment gives the old handle back and forgets to count the new one.
#include <iostream>
#include <string>
#include <z3.h>

template <class Derived, class Raw> class Counted {
protected:
  Z3_context Ctx;
  Raw Handle;

public:
  Counted(Z3_context C, Raw H) : Ctx(C), Handle(H) { Derived::retain(Ctx, Handle); }
  Counted(const Counted &Other) : Ctx(Other.Ctx), Handle(Other.Handle) { Derived::retain(Ctx, Handle); }
  Counted &operator=(const Counted &Other) { // report: z3-owner-class
    if (this == &Other)
      return *this;
    Derived::release(Ctx, Handle);
    Ctx = Other.Ctx;
    Handle = Other.Handle;
    return *this;
  }
  ~Counted() { Derived::release(Ctx, Handle); }
  Raw get() const { return Handle; }
};

class Goal : public Counted<Goal, Z3_goal> {
public:
  explicit Goal(Z3_context C) : Counted(C, Z3_mk_goal(C, true, false, false)) {}
  static void retain(Z3_context C, Z3_goal G) { Z3_goal_inc_ref(C, G); }
  static void release(Z3_context C, Z3_goal G) { Z3_goal_dec_ref(C, G); } // trace: release-after-release
  void add(Z3_ast Formula) { Z3_goal_assert(Ctx, Handle, Formula); }
  unsigned size() const { return Z3_goal_size(Ctx, Handle); }
};

static unsigned merge(Z3_context C) {
  Goal Main(C), Side(C);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Side.add(P);
  Main = Side;
  return Main.size();
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  std::cout << merge(C) << "\n";
  Z3_del_context(C);
  return 0;
}
