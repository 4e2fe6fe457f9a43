// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session goes through phases; it asks once more when the solver is gone.
#include <cstdio>
#include <z3.h>

namespace {

enum class Phase { Start, Ask, Drop, Done };

class Session {
public:
  explicit Session(Z3_context c) : c(c) {}

  void run(Z3_ast question) {
    Z3_solver s = nullptr;
    Phase phase = Phase::Start;
    while (phase != Phase::Done) {
      switch (phase) {
      case Phase::Start:
        s = Z3_mk_solver(c);
        Z3_solver_inc_ref(c, s);
        phase = Phase::Ask;
        break;
      case Phase::Ask:
        Z3_solver_assert(c, s, question); // report: z3-use-after-release; trace: use-after-release
        answers += Z3_solver_check(c, s) == Z3_L_TRUE;
        phase = Phase::Drop;
        break;
      case Phase::Drop:
        Z3_solver_dec_ref(c, s); // trace: release-after-release
        phase = answers == 1 ? Phase::Ask : Phase::Done;
        break;
      case Phase::Done:
        break;
      }
    }
  }

  int answers = 0;

private:
  Z3_context c;
};

} // namespace

int main() {
  Z3_config config = Z3_mk_config();
  Z3_context c = Z3_mk_context_rc(config);
  Z3_del_config(config);
  Z3_ast p = Z3_mk_const(c, Z3_mk_string_symbol(c, "p"), Z3_mk_bool_sort(c));
  Z3_inc_ref(c, p);
  Session session(c);
  session.run(p);
  std::printf("%d\n", session.answers);
  Z3_dec_ref(c, p);
  Z3_del_context(c);
  return 0;
}
