// build: Inputs/rules.c
// A firewall is checked rule by rule with an engine that hides Z3.
// A rule with an odd range is skipped, and stays open.
#include "rules.h"

#include <cstdio>
#include <string>
#include <vector>

struct Range {
  std::string Name;
  int Low, High;
};

static unsigned check(const std::vector<Range> &Ranges) {
  unsigned Holding = 0;
  for (const Range &R : Ranges) {
    rule *Rule = nullptr;
    if (rule_open(R.Name.c_str(), &Rule) != 0) { // report: z3-loop-creation leak; trace: leak
      std::printf("%s: bad name\n", R.Name.c_str());
      continue;
    }
    if (rule_narrow(Rule, R.Low, R.High) != 0) {
      std::printf("%s: odd range\n", R.Name.c_str());
      continue;
    }
    Holding += rule_holds(Rule);
    rule_close(Rule);
  }
  return Holding;
}

int main() {
  std::vector<Range> Ranges = {{"ssh", 22, 22}, {"web", 443, 80},
                               {"names_of_many", 1, 2}, {"dns", 53, 53},
                               {"mail", 993, 25}};
  unsigned Holding = check(Ranges);
  std::printf("%u hold\n", Holding);
  return Holding == 2 ? 0 : 1;
}
