// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-outlives-context
// Containers that are destroyed after the context of what is in them.
#include <map>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

z3::expr cachedVariableBad(z3::context &c, const std::string &name) {
  static std::map<std::string, z3::expr> cache; // warn-nofix: 'cache' is destroyed after its context
  auto it = cache.find(name);
  if (it != cache.end())
    return it->second;
  z3::expr term = c.int_const(name.c_str());
  cache.emplace(name, term);
  return term;
}

unsigned earlyBad(const char *script) {
  std::vector<z3::expr> kept; // warn-nofix: 'kept' is destroyed after its context
  z3::context c;
  for (z3::expr e : c.parse_string(script))
    kept.push_back(e);
  return kept.size();
}

unsigned behindOk(const char *script) {
  z3::context c;
  std::vector<z3::expr> kept;
  for (z3::expr e : c.parse_string(script))
    kept.push_back(e);
  return kept.size();
}

unsigned emptiedOk(const char *script) {
  std::vector<z3::expr> kept;
  z3::context c;
  for (z3::expr e : c.parse_string(script))
    kept.push_back(e);
  unsigned size = kept.size();
  kept.clear();
  return size;
}

unsigned ofCallersContextOk(z3::context &outer, const z3::expr &goal) {
  std::vector<z3::expr> kept;
  z3::context c;
  z3::expr here = c.int_const("x");
  kept.push_back(z3::to_expr(outer, Z3_translate(c, here, outer)));
  kept.push_back(goal);
  return kept.size();
}
