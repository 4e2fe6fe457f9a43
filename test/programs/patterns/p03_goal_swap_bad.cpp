// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A preprocessor's goal starts empty, is filled late, and moves by swapping.
// Assigning to a goal that is filled forgets what it held.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

class Goal {
  Z3_context Ctx;
  Z3_goal Raw = nullptr;

public:
  explicit Goal(Z3_context C) : Ctx(C) {}
  Goal(Goal &&Other) : Ctx(Other.Ctx) { std::swap(Raw, Other.Raw); }
  Goal &operator=(Goal &&Other) { // report: z3-owner-class
    Raw = nullptr;
    std::swap(Raw, Other.Raw);
    return *this;
  }
  ~Goal() {
    if (Raw)
      Z3_goal_dec_ref(Ctx, Raw);
  }
  void start() {
    Raw = Z3_mk_goal(Ctx, true, false, false); // trace: leak
    Z3_goal_inc_ref(Ctx, Raw);
  }
  void add(Z3_ast Fact) { Z3_goal_assert(Ctx, Raw, Fact); }
  unsigned size() const { return Raw ? Z3_goal_size(Ctx, Raw) : 0; }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  {
    Goal Current(C), Next(C);
    Current.start();
    Next.start();
    Next.add(P);
    Current = std::move(Next);
    std::printf("%u formulas, %u left behind\n", Current.size(), Next.size());
  }
  Z3_dec_ref(C, P);
  Z3_del_context(C);
  return 0;
}
