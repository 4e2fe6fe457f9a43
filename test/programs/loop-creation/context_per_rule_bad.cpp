// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A firewall auditor: is each rule still reachable behind the ones before it?
// Every rule pays for a whole new Z3 context.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Rule {
  std::string name;
  unsigned first_port, last_port;
};

static z3::expr matches(const z3::expr &port, const Rule &rule) {
  z3::context &c = port.ctx();
  return z3::uge(port, c.bv_val(rule.first_port, 16)) &&
         z3::ule(port, c.bv_val(rule.last_port, 16));
}

static std::vector<std::string> shadowed(const std::vector<Rule> &rules) {
  std::vector<std::string> found;
  std::vector<Rule> before;
  for (const Rule &rule : rules) {
    z3::context c;                         // report: z3-loop-creation churn; trace: churn
    z3::solver s(c, z3::solver::simple()); // trace: churn
    z3::expr port = c.bv_const("port", 16);
    s.add(matches(port, rule));
    for (const Rule &earlier : before)
      s.add(!matches(port, earlier));
    if (s.check() == z3::unsat)
      found.push_back(rule.name);
    before.push_back(rule);
  }
  return found;
}

int main() {
  std::vector<Rule> rules;
  for (unsigned i = 0; i < 20; ++i)
    rules.push_back({"service" + std::to_string(i), i * 100, i * 100 + 50});
  rules.push_back({"all-low", 0, 1023});
  rules.push_back({"web", 80, 80});
  rules.push_back({"dns", 53, 53});
  rules.push_back({"alt-web", 8080, 8080});
  for (const std::string &name : shadowed(rules))
    std::cout << name << " is never reached\n";
  return 0;
}
