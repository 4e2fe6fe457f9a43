// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A term class takes a reference to each raw handle that it is built from; the
// context is a global object.
// One operation takes a reference by hand as well, which nobody gives back.
#include <cstdio>
#include <z3.h>

namespace {

struct GlobalContext {
  Z3_context Raw = nullptr;
  Z3_context operator()() const { return Raw; }
} Global;

class Term {
  Z3_ast Raw;

public:
  Term(Z3_ast A) : Raw(A) { Z3_inc_ref(Global(), Raw); }
  Term(Term &&Other) : Raw(Other.Raw) { Other.Raw = nullptr; }
  Term(const Term &) = delete;
  ~Term() {
    if (Raw)
      Z3_dec_ref(Global(), Raw);
  }
  Term negated() const { return Z3_mk_not(Global(), Raw); }
  Term equals(const Term &Other) const {
    return Z3_mk_eq(Global(), Raw, Other.Raw);
  }
  Term differs(const Term &Other) const {
    Z3_ast Sides[] = {Raw, Other.Raw};
    Z3_ast Result = Z3_mk_distinct(Global(), 2, Sides); // trace: leak
    Z3_inc_ref(Global(), Result);
    return Term(Result); // report: z3-ownership-mismatch
  }
  unsigned id() const { return Z3_get_ast_id(Global(), Raw); }
};

Term flag(const char *Name) {
  return Z3_mk_const(Global(), Z3_mk_string_symbol(Global(), Name),
                     Z3_mk_bool_sort(Global()));
}

} // namespace

int main() {
  Z3_config Config = Z3_mk_config();
  Global.Raw = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  {
    Term Left = flag("left"), Right = flag("right");
    Term Same = Left.equals(Right);
    Term Other = Left.differs(Right);
    Term Not = Same.negated();
    std::printf("%s\n", Not.id() != Other.id() ? "two terms" : "one term");
  }
  Z3_del_context(Global.Raw);
  return 0;
}
