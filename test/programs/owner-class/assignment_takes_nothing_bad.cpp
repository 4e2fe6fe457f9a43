// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search keeps the best model so far.
// The copy constructor counts, the copy assignment does not.
#include <cstdio>
#include <z3.h>

namespace {

class Model {
  Z3_context Ctx;
  Z3_model Raw;

public:
  Model(Z3_context C, Z3_model M) : Ctx(C), Raw(M) {
    Z3_model_inc_ref(Ctx, Raw);
  }
  Model(const Model &Other) : Model(Other.Ctx, Other.Raw) {}
  Model &operator=(const Model &Other) { // report: z3-owner-class
    Z3_model_dec_ref(Ctx, Raw);
    Raw = Other.Raw;
    return *this;
  }
  ~Model() { Z3_model_dec_ref(Ctx, Raw); } // trace: release-after-release
  unsigned size() const { return Z3_model_get_num_consts(Ctx, Raw); }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, P);
  Z3_solver_assert(C, S, P);
  if (Z3_solver_check(C, S) == Z3_L_TRUE) {
    Model Best(C, Z3_solver_get_model(C, S));
    Z3_solver_push(C, S);
    if (Z3_solver_check(C, S) == Z3_L_TRUE) {
      Model Next(C, Z3_solver_get_model(C, S));
      Best = Next;
      std::printf("%u constants\n", Best.size());
      std::fflush(stdout);
    }
  }
  Z3_dec_ref(C, P);
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
