// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A regression runner: solves each job of a benchmark file.
// Every job's solver is for the same logic; one would do for all.
#include <iostream>
#include <string>
#include <vector>
#include <z3++.h>

struct Job {
  std::string logic;
  std::string script;
};

static std::vector<Job> read_jobs() {
  std::vector<Job> jobs;
  for (int i = 0; i < 12; ++i) {
    std::string n = std::to_string(i);
    jobs.push_back({"QF_LIA", "(declare-const i Int)(assert (= (* 2 i) " + n +
                                  "))"});
    jobs.push_back({"QF_LRA", "(declare-const r Real)(assert (= (* 2 r) " + n +
                                  "))"});
  }
  return jobs;
}

static unsigned run(z3::context &c, const std::vector<Job> &jobs) {
  unsigned sat = 0;
  for (const Job &job : jobs) {
    z3::solver s(c, "QF_LIRA"); // report: z3-loop-creation churn; trace: churn
    s.from_string(job.script.c_str());
    if (s.check() == z3::sat)
      ++sat;
  }
  return sat;
}

int main() {
  z3::context c;
  std::vector<Job> jobs = read_jobs();
  std::cout << run(c, jobs) << " of " << jobs.size() << " satisfiable\n";
  return 0;
}
