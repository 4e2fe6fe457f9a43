// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A REPL keeps the terms that the user has named.
// `undef` tells what it dropped after it has dropped it.
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <z3.h>

namespace {

class Session {
  Z3_context Ctx;
  std::map<std::string, Z3_ast> Names;

  void say(const std::string &Verb, const std::string &Name, Z3_ast Term) {
    std::cout << Verb << ' ' << Name << " = "
              << Z3_ast_to_string(Ctx, Term) << '\n'; // trace: use-after-release
  }

public:
  explicit Session(Z3_context C) : Ctx(C) {}
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  ~Session() {
    for (auto &Entry : Names)
      Z3_dec_ref(Ctx, Entry.second);
  }

  void def(const std::string &Name, Z3_ast Term) {
    Z3_inc_ref(Ctx, Term);
    auto Slot = Names.emplace(Name, Term);
    if (!Slot.second) {
      Z3_dec_ref(Ctx, Slot.first->second);
      Slot.first->second = Term;
    }
    say("defined", Name, Term);
  }

  bool undef(const std::string &Name) {
    auto It = Names.find(Name);
    if (It == Names.end())
      return false;
    Z3_dec_ref(Ctx, It->second);
    say("dropped", Name, It->second); // report: z3-use-after-release
    Names.erase(It);
    return true;
  }

  void run(std::istream &In) {
    std::string Verb, Name;
    int Value;
    while (In >> Verb >> Name) {
      if (Verb == "def" && In >> Value) {
        Z3_ast Var = Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, Name.c_str()),
                                 Z3_mk_int_sort(Ctx));
        Z3_inc_ref(Ctx, Var);
        Z3_ast Number = Z3_mk_int(Ctx, Value, Z3_mk_int_sort(Ctx));
        Z3_inc_ref(Ctx, Number);
        def(Name, Z3_mk_gt(Ctx, Var, Number));
        Z3_dec_ref(Ctx, Number);
        Z3_dec_ref(Ctx, Var);
      } else if (Verb == "undef" && !undef(Name)) {
        std::cout << "no " << Name << '\n';
      }
    }
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    std::istringstream Script("def x 40 def y 77 undef x undef z");
    Session S(C);
    S.run(Script);
  }
  Z3_del_context(C);
  return 0;
}
