// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier has a pool of workers that prove obligations from a queue.
// The queue has a lock; each worker proves in a context of its own.
// build: -pthread
#include <chrono>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
#include <z3++.h>

namespace {

class Verifier {
  std::mutex Lock;
  std::condition_variable Wake;
  std::deque<int> Obligations;
  bool Closed = false;
  unsigned Proved = 0;
  std::vector<std::thread> Workers;

  static bool prove(z3::solver &S, int Bound) {
    z3::expr X = S.ctx().int_const("x");
    S.push();
    S.add(X > Bound && X < Bound + 1);
    bool Holds = S.check() == z3::unsat;
    S.pop();
    return Holds;
  }

  void work() {
    std::unique_lock<std::mutex> Hold(Lock);
    z3::context Ctx;
    z3::solver S(Ctx, z3::solver::simple());
    for (;;) {
      Wake.wait(Hold, [this] { return Closed || !Obligations.empty(); });
      if (Obligations.empty())
        return;
      int Bound = Obligations.front();
      Obligations.pop_front();
      Hold.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(150));
      bool Holds = prove(S, Bound);
      Hold.lock();
      Proved += Holds;
    }
  }

public:
  explicit Verifier(unsigned Threads) {
    for (unsigned I = 0; I != Threads; ++I)
      Workers.emplace_back([this] { work(); });
  }

  void submit(int Bound) {
    std::lock_guard<std::mutex> Hold(Lock);
    Obligations.push_back(Bound);
    Wake.notify_one();
  }

  unsigned finish() {
    {
      std::lock_guard<std::mutex> Hold(Lock);
      Closed = true;
    }
    Wake.notify_all();
    for (std::thread &W : Workers)
      W.join();
    return Proved;
  }
};

} // namespace

int main() {
  Verifier V(3);
  for (int Bound = 0; Bound < 4; ++Bound)
    V.submit(Bound);
  std::cout << V.finish() << " proved\n";
  return 0;
}
