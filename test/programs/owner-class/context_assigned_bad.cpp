// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiler pass owns a context of the C API; passes can be moved.
// Move assignment takes the other's context and forgets its own.
#include <iostream>
#include <utility>
#include <vector>
#include <z3.h>

class Pass {
  Z3_context Ctx = nullptr;
  unsigned Queries = 0;

public:
  Pass() {
    Z3_config Cfg = Z3_mk_config();
    Ctx = Z3_mk_context_rc(Cfg); // trace: leak
    Z3_del_config(Cfg);
  }
  Pass(Pass &&Other) noexcept : Ctx(std::exchange(Other.Ctx, nullptr)), Queries(Other.Queries) {}
  Pass &operator=(Pass &&Other) noexcept { // report: z3-owner-class
    Ctx = std::exchange(Other.Ctx, nullptr);
    Queries = Other.Queries;
    return *this;
  }
  Pass(const Pass &) = delete;
  Pass &operator=(const Pass &) = delete;
  ~Pass() {
    if (Ctx)
      Z3_del_context(Ctx);
  }
  bool same(unsigned A, unsigned B) {
    ++Queries;
    Z3_sort Word = Z3_mk_bv_sort(Ctx, 32);
    Z3_ast L = Z3_mk_unsigned_int(Ctx, A, Word);
    Z3_inc_ref(Ctx, L);
    Z3_ast R = Z3_mk_unsigned_int(Ctx, B, Word);
    bool Same = Z3_is_eq_ast(Ctx, L, R);
    Z3_dec_ref(Ctx, L);
    return Same;
  }
  unsigned queries() const { return Queries; }
};

int main() {
  Pass Current;
  std::cout << Current.same(77, 77);
  Current = Pass();
  std::cout << Current.same(77, 78) << " " << Current.queries() << "\n";
  return 0;
}
