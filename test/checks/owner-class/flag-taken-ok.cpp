// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The source of the move gives up its flag, and releases nothing.
#include <utility>
#include <z3.h>
class T {
  Z3_context c_;
  Z3_ast t_;
  bool own_;

public:
  T(Z3_context c, Z3_ast t, bool own) : c_(c), t_(t), own_(own) {
    if (own_)
      Z3_inc_ref(c_, t_);
  }
  T(T &&o) noexcept : c_(o.c_), t_(o.t_), own_(std::exchange(o.own_, false)) {}
  T &operator=(T &&o) noexcept {
    if (this != &o) {
      if (own_)
        Z3_dec_ref(c_, t_);
      c_ = o.c_;
      t_ = o.t_;
      own_ = std::exchange(o.own_, false);
    }
    return *this;
  }
  ~T() {
    if (own_)
      Z3_dec_ref(c_, t_);
  }
};
class U {
  Z3_context c_;
  Z3_ast t_;
  bool own_;

public:
  U(Z3_context c, Z3_ast t, bool own) : c_(c), t_(t), own_(own) {
    if (own_)
      Z3_inc_ref(c_, t_);
  }
  U(U &&o) noexcept : c_(o.c_), t_(o.t_), own_(o.own_) { o.own_ = false; }
  U &operator=(U &&o) = delete;
  ~U() {
    if (own_)
      Z3_dec_ref(c_, t_);
  }
};
