// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two shared pointers that are both made from one handle both give its one
// reference back.
#include <memory>
#include <type_traits>
#include <z3.h>

using Model = std::shared_ptr<std::remove_pointer_t<Z3_model>>;

static Model own(Z3_context c, Z3_model m) {
  return Model(m, [c](Z3_model last) { Z3_model_dec_ref(c, last); });
}

static Z3_model modelOf(Z3_context c, Z3_solver s) {
  if (Z3_solver_check(c, s) != Z3_L_TRUE)
    return nullptr;
  Z3_model m = Z3_solver_get_model(c, s);
  Z3_model_inc_ref(c, m);
  return m;
}

unsigned directBad(Z3_context c, Z3_solver s) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return 0;
  Model a(m, [c](Z3_model last) { Z3_model_dec_ref(c, last); });
  Model b(m, [c](Z3_model last) { Z3_model_dec_ref(c, last); }); // warn-nofix: 'm' is given to a wrapper without a reference
  return Z3_model_get_num_consts(c, b.get());
}

unsigned helperBad(Z3_context c, Z3_solver s) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return 0;
  Model a = own(c, m);
  Model b = own(c, m); // warn: 'm' is given to a wrapper without a reference
  return Z3_model_get_num_consts(c, b.get());
}

unsigned helperOk(Z3_context c, Z3_solver s) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return 0;
  Model a = own(c, m);
  Model b = a;
  return Z3_model_get_num_consts(c, b.get());
}

// One reference for each.
unsigned retainedOk(Z3_context c, Z3_solver s) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return 0;
  Model a = own(c, m);
  Z3_model_inc_ref(c, m);
  Model b = own(c, m);
  return Z3_model_get_num_consts(c, b.get());
}

void leavingBad(Z3_context c, Z3_solver s, Model &report, Model &inputs) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return;
  report = own(c, m);
  inputs = own(c, m); // warn: 'm' is given to a wrapper without a reference
}

void leavingOk(Z3_context c, Z3_solver s, Model &report, Model &inputs) {
  Z3_model m = modelOf(c, s);
  if (!m)
    return;
  report = own(c, m);
  inputs = report;
}
