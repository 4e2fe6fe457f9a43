// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker collects the frames of an unrolling in a vector.
// The text of the first frame is asked after all frames are released.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

namespace {

class Unrolling {
  Z3_context C;
  std::vector<Z3_ast> Frames;

public:
  explicit Unrolling(Z3_context C) : C(C) {}
  void grow(unsigned Depth) {
    Z3_sort Word = Z3_mk_bv_sort(C, 16);
    for (unsigned I = 0; I < Depth; ++I) {
      std::string Name = "state_" + std::to_string(I);
      Z3_ast State = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()), Word);
      Z3_inc_ref(C, State);
      Frames.push_back(State);
    }
  }
  Z3_ast first() const { return Frames.front(); }
  void release() {
    for (Z3_ast Frame : Frames)
      Z3_dec_ref(C, Frame);
    Frames.clear();
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Unrolling U(C);
    U.grow(3);
    Z3_ast Initial = U.first();
    U.release();
    std::string Text = Z3_ast_to_string(C, Initial); // report: z3-use-after-release; trace: use-after-release
    std::printf("from %s\n", Text.c_str());
  }
  Z3_del_context(C);
  return 0;
}
