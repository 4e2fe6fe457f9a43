// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The class counts its own references in an atomic number.
#include <atomic>
#include <z3.h>
class Rep {
  std::atomic<int> n_{1};
  Z3_context c_;
  Z3_ast t_;
  ~Rep() { Z3_dec_ref(c_, t_); }

public:
  Rep(Z3_context c, Z3_ast t) : c_(c), t_(t) { Z3_inc_ref(c, t); }
  Rep(const Rep &) = delete;
  Rep &operator=(const Rep &) = delete;
  Rep *ref() {
    n_.fetch_add(1);
    return this;
  }
  void unref() {
    if (n_.fetch_sub(1) == 1)
      delete this;
  }
  Z3_ast get() const { return t_; }
  Z3_context ctx() const { return c_; }
};
class H {
  Rep *r_;

public:
  H(Z3_context c, Z3_ast t) : r_(new Rep(c, t)) {}
  H(const H &o) : r_(o.r_->ref()) {}
  H &operator=(const H &o) {
    Rep *old = r_;
    r_ = o.r_->ref();
    old->unref();
    return *this;
  }
  ~H() { r_->unref(); }
  H operator!() const { return H(r_->ctx(), Z3_mk_not(r_->ctx(), r_->get())); }
};
H f(Z3_context c, Z3_ast t, unsigned n) {
  H h(c, t);
  for (unsigned i = 0; i < n; i++)
    h = !h;
  return h;
}
