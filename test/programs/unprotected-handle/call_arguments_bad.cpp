// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A verifier's front end lowers calls of pure functions to applications.
// The lowered arguments wait in a vector, and nothing retains them.
#include <cstdio>
#include <string>
#include <vector>
#include <z3.h>

namespace {

struct Expr {
  std::string callee; // empty: a number
  int value;
  std::vector<Expr> args;
};

class Lowering {
  Z3_context ctx_;
  Z3_sort ints_;

public:
  explicit Lowering(Z3_context ctx) : ctx_(ctx), ints_(Z3_mk_int_sort(ctx)) {}

  // The caller releases the declaration.
  Z3_func_decl declare(const std::string &name, unsigned arity) {
    std::vector<Z3_sort> domain(arity, ints_);
    Z3_func_decl decl =
        Z3_mk_func_decl(ctx_, Z3_mk_string_symbol(ctx_, name.c_str()), arity,
                        domain.data(), ints_);
    Z3_inc_ref(ctx_, Z3_func_decl_to_ast(ctx_, decl));
    return decl;
  }

  // The result is not retained.
  Z3_ast lower(const Expr &e) {
    if (e.callee.empty())
      return Z3_mk_int(ctx_, e.value, ints_);
    std::vector<Z3_ast> args;
    for (const Expr &arg : e.args) {
      Z3_ast lowered = lower(arg);
      args.push_back(lowered);
    }
    Z3_func_decl decl = declare(e.callee, unsigned(args.size()));
    Z3_ast call = Z3_mk_app(ctx_, decl, unsigned(args.size()), args.data()); // report: z3-unprotected-handle; trace: unprotected-use
    Z3_dec_ref(ctx_, Z3_func_decl_to_ast(ctx_, decl));
    return call;
  }
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Lowering lowering(ctx);
  Expr number{"", 300, {}}, other{"", 1000, {}};
  Expr call{"max", 0, {number, other}};
  std::printf("%s\n", Z3_ast_to_string(ctx, lowering.lower(call)));
  Z3_del_context(ctx);
  return 0;
}
