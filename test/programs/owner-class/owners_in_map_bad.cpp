// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A type checker keeps the sort of each name in a map of owners.
// An owner is copied into the map, and the class does not count copies.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

namespace {

class Sort {
  Z3_context Ctx;
  Z3_sort Raw;

public:
  Sort(Z3_context C, Z3_sort S) : Ctx(C), Raw(S) {
    Z3_inc_ref(Ctx, Z3_sort_to_ast(Ctx, Raw));
  }
  ~Sort() { Z3_dec_ref(Ctx, Z3_sort_to_ast(Ctx, Raw)); } // trace: release-after-release
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    std::map<std::string, Sort> Sorts;
    Sort Word(C, Z3_mk_bv_sort(C, 24));
    Sorts.emplace("word", Word); // report: z3-owner-class
    std::printf("%zu sorts\n", Sorts.size());
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
