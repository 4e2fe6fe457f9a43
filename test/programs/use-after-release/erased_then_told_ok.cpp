// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A bounded model checker drops the frame of a depth from its table.
// The frame's formula is told to the listener, and then released.
#include <cstdio>
#include <functional>
#include <string>
#include <unordered_map>
#include <z3.h>

namespace {

struct Frame {
  Z3_ast formula;
  unsigned literals;
};

class Unroller {
  Z3_context ctx_;
  std::unordered_map<unsigned, Frame> frames_;
  std::function<void(const std::string &)> listener_;

public:
  Unroller(Z3_context ctx, std::function<void(const std::string &)> listener)
      : ctx_(ctx), listener_(std::move(listener)) {}
  Unroller(const Unroller &) = delete;
  Unroller &operator=(const Unroller &) = delete;
  ~Unroller() {
    for (auto &entry : frames_)
      Z3_dec_ref(ctx_, entry.second.formula);
  }

  void add(unsigned depth) {
    std::string name = "s" + std::to_string(depth);
    Z3_ast state = Z3_mk_const(ctx_, Z3_mk_string_symbol(ctx_, name.c_str()),
                               Z3_mk_bool_sort(ctx_));
    Z3_ast formula = Z3_mk_not(ctx_, state);
    Z3_inc_ref(ctx_, formula);
    frames_[depth] = Frame{formula, 1};
  }

  bool drop(unsigned depth) {
    auto found = frames_.find(depth);
    if (found == frames_.end())
      return false;
    Frame frame = found->second;
    frames_.erase(found);
    listener_(Z3_ast_to_string(ctx_, frame.formula));
    Z3_dec_ref(ctx_, frame.formula);
    return true;
  }
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    Unroller unroller(ctx, [](const std::string &text) {
      std::printf("dropped %s\n", text.c_str());
    });
    for (unsigned depth = 0; depth < 3; ++depth)
      unroller.add(depth);
    std::printf("%d %d\n", unroller.drop(1), unroller.drop(7));
  }
  Z3_del_context(ctx);
  return 0;
}
