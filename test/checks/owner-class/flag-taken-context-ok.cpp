// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The source of the move gives up its flag, and releases nothing.
#include <utility>
#include <z3.h>
class G {
  Z3_context c_;
  bool mine_;

public:
  G() : mine_(true) {
    Z3_config g = Z3_mk_config();
    c_ = Z3_mk_context_rc(g);
    Z3_del_config(g);
  }
  explicit G(Z3_context c) : c_(c), mine_(false) {}
  G(G &&o) noexcept : c_(o.c_), mine_(std::exchange(o.mine_, false)) {}
  G &operator=(G &&) = delete;
  ~G() {
    if (mine_)
      Z3_del_context(c_);
  }
};
