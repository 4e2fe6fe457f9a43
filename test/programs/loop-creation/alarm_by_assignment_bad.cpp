// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An intrusion detector folds its rules into one alarm condition.
// z3++ 4.8.11 and 4.8.12: move assignment forgets the old term's reference.
#include <cstdio>
#include <string>
#include <vector>
#include <z3++.h>

struct Rule {
  std::string sensor;
  int threshold;
  bool enabled;
};

static z3::expr alarm(z3::context &c, const std::vector<Rule> &rules) {
  z3::expr any = c.bool_val(false);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].enabled)
      continue;
    z3::expr level = c.int_const(rules[i].sensor.c_str());
    any = any || level > rules[i].threshold; // report: z3-loop-creation growth; trace: leak
  }
  return any;
}

int main() {
  std::vector<Rule> rules;
  for (int i = 0; i < 30; ++i)
    rules.push_back({"sensor" + std::to_string(i), 10 * i, i % 5 != 0});
  z3::context c;
  z3::expr condition = alarm(c, rules);
  std::printf("%u conditions\n", condition.num_args());
  return 0;
}
