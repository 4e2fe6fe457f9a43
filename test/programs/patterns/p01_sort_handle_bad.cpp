// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A translator keeps sorts in a counting template; how a handle becomes a term
// is a member that each kind specialises.
// Its copy constructor copies the handle and takes no reference.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

template <typename T>
class Counted {
  Z3_context Ctx = nullptr;
  T Handle = nullptr;
  Z3_ast asTerm() const;

public:
  Counted(Z3_context C, T H) : Ctx(C), Handle(H) {
    if (Handle)
      Z3_inc_ref(Ctx, asTerm());
  }
  Counted(const Counted &Other) : Ctx(Other.Ctx), Handle(Other.Handle) {} // report: z3-owner-class
  Counted &operator=(const Counted &) = delete;
  ~Counted() {
    if (Handle)
      Z3_dec_ref(Ctx, asTerm()); // trace: release-after-release
  }
  T get() const { return Handle; }
};

template <>
Z3_ast Counted<Z3_sort>::asTerm() const {
  return Z3_sort_to_ast(Ctx, Handle);
}

Counted<Z3_sort> memorySort(Z3_context C, unsigned Width) {
  return Counted<Z3_sort>(
      C, Z3_mk_array_sort(C, Z3_mk_bv_sort(C, Width), Z3_mk_bv_sort(C, 8)));
}

bool isArray(Z3_context C, Counted<Z3_sort> S) {
  return Z3_get_sort_kind(C, S.get()) == Z3_ARRAY_SORT;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Counted<Z3_sort> Memory = memorySort(C, 32);
    std::printf("array: %d\n", isArray(C, Memory));
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
