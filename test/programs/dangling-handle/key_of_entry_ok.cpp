// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A term printer indexes its lines by the text of the sort.
// The key is a string of its own.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

class Printer {
  Z3_context C;
  std::string Sort;
  std::map<std::string, int> Lines;

public:
  explicit Printer(Z3_context Ctx) : C(Ctx) {}

  void begin(Z3_ast T) { Sort = Z3_sort_to_string(C, Z3_get_sort(C, T)); }
  void add(Z3_ast T) {
    std::string Line = Z3_ast_to_string(C, T);
    std::printf("%s: %s\n", Sort.c_str(), Line.c_str());
    ++Lines[Line];
  }
  size_t lines() const { return Lines.size(); }
};

static size_t print(Z3_context C, Z3_ast A, Z3_ast B) {
  Printer P(C);
  P.begin(A);
  P.add(A);
  P.add(B);
  return P.lines();
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_ast A = Z3_mk_const(C, Z3_mk_string_symbol(C, "a"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, A);
  Z3_ast B = Z3_mk_const(C, Z3_mk_string_symbol(C, "b"), Z3_mk_int_sort(C));
  Z3_inc_ref(C, B);
  std::printf("%zu\n", print(C, A, B));
  Z3_dec_ref(C, B);
  Z3_dec_ref(C, A);
  Z3_del_context(C);
  return 0;
}
