// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An abstract interpreter collects facts, and asserts them in one go.
// A flush gives all facts back, and leaves them in the list for the next one.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

namespace {

class FactSink {
public:
  explicit FactSink(Z3_context ctx)
      : ctx_(ctx), solver_(Z3_mk_simple_solver(ctx)) {
    Z3_solver_inc_ref(ctx_, solver_);
  }
  FactSink(const FactSink &) = delete;
  FactSink &operator=(const FactSink &) = delete;
  ~FactSink() { Z3_solver_dec_ref(ctx_, solver_); }

  void atMost(const std::string &name, int high) {
    Z3_sort integer = Z3_mk_int_sort(ctx_);
    Z3_ast var =
        Z3_mk_const(ctx_, Z3_mk_string_symbol(ctx_, name.c_str()), integer);
    Z3_inc_ref(ctx_, var);
    Z3_ast bound = Z3_mk_int(ctx_, high, integer);
    Z3_inc_ref(ctx_, bound);
    Z3_ast fact = Z3_mk_le(ctx_, var, bound);
    Z3_inc_ref(ctx_, fact);
    pending_.push_back(fact);
    Z3_dec_ref(ctx_, bound);
    Z3_dec_ref(ctx_, var);
  }

  std::size_t flush() {
    std::size_t n = pending_.size();
    for (Z3_ast fact : pending_) {
      Z3_solver_assert(ctx_, solver_, fact); // trace: use-after-release
      Z3_dec_ref(ctx_, fact);
    }
    return n;
  }

  bool consistent() { return Z3_solver_check(ctx_, solver_) != Z3_L_FALSE; }
  void forget() { Z3_solver_reset(ctx_, solver_); }

private:
  Z3_context ctx_;
  Z3_solver solver_;
  std::vector<Z3_ast> pending_;
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    FactSink sink(c);
    sink.atMost("i", 314);
    sink.atMost("n", 2718);
    std::printf("%zu facts\n", sink.flush());
    std::printf("consistent: %d\n", sink.consistent());
    std::fflush(stdout);
    sink.forget();
    sink.atMost("k", 42);
    std::printf("%zu facts\n", sink.flush()); // report: z3-use-after-release
    std::printf("consistent: %d\n", sink.consistent());
  }
  Z3_del_context(c);
  return 0;
}
