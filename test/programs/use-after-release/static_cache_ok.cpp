// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A solver layer keeps a term in a static cache that a test hook resets.
// The hook drops the term and takes it out of the cache.
#include <cstdio>
#include <z3.h>

namespace {

struct ZeroCache {
  Z3_context C = nullptr;
  Z3_ast Zero = nullptr;
};
ZeroCache Cache;

Z3_ast zero() {
  if (!Cache.Zero) {
    Cache.Zero = Z3_mk_unsigned_int(Cache.C, 0, Z3_mk_bv_sort(Cache.C, 64));
    Z3_inc_ref(Cache.C, Cache.Zero);
  }
  return Cache.Zero;
}

void resetForTest() {
  if (Cache.Zero)
    Z3_dec_ref(Cache.C, Cache.Zero);
  Cache.Zero = nullptr;
}

bool isZero(Z3_ast A) {
  unsigned Value = 1;
  return Z3_get_numeral_uint(Cache.C, A, &Value) && Value == 0;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Cache.C = C;
  bool Before = isZero(zero());
  Z3_ast Other =
      Z3_mk_const(C, Z3_mk_string_symbol(C, "other"), Z3_mk_bool_sort(C));
  Z3_inc_ref(C, Other);
  resetForTest();
  Z3_ast Again = zero();
  unsigned Id = Z3_get_ast_id(C, Again);
  std::printf("before %d, id %s\n", Before, Id ? "set" : "none");
  Z3_dec_ref(C, Other);
  resetForTest();
  Z3_del_context(C);
  return 0;
}
