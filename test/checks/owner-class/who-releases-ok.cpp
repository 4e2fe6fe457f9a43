// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A member says which of two objects releases.
#include <utility>
#include <z3.h>
class A {
  Z3_context c_;
  Z3_ast t_;

public:
  A(Z3_context c, Z3_ast t) : c_(c), t_(t) { Z3_inc_ref(c, t); }
  A(A &&o) noexcept : c_(std::exchange(o.c_, nullptr)), t_(o.t_) {}
  A &operator=(A &&) = delete;
  ~A() {
    if (c_)
      Z3_dec_ref(c_, t_);
  }
};
#include <utility>
class Ctx {
  Z3_context c_;
  bool borrowed_;

public:
  explicit Ctx(Z3_context c = nullptr) : c_(c), borrowed_(c != nullptr) {
    if (!c_) {
      Z3_config g = Z3_mk_config();
      c_ = Z3_mk_context_rc(g);
      Z3_del_config(g);
    }
  }
  Ctx(const Ctx &o) : c_(o.c_), borrowed_(true) {}
  Ctx &operator=(const Ctx &) = delete;
  ~Ctx() {
    if (!borrowed_)
      Z3_del_context(c_);
  }
};
class V {
  Z3_context c_;
  Z3_ast t_;
  bool own_;

public:
  V(Z3_context c, Z3_ast t) : c_(c), t_(t), own_(true) { Z3_inc_ref(c, t); }
  V(const V &o) : c_(o.c_), t_(o.t_), own_(false) {}
  V &operator=(const V &) = delete;
  ~V() {
    if (own_)
      Z3_dec_ref(c_, t_);
  }
  V owned() const {
    V v(*this);
    if (!v.own_) {
      Z3_inc_ref(v.c_, v.t_);
      v.own_ = true;
    }
    return v;
  }
};
class W {
  Z3_context c_;
  Z3_solver s_;
  bool released_ = false;

public:
  explicit W(Z3_context c) : c_(c), s_(Z3_mk_solver(c)) {
    Z3_solver_inc_ref(c, s_);
  }
  W(W &&o) noexcept : c_(o.c_), s_(o.s_), released_(o.released_) {
    o.released_ = true;
  }
  W &operator=(W &&) = delete;
  ~W() {
    if (!released_)
      Z3_solver_dec_ref(c_, s_);
  }
  Z3_solver release() {
    released_ = true;
    return s_;
  }
};
