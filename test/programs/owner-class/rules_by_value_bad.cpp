// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rewriter keeps its rules as pairs of patterns.
// The loop that counts them copies each rule, and a copy takes no reference.
#include <cstdio>
#include <list>
#include <string>
#include <utility>
#include <z3.h>

namespace {

struct Rule {
  Z3_context Ctx;
  Z3_ast From, To;
  bool Enabled;

  Rule(Z3_context C, Z3_ast F, Z3_ast T)
      : Ctx(C), From(F), To(T), Enabled(!Z3_is_eq_ast(C, F, T)) {
    Z3_inc_ref(Ctx, From);
    Z3_inc_ref(Ctx, To);
  }
  ~Rule() {
    Z3_dec_ref(Ctx, From); // trace: release-after-release
    Z3_dec_ref(Ctx, To);
  }
};

class Rewriter {
  Z3_context Ctx;
  std::list<Rule> Rules;

public:
  explicit Rewriter(Z3_context C) : Ctx(C) {}

  void doubleNegation(const char *Name) {
    Z3_ast P = Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, Name),
                           Z3_mk_bool_sort(Ctx));
    Z3_inc_ref(Ctx, P);
    Z3_ast Not = Z3_mk_not(Ctx, P);
    Z3_inc_ref(Ctx, Not);
    Rules.emplace_back(Ctx, Z3_mk_not(Ctx, Not), P);
    Z3_dec_ref(Ctx, Not);
    Z3_dec_ref(Ctx, P);
  }

  unsigned enabled() const {
    unsigned N = 0;
    for (auto R : Rules) // report: z3-owner-class
      N += R.Enabled;
    return N;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Rewriter R(C);
    R.doubleNegation("p");
    R.doubleNegation("q");
    std::printf("%u rules\n", R.enabled());
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
