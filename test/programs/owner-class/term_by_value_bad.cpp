// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An analyzer passes its terms by value, in a small class that counts them.
// Assignment from another term keeps no reference to it.
#include <cstdio>
#include <vector>
#include <z3.h>

namespace {

class Term {
  Z3_context ctx_ = nullptr;
  Z3_ast ast_ = nullptr;

public:
  Term() = default;
  Term(Z3_context ctx, Z3_ast ast) : ctx_(ctx), ast_(ast) {
    Z3_inc_ref(ctx_, ast_);
  }
  Term(const Term &other) : ctx_(other.ctx_), ast_(other.ast_) {
    if (ast_)
      Z3_inc_ref(ctx_, ast_);
  }
  Term &operator=(const Term &other) { // report: z3-owner-class
    if (this == &other)
      return *this;
    if (ast_)
      Z3_dec_ref(ctx_, ast_);
    ctx_ = other.ctx_;
    ast_ = other.ast_;
    return *this;
  }
  ~Term() {
    if (ast_)
      Z3_dec_ref(ctx_, ast_); // trace: release-after-release
  }
  Z3_ast get() const { return ast_; }
  Z3_context context() const { return ctx_; }
};

Term negate(Term t) {
  return Term(t.context(), Z3_mk_not(t.context(), t.get()));
}

Term last_negated(const std::vector<Term> &terms) {
  Term last;
  for (const Term &t : terms)
    last = t;
  return negate(last);
}

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    std::vector<Term> terms;
    terms.reserve(2);
    for (int i = 0; i < 2; ++i)
      terms.emplace_back(ctx, Z3_mk_const(ctx, Z3_mk_int_symbol(ctx, i),
                                          Z3_mk_bool_sort(ctx)));
    Term result = last_negated(terms);
    std::printf("%s\n", Z3_ast_to_string(ctx, result.get()));
    std::fflush(stdout);
  }
  Z3_del_context(ctx);
  return 0;
}
