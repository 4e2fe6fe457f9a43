// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handle class for all counted objects, with a policy for each kind.
// Its move assignment overwrites what it owned, which stays counted.
#include <iostream>
#include <utility>
#include <z3.h>

namespace {

struct SolverPolicy {
  using Raw = Z3_solver;
  static void retain(Z3_context c, Raw r) { Z3_solver_inc_ref(c, r); }
  static void release(Z3_context c, Raw r) { Z3_solver_dec_ref(c, r); }
};

struct ModelPolicy {
  using Raw = Z3_model;
  static void retain(Z3_context c, Raw r) { Z3_model_inc_ref(c, r); }
  static void release(Z3_context c, Raw r) { Z3_model_dec_ref(c, r); }
};

template <typename Policy> class Ref {
public:
  using Raw = typename Policy::Raw;

  Ref() = default;
  Ref(Z3_context c, Raw raw) : ctx_(c), raw_(raw) {
    if (raw_)
      Policy::retain(ctx_, raw_);
  }
  Ref(const Ref &) = delete;
  Ref &operator=(const Ref &) = delete;
  Ref(Ref &&other) noexcept
      : ctx_(other.ctx_), raw_(std::exchange(other.raw_, nullptr)) {}
  Ref &operator=(Ref &&other) noexcept { // report: z3-owner-class
    ctx_ = other.ctx_;
    raw_ = std::exchange(other.raw_, nullptr);
    return *this;
  }
  ~Ref() {
    if (raw_)
      Policy::release(ctx_, raw_);
  }

  Raw get() const { return raw_; }
  explicit operator bool() const { return raw_ != nullptr; }

private:
  Z3_context ctx_ = nullptr;
  Raw raw_ = nullptr;
};

using SolverRef = Ref<SolverPolicy>;
using ModelRef = Ref<ModelPolicy>;

ModelRef solve(Z3_context c, const SolverRef &s) {
  if (Z3_solver_check(c, s.get()) != Z3_L_TRUE)
    return {};
  return ModelRef(c, Z3_solver_get_model(c, s.get())); // trace: leak
}

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    SolverRef s(c, Z3_mk_simple_solver(c));
    Z3_ast goal = Z3_mk_const(c, Z3_mk_string_symbol(c, "reached"),
                              Z3_mk_bool_sort(c));
    Z3_solver_assert(c, s.get(), goal);
    ModelRef witness = solve(c, s);
    for (int round = 0; round < 3 && witness; ++round) {
      std::cout << Z3_model_to_string(c, witness.get());
      witness = solve(c, s);
    }
  }
  Z3_del_context(c);
  return 0;
}
