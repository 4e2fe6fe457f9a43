// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test generator asks a model for the value of an expression, through an out-parameter.
// A value that is no numeral is reported, and not released.
#include <cstdint>
#include <cstdio>
#include <optional>
#include <z3.h>

namespace {

// On true the caller owns *value.
bool value_of(Z3_context ctx, Z3_model model, Z3_ast term, Z3_ast *value) {
  Z3_ast result;
  if (!Z3_model_eval(ctx, model, term, false, &result)) // trace: leak
    return false;
  Z3_inc_ref(ctx, result);
  *value = result;
  return true;
}

std::optional<std::int64_t> number_of(Z3_context ctx, Z3_model model,
                                      Z3_ast term) {
  Z3_ast value = nullptr;
  if (!value_of(ctx, model, term, &value)) // report: z3-handle-leak
    return std::nullopt;
  std::int64_t number = 0;
  if (Z3_get_ast_kind(ctx, value) != Z3_NUMERAL_AST ||
      !Z3_get_numeral_int64(ctx, value, &number)) {
    std::fprintf(stderr, "not a number: %s\n", Z3_ast_to_string(ctx, value));
    return std::nullopt;
  }
  Z3_dec_ref(ctx, value);
  return number;
}

Z3_ast input(Z3_context ctx, const char *name) {
  Z3_ast x = Z3_mk_const(ctx, Z3_mk_string_symbol(ctx, name), Z3_mk_int_sort(ctx));
  Z3_inc_ref(ctx, x);
  return x;
}

} // namespace

int main() {
  Z3_config cfg = Z3_mk_config();
  Z3_context ctx = Z3_mk_context_rc(cfg);
  Z3_del_config(cfg);
  Z3_ast a = input(ctx, "a"), b = input(ctx, "b");
  Z3_solver solver = Z3_mk_simple_solver(ctx);
  Z3_solver_inc_ref(ctx, solver);
  Z3_ast five = Z3_mk_int(ctx, 5, Z3_mk_int_sort(ctx));
  Z3_solver_assert(ctx, solver, Z3_mk_eq(ctx, a, five));
  if (Z3_solver_check(ctx, solver) == Z3_L_TRUE) {
    Z3_model model = Z3_solver_get_model(ctx, solver);
    Z3_model_inc_ref(ctx, model);
    auto known = number_of(ctx, model, a);
    auto open = number_of(ctx, model, b);
    std::printf("%d %d\n", known.has_value(), open.has_value());
    Z3_model_dec_ref(ctx, model);
  }
  Z3_solver_dec_ref(ctx, solver);
  Z3_dec_ref(ctx, b);
  Z3_dec_ref(ctx, a);
  Z3_del_context(ctx);
  return 0;
}
