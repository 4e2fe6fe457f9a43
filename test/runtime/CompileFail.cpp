// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mistakes that must not compile. With CASE 0 none of them is there, and the
// file compiles. The expected text of each case stands in CMakeLists.txt.

#include "z3raii/z3raii.h"

z3raii::ast makeTerm(Z3_context c, Z3_ast x);

void mistakes(Z3_context c, Z3_ast x, z3raii::solver s) {
#if CASE == 1
  Z3_ast a = z3raii::ast::share(c, x);
#elif CASE == 2
  Z3_ast a = makeTerm(c, x).get();
#elif CASE == 3
  Z3_ast a = z3raii::sort::share(c, Z3_mk_int_sort(c));
#elif CASE == 4
  Z3_solver raw = s.release();
#elif CASE == 5
  auto raw = s.release();
#elif CASE == 6
  s.detach();
#elif CASE == 7
  z3raii::solver t = Z3_mk_solver(c);
#elif CASE == 8
  z3raii::model m = s;
#elif CASE == 9
  z3raii::config one;
  z3raii::config two = one;
#elif CASE == 10
  Z3_context raw = z3raii::context();
#elif CASE == 11
  z3raii::simplifier none;
#elif CASE == 12
  z3raii::solver_scope(c, s);
#elif CASE == 13
  z3raii::context own;
  own.keep_alive_while_used();
#elif CASE == 18
  z3raii::reusable_solver reused(c);
  Z3_solver raw = reused.begin();
#elif CASE == 19
  z3raii::solver_pool pool(c);
  Z3_solver raw = pool.take();
#elif CASE == 22
  z3raii::deferred_queue queue;
  Z3_solver raw = z3raii::deferred<z3raii::solver>(s, queue);
#elif CASE == 23
  z3raii::try_share<z3raii::ast>(c, x);
#elif CASE == 24
  z3raii::deferred_queue queue;
  queue.drop(s);
#elif CASE == 25
  z3raii::reusable_solver reused(c);
  reused.begin();
#elif CASE == 26
  s.release();
  Z3_solver raw = s;
#elif CASE == 14
  z3raii::solver::share(c, Z3_mk_solver(c));
#elif CASE == 15
  z3raii::rcf_num::adopt(c, Z3_rcf_mk_pi(c)).get();
#elif CASE == 16
  Z3_ast a = makeTerm(c, x) ? nullptr : std::move(s);
#elif CASE == 17
  z3raii::sort down = makeTerm(c, x);
#endif
  (void)c, (void)x, (void)s;
}

Z3_solver returned(Z3_context c) {
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
#if CASE == 20
  return s;
#elif CASE == 21
  return s.get();
#else
  return s.detach();
#endif
}
