// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-handle-leak
// What a smart pointer that came in gives up goes somewhere.
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>
#include <z3.h>

struct Drop {
  Z3_context C;
  void operator()(Z3_model m) const { Z3_model_dec_ref(C, m); }
};
using ModelPtr = std::unique_ptr<std::remove_pointer_t<Z3_model>, Drop>;

class Keeper {
  Z3_context C;
  ModelPtr Best;

public:
  explicit Keeper(Z3_context c) : C(c), Best(nullptr, {c}) {}
  void keep(Z3_model m) {
    Z3_model_inc_ref(C, m);
    Best.reset(m);
  }
  unsigned sizeOk() {
    Z3_model m = Best.get();
    return m ? Z3_model_get_num_consts(C, m) : 0;
  }
  unsigned lastSizeOk() {
    Z3_model m = Best.release();
    if (!m)
      return 0;
    unsigned n = Z3_model_get_num_consts(C, m);
    Z3_model_dec_ref(C, m);
    return n;
  }
  Z3_model takeOk() {
    Z3_model m = Best.release();
    if (m && Z3_model_get_num_consts(C, m) == 0) {
      Z3_model_dec_ref(C, m);
      return nullptr;
    }
    return m;
  }
  Z3_model take() { return Best.release(); }
  void moveOk(Keeper &other) {
    Z3_model m = Best.release();
    if (m && Z3_model_get_num_consts(C, m) > 0)
      other.Best.reset(m);
    else
      Best.reset(m);
  }
  void collectOk(std::vector<Z3_model> &all) {
    Z3_model m = Best.release();
    if (m) {
      Z3_model_get_num_consts(C, m);
      all.push_back(m);
    }
  }
  // Who calls it has the model already.
  void disownOk() { Best.release(); }
};
