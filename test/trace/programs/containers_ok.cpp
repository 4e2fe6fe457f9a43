// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// z3++ itself passes handles of temporaries that a vector keeps.
#include <iostream>
#include <vector>
#include <z3++.h>

int main() {
  z3::context c;
  z3::expr_vector from(c), to(c);
  for (int i = 0; i < 12; ++i) {
    from.push_back(c.int_const(("a" + std::to_string(i)).c_str()));
    to.push_back(c.int_val(i));
  }
  z3::expr sum_of_all = z3::sum(from);
  std::cout << sum_of_all.substitute(from, to).simplify() << '\n';
  z3::solver s(c);
  s.add(z3::distinct(from));
  for (unsigned i = 0; i < from.size(); ++i)
    s.add(from[i] >= 0 && from[i] < 12);
  std::cout << s.check() << '\n';
  z3::model m = s.get_model();
  std::cout << m.eval(sum_of_all, true) << '\n';
  std::vector<z3::expr> parts;
  for (unsigned i = 0; i < sum_of_all.num_args(); ++i)
    parts.push_back(sum_of_all.arg(i));
  std::cout << parts.back().decl().name() << '\n';
  const char *names[] = {"red", "green", "blue"};
  z3::func_decl_vector consts(c), testers(c);
  z3::sort color = c.enumeration_sort("color", 3, names, consts, testers);
  std::cout << testers[1](consts[1]()).simplify() << color << '\n';
  try {
    c.parse_string("(assert");
  } catch (const z3::exception &) {
    std::cout << "caught\n";
  }
}
