// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A stepper keeps the current path condition in a slot, with an owner inside.
// The raw condition is kept while the slot gets the next one.
#include <iostream>
#include <optional>
#include <vector>
#include <z3.h>

class Term {
  Z3_context C;
  Z3_ast T;

public:
  Term(Z3_context C, Z3_ast T) : C(C), T(T) { Z3_inc_ref(C, T); }
  Term(const Term &) = delete;
  Term &operator=(const Term &) = delete;
  ~Term() { Z3_dec_ref(C, T); }
  Z3_ast raw() const { return T; }
};

class Stepper {
  Z3_context C;
  std::optional<Term> Condition;

public:
  explicit Stepper(Z3_context C) : C(C) { Condition.emplace(C, Z3_mk_true(C)); }

  unsigned step(Z3_ast Branch) {
    Z3_ast Parts[] = {Condition->raw(), Branch};
    Condition.emplace(C, Z3_mk_and(C, 2, Parts));
    Z3_ast Before = Condition->raw();
    Z3_ast Not = Z3_mk_not(C, Branch);
    Condition.emplace(C, Not);
    return Z3_get_ast_hash(C, Before) % 2; // report: z3-use-after-release; trace: use-after-release
  }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  unsigned Bits = 0;
  {
    Z3_ast P = Z3_mk_const(C, Z3_mk_string_symbol(C, "p"), Z3_mk_bool_sort(C));
    Z3_inc_ref(C, P);
    Stepper S(C);
    Bits += S.step(P);
    Bits += S.step(P);
    Z3_dec_ref(C, P);
  }
  std::cout << (Bits <= 2) << "\n";
  Z3_del_context(C);
  return 0;
}
