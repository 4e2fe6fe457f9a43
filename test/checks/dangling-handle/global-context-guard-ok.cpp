// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The guard opens and closes the global context; all terms of use() end before
// it.
#include <cstdint>
#include <utility>
#include <z3.h>
static Z3_context Ctx;
struct Init {
  Init() {
    Z3_config G = Z3_mk_config();
    Ctx = Z3_mk_context_rc(G);
    Z3_del_config(G);
  }
  ~Init() { Z3_del_context(Ctx); }
};
class Expr {
  Z3_ast A = nullptr;

public:
  Expr() = default;
  Expr(Z3_ast X) : A(X) { Z3_inc_ref(Ctx, A); }
  Expr(Expr &&O) noexcept : A(std::exchange(O.A, nullptr)) {}
  ~Expr() {
    if (A)
      Z3_dec_ref(Ctx, A);
  }
  Z3_ast operator()() const { return A; }
  static Expr var(const char *N) {
    return Z3_mk_const(Ctx, Z3_mk_string_symbol(Ctx, N), Z3_mk_bool_sort(Ctx));
  }
};
bool use() {
  Init I;
  Expr X = Expr::var("x");
  return Z3_is_app(Ctx, X());
}
