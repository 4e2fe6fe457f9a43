// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A front end of a theorem prover turns a rule "a => b" into a term; names are
// looked up in the symbol table, which throws for an unknown one.
// The premise is held while the conclusion is looked up.
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>
#include <z3.h>

namespace {

struct Rule {
  std::string Premise, Conclusion;
};

class FrontEnd {
  Z3_context Ctx;
  std::map<std::string, Z3_ast> Symbols;
  std::vector<Z3_ast> Rules;

public:
  explicit FrontEnd(Z3_context C) : Ctx(C) {}
  FrontEnd(const FrontEnd &) = delete;
  FrontEnd &operator=(const FrontEnd &) = delete;
  ~FrontEnd() {
    for (Z3_ast R : Rules)
      Z3_dec_ref(Ctx, R);
    for (auto &S : Symbols)
      Z3_dec_ref(Ctx, S.second);
  }

  void declare(const std::string &Name) {
    if (Symbols.count(Name))
      return;
    Z3_symbol S = Z3_mk_string_symbol(Ctx, Name.c_str());
    Z3_ast Term = Z3_mk_const(Ctx, S, Z3_mk_bool_sort(Ctx));
    Z3_inc_ref(Ctx, Term);
    Symbols[Name] = Term;
  }

  void add(const Rule &R) {
    Z3_ast Unless = Z3_mk_not(Ctx, Symbols.at(R.Premise)); // report: z3-handle-leak leak; trace: leak
    Z3_inc_ref(Ctx, Unless);
    Z3_ast Conclusion = Symbols.at(R.Conclusion);
    Z3_ast Sides[] = {Unless, Conclusion};
    Z3_ast Clause = Z3_mk_or(Ctx, 2, Sides);
    Z3_inc_ref(Ctx, Clause);
    Z3_dec_ref(Ctx, Unless);
    Rules.push_back(Clause);
  }

  size_t size() const { return Rules.size(); }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    FrontEnd F(C);
    F.declare("man");
    F.declare("mortal");
    for (const Rule &R : {Rule{"man", "mortal"}, Rule{"mortal", "ghost"}}) {
      try {
        F.add(R);
      } catch (const std::out_of_range &) {
        std::cout << "unknown: " << R.Conclusion << "\n";
      }
    }
    std::cout << F.size() << " rules\n";
  }
  Z3_del_context(C);
  return 0;
}
