// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiled with every warning, compiler, standard and mode that z3raii
// supports: the whole of each class template, and the umbrella header twice.

#include "z3raii/z3raii.h"

#if Z3RAII_EXCEPTIONS
#include "z3raii/releasable.h" // z3++ throws
#endif

#include <functional>

#define INSTANTIATE(name) template class z3raii::handle<z3raii::kind::name>;
Z3RAII_AST_KINDS(INSTANTIATE)
Z3RAII_OBJECT_KINDS(INSTANTIATE)
#undef INSTANTIATE
#define INSTANTIATE(name, destroy, zero)                                       \
  template class z3raii::owned<z3raii::kind::name>;
Z3RAII_OWNED_KINDS(INSTANTIATE)
#undef INSTANTIATE

template class z3raii::deferred<z3raii::solver>;
template class z3raii::result<z3raii::ast>;
#if Z3RAII_EXCEPTIONS
template class z3raii::releasable<z3::solver>;
#endif

// Code as the analyzer's edits write it, around a context of someone else.
Z3_lbool checkAll(Z3_context c, const Z3_ast *goals, unsigned n);
Z3_lbool checkAll(Z3_context c, const Z3_ast *goals, unsigned n) {
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_solver(c));
  z3raii::params p = z3raii::params::share(c, Z3_mk_params(c));
  Z3_solver_set_params(c, s, p);
  p.release();
  Z3_lbool all = Z3_L_TRUE;
  for (unsigned i = 0; i != n; ++i) {
    z3raii::solver_scope scope(c, s);
    z3raii::ast negated = z3raii::ast::share(c, Z3_mk_not(c, goals[i]));
    Z3_solver_assert(c, s, negated);
    if (Z3_solver_check(c, s) != Z3_L_FALSE) {
      z3raii::model m = z3raii::model::share(c, Z3_solver_get_model(c, s));
      all = m ? Z3_L_FALSE : Z3_L_UNDEF;
      break;
    }
  }
  s.release();
  return all;
}

// Code with no context at hand but z3raii's own.
unsigned termKinds();
unsigned termKinds() {
  z3raii::config settings;
  settings.set("model", "true");
  z3raii::context c(settings);
  z3raii::sort integer = z3raii::sort::share(c, Z3_mk_int_sort(c));
  z3raii::ast term = integer;
  z3raii::solver s = z3raii::solver::share(c, Z3_mk_simple_solver(c));
  z3raii::solver_scope scope(s);
  return unsigned(Z3_get_ast_kind(c, integer)) +
         unsigned(std::hash<z3raii::ast>()(term) != 0) +
         Z3_get_ast_hash(c, term);
}
