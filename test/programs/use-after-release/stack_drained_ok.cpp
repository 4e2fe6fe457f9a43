// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A depth-first search keeps one solver per open branch on a stack.
// Each solver that is taken off is asked before its release.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class Search {
  Z3_context C;
  std::vector<Z3_solver> Open;

public:
  explicit Search(Z3_context C) : C(C) {}
  Search(const Search &) = delete;
  ~Search() {
    while (!Open.empty()) {
      Z3_solver S = Open.back();
      Open.pop_back();
      Z3_solver_dec_ref(C, S);
    }
  }
  void branch(unsigned Level) {
    Z3_solver S = Z3_mk_simple_solver(C);
    Z3_solver_inc_ref(C, S);
    for (unsigned I = 0; I < Level; ++I)
      Z3_solver_push(C, S);
    Open.push_back(S);
  }
  unsigned close() {
    Z3_solver Top = Open.back();
    Open.pop_back();
    unsigned Scopes = Z3_solver_get_num_scopes(C, Top);
    Z3_solver_dec_ref(C, Top);
    return Scopes;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Search S(C);
    for (unsigned Level = 0; Level < 3; ++Level)
      S.branch(Level);
    std::printf("%u scopes\n", S.close());
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
