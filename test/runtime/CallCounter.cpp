// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions are listed by hand, not taken from z3raii's own table: a wrong
// line there shows up as a missing call here.

#include "CallCounter.h"

#include <dlfcn.h>
#include <map>
#include <mutex>
#include <z3.h>

namespace {
struct Calls {
  int Increments = 0;
  int Decrements = 0;
  int Deletions = 0;
};

std::map<const void *, Calls> &table() {
  static auto *Table = new std::map<const void *, Calls>;
  return *Table;
}
int Total = 0;
std::mutex Guard;

void note(const void *Object, int Calls::*Counter) {
  std::lock_guard<std::mutex> Lock(Guard);
  ++Total;
  ++(table()[Object].*Counter);
}

template <class Function> Function *real(Function *, const char *Name) {
  return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, Name));
}
} // namespace

int counted::increments(const void *Object) {
  return table()[Object].Increments;
}
int counted::decrements(const void *Object) {
  return table()[Object].Decrements;
}
int counted::deletions(const void *Object) { return table()[Object].Deletions; }
int counted::allCalls() { return Total; }
void counted::reset() {
  table().clear();
  Total = 0;
}

#define COUNT(Function, Type, Counter)                                         \
  void Function(Z3_context C, Type Object) {                                   \
    static auto *const Real = real(&Function, #Function);                      \
    note(Object, &Calls::Counter);                                             \
    Real(C, Object);                                                           \
  }
#define COUNT_ALONE(Function, Type, Counter)                                   \
  void Function(Type Object) {                                                 \
    static auto *const Real = real(&Function, #Function);                      \
    note(Object, &Calls::Counter);                                             \
    Real(Object);                                                              \
  }

extern "C" {
COUNT(Z3_inc_ref, Z3_ast, Increments)
COUNT(Z3_dec_ref, Z3_ast, Decrements)
COUNT(Z3_solver_inc_ref, Z3_solver, Increments)
COUNT(Z3_solver_dec_ref, Z3_solver, Decrements)
COUNT(Z3_model_inc_ref, Z3_model, Increments)
COUNT(Z3_model_dec_ref, Z3_model, Decrements)
COUNT(Z3_params_inc_ref, Z3_params, Increments)
COUNT(Z3_params_dec_ref, Z3_params, Decrements)
COUNT(Z3_optimize_inc_ref, Z3_optimize, Increments)
COUNT(Z3_optimize_dec_ref, Z3_optimize, Decrements)
COUNT(Z3_fixedpoint_inc_ref, Z3_fixedpoint, Increments)
COUNT(Z3_fixedpoint_dec_ref, Z3_fixedpoint, Decrements)
COUNT(Z3_goal_inc_ref, Z3_goal, Increments)
COUNT(Z3_goal_dec_ref, Z3_goal, Decrements)
COUNT(Z3_tactic_inc_ref, Z3_tactic, Increments)
COUNT(Z3_tactic_dec_ref, Z3_tactic, Decrements)
COUNT(Z3_probe_inc_ref, Z3_probe, Increments)
COUNT(Z3_probe_dec_ref, Z3_probe, Decrements)
COUNT(Z3_apply_result_inc_ref, Z3_apply_result, Increments)
COUNT(Z3_apply_result_dec_ref, Z3_apply_result, Decrements)
COUNT(Z3_stats_inc_ref, Z3_stats, Increments)
COUNT(Z3_stats_dec_ref, Z3_stats, Decrements)
COUNT(Z3_ast_vector_inc_ref, Z3_ast_vector, Increments)
COUNT(Z3_ast_vector_dec_ref, Z3_ast_vector, Decrements)
COUNT(Z3_ast_map_inc_ref, Z3_ast_map, Increments)
COUNT(Z3_ast_map_dec_ref, Z3_ast_map, Decrements)
COUNT(Z3_func_interp_inc_ref, Z3_func_interp, Increments)
COUNT(Z3_func_interp_dec_ref, Z3_func_interp, Decrements)
COUNT(Z3_func_entry_inc_ref, Z3_func_entry, Increments)
COUNT(Z3_func_entry_dec_ref, Z3_func_entry, Decrements)
COUNT(Z3_param_descrs_inc_ref, Z3_param_descrs, Increments)
COUNT(Z3_param_descrs_dec_ref, Z3_param_descrs, Decrements)
COUNT(Z3_del_constructor, Z3_constructor, Deletions)
COUNT(Z3_del_constructor_list, Z3_constructor_list, Deletions)
COUNT(Z3_rcf_del, Z3_rcf_num, Deletions)
COUNT_ALONE(Z3_del_config, Z3_config, Deletions)
COUNT_ALONE(Z3_del_context, Z3_context, Deletions)
}
