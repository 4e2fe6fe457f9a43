// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A build system asks whether its options can be set together.
// The session makes a solver that it releases at its end, and never retains.
#include <iostream>
#include <string>
#include <z3.h>

namespace {

class Session {
public:
  explicit Session(Z3_context c) : ctx(c), solver(Z3_mk_simple_solver(c)) {} // report: z3-owner-class
  Session(const Session &) = delete;
  Session &operator=(const Session &) = delete;
  ~Session() { Z3_solver_dec_ref(ctx, solver); } // trace: release-of-unowned

  void excludes(const std::string &one, const std::string &other) {
    Z3_ast both[2];
    both[0] = option(one);
    Z3_inc_ref(ctx, both[0]);
    both[1] = option(other);
    Z3_inc_ref(ctx, both[1]);
    Z3_ast together = Z3_mk_and(ctx, 2, both);
    Z3_inc_ref(ctx, together);
    Z3_solver_assert(ctx, solver, Z3_mk_not(ctx, together));
    Z3_dec_ref(ctx, together);
    Z3_dec_ref(ctx, both[1]);
    Z3_dec_ref(ctx, both[0]);
  }

  void set(const std::string &name) {
    Z3_solver_assert(ctx, solver, option(name));
  }

  bool possible() { return Z3_solver_check(ctx, solver) == Z3_L_TRUE; }

private:
  Z3_ast option(const std::string &name) {
    return Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name.c_str()),
                       Z3_mk_bool_sort(ctx));
  }

  Z3_context ctx;
  Z3_solver solver;
};

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  {
    Session s(c);
    s.excludes("static", "shared");
    s.set("static");
    std::cout << "static: " << s.possible() << '\n';
    s.set("shared");
    std::cout << "and shared: " << s.possible() << std::endl;
  }
  Z3_del_context(c);
  return 0;
}
