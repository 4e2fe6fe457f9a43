// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A pool of workers checks queries that a planner puts into its queue.
// The lock is given back before a query is checked. Pauses let the
// planner come when a query was checked, and nobody has said so.
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>
#include <z3++.h>

class Pool {
public:
  explicit Pool(unsigned Size) {
    for (unsigned I = 0; I < Size; ++I)
      Workers.emplace_back(&Pool::work, this); // report: z3-thread-sharing
  }
  ~Pool() {
    {
      std::lock_guard<std::mutex> Guard(Lock);
      Closing = true;
    }
    Changed.notify_all();
    for (std::thread &W : Workers)
      W.join();
    std::printf("%u possible\n", Possible);
  }

  void submit(int Low) {
    std::lock_guard<std::mutex> Guard(Lock);
    z3::expr X = C.int_const("x");
    Queries.push(X > Low && X < 8);
    Changed.notify_one();
  }

private:
  void work() {
    std::unique_lock<std::mutex> Guard(Lock);
    while (true) {
      Changed.wait(Guard, [this] { return Closing || !Queries.empty(); });
      if (Queries.empty())
        return;
      z3::expr Query = Queries.front();
      Queries.pop();
      Guard.unlock();
      bool Sat = check(Query);
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      Guard.lock();
      Possible += Sat;
    }
  }

  bool check(const z3::expr &Query) {
    S.push(); // trace: concurrent-use
    S.add(Query);
    bool Sat = S.check() == z3::sat;
    S.pop();
    return Sat;
  }

  z3::context C;
  z3::solver S{C, z3::solver::simple()};
  std::mutex Lock;
  std::condition_variable Changed;
  std::queue<z3::expr> Queries;
  std::vector<std::thread> Workers;
  bool Closing = false;
  unsigned Possible = 0;
};

int main() {
  Pool P(2);
  for (int Low : {1, 6, 9}) {
    P.submit(Low);
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
  }
  return 0;
}
