// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cache of terms takes a reference to each on insertion; what it finds is
// borrowed from it.
// The found term is looked at after the cache was cleared.
#include <cstdio>
#include <map>
#include <z3.h>

namespace {

class TermCache {
  Z3_context Ctx;
  std::map<unsigned, Z3_ast> Terms;

public:
  explicit TermCache(Z3_context C) : Ctx(C) {}
  TermCache(const TermCache &) = delete;
  ~TermCache() { clear(); }
  void put(unsigned Key, Z3_ast A) {
    Z3_inc_ref(Ctx, A);
    if (!Terms.emplace(Key, A).second)
      Z3_dec_ref(Ctx, A);
  }
  Z3_ast find(unsigned Key) const {
    auto It = Terms.find(Key);
    return It == Terms.end() ? nullptr : It->second;
  }
  void clear() {
    for (auto &Entry : Terms)
      Z3_dec_ref(Ctx, Entry.second);
    Terms.clear();
  }
};

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    TermCache Cache(C);
    for (unsigned I = 0; I < 4; ++I)
      Cache.put(I, Z3_mk_unsigned_int(C, 100 + I, Z3_mk_int_sort(C)));
    Z3_ast Third = Cache.find(2);
    unsigned Value = 0;
    Cache.clear();
    bool Known = Z3_get_numeral_uint(C, Third, &Value); // report: z3-use-after-release; trace: use-after-release
    std::printf("%s\n", Known ? "a number" : "no number");
  }
  Z3_del_context(C);
  return 0;
}
