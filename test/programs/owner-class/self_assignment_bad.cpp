// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rewriter assigns the simplified term to the place where the term was.
// The assignment gives the old term up before it takes the new one, which may
// be the same.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class Term {
  Z3_context Ctx;
  Z3_ast Raw;

public:
  Term(Z3_context C, Z3_ast A) : Ctx(C), Raw(A) { Z3_inc_ref(Ctx, Raw); }
  Term(const Term &Other) : Ctx(Other.Ctx), Raw(Other.Raw) {
    Z3_inc_ref(Ctx, Raw);
  }
  Term &operator=(const Term &Other) { // report: z3-owner-class
    Z3_dec_ref(Ctx, Raw);
    Raw = Other.Raw;
    Z3_inc_ref(Ctx, Raw); // trace: use-after-release
    return *this;
  }
  ~Term() { Z3_dec_ref(Ctx, Raw); }
  bool isNumeral() const { return Z3_is_numeral_ast(Ctx, Raw); }
};

const Term &larger(const Term &A, const Term &B) { return A.isNumeral() ? B : A; }

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Z3_sort Word = Z3_mk_bv_sort(C, 32);
    Term Bound(C, Z3_mk_const(C, Z3_mk_string_symbol(C, "bound"), Word));
    Term Zero(C, Z3_mk_unsigned_int(C, 0, Word));
    Bound = larger(Bound, Zero);
    std::printf("numeral: %d\n", Zero.isNumeral());
    std::fflush(stdout);
  }
  Z3_del_context(C);
  return 0;
}
