// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fresh object of each counted kind, and a Z3 context by hand: none of it
// through z3raii, which is under test.

#ifndef Z3TIDY_TEST_RUNTIME_SAMPLES_H
#define Z3TIDY_TEST_RUNTIME_SAMPLES_H

#include "z3raii/z3raii.h"

/// A context of our own, deleted by hand, that z3raii does not know.
struct RawContext {
  RawContext() {
    Z3_config Config = Z3_mk_config();
    C = Z3_mk_context_rc(Config);
    Z3_del_config(Config);
  }
  RawContext(const RawContext &) = delete;
  RawContext &operator=(const RawContext &) = delete;
  ~RawContext() { Z3_del_context(C); }
  operator Z3_context() const { return C; }
  Z3_context C;
};

/// make(c) returns an object as Z3 does: fresh, with no reference of its own.
/// What it was built from is left to the context.
template <class Kind> struct Sample;

#define SAMPLE(Kind, ...)                                                      \
  template <> struct Sample<z3raii::kind::Kind> {                              \
    static Z3_##Kind make(Z3_context C) { __VA_ARGS__ }                        \
  };

inline Z3_ast sampleConstant(Z3_context C) {
  return Z3_mk_fresh_const(C, "x", Z3_mk_int_sort(C));
}

SAMPLE(ast, return sampleConstant(C);)
SAMPLE(sort, return Z3_mk_uninterpreted_sort(C, Z3_mk_string_symbol(C, "S"));)
SAMPLE(func_decl,
       return Z3_mk_fresh_func_decl(C, "f", 0, nullptr, Z3_mk_int_sort(C));)
SAMPLE(app, return Z3_to_app(C, sampleConstant(C));)
SAMPLE(pattern, Z3_ast X = sampleConstant(C); return Z3_mk_pattern(C, 1, &X);)
SAMPLE(solver, return Z3_mk_simple_solver(C);)
SAMPLE(model, return Z3_mk_model(C);)
SAMPLE(params, return Z3_mk_params(C);)
SAMPLE(optimize, return Z3_mk_optimize(C);)
SAMPLE(fixedpoint, return Z3_mk_fixedpoint(C);)
SAMPLE(goal, return Z3_mk_goal(C, true, false, false);)
SAMPLE(tactic, return Z3_mk_tactic(C, "skip");)
SAMPLE(probe, return Z3_mk_probe(C, "size");)
SAMPLE(apply_result, Z3_goal G = Z3_mk_goal(C, true, false, false);
       Z3_goal_inc_ref(C, G); Z3_tactic T = Z3_mk_tactic(C, "skip");
       Z3_tactic_inc_ref(C, T); return Z3_tactic_apply(C, T, G);)
SAMPLE(stats, Z3_solver S = Z3_mk_simple_solver(C); Z3_solver_inc_ref(C, S);
       return Z3_solver_get_statistics(C, S);)
SAMPLE(ast_vector, return Z3_mk_ast_vector(C);)
SAMPLE(ast_map, return Z3_mk_ast_map(C);)
SAMPLE(param_descrs, return Z3_simplify_get_param_descrs(C);)

inline Z3_func_interp sampleInterpretation(Z3_context C) {
  Z3_sort Int = Z3_mk_int_sort(C);
  Z3_func_decl F = Z3_mk_fresh_func_decl(C, "f", 1, &Int, Int);
  Z3_inc_ref(C, Z3_func_decl_to_ast(C, F));
  Z3_ast One = Z3_mk_int(C, 1, Int);
  Z3_inc_ref(C, One);
  Z3_model M = Z3_mk_model(C);
  Z3_model_inc_ref(C, M);
  return Z3_add_func_interp(C, M, F, One);
}
SAMPLE(func_interp, return sampleInterpretation(C);)
SAMPLE(func_entry, Z3_func_interp F = sampleInterpretation(C);
       Z3_func_interp_inc_ref(C, F);
       Z3_ast One = Z3_mk_int(C, 1, Z3_mk_int_sort(C)); Z3_inc_ref(C, One);
       Z3_ast_vector Arguments = Z3_mk_ast_vector(C);
       Z3_ast_vector_inc_ref(C, Arguments);
       Z3_ast_vector_push(C, Arguments, One);
       Z3_func_interp_add_entry(C, F, Arguments, One);
       return Z3_func_interp_get_entry(C, F, 0);)
#undef SAMPLE

#endif
