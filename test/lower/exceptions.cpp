// RUN: %dump-c++ | %check
// Ways out by exception.
#include <z3++.h>

struct Failed {};

// What is in scope is destroyed on the way.
// CHECK-LABEL: func @leaves(
void leaves(z3::context &c, bool b) {
  // CHECK: %s = new solver
  z3::solver s(c);
  if (b)
    // CHECK: release %s implicit
    // CHECK-NEXT: end %s implicit
    // CHECK-NEXT: end %c implicit
    // CHECK-NEXT: end %b implicit
    // CHECK-NEXT: throw
    throw Failed();
}

// CHECK-LABEL: func @caught(
void caught(z3::context &c, const z3::expr &x) {
  // CHECK: %outer = new solver
  z3::solver outer(c);
  try {
    // CHECK: %inner = copy %outer
    z3::solver inner(outer);
    // The handler, which is printed first.
    // CHECK-NOT: release %inner
    // CHECK: use %outer {{.*}}role reset
    // CHECK: $[[T:[0-9]+]] = new ast
    // CHECK-NEXT: edges [[ON:bb[0-9]+]], unwind [[UP:bb[0-9]+]]
    inner.add(x > 1);
  } catch (const z3::exception &) {
    outer.reset();
  }
  // The exception of add() destroys the temporary and the local.
  // CHECK: [[UP]]:
  // CHECK-NEXT: release $[[T]] implicit
  // CHECK-NEXT: release %inner implicit
  // CHECK-NEXT: end %inner implicit
  // CHECK-NEXT: edges unwind
  // CHECK: [[ON]]:
  // CHECK-NEXT: use %inner, $[[T]] {{.*}}role assert
  // CHECK-NEXT: release $[[T]] implicit
  // An exception of another type leaves the function.
  // CHECK: release %outer implicit
  // CHECK: throw
}

static void mayFail(z3::context &c, Z3_ast x) {
  if (!x)
    throw Failed();
  Z3_inc_ref(c, x);
}

// CHECK-LABEL: func @rethrown(
void rethrown(z3::context &c, Z3_ast x) {
  try {
    // CHECK: edges [[ON:bb[0-9]+]], unwind [[UP:bb[0-9]+]]
    mayFail(c, x);
    Z3_dec_ref(c, x);
  } catch (...) {
    // CHECK: retain %x in %c.*
    Z3_inc_ref(c, x);
    // CHECK: throw
    throw;
  }
  // C functions do not throw.
  // CHECK: [[ON]]:
  // CHECK-NEXT: call @mayFail(%c, %x)
  // CHECK-NEXT: release %x in %c.*
}

[[noreturn]] void fatal(const char *);
static void die(Z3_context c) {
  Z3_del_context(c);
  fatal("end");
}

// CHECK-LABEL: func @stops(
void stops(Z3_context c, Z3_ast x) {
  if (!x)
    // CHECK: call @die(%c)
    // CHECK-NEXT: unreachable
    die(c);
  // CHECK: retain %x
  Z3_inc_ref(c, x);
}
