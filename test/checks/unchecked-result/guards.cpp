// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-unchecked-result
// Guards that record errors while they live.
#include <stdexcept>
#include <z3.h>

static thread_local struct Guard *Top;
struct Guard {
  Guard *Previous;
  bool Failed = false;
  explicit Guard(Z3_context c) : Previous(Top) {
    Top = this;
    Z3_set_error_handler(c, &record);
  }
  Guard(const Guard &) = delete;
  ~Guard() { Top = Previous; }
  bool ok() const { return !Failed; }
  static void record(Z3_context, Z3_error_code) {
    if (Top)
      Top->Failed = true;
  }
};

void requireBad(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  Z3_solver_assert(c, s, no); // warn-nofix: this call may get a null result
}
void nestedBad(Z3_context c, Z3_solver s, Z3_ast f, Z3_ast g) {
  Guard guard(c);
  Z3_solver_assert(c, s, Z3_mk_implies(c, f, g)); // warn-nofix: this call may get a null result
}

void askedOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  if (g.ok())
    Z3_solver_assert(c, s, no);
}
Z3_ast returnedOk(Z3_context c, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  return g.Failed ? nullptr : no;
}
void testedOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  if (no)
    Z3_solver_assert(c, s, no);
}
void errorCodeOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  if (Z3_get_error_code(c) == Z3_OK)
    Z3_solver_assert(c, s, no);
}
void throughTopOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  if (!Top->Failed)
    Z3_solver_assert(c, s, no);
}
static void check() {
  if (Top->Failed)
    throw std::runtime_error("error");
}
void helperOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  check();
  Z3_solver_assert(c, s, no);
}
void elsewhere();
void unknownHelperOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Guard g(c);
  Z3_ast no = Z3_mk_not(c, f);
  elsewhere();
  Z3_solver_assert(c, s, no);
}
// Nothing here is of a term that may not fit.
void constantOk(Z3_context c, Z3_solver s) {
  Guard g(c);
  Z3_solver_assert(c, s, Z3_mk_true(c));
}

// The destructor tells.
struct Telling {
  static thread_local int Errors;
  explicit Telling(Z3_context c) {
    Errors = 0;
    Z3_set_error_handler(c, record);
  }
  ~Telling() noexcept(false) {
    if (Errors)
      throw std::runtime_error("error");
  }
  static void record(Z3_context, Z3_error_code) { ++Errors; }
};
thread_local int Telling::Errors;
void toldOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Telling t(c);
  Z3_solver_assert(c, s, Z3_mk_not(c, f));
}

// The handler does not come back.
struct Throwing {
  explicit Throwing(Z3_context c) { Z3_set_error_handler(c, fail); }
  ~Throwing() {}
  static void fail(Z3_context, Z3_error_code) { throw std::runtime_error("error"); }
};
void thrownOk(Z3_context c, Z3_solver s, Z3_ast f) {
  Throwing t(c);
  Z3_solver_assert(c, s, Z3_mk_not(c, f));
}
