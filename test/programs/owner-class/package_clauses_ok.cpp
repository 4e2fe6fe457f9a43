// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A package manager keeps the clauses of each package that it has looked at.
// The destructor gives back what the map counts.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

namespace {

class Clauses {
  Z3_context C;
  std::map<std::string, Z3_ast> ByPackage;

public:
  explicit Clauses(Z3_context C) : C(C) {}
  Clauses(const Clauses &) = delete;
  Clauses &operator=(const Clauses &) = delete;
  ~Clauses() {
    for (const auto &Entry : ByPackage)
      Z3_dec_ref(C, Entry.second);
    std::puts("done");
  }
  void require(const std::string &Package, Z3_ast Clause) {
    Z3_inc_ref(C, Clause);
    if (!ByPackage.emplace(Package, Clause).second)
      Z3_dec_ref(C, Clause);
  }
  bool installable(Z3_solver S) const {
    for (const auto &Entry : ByPackage)
      Z3_solver_assert(C, S, Entry.second);
    return Z3_solver_check(C, S) == Z3_L_TRUE;
  }
};

Z3_ast wanted(Z3_context C, const char *Package) {
  return Z3_mk_const(C, Z3_mk_string_symbol(C, Package), Z3_mk_bool_sort(C));
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  {
    Clauses All(C);
    All.require("libc", wanted(C, "libc"));
    All.require("libz", wanted(C, "libz"));
    std::printf("%s\n", All.installable(S) ? "installable" : "conflict");
  }
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
