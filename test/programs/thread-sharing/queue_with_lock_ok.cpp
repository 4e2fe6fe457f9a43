// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simplifier serves requests in a thread; the requester makes the terms.
// Whoever works in the context holds the lock for as long.
#include <chrono>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>
#include <z3++.h>

namespace {

struct Service {
  z3::context C;
  std::mutex Lock;
  std::deque<z3::expr> Requests;
  unsigned Served = 0;

  void request(int N) {
    std::lock_guard<std::mutex> Guard(Lock);
    z3::expr E = C.int_const("x") + N > N;
    Requests.push_back(E);
  }

  bool serve() {
    std::lock_guard<std::mutex> Guard(Lock);
    if (Requests.empty())
      return false;
    z3::expr E = Requests.front();
    Requests.pop_front();
    Served += E.simplify().is_bool();
    return true;
  }
};

} // namespace

int main() {
  Service S;
  S.request(1);
  S.request(2);
  std::thread Worker([&S] {
    while (S.serve()) {
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  S.request(3);
  Worker.join();
  while (S.serve()) {
  }
  std::printf("%u served\n", S.Served);
  return 0;
}
