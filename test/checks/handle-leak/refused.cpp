// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// A map that has the key already does not take the new handle: it is released
// where the program asks for that.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

class Scope {
  Z3_context C;
  std::map<std::string, Z3_ast> Names;

public:
  explicit Scope(Z3_context C) : C(C) {}
  Scope(const Scope &) = delete;
  Scope &operator=(const Scope &) = delete;
  ~Scope() {
    for (auto &Entry : Names)
      Z3_dec_ref(C, Entry.second);
  }

  bool declareBad(const std::string &Name) {
    Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()), Z3_mk_bool_sort(C)); // warn: is lost
    Z3_inc_ref(C, A);
    auto In = Names.emplace(Name, A);
    if (!In.second) {
      std::puts("declared twice");
      // fix: Z3_dec_ref(C, A);
      // fix: return false;
      return false;
    }
    return true;
  }

  // It is wanted behind that.
  Z3_ast declareAllBad(const std::string &Name) {
    Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()), Z3_mk_bool_sort(C)); // warn-nofix: is lost
    Z3_inc_ref(C, A);
    auto In = Names.emplace(Name, A);
    if (!In.second) {
      std::puts("declared twice");
    }
    std::printf("%u\n", Z3_get_ast_id(C, A));
    return In.first->second;
  }

  bool declareOk(const std::string &Name) {
    Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, Name.c_str()), Z3_mk_bool_sort(C));
    Z3_inc_ref(C, A);
    auto In = Names.emplace(Name, A);
    if (!In.second)
      Z3_dec_ref(C, A);
    return In.second;
  }
};

bool declareTwice(Z3_context C) {
  Scope S(C);
  return S.declareBad("p") && S.declareOk("q") && S.declareBad("p") && S.declareAllBad("q");
}
