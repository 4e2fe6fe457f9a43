// RUN: %dump-c++ | %check
// Objects of z3++: they are the handle that they own.
#include <z3++.h>

// CHECK-LABEL: func @construct(%c, %raw: ast)
void construct(z3::context &c, Z3_ast raw) {
  // CHECK: %s = new solver in %c.* count 1 {{.*}}"z3::solver"
  z3::solver s(c);
  // CHECK-NEXT: %e = copy %raw
  // CHECK-NEXT: retain %e
  z3::expr e(c, raw);
  // CHECK-NEXT: %f = copy %e
  // CHECK-NEXT: retain %f
  z3::expr f(e);
  // A term with a context and nothing else is empty.
  // CHECK-NEXT: %none = copy null
  z3::expr none(c);
  // CHECK-NEXT: %cfg = new config count 1
  z3::config cfg;
  // CHECK-NEXT: use %cfg
  // CHECK-NEXT: %own = new context counting count 1
  z3::context own(cfg);
  // CHECK-NEXT: $0 = copy %f
  // CHECK-NEXT: retain $0
  // CHECK-NEXT: release %e
  // CHECK-NEXT: %e = move $0
  e = f;
  // Destructors, last first.
  // CHECK-NEXT: delete %own implicit
  // CHECK-NEXT: end %own implicit
  // CHECK-NEXT: delete %cfg implicit
  // CHECK: release %none implicit
  // CHECK: release %f implicit
  // CHECK: release %e implicit
  // CHECK: release %s implicit
  // CHECK-NEXT: end %s implicit
}

// CHECK-LABEL: func @temporaries(
void temporaries(z3::solver &s, const z3::expr &x) {
  // CHECK: use %x.*, 1 in %x.* {{.*}}"z3::operator+"
  // CHECK-NEXT: $0 = new ast keeps %x.* in %x.* count 1
  // CHECK-NEXT: use $0, 2 in $0 {{.*}}"z3::operator>"
  // CHECK-NEXT: $1 = new ast keeps $0 in $0 count 1
  // CHECK-NEXT: use %s.*, $1 in %s.* role assert
  // CHECK-NEXT: release $1 implicit
  // CHECK-NEXT: release $0 implicit
  s.add(x + 1 > 2);
  // It dies at the end of its statement.
  // CHECK: $2 = new ast
  // CHECK-NEXT: %dangling = copy $2
  // CHECK-NEXT: release $2 implicit
  Z3_ast dangling = x + 1;
  // This one lives as long as the reference.
  // CHECK: $3 = new ast
  // CHECK-NEXT: %longer = addr $3
  const z3::expr &longer = x + 1;
  // Nobody looks at the answer.
  // CHECK-NEXT: use %s.* in %s.* role check
  // CHECK-NEXT: havoc %r
  z3::check_result r = s.check();
  // CHECK-NEXT: use %s.* in %s.* {{.*}}"z3::solver::get_model"
  // CHECK-NEXT: %m = new model in %s.* count 1
  // CHECK: release %m implicit
  // CHECK: release $3 implicit
  z3::model m = s.get_model();
}

// The context of an object is named by the object.
// CHECK-LABEL: func @contexts(
z3::expr contexts(const z3::expr &x, Z3_ast raw) {
  // CHECK: %s = new solver in %x.* count 1
  z3::solver s(x.ctx());
  // CHECK-NEXT: use %x.* in %x.* {{.*}}"Z3_mk_not"
  // CHECK-NEXT: %r = new ast keeps %x.* in %x.*
  Z3_ast r = Z3_mk_not(x.ctx(), x);
  // CHECK-NEXT: ret = copy %r
  // CHECK-NEXT: retain ret
  // CHECK-NEXT: release %s implicit
  return z3::to_expr(x.ctx(), r);
}

void consume(z3::expr e);
void fill(z3::expr &e);

// CHECK-LABEL: func @passed(
void passed(z3::expr x) {
  // An object that is passed by value is a copy that the caller destroys, and
  // its reference is its own whatever the function does.
  // CHECK: $0 = copy %x.*
  // CHECK-NEXT: retain $0
  // CHECK-NEXT: use $0 {{.*}}"consume"
  // CHECK-NEXT: release $0 implicit
  consume(x);
  // CHECK-NEXT: use %x.* {{.*}}"fill"
  fill(x);
  // CHECK-NEXT: end %x implicit
}

// Made in one arm only, and destroyed if it was made.
// CHECK-LABEL: func @conditional(
bool conditional(const z3::expr &x, bool b) {
  // CHECK: $[[FLAG:[0-9]+]] = copy 0
  // CHECK: branch !null %b,
  // CHECK: $[[T:[0-9]+]] = new ast
  // CHECK-NEXT: $[[FLAG]] = copy 1
  // CHECK: branch !null $[[FLAG]], [[DROP:bb[0-9]+]],
  // CHECK: [[DROP]]:
  // CHECK-NEXT: release $[[T]] implicit
  return b && (x + 1).is_bool();
}

// CHECK-LABEL: func @loop(
void loop(const z3::expr_vector &v) {
  // CHECK: loop @[[#@LINE+2]]
  // CHECK: %e = new ast
  for (z3::expr e : v)
    // CHECK: use %e
    e.simplify();
  // CHECK: release %e implicit
  // CHECK-NEXT: end %e implicit
}

// A constructor that translates reads its source where that is.
// CHECK-LABEL: func @across(
void across(z3::context &c, z3::solver &s, z3::expr_vector &v) {
  // CHECK: use %s.* in %s.* {{.*}}"z3::solver"
  // CHECK-NEXT: %t = new solver in %c.* count 1
  z3::solver t(c, s, z3::solver::translate());
  // CHECK: use %v.* in %v.* {{.*}}"z3::ast_vector_tpl"
  // CHECK-NEXT: %w = new ast_vector in %c.* count 1
  z3::expr_vector w(c, v);
}

struct Watched {
  z3::context &C;
  z3::solver S;
  bool allows(const z3::expr &e);
};

// What places hold that come in from outside is said by their types, and the
// context of an object can be handed on.
// CHECK-LABEL: func @Watched::allows(%e) this of "Watched" holds %e.*: ast,
// %this.*.S: solver, %this.*.C.*: context display
bool Watched::allows(const z3::expr &e) {
  // CHECK: use %this.*.S, %e.* in %this.*.S role assert
  S.add(e);
  // CHECK: %t = new solver in %this.*.C.* count 1
  z3::solver t(C);
  return true;
}

void configure(z3::context &c) { c.set("timeout", 1000); }

// CHECK-LABEL: func @handOn(%x)
void handOn(const z3::expr &x) {
  // CHECK: $[[C:[0-9]+]] = addr %x.*."(context)"
  // CHECK-NEXT: call @configure($[[C]])
  configure(x.ctx());
  // CHECK: %raw = copy %x.*."(context)"
  Z3_context raw = x.ctx();
  (void)raw;
}
