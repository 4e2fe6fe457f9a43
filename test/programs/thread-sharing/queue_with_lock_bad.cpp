// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A simplifier serves requests in a thread; the requester makes the terms.
// The queue has a lock, the context has none: the lock ends before the term is
// worked on. A pause keeps the calls apart in the run, but nothing orders them.
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
    z3::expr E = C.int_const("x") + N > N; // trace: concurrent-use
    std::lock_guard<std::mutex> Guard(Lock);
    Requests.push_back(E);
  }

  bool serve() {
    z3::expr E(C);
    {
      std::lock_guard<std::mutex> Guard(Lock);
      if (Requests.empty())
        return false;
      E = Requests.front();
      Requests.pop_front();
    }
    Served += E.simplify().is_bool();
    return true;
  }
};

} // namespace

int main() {
  Service S;
  S.request(1);
  S.request(2);
  std::thread Worker([&S] { // report: z3-thread-sharing
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
