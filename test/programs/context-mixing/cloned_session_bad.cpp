// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session can be cloned for another thread: the clone gets its own context.
// The assumption is copied with the other members, and is one of the original.
#include <cstdio>
#include <z3.h>

struct Session {
  Z3_context Ctx;
  Z3_solver Solver;
  Z3_ast Assumption;
  int Depth;
};

static Z3_context openContext() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_set_error_handler(C, nullptr);
  return C;
}

static void cloneInto(Session *To, const Session *From) {
  *To = *From;
  To->Ctx = openContext();
  To->Solver = Z3_mk_simple_solver(To->Ctx);
  Z3_solver_inc_ref(To->Ctx, To->Solver);
  Z3_solver_assert(To->Ctx, To->Solver, To->Assumption); // report: z3-context-mixing; trace: wrong-context
}

static bool isConsistent(const Session &S) {
  return S.Depth > 0 && Z3_solver_check(S.Ctx, S.Solver) != Z3_L_FALSE;
}

int main() {
  Session First{openContext(), nullptr, nullptr, 1}, Second;
  First.Solver = Z3_mk_simple_solver(First.Ctx);
  Z3_solver_inc_ref(First.Ctx, First.Solver);
  First.Assumption = Z3_mk_const(First.Ctx, Z3_mk_string_symbol(First.Ctx, "p"), Z3_mk_bool_sort(First.Ctx));
  Z3_inc_ref(First.Ctx, First.Assumption);
  cloneInto(&Second, &First);
  std::printf("%d %d\n", isConsistent(First), isConsistent(Second));
  Z3_solver_dec_ref(Second.Ctx, Second.Solver);
  Z3_del_context(Second.Ctx);
  Z3_dec_ref(First.Ctx, First.Assumption);
  Z3_solver_dec_ref(First.Ctx, First.Solver);
  Z3_del_context(First.Ctx);
  return 0;
}
