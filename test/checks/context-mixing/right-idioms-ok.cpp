// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <iostream>
#include <vector>
#include <z3++.h>

// What belongs to another context is translated.
namespace translate_if_other {

using namespace z3;
static expr to(context &d, const expr &e) {
  return &e.ctx() == &d ? e : expr(d, Z3_translate(e.ctx(), e, d));
}
static expr to2(context &d, const expr &e) {
  if (&e.ctx() == &d)
    return e;
  return expr(d, Z3_translate(e.ctx(), e, d));
}
static expr to3(context &d, const expr &e) {
  Z3_context s = e.ctx(), t = d;
  if (s == t)
    return e;
  return to_expr(d, Z3_translate(s, e, t));
}
void t1() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to(b, x);
  solver s(b);
  s.add(y > 0);
  std::cout << s.check();
}
void t2() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to2(b, x);
  solver s(b);
  s.add(y > 0);
  std::cout << s.check();
}
void t3() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to3(b, x);
  solver s(b);
  s.add(y > 0);
  std::cout << s.check();
}
void t4() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to(b, x) + 1;
  std::cout << y;
}
void t5() {
  context a, b;
  expr x = a.int_const("x");
  solver s(b);
  s.add(to(b, x) > 0);
  std::cout << s.check();
}
void t6() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to(b, x);
  std::cout << y;
}
void t7() {
  context a, b;
  expr x = a.int_const("x");
  expr y = to(b, x);
  x = expr(a, Z3_translate(b, y, a));
  std::cout << x;
}

} // namespace translate_if_other
