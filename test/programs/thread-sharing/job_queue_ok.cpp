// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler folds its constants on a pool of workers that take functions from
// a queue.
// Each worker lends its jobs a context of its own.
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>
#include <z3++.h>

using Job = std::function<void(z3::context &)>;

class Pool {
  std::mutex M;
  std::queue<Job> Jobs;
  std::vector<std::thread> Workers;

  bool next(Job &J) {
    std::lock_guard<std::mutex> Lock(M);
    if (Jobs.empty())
      return false;
    J = std::move(Jobs.front());
    Jobs.pop();
    return true;
  }
  void work() {
    z3::context Ctx;
    Job J;
    while (next(J)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      J(Ctx);
    }
  }

public:
  void submit(Job J) {
    std::lock_guard<std::mutex> Lock(M);
    Jobs.push(std::move(J));
  }
  void run(unsigned N) {
    for (unsigned I = 0; I != N; ++I)
      Workers.emplace_back([this] { work(); });
    for (std::thread &T : Workers)
      T.join();
  }
};

int main() {
  Pool P;
  std::vector<int> Found(8, 0);
  for (int Seed = 0; Seed < 8; ++Seed)
    P.submit([&Found, Seed](z3::context &Ctx) {
      z3::expr Byte = Ctx.bv_val(Seed * 3, 8);
      z3::expr Folded = (Byte + Byte == Ctx.bv_val(Seed * 6, 8)).simplify();
      Found[Seed] = Folded.is_true();
    });
  P.run(2);
  int Total = 0;
  for (int F : Found)
    Total += F;
  std::printf("%d found\n", Total);
  return 0;
}
