// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two literals are added; a text may be none.
// The first one has its owner before the second one is made.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <z3.h>
struct Ref {
  Z3_context c;
  Z3_ast a;
  Ref(Z3_context c, Z3_ast a) : c(c), a(a) {}
  Ref(const Ref &) = delete;
  Ref &operator=(const Ref &) = delete;
  ~Ref() { Z3_dec_ref(c, a); }
};
static Z3_ast literal(Z3_context c, const std::string &t) {
  if (t.empty() || t.find_first_not_of("0123456789") != std::string::npos)
    throw std::invalid_argument(t);
  Z3_ast a = Z3_mk_numeral(c, t.c_str(), Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
static unsigned sum(Z3_context c, const std::string &x, const std::string &y) {
  Ref a(c, literal(c, x));
  Ref b(c, literal(c, y));
  Z3_ast ops[] = {a.a, b.a};
  return Z3_get_ast_id(c, Z3_mk_add(c, 2, ops));
}
int main() {
  Z3_config g = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(g);
  Z3_del_config(g);
  try {
    std::printf("%d\n", sum(c, "1", "22") > 0);
    sum(c, "33", "x");
  } catch (const std::invalid_argument &e) {
    std::printf("%s\n", e.what());
  }
  Z3_del_context(c);
}
