// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reporter keeps the formulas of a script in a container that it declares
// before the context.
// It empties the container by hand before the context goes.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

static std::string firstFormula(const char *Script) {
  std::vector<z3::expr> Kept;
  z3::context C;
  for (z3::expr E : C.parse_string(Script))
    Kept.push_back(E);
  std::string Text = Kept.empty() ? "none" : Kept.front().to_string();
  std::printf("%zu formulas\n", Kept.size());
  std::fflush(stdout);
  Kept.clear();
  return Text;
}

int main() {
  std::string Text = firstFormula("(declare-const p Bool)(assert (or p (not p)))(assert p)");
  std::puts(Text.c_str());
  return 0;
}
