// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interpreter's scope stack holds counted terms; leaving a scope drops them.
// The value of a block is read after its scope has been left.
#include <cstdio>
#include <vector>
#include <z3.h>

class Scopes {
  Z3_context C;
  std::vector<Z3_ast> Values;
  std::vector<std::size_t> Marks;

public:
  explicit Scopes(Z3_context C) : C(C) {}
  Scopes(const Scopes &) = delete;
  ~Scopes() {
    while (!Values.empty())
      drop();
  }
  void enter() { Marks.push_back(Values.size()); }
  void leave() {
    while (Values.size() > Marks.back())
      drop();
    Marks.pop_back();
  }
  void bind(Z3_ast T) {
    Z3_inc_ref(C, T);
    Values.push_back(T);
  }
  Z3_ast last() const { return Values.back(); }

private:
  void drop() {
    Z3_dec_ref(C, Values.back());
    Values.pop_back();
  }
};

static Z3_ast runBlock(Z3_context C, Scopes &S, Z3_ast In) {
  S.enter();
  Z3_ast Two = Z3_mk_int(C, 2, Z3_mk_int_sort(C));
  Z3_ast Args[] = {In, Two};
  S.bind(Z3_mk_mul(C, 2, Args));
  Z3_ast Result = S.last();
  S.leave();
  Z3_ast Negated = Z3_mk_unary_minus(C, Result); // report: z3-use-after-release; trace: use-after-release
  Z3_inc_ref(C, Negated);
  return Negated;
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, X);
  {
    Scopes S(C);
    Z3_ast R = runBlock(C, S, X);
    std::printf("%s\n", Z3_get_ast_kind(C, R) == Z3_APP_AST ? "app" : "other");
    Z3_dec_ref(C, R);
  }
  Z3_dec_ref(C, X);
  Z3_del_context(C);
  return 0;
}
