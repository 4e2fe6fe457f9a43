// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <cstdlib>
#include <memory>
#include <optional>
#include <thread>
#include <vector>
#include <z3++.h>

// Each thread has a context of its own.
namespace of_each_thread {

  static thread_local z3::context here;
  int work(int k) {
    z3::solver s(here);
    s.add(here.int_val(k) < k);
    return s.check();
  }

} // namespace of_each_thread

// Each thread has a context of its own, by a function.
namespace thread_local_getter {

static z3::context &tls() {
  thread_local z3::context c;
  return c;
}
static bool taut(int k) {
  z3::expr p = tls().bool_const("p");
  z3::solver s(tls());
  s.add(!(p || !p) || tls().int_val(k) < k);
  return s.check() == z3::unsat;
}
static bool taut1(int k) {
  z3::context &c = tls();
  z3::solver s(c);
  s.add(c.int_val(k) < k);
  return s.check() == z3::unsat;
}
static bool taut2(int k) {
  static thread_local z3::context c;
  z3::solver s(c);
  s.add(c.int_val(k) < k);
  return s.check() == z3::unsat;
}
static thread_local z3::context here;
static bool taut3(int k) {
  z3::solver s(here);
  s.add(here.int_val(k) < k);
  return s.check() == z3::unsat;
}
static thread_local std::unique_ptr<z3::context> lazy;
static z3::context &get() {
  if (!lazy)
    lazy = std::make_unique<z3::context>();
  return *lazy;
}
static bool taut4(int k) {
  z3::solver s(get());
  s.add(get().int_val(k) < k);
  return s.check() == z3::unsat;
}
static thread_local std::optional<z3::context> opt;
static bool taut5(int k) {
  if (!opt)
    opt.emplace();
  z3::solver s(*opt);
  s.add(opt->int_val(k) < k);
  return s.check() == z3::unsat;
}
struct Local {
  z3::context c;
  z3::solver s{c};
};
static Local &local() {
  static thread_local Local l;
  return l;
}
static bool taut6(int k) {
  Local &l = local();
  l.s.push();
  l.s.add(l.c.int_val(k) < k);
  bool r = l.s.check() == z3::unsat;
  l.s.pop();
  return r;
}
template <class F> static void run(F f) {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i, f] {
      if (!f(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run0() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run1() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut1(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run2() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut2(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run3() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut3(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run4() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut4(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run5() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut5(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run6() {
  std::vector<std::thread> ts;
  for (int i = 0; i < 3; i++)
    ts.emplace_back([i] {
      if (!taut6(i))
        std::abort();
    });
  for (auto &t : ts)
    t.join();
}
void run7() {
  std::thread a([] { taut4(1); }), b([] { taut4(2); });
  a.join();
  b.join();
}
void run8() {
  std::thread a([] { taut(1); });
  taut(2);
  a.join();
}
void run9() {
  std::thread a(taut4, 1), b(taut1, 2);
  a.join();
  b.join();
}

} // namespace thread_local_getter
