// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that give and take references of each kind (1.2 of the handle
// rules).

#include "model/Model.h"

namespace z3tidy::model {

using ir::Family;
using ir::Kind;

llvm::StringRef retainFunction(Kind K) {
  if (ir::family(K) == Family::Ast)
    return "Z3_inc_ref";
  if (ir::family(K) != Family::Object)
    return "";
  switch (K) {
#define Z3_HANDLE(Enumerator, Spelling, Typedef, FamilyName)                   \
  case Kind::Enumerator:                                                       \
    return Typedef "_inc_ref";
#include "ir/HandleKinds.def"
  case Kind::None:
    break;
  }
  return "";
}

static llvm::StringRef deleteFunction(Kind K) {
  switch (K) {
  case Kind::Config:
    return "Z3_del_config";
  case Kind::Context:
    return "Z3_del_context";
  case Kind::Constructor:
    return "Z3_del_constructor";
  case Kind::ConstructorList:
    return "Z3_del_constructor_list";
  case Kind::RcfNum:
    return "Z3_rcf_del";
  default:
    return "";
  }
}

llvm::StringRef releaseFunction(Kind K) {
  if (ir::family(K) == Family::Ast)
    return "Z3_dec_ref";
  if (ir::family(K) == Family::Owned)
    return deleteFunction(K);
  if (ir::family(K) != Family::Object)
    return "";
  switch (K) {
#define Z3_HANDLE(Enumerator, Spelling, Typedef, FamilyName)                   \
  case Kind::Enumerator:                                                       \
    return Typedef "_dec_ref";
#include "ir/HandleKinds.def"
  case Kind::None:
    break;
  }
  return "";
}

llvm::StringRef toAstFunction(Kind K) {
  switch (K) {
  case Kind::Sort:
    return "Z3_sort_to_ast";
  case Kind::FuncDecl:
    return "Z3_func_decl_to_ast";
  case Kind::App:
    return "Z3_app_to_ast";
  case Kind::Pattern:
    return "Z3_pattern_to_ast";
  default:
    return "";
  }
}

llvm::StringRef translateFunction(Kind K) {
  if (ir::family(K) == Family::Ast)
    return "Z3_translate";
  switch (K) {
  case Kind::Solver:
    return "Z3_solver_translate";
  case Kind::Model:
    return "Z3_model_translate";
  case Kind::Goal:
    return "Z3_goal_translate";
  case Kind::AstVector:
    return "Z3_ast_vector_translate";
  default:
    return ""; // Z3_optimize_translate: since 4.15.5 only
  }
}

bool releaseOfNullCrashes(Kind K) {
  // Z3_param_descrs_dec_ref: measured on 4.8.12; later versions test for NULL.
  return K == Kind::Context || K == Kind::ParamDescrs;
}

bool retainOfNullCrashes(Kind K) {
  return ir::family(K) == Family::Object && K != Kind::Model &&
         K != Kind::FuncInterp && K != Kind::FuncEntry;
}

} // namespace z3tidy::model
