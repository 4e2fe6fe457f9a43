// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What of C++ orders the calls of threads in one context.
#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <z3++.h>

static std::mutex Lock;

static z3::context &global() {
  static z3::context C;
  return C;
}

static void use(z3::context &C) { (C.int_const("x") + 1).simplify(); }

static void underLock() {
  z3::context &C = global();
  std::lock_guard<std::mutex> Hold(Lock);
  use(C);
}

static void withThreads() {
  std::thread One(underLock), Two(underLock);
  underLock();
  One.join();
  Two.join();
}

static void withAsync(z3::context &C) {
  std::future<void> Task = std::async(std::launch::async, [&] { use(C); });
  Task.get();
  use(C);
  auto Lazy = std::async(std::launch::deferred, [&] { use(C); });
  Lazy.get();
}

// The result may be there before it is asked for, or not.
static void withPromise(z3::context &C, int Sooner, int Later) {
  std::promise<int> Done;
  std::future<int> Result = Done.get_future();
  std::thread Worker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(Sooner));
    use(C);
    Done.set_value(1);
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(Later));
  Result.get();
  use(C);
  Worker.join();
  std::packaged_task<int()> Task([&] {
    use(C);
    return 1;
  });
  Result = Task.get_future();
  std::thread Runner(std::move(Task));
  Result.get();
  use(C);
  Runner.join();
}

static void withCondition() {
  std::condition_variable Changed;
  std::unique_ptr<z3::context> Handed;
  std::thread Worker([&] {
    std::unique_lock<std::mutex> Hold(Lock);
    Changed.wait_for(Hold, std::chrono::minutes(1), [&] { return !!Handed; });
    std::unique_ptr<z3::context> Mine = std::move(Handed);
    Hold.unlock();
    use(*Mine);
  });
  auto C = std::make_unique<z3::context>();
  use(*C);
  {
    std::lock_guard<std::mutex> Hold(Lock);
    Handed = std::move(C);
  }
  Changed.notify_one();
  Worker.join();
}

static void withCallOnce() {
  std::once_flag Flag;
  std::unique_ptr<z3::context> C;
  auto Use = [&] {
    std::call_once(Flag, [&] {
      C = std::make_unique<z3::context>();
      use(*C);
    });
    std::lock_guard<std::mutex> Hold(Lock);
    use(*C);
  };
  std::thread One(Use), Two(Use);
  One.join();
  Two.join();
}

// One is the last owner, but not the last that used the context.
static void withSharedOwner() {
  auto Use = [](std::shared_ptr<z3::context> Mine, int Before, int After) {
    std::this_thread::sleep_for(std::chrono::milliseconds(Before));
    {
      std::lock_guard<std::mutex> Hold(Lock);
      use(*Mine);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(After));
  };
  auto C = std::make_shared<z3::context>();
  std::thread One(Use, C, 0, 300), Two(Use, C, 100, 0);
  C = nullptr;
  One.join();
  Two.join();
}

int main() {
  z3::context C;
  withSharedOwner();
  withThreads();
  withAsync(C);
  withPromise(C, 0, 100);
  withPromise(C, 100, 0);
  withCondition();
  withCallOnce();
  std::cout << "done\n";
}
