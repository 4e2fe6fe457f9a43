// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <array>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>
#include <z3++.h>

// The solver and its context are replaced now and then.
namespace now_and_then_owned {

using namespace z3;
int r1(const std::vector<std::string> &qs) {
  std::optional<context> c;
  std::optional<solver> s;
  int n = 0, used = 0;
  for (auto &q : qs) {
    if (!c || ++used > 100) {
      s.reset();
      c.emplace();
      s.emplace(*c);
      used = 0;
    }
    s->push();
    s->from_string(q.c_str());
    n += s->check() == sat;
    s->pop();
  }
  return n;
}
int r2(const std::vector<std::string> &qs) {
  auto c = std::make_unique<context>();
  auto s = std::make_unique<solver>(*c);
  int n = 0;
  for (auto &q : qs) {
    if (Z3_get_estimated_alloc_size() > 1000000000) {
      s.reset();
      c = std::make_unique<context>();
      s = std::make_unique<solver>(*c);
    }
    s->push();
    s->from_string(q.c_str());
    n += s->check() == sat;
    s->pop();
  }
  return n;
}
int r3(const std::vector<std::string> &qs) {
  auto c = std::make_unique<context>();
  auto s = std::make_unique<solver>(*c);
  int n = 0;
  for (auto &q : qs) {
    try {
      s->push();
      s->from_string(q.c_str());
      if (s->check() == unknown)
        throw exception("?");
      s->pop();
      n++;
    } catch (exception &) {
      s.reset();
      c.reset(new context);
      s.reset(new solver(*c));
    }
  }
  return n;
}
int r4(std::istream &in) {
  auto c = std::make_unique<context>();
  int n = 0;
  std::string cmd;
  while (in >> cmd) {
    if (cmd == "reset")
      c = std::make_unique<context>();
    else {
      solver s(*c, "QF_BV");
      s.add(c->bool_const(cmd.c_str()));
      n += s.check() == sat;
    }
  }
  return n;
}
int r5(std::istream &in) {
  std::optional<context> c(std::in_place);
  std::optional<solver> s(*c);
  int n = 0;
  std::string cmd;
  while (in >> cmd) {
    if (cmd == "reset") {
      s.reset();
      c.emplace();
      s.emplace(*c);
    } else if (cmd == "check")
      n += s->check() == sat;
    else
      s->add(c->bool_const(cmd.c_str()));
  }
  return n;
}
int r6(std::istream &in) {
  context c;
  std::optional<solver> s(c);
  int n = 0;
  std::string cmd;
  while (in >> cmd) {
    if (cmd == "reset-assertions")
      s.emplace(c);
    else if (cmd == "check")
      n += s->check() == sat;
    else
      s->add(c.bool_const(cmd.c_str()));
  }
  return n;
}

} // namespace now_and_then_owned

// Each element has a context of its own.
namespace solver_of_element {

using namespace z3;
struct Pair {
  context &c;
  expr e;
};
void e1() {
  context a, b;
  std::vector<Pair> ps{{a, a.int_const("x")}, {b, b.int_const("x")}};
  for (auto &p : ps) {
    solver s(p.c);
    s.add(p.e > 0);
    std::cout << s.check();
  }
}
void e2() {
  std::vector<std::unique_ptr<context>> cs;
  for (int i = 0; i < 3; i++)
    cs.push_back(std::make_unique<context>());
  for (auto &c : cs) {
    solver s(*c);
    s.add(c->int_const("x") > 0);
    std::cout << s.check();
  }
}
void e4(const std::vector<Pair> &ps) {
  for (auto &p : ps) {
    solver s(p.c);
    s.add(p.e);
    std::cout << s.check();
  }
}
void e5(context *cs[], int n) {
  for (int i = 0; i < n; i++) {
    solver s(*cs[i]);
    s.add(cs[i]->bool_const("p"));
    std::cout << s.check();
  }
}
struct Unit {
  std::unique_ptr<context> c;
  expr goal;
};
void e6(const std::vector<Unit> &us) {
  for (const Unit &u : us) {
    solver s(*u.c);
    s.add(u.goal);
    std::cout << s.check();
  }
}

} // namespace solver_of_element
