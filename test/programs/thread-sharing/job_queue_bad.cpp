// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler folds its constants on a pool of workers that take functions from
// a queue.
// All jobs work in the context of the compiler. A pause lets each worker have a
// job.
#include <chrono>
#include <cstdio>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>
#include <z3++.h>

using Job = std::function<void()>;

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
    Job J;
    while (next(J)) {
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      J();
    }
  }

public:
  void submit(Job J) {
    std::lock_guard<std::mutex> Lock(M);
    Jobs.push(std::move(J));
  }
  void run(unsigned N) {
    for (unsigned I = 0; I != N; ++I)
      Workers.emplace_back([this] { work(); }); // report: z3-thread-sharing
    for (std::thread &T : Workers)
      T.join();
  }
};

int main() {
  z3::context Ctx;
  Pool P;
  std::vector<int> Found(8, 0);
  for (int Seed = 0; Seed < 8; ++Seed)
    P.submit([&Ctx, &Found, Seed] {
      z3::expr Byte = Ctx.bv_val(Seed * 3, 8); // trace: concurrent-use
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
