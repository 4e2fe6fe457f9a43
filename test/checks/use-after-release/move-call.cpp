// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What releases the handle goes behind its last use: delete, reset, a closure;
// handles in structured bindings and behind references.

#include <cstdio>
#include <optional>
#include <utility>
#include <z3++.h>

static void otherObject(Z3_context Ctx) {
  Z3_params Params = Z3_mk_params(Ctx);
  Z3_params_inc_ref(Ctx, Params);
  Z3_params_dec_ref(Ctx, Params);
}

static std::pair<Z3_context, Z3_solver> made(Z3_context Ctx) {
  Z3_solver Solver = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, Solver);
  return {Ctx, Solver};
}

static void deletedBad(z3::context &Ctx) {
  auto *Solver = new z3::solver(Ctx);
  Z3_solver Raw = *Solver;
  otherObject(Ctx);
  delete Solver;
  unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Raw); // warn: is used after it was released
  // fix: unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Raw);
  // fix: delete Solver;
  std::printf("%u\n", Scopes);
}

static void resetBad(z3::context &Ctx) {
  std::optional<z3::solver> Solver;
  Solver.emplace(Ctx);
  Z3_solver Raw = *Solver;
  otherObject(Ctx);
  Solver.reset();
  unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Raw); // warn: is used after it was released
  // fix: unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Raw);
  // fix: Solver.reset();
  std::printf("%u\n", Scopes);
}

static void closureBad(Z3_context Ctx) {
  Z3_solver Solver = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, Solver);
  auto Close = [&] { Z3_solver_dec_ref(Ctx, Solver); };
  otherObject(Ctx);
  Close();
  unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Solver); // warn: is used after it was released
  // fix: unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Solver);
  // fix: Close();
  std::printf("%u\n", Scopes);
}

static void bindingBad(Z3_context Ctx) {
  auto [Same, Solver] = made(Ctx);
  otherObject(Ctx);
  Z3_solver_dec_ref(Same, Solver);
  unsigned Scopes = Z3_solver_get_num_scopes(Same, Solver); // warn: is used after it was released
  // fix: unsigned Scopes = Z3_solver_get_num_scopes(Same, Solver);
  // fix: Z3_solver_dec_ref(Same, Solver);
  std::printf("%u\n", Scopes);
}

static void referenceBad(Z3_context Ctx) {
  Z3_solver Solver = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, Solver);
  Z3_solver &Name = Solver;
  otherObject(Ctx);
  Z3_solver_dec_ref(Ctx, Solver);
  unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Name); // warn: is used after it was released
  // fix: unsigned Scopes = Z3_solver_get_num_scopes(Ctx, Name);
  // fix: Z3_solver_dec_ref(Ctx, Solver);
  std::printf("%u\n", Scopes);
}

int main() {
  z3::context Ctx;
  deletedBad(Ctx);
  resetBad(Ctx);
  closureBad(Ctx);
  bindingBad(Ctx);
  referenceBad(Ctx);
  return 0;
}
// prints: 0
// prints: 0
// prints: 0
// prints: 0
// prints: 0
