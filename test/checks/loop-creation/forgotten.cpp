// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-loop-creation
// The move assignment of z3++ 4.8.12 forgets the term that the variable held:
// a loss where that is another term each time.
#include <utility>
#include <vector>
#include <z3++.h>

z3::expr sumBad(z3::context &c, int n) {
  z3::expr sum = c.int_val(0);
  for (int i = 0; i < n; ++i)
    sum = sum + c.int_val(i); // warn: this move assignment of z3++ forgets the term that 'sum' held
  return sum;
}
z3::expr sumOk(z3::context &c, int n) {
  z3::expr sum = c.int_val(0);
  for (int i = 0; i < n; ++i) {
    z3::expr next = sum + c.int_const("x");
    sum = next;
  }
  return sum;
}

// What each iteration forgets is always the one `true`.
bool anyIsTrueOk(z3::context &c, z3::model m, const z3::expr_vector &goals) {
  for (unsigned i = 0; i < goals.size(); ++i) {
    z3::expr value = c.bool_val(true);
    value = m.eval(goals[i], true);
    if (value.is_true())
      return true;
  }
  return false;
}

// A wrapper that has no term yet.
void fromNullOk(z3::context &c, z3::solver &s, int n) {
  for (int i = 0; i < n; ++i) {
    z3::expr bound(c);
    bound = c.int_const("x") < c.int_val(i);
    s.add(bound);
  }
}

// A memo that others fill: a term that is not found is not overwritten.
class Memo {
public:
  virtual bool find(int key, z3::expr &found) = 0;
  virtual void insert(int key, const z3::expr &e) = 0;
};
z3::expr memoizedOk(z3::context &c, Memo &memo, int n) {
  z3::expr power(c);
  if (memo.find(n, power))
    return power;
  power = n == 0 ? c.int_const("x") : memoizedOk(c, memo, n - 1) * c.int_val(n);
  memo.insert(n, power);
  return power;
}

// The same term again has a reference more, and that is all.
void fromSameOk(z3::context &c, z3::solver &s, int n) {
  for (int i = 0; i < n; ++i) {
    z3::expr bound = c.bool_const("unbounded");
    bound = c.int_const("x") < c.int_val(i);
    s.add(bound);
  }
}
void fromOtherBad(z3::context &c, z3::solver &s, int n) {
  for (int i = 0; i < n; ++i) {
    z3::expr bound = c.int_const("x") > c.int_val(i);
    bound = c.int_const("y") > c.int_val(i); // warn: this move assignment of z3++ forgets the term that 'bound' held
    s.add(bound);
  }
}

// A memo of one term for each sort, as a compiler of formulas keeps it: what is
// overwritten is the placeholder.
struct Formula {
  int op;
  std::vector<Formula> parts;
};

class Converter {
public:
  explicit Converter(z3::context &c) : c(c) {}

  z3::expr convert(const Formula &f, int sort) {
    std::vector<std::pair<bool, z3::expr>> memo;
    for (int i = 0; i < 4; ++i)
      memo.emplace_back(false, c.bool_val(false));
    if (f.parts.empty())
      memo[sort].second = c.int_const("x") < c.int_val(f.op);
    else
      memo[sort].second = convert(f.parts[0], sort) && convert(f.parts[1], sort);
    memo[sort].first = true;
    return memo[sort].second;
  }

private:
  z3::context &c;
};
