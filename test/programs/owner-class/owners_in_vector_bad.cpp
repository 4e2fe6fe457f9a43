// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded checker collects its frames in a vector.
// Frames are copied when they are put in, and the class does not count copies.
#include <cstdio>
#include <utility>
#include <vector>
#include <z3.h>

namespace {

class Frame {
  Z3_context Ctx;
  Z3_ast Raw;

public:
  Frame(Z3_context C, Z3_ast A) : Ctx(C), Raw(A) { Z3_inc_ref(Ctx, Raw); }
  ~Frame() {
    if (Raw)
      Z3_dec_ref(Ctx, Raw); // trace: release-after-release
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    std::vector<Frame> Frames;
    Frames.reserve(4);
    Frame Initial(C, Z3_mk_const(C, Z3_mk_string_symbol(C, "s0"), Z3_mk_int_sort(C)));
    Frames.push_back(Initial); // report: z3-owner-class
    std::printf("%zu frames\n", Frames.size());
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
