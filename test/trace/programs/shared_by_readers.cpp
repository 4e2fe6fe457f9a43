// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A lock that two threads have for reading orders nothing.
// OPTIONS: --one-at-a-time
#include <chrono>
#include <iostream>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <z3++.h>

static std::shared_mutex Lock;

static void read(z3::context &C) {
  std::shared_lock<std::shared_mutex> Hold(Lock);
  C.int_val(1); // EVENT: concurrent-use context made=made
}

static void write(z3::context &C) {
  std::unique_lock<std::shared_mutex> Hold(Lock);
  C.int_val(2);
}

int main() {
  z3::context C; // MARK: made
  std::thread One([&] { read(C); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  read(C);
  One.join();
  std::thread Two([&] { write(C); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  read(C);
  write(C);
  Two.join();
}
