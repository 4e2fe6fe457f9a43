// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A symbol table holds a counted term for each variable in scope.
// Leaving a scope erases its entries without giving the terms back.
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>
#include <z3.h>

class SymbolTable {
  Z3_context Ctx;
  std::unordered_map<std::string, Z3_ast> Terms;
  std::vector<std::vector<std::string>> Scopes{1};

public:
  explicit SymbolTable(Z3_context C) : Ctx(C) {}
  ~SymbolTable() {
    for (auto &Entry : Terms)
      Z3_dec_ref(Ctx, Entry.second);
  }
  SymbolTable(const SymbolTable &) = delete;
  SymbolTable &operator=(const SymbolTable &) = delete;

  void enter() { Scopes.emplace_back(); }
  void declare(const std::string &Name, Z3_sort Sort) {
    Z3_ast T = Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, Name.c_str()), Sort); // report: z3-handle-leak; trace: leak
    Z3_inc_ref(Ctx, T);
    Terms.emplace(Name, T);
    Scopes.back().push_back(Name);
  }
  void leave() {
    for (const std::string &Name : Scopes.back()) {
      auto Found = Terms.find(Name);
      if (Found == Terms.end())
        continue;
      Terms.erase(Found);
    }
    Scopes.pop_back();
  }
  std::size_t size() const { return Terms.size(); }
};

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  {
    SymbolTable Table(C);
    Z3_sort Int = Z3_mk_int_sort(C);
    Table.declare("count", Int);
    Table.enter();
    Table.declare("i", Int);
    Table.leave();
    std::cout << Table.size() << "\n";
  }
  Z3_del_context(C);
  return 0;
}
