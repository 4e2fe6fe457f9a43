// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbolic executor hands the model of a path to the report and to the test
// writer, each as a shared pointer.
// Each shared pointer is made from the raw handle: both give the one reference back.
#include <cstdio>
#include <memory>
#include <type_traits>
#include <z3.h>

namespace {

using Model = std::shared_ptr<std::remove_pointer_t<Z3_model>>;

Model own(Z3_context C, Z3_model M) {
  return Model(M, [C](Z3_model Last) {
    Z3_model_dec_ref(C, Last); // trace: release-after-release
  });
}

struct Report {
  Model Witness;
  unsigned Paths = 0;
};

struct TestWriter {
  Model Inputs;
  void write(Z3_context C) const {
    std::printf("%u inputs\n", Z3_model_get_num_consts(C, Inputs.get()));
  }
};

void finishPath(Z3_context C, Z3_solver S, Report &R, TestWriter &W) {
  ++R.Paths;
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return;
  Z3_model M = Z3_solver_get_model(C, S);
  Z3_model_inc_ref(C, M);
  R.Witness = own(C, M);
  W.Inputs = own(C, M); // report: z3-ownership-mismatch
  W.write(C);
  std::fflush(stdout);
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  Z3_ast Taken =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "taken"), Z3_mk_bool_sort(C));
  Z3_solver_assert(C, S, Taken);
  {
    Report R;
    TestWriter W;
    finishPath(C, S, R, W);
    std::printf("%u\n", R.Paths);
    std::fflush(stdout);
  }
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
