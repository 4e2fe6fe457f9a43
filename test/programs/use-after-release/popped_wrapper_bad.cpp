// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor keeps one model per open frame in a stack of wrappers.
// The top frame is popped, then its model is read.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class Model {
  Z3_context C;
  Z3_model M;

public:
  Model(Z3_context C, Z3_model M) : C(C), M(M) { Z3_model_inc_ref(C, M); }
  Model(const Model &Other) : Model(Other.C, Other.M) {}
  Model &operator=(const Model &Other) {
    Z3_model_inc_ref(Other.C, Other.M);
    Z3_model_dec_ref(C, M);
    C = Other.C;
    M = Other.M;
    return *this;
  }
  ~Model() { Z3_model_dec_ref(C, M); }
  Z3_model get() const { return M; }
};

bool enter(Z3_context C, Z3_solver S, Z3_ast Branch,
           std::vector<Model> &Frames) {
  Z3_solver_assert(C, S, Branch);
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return false;
  Frames.push_back(Model(C, Z3_solver_get_model(C, S)));
  return true;
}

Z3_ast branch(Z3_context C, const char *Name) {
  Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, Name), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, A);
  return A;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_ast First = branch(C, "first");
  Z3_ast Second = branch(C, "second");
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  {
    std::vector<Model> Frames;
    if (enter(C, S, First, Frames) && enter(C, S, Second, Frames)) {
      Z3_model Top = Frames.back().get();
      Z3_stats Stats = Z3_solver_get_statistics(C, S);
      Z3_stats_inc_ref(C, Stats);
      std::printf("stats: %s\n", Z3_stats_size(C, Stats) ? "some" : "none");
      std::fflush(stdout);
      Z3_stats_dec_ref(C, Stats);
      Frames.pop_back();
      unsigned Values = Z3_model_get_num_consts(C, Top); // report: z3-use-after-release; trace: use-after-release
      if (Values == 1)
        std::puts("one value");
    }
  }
  Z3_solver_dec_ref(C, S);
  Z3_dec_ref(C, Second);
  Z3_dec_ref(C, First);
  Z3_del_context(C);
  return 0;
}
