// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One wrapper for all kinds, with traits that name the functions of each.
// The maker counts the model by hand before it wraps it.
#include <cstdio>
#include <utility>
#include <z3.h>

namespace {

template <class T>
struct Counting;
template <>
struct Counting<Z3_solver> {
  static void up(Z3_context C, Z3_solver S) { Z3_solver_inc_ref(C, S); }
  static void down(Z3_context C, Z3_solver S) { Z3_solver_dec_ref(C, S); }
};
template <>
struct Counting<Z3_model> {
  static void up(Z3_context C, Z3_model M) { Z3_model_inc_ref(C, M); }
  static void down(Z3_context C, Z3_model M) { Z3_model_dec_ref(C, M); }
};

template <class T>
class Handle {
  Z3_context Ctx = nullptr;
  T Raw = nullptr;

public:
  Handle() = default;
  Handle(Z3_context C, T R) : Ctx(C), Raw(R) { Counting<T>::up(Ctx, Raw); }
  Handle(const Handle &O) : Ctx(O.Ctx), Raw(O.Raw) {
    if (Raw)
      Counting<T>::up(Ctx, Raw);
  }
  Handle(Handle &&O) noexcept
      : Ctx(O.Ctx), Raw(std::exchange(O.Raw, nullptr)) {}
  Handle &operator=(Handle O) noexcept {
    std::swap(Ctx, O.Ctx);
    std::swap(Raw, O.Raw);
    return *this;
  }
  ~Handle() {
    if (Raw)
      Counting<T>::down(Ctx, Raw);
  }
  operator T() const { return Raw; }
};

unsigned constants(Z3_context C, const Handle<Z3_solver> &S) {
  if (Z3_solver_check(C, S) != Z3_L_TRUE)
    return 0;
  Z3_model M = Z3_solver_get_model(C, S); // trace: leak
  Z3_model_inc_ref(C, M);
  Handle<Z3_model> Answer(C, M); // report: z3-ownership-mismatch
  return Z3_model_get_num_consts(C, Answer);
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Handle<Z3_solver> S(C, Z3_mk_simple_solver(C));
    Handle<Z3_solver> Same = S;
    std::printf("%u constants\n", constants(C, Same));
  }
  Z3_del_context(C);
  return 0;
}
