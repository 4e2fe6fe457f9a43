// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The class counts its own references under a lock.
#include <memory>
#include <mutex>
#include <vector>
#include <z3.h>
class Rep {
  int n_ = 1;
  std::mutex m_;
  Z3_context c_;
  Z3_ast t_;

public:
  Rep(Z3_context c, Z3_ast t) : c_(c), t_(t) { Z3_inc_ref(c, t); }
  Rep(const Rep &) = delete;
  Rep &operator=(const Rep &) = delete;
  ~Rep() { Z3_dec_ref(c_, t_); }
  void up() {
    std::lock_guard<std::mutex> l(m_);
    ++n_;
  }
  bool down() {
    std::lock_guard<std::mutex> l(m_);
    return --n_ == 0;
  }
  Z3_ast t() const { return t_; }
  Z3_context c() const { return c_; }
};
class H {
  Rep *r_;
  void put() {
    if (r_->down())
      delete r_;
  }

public:
  H(Z3_context c, Z3_ast t) : r_(new Rep(c, t)) {}
  H(const H &o) : r_(o.r_) { r_->up(); }
  H &operator=(const H &o) {
    o.r_->up();
    put();
    r_ = o.r_;
    return *this;
  }
  ~H() { put(); }
  H operator!() const { return H(r_->c(), Z3_mk_not(r_->c(), r_->t())); }
};
H f(Z3_context c, Z3_ast t, unsigned n) {
  H h(c, t);
  for (unsigned i = 0; i < n; i++)
    h = !h;
  return h;
}
