// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model checker lists the state variables of a system by name, sorted.
// The list has views of the context's one text buffer.
#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>
#include <z3.h>

namespace {

class TransitionSystem {
  Z3_context Ctx;
  std::vector<Z3_func_decl> Vars;

public:
  explicit TransitionSystem(Z3_context C) : Ctx(C) {}
  TransitionSystem(const TransitionSystem &) = delete;
  TransitionSystem &operator=(const TransitionSystem &) = delete;
  ~TransitionSystem() {
    for (Z3_func_decl V : Vars)
      Z3_dec_ref(Ctx, Z3_func_decl_to_ast(Ctx, V));
  }

  void add(const char *Name) {
    Z3_symbol S = Z3_mk_string_symbol(Ctx, Name);
    Z3_func_decl V = Z3_mk_func_decl(Ctx, S, 0, nullptr, Z3_mk_bool_sort(Ctx));
    Z3_inc_ref(Ctx, Z3_func_decl_to_ast(Ctx, V));
    Vars.push_back(V);
  }

  std::vector<std::string_view> names() const {
    std::vector<std::string_view> Names;
    for (Z3_func_decl V : Vars)
      Names.push_back(Z3_get_symbol_string(Ctx, Z3_get_decl_name(Ctx, V))); // missed: z3-dangling-handle
    std::sort(Names.begin(), Names.end());
    return Names;
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    TransitionSystem T(C);
    T.add("req");
    T.add("ack");
    for (auto Name : T.names())
      std::printf("%.*s\n", static_cast<int>(Name.size()), Name.data());
  }
  Z3_del_context(C);
  return 0;
}
