// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reporter keeps the formulas of a script in a container that it declares
// before the context.
// They are still there when the context goes.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

static std::string firstFormula(const char *Script) {
  std::vector<z3::expr> Kept; // report: z3-outlives-context
  z3::context C;
  for (z3::expr E : C.parse_string(Script))
    Kept.push_back(E);
  std::string Text = Kept.empty() ? "none" : Kept.front().to_string();
  std::printf("%zu formulas\n", Kept.size());
  std::fflush(stdout);
  return Text;
} // trace: use-after-context-delete

int main() {
  std::string Text = firstFormula("(declare-const p Bool)(assert (or p (not p)))(assert p)");
  std::puts(Text.c_str());
  return 0;
}
