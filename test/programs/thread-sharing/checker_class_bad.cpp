// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A language server checks a document in the background, and goes on typing.
// The background check uses the context in which new terms are made meanwhile.
// build: -pthread
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>
#include <z3++.h>

namespace {

class Document {
  z3::context ctx_;
  z3::solver solver_{ctx_, z3::solver::simple()};
  std::vector<z3::expr> conditions_;
  std::thread background_;
  std::atomic<bool> clean_{true};

public:
  Document() = default;
  Document(const Document &) = delete;
  Document &operator=(const Document &) = delete;
  ~Document() { wait(); }

  void type(int bound) {
    z3::expr x = ctx_.int_const("x"); // trace: concurrent-use
    conditions_.push_back(x > bound);
  }

  void check_in_background() {
    wait();
    background_ = std::thread([this] { // report: z3-thread-sharing
      solver_.push();
      for (const z3::expr &condition : conditions_)
        solver_.add(condition);
      clean_ = solver_.check() != z3::unsat;
      solver_.pop();
    });
  }

  void wait() {
    if (background_.joinable())
      background_.join();
  }
  bool clean() const { return clean_; }
};

} // namespace

int main() {
  Document document;
  document.type(3);
  document.check_in_background();
  document.type(9);
  document.wait();
  std::printf("%d\n", document.clean());
  return 0;
}
