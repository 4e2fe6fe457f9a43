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
  // The cleanup of the scope, for all calls in it.
  // CHECK: [[LOCALS:bb[0-9]+]]:
  // CHECK-NEXT: release %inner implicit
  // CHECK-NEXT: end %inner implicit
  // CHECK-NEXT: edges unwind
  // CHECK: [[ON]]:
  // CHECK-NEXT: use %inner, $[[T]] {{.*}}role assert
  // CHECK-NEXT: release $[[T]] implicit
  // The exception of add() destroys the temporary first.
  // CHECK: [[UP]]:
  // CHECK-NEXT: release $[[T]] implicit
  // CHECK-NEXT: goto [[LOCALS]]
}

// An exception that no handler is for leaves the function.
// CHECK-LABEL: func @passes(
void passes(z3::context &c, bool b) {
  z3::solver s(c);
  try {
    if (b)
      throw Failed();
    s.check();
  } catch (const z3::exception &) {
    // CHECK: role reset
    s.reset();
  }
  // CHECK: {{^ *}}ret @
  // CHECK: release %s implicit
  // CHECK-NEXT: end %s implicit
  // CHECK-NEXT: end %c implicit
  // CHECK-NEXT: end %b implicit
  // CHECK-NEXT: throw
}

static void mayFail(z3::context &c, Z3_ast x) {
  if (!x)
    throw Failed();
  Z3_inc_ref(c, x);
}

// CHECK-LABEL: func @rethrown(
void rethrown(z3::context &c, Z3_ast x) {
  try {
    // What it does before it throws is in its summary.
    // CHECK: call @mayFail(%c, %x)
    // CHECK-NEXT: edges [[ON:bb[0-9]+]], unwind [[UP:bb[0-9]+]]
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
  // CHECK-NEXT: release %x in %c.*
}

// A raw handle that is counted by hand: each call of z3++ may lose it.
// CHECK-LABEL: func @byHand(
Z3_lbool byHand(z3::context &c, const z3::expr &x) {
  // CHECK: %s = new solver
  Z3_solver s = Z3_mk_simple_solver(c);
  // CHECK: retain %s
  // CHECK-NEXT: edges [[ON:bb[0-9]+]], unwind [[UP:bb[0-9]+]]
  Z3_solver_inc_ref(c, s);
  // CHECK: [[ON]]:
  // CHECK-NEXT: use %x.*
  // CHECK-NEXT: %n = new ast
  z3::expr n = !x;
  Z3_solver_assert(c, s, n);
  Z3_lbool r = Z3_solver_check(c, s);
  // CHECK: release %s
  Z3_solver_dec_ref(c, s);
  return r;
  // CHECK: [[UP]]:
  // CHECK-NEXT: end %s implicit
  // CHECK-NEXT: end %c implicit
  // CHECK-NEXT: end %x implicit
  // CHECK-NEXT: throw
}

// What leaves it ends the program: no way of its own.
// CHECK-LABEL: func @quiet(
// CHECK-NOT: unwind
// CHECK: ret
void quiet(z3::context &c, const z3::expr &x) noexcept {
  Z3_solver s = Z3_mk_simple_solver(c);
  Z3_solver_inc_ref(c, s);
  z3::expr n = !x;
  Z3_solver_assert(c, s, n);
  Z3_solver_dec_ref(c, s);
}

// Before any count is changed an exception loses nothing; a caller may want to
// know of it.
// CHECK-LABEL: func @early(
z3::expr early(const z3::expr &x) {
  // CHECK-SAME: entry [[START:bb[0-9]+]]
  // CHECK-NOT: unwind
  // CHECK: ret = new ast
  // CHECK: [[START]]:
  // CHECK-NEXT: edges bb0, unwind
  return !x;
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

// A constructor that is left so has no object: the bases and members that are
// there are destroyed, and what is held by hand ends with the memory.
struct Counted {
  z3::expr value;
  explicit Counted(const z3::expr &e) : value(e) {}
};
static void check(int n) {
  if (n < 0)
    throw Failed();
}
struct Half {
  Counted first;
  Z3_solver s;
  z3::expr last;
  // CHECK-LABEL: func @Half::Half(%x, %n)
  // CHECK: edges {{bb[0-9]+}}, unwind [[NOLAST:bb[0-9]+]]
  // CHECK: %this.*.last = new ast
  // CHECK-NEXT: edges {{bb[0-9]+}}, unwind [[ALL:bb[0-9]+]]
  // CHECK: [[NOLAST]]:
  // CHECK-NEXT: release %this.*.first.value implicit
  // CHECK-NEXT: end %this.* implicit
  // CHECK: [[ALL]]:
  // CHECK-NEXT: release %this.*.last implicit
  // CHECK-NEXT: release %this.*.first.value implicit
  // CHECK-NEXT: end %this.* implicit
  Half(const z3::expr &x, int n) : first(x), s(Z3_mk_solver(x.ctx())), last((Z3_solver_inc_ref(x.ctx(), s), !x)) {
    check(n);
  }
  ~Half();
  // The one that this delegates to has ended: the destructor runs.
  // CHECK-LABEL: func @"Half::Half(int, const z3::expr &)"
  // CHECK: call @Half::Half(
  // CHECK: call @"Half::~Half"(%this) implicit
  // CHECK-NEXT: end %this.* implicit
  // CHECK-NEXT: end
  // CHECK-NEXT: end
  // CHECK-NEXT: throw
  Half(int n, const z3::expr &x) : Half(x, n) {
    if (n > 3)
      throw Failed();
  }
};

// The handler of a constructor as a whole comes after that, and goes on.
struct Tried {
  z3::expr e;
  Z3_solver s;
  // CHECK-LABEL: func @Tried::Tried(
  // CHECK: retain %this.*.s
  // CHECK: edges {{bb[0-9]+}}, unwind [[DROP:bb[0-9]+]]
  // CHECK: release %this.*.s {{.*}}"Z3_solver_dec_ref"
  // CHECK-NEXT: end %this.* implicit
  // CHECK-NEXT: end
  // CHECK-NEXT: end
  // CHECK-NEXT: throw
  // CHECK: [[DROP]]:
  // CHECK-NEXT: release %this.*.e implicit
  // CHECK-NEXT: edges unwind
  Tried(const z3::expr &x, int n) try : e(x), s(Z3_mk_solver(x.ctx())) {
    Z3_solver_inc_ref(x.ctx(), s);
    check(n);
  } catch (const Failed &) {
    Z3_solver_dec_ref(x.ctx(), s);
  }
  ~Tried();
};
