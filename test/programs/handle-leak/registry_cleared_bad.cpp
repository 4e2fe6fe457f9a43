// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A service registers its parsed tactics by name and starts over on demand.
// Starting over forgets the references of the registered tactics.
#include <cstdio>
#include <map>
#include <string>
#include <z3.h>

static unsigned registered(Z3_context C, bool Again) {
  std::map<std::string, Z3_tactic> ByName;
  Z3_tactic Simplify = Z3_mk_tactic(C, "simplify"); // report: z3-handle-leak; trace: leak
  Z3_tactic_inc_ref(C, Simplify);
  ByName["simplify"] = Simplify;
  unsigned Size = ByName.size();
  if (Again)
    std::printf("%s\n", Z3_tactic_get_help(C, ByName["simplify"])[0] ? "help" : "none");
  ByName.clear();
  return Size;
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  std::printf("%u tactics\n", registered(C, true));
  Z3_del_context(C);
  return 0;
}
