// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Contexts that a function is given and only hands on to threads.
#include <future>
#include <thread>
#include <vector>
#include <z3++.h>

static void work(z3::context &c, int i) {
  z3::solver s(c);
  s.add(c.int_const("x") > i);
  s.check();
}

void twoLambdasBad(z3::context &c) {
  std::thread a([&c] { work(c, 1); });
  std::thread b([&c] { work(c, 2); }); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  a.join();
  b.join();
}

void loopOfLambdasBad(z3::context &c, int n) {
  std::vector<std::thread> all;
  for (int i = 0; i < n; ++i)
    all.emplace_back([&c, i] { work(c, i); }); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  for (auto &t : all)
    t.join();
}

void loopByReferenceBad(z3::context &c, int n) {
  std::vector<std::thread> all;
  for (int i = 0; i < n; ++i)
    all.emplace_back(work, std::ref(c), i); // warn-nofix: the context 'c' is used by this thread and another one at the same time
  for (auto &t : all)
    t.join();
}

void ownContextsOk(int n) {
  std::vector<std::thread> all;
  for (int i = 0; i < n; ++i)
    all.emplace_back([i] {
      z3::context own;
      work(own, i);
    });
  for (auto &t : all)
    t.join();
}

void twoContextsOk(z3::context &c, z3::context &d) {
  std::thread a([&c] { work(c, 1); });
  std::thread b([&d] { work(d, 2); });
  a.join();
  b.join();
}

void oneAfterTheOtherOk(z3::context &c, int n) {
  for (int i = 0; i < n; ++i) {
    std::thread t([&c, i] { work(c, i); });
    t.join();
  }
}

void handedOverOk(z3::context &c) {
  std::thread t([&c] { work(c, 1); });
  t.join();
  work(c, 2);
}

void deferredOk(z3::context &c) {
  auto a = std::async(std::launch::deferred, [&c] { work(c, 1); });
  auto b = std::async(std::launch::deferred, [&c] { work(c, 2); });
  a.get();
  b.get();
}
