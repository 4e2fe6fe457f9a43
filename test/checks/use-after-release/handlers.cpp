// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Released before it is thrown, and used or released in the handler.

#include <cstdio>
#include <stdexcept>
#include <z3.h>

static void otherObject(Z3_context Ctx) {
  Z3_params Params = Z3_mk_params(Ctx);
  Z3_params_inc_ref(Ctx, Params);
  Z3_params_dec_ref(Ctx, Params);
}

static void usedBad(Z3_context Ctx, bool Fails) {
  Z3_solver S = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, S);
  otherObject(Ctx);
  try {
    if (Fails) {
      Z3_solver_dec_ref(Ctx, S);
      throw std::runtime_error("failed");
    }
    // fix: if (Fails) {
    // fix: throw std::runtime_error("failed");
  } catch (const std::runtime_error &) {
    std::printf("%u scopes\n", Z3_solver_get_num_scopes(Ctx, S)); // warn: 'S' is used after it was released
    // fix: std::printf("%u scopes\n", Z3_solver_get_num_scopes(Ctx, S));
    // fix: Z3_solver_dec_ref(Ctx, S);
    // fix: return;
    return;
  }
  Z3_solver_dec_ref(Ctx, S);
  // fix: Z3_solver_dec_ref(Ctx, S);
  // fix: }
}

static void releasedBad(Z3_context Ctx, bool Fails) {
  Z3_solver S = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, S);
  otherObject(Ctx);
  try {
    if (Fails) {
      Z3_solver_dec_ref(Ctx, S);
      // fix: S = nullptr;
      throw std::runtime_error("failed");
    }
    Z3_solver_dec_ref(Ctx, S);
  } catch (const std::runtime_error &) {
    std::puts("caught");
    Z3_solver_dec_ref(Ctx, S); // warn: 'S' is released a second time
  }
}

static void usedOk(Z3_context Ctx, bool Fails) {
  Z3_solver S = Z3_mk_simple_solver(Ctx);
  Z3_solver_inc_ref(Ctx, S);
  try {
    if (Fails)
      throw std::runtime_error("failed");
  } catch (const std::runtime_error &) {
    std::printf("%u scopes\n", Z3_solver_get_num_scopes(Ctx, S));
  }
  Z3_solver_dec_ref(Ctx, S);
}

int main() {
  Z3_config Config = Z3_mk_config();
  Z3_context Ctx = Z3_mk_context_rc(Config);
  Z3_del_config(Config);
  usedBad(Ctx, true);
  usedBad(Ctx, false);
  releasedBad(Ctx, true);
  releasedBad(Ctx, false);
  usedOk(Ctx, true);
  Z3_del_context(Ctx);
  return 0;
}
// prints: 0 scopes
// prints: caught
// prints: 0 scopes
