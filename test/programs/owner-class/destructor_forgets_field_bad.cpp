// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A transition keeps its guard and its update.
// The constructor takes a reference to both, the destructor gives one back.
#include <cstdio>
#include <z3.h>

namespace {

class Transition {
  Z3_context Ctx;
  Z3_ast Guard, Update;

public:
  Transition(Z3_context C, Z3_ast G, Z3_ast U) : Ctx(C), Guard(G), Update(U) {
    Z3_inc_ref(Ctx, Guard);
    Z3_inc_ref(Ctx, Update);
  }
  Transition(const Transition &) = delete;
  Transition &operator=(const Transition &) = delete;
  ~Transition() { Z3_dec_ref(Ctx, Guard); } // report: z3-owner-class
  bool keeps(Z3_ast State) const { return Z3_is_eq_ast(Ctx, Update, State); }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_sort Word = Z3_mk_bv_sort(C, 16);
  Z3_ast State = Z3_mk_const(C, Z3_mk_string_symbol(C, "state"), Word);
  Z3_inc_ref(C, State);
  {
    Z3_ast Negated = Z3_mk_bvneg(C, State); // trace: leak
    Transition T(C, Z3_mk_true(C), Negated);
    std::printf("keeps: %d\n", T.keeps(State));
  }
  Z3_dec_ref(C, State);
  Z3_del_context(C);
  return 0;
}
