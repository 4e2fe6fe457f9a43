// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names that are new in each query, and names that are needed.
#include <string>
#include <vector>
#include <z3++.h>

int queriesBad(z3::context &c, z3::solver &s, int n) {
  int sat = 0;
  for (int i = 0; i < n; ++i) {
    s.push();
    z3::expr x = c.int_const(("q" + std::to_string(i)).c_str()); // warn-nofix: memory grows with each iteration: 'z3::context::int_const' makes a new name, and names are never freed
    s.add(x > i);
    sat += s.check() == z3::sat;
    s.pop();
  }
  return sat;
}

static z3::expr numbered(z3::context &c, const std::string &prefix, int n) {
  return c.int_const((prefix + std::to_string(n)).c_str());
}

int helperBad(z3::context &c, z3::solver &s, int n) {
  int sat = 0, id = 0;
  while (n-- > 0) {
    z3::expr x = numbered(c, "q", id++); // warn-nofix: 'numbered' makes a new name, and names are never freed
    s.push();
    s.add(x > n);
    sat += s.check() == z3::sat;
    s.pop();
  }
  return sat;
}

// A variable for each: they all stay.
std::vector<z3::expr> variablesOk(z3::context &c, int n) {
  std::vector<z3::expr> all;
  for (int i = 0; i < n; ++i)
    all.push_back(numbered(c, "x", i));
  return all;
}

// The next step reads it.
int stepsOk(z3::context &c, z3::solver &s, int n) {
  z3::expr current = c.int_const("s0");
  for (int i = 1; i <= n; ++i) {
    z3::expr next = numbered(c, "s", i);
    s.add(next == current + 1);
    current = next;
    s.push();
    s.add(next > 100);
    bool reached = s.check() == z3::sat;
    s.pop();
    if (reached)
      return i;
  }
  return -1;
}

// Stated for good.
int statedOk(z3::context &c, z3::solver &s, int n) {
  int sat = 0;
  for (int i = 0; i < n; ++i)
    s.add(numbered(c, "x", i) > i);
  sat += s.check() == z3::sat;
  return sat;
}

// The same names in each query.
int innerOk(z3::context &c, z3::solver &s, int n, int m) {
  int sat = 0;
  for (int i = 0; i < n; ++i) {
    s.push();
    for (int j = 0; j < m; ++j)
      s.add(numbered(c, "x", j) > i);
    sat += s.check() == z3::sat;
    s.pop();
  }
  return sat;
}

struct Task {
  std::string name;
  int bound;
};

// As many names as there is data.
int dataOk(z3::context &c, z3::solver &s, const std::vector<Task> &tasks) {
  int sat = 0;
  for (const Task &task : tasks) {
    s.push();
    s.add(c.int_const(task.name.c_str()) > task.bound);
    sat += s.check() == z3::sat;
    s.pop();
  }
  return sat;
}
