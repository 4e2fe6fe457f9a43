// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A query cache keeps the newest models as owners.
// The nearest model found is used after the cache was shrunk.
#include <cstdio>
#include <deque>
#include <memory>
#include <type_traits>
#include <z3.h>

namespace {

struct ModelDeleter {
  Z3_context Ctx;
  void operator()(Z3_model M) const { Z3_model_dec_ref(Ctx, M); }
};
using ModelPtr = std::unique_ptr<std::remove_pointer_t<Z3_model>, ModelDeleter>;

class ModelCache {
  Z3_context Ctx;
  std::deque<ModelPtr> Models;
  size_t Limit;

public:
  ModelCache(Z3_context C, size_t L) : Ctx(C), Limit(L) {}

  void remember(Z3_model M) {
    Z3_model_inc_ref(Ctx, M);
    Models.push_front(ModelPtr(M, ModelDeleter{Ctx}));
  }
  Z3_model oldest() const { return Models.empty() ? nullptr : Models.back().get(); }
  void shrink() {
    while (Models.size() > Limit)
      Models.pop_back();
  }
};

unsigned reuse(Z3_context C, ModelCache &Cache) {
  Z3_model Old = Cache.oldest();
  if (!Old)
    return 0;
  Cache.shrink();
  unsigned Known = Z3_model_get_num_consts(C, Old); // report: z3-use-after-release; trace: use-after-release
  return Known;
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  Z3_solver S = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, S);
  {
    ModelCache Cache(C, 1);
    for (int I = 0; I < 2; ++I) {
      Z3_ast Flag = Z3_mk_const(C, Z3_mk_int_symbol(C, I), Z3_mk_bool_sort(C));
      Z3_solver_assert(C, S, Flag);
      if (Z3_solver_check(C, S) == Z3_L_TRUE)
        Cache.remember(Z3_solver_get_model(C, S));
    }
    std::printf("%u\n", reuse(C, Cache));
    std::fflush(stdout);
  }
  Z3_solver_dec_ref(C, S);
  Z3_del_context(C);
  return 0;
}
