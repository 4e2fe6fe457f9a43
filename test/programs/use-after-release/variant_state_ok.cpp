// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A proof step is pending, a conjecture, or refuted; a conjecture is counted.
// The number of the conjecture is taken before the step becomes another.
#include <cstdio>
#include <string>
#include <utility>
#include <variant>
#include <z3.h>

class Conjecture {
  Z3_context C;
  Z3_ast Claim;

public:
  Conjecture(Z3_context C, Z3_ast Claim) : C(C), Claim(Claim) { Z3_inc_ref(C, Claim); }
  Conjecture(Conjecture &&Other) noexcept : C(Other.C), Claim(std::exchange(Other.Claim, nullptr)) {}
  Conjecture &operator=(Conjecture &&Other) noexcept {
    std::swap(C, Other.C);
    std::swap(Claim, Other.Claim);
    return *this;
  }
  ~Conjecture() {
    if (Claim)
      Z3_dec_ref(C, Claim);
  }
  Z3_ast claim() const { return Claim; }
};

struct Pending {};
using Step = std::variant<Pending, Conjecture, std::string>;

static void conclude(Z3_context C, Step &S, Z3_solver Solver) {
  auto *Open = std::get_if<Conjecture>(&S);
  if (!Open)
    return;
  Z3_ast Claim = Open->claim();
  Z3_solver_push(C, Solver);
  Z3_solver_assert(C, Solver, Z3_mk_not(C, Claim));
  Z3_lbool Answer = Z3_solver_check(C, Solver);
  Z3_solver_pop(C, Solver, 1);
  if (Answer == Z3_L_FALSE)
    return;
  unsigned Id = Z3_get_ast_id(C, Claim);
  S = std::string("refuted");
  Z3_mk_true(C);
  std::printf("refuted: %u\n", Id);
}

int main() {
  Z3_config Cfg = Z3_mk_config();
  Z3_context C = Z3_mk_context_rc(Cfg);
  Z3_del_config(Cfg);
  Z3_solver Solver = Z3_mk_simple_solver(C);
  Z3_solver_inc_ref(C, Solver);
  Z3_sort Int = Z3_mk_int_sort(C);
  Z3_ast X = Z3_mk_const(C, Z3_mk_string_symbol(C, "x"), Int);
  Z3_inc_ref(C, X);
  {
    Step S = Pending{};
    S = Conjecture(C, Z3_mk_gt(C, X, Z3_mk_int(C, 3, Int)));
    conclude(C, S, Solver);
  }
  Z3_dec_ref(C, X);
  Z3_solver_dec_ref(C, Solver);
  Z3_del_context(C);
  return 0;
}
