// RUN: %dump-c++ | %check
// Lambdas: functions with a closure object.
#include <algorithm>
#include <functional>
#include <vector>
#include <z3++.h>

// CHECK-LABEL: func @called(
void called(Z3_context c, Z3_ast x) {
  // CHECK: %f.x = addr %x
  // CHECK-NEXT: %f.c = copy %c
  auto f = [&x, c](int n) {
    Z3_inc_ref(c, x);
    return n;
  };
  // CHECK-NEXT: $0 = addr %f
  // CHECK-NEXT: $1 = call @"called::lambda:[[#@LINE-5]]:12"($0, 3)
  f(3);
}
// CHECK-LABEL: func @"called::lambda:
// CHECK-SAME: (%n) this internal
// CHECK: retain %this.*.x.* in %this.*.c
// CHECK-NEXT: ret = copy %n

// CHECK-LABEL: func @perElement(
void perElement(z3::context &c, std::vector<int> &v) {
  z3::solver s(c);
  // CHECK: $0.s = addr %s
  // CHECK-NEXT: $1 = addr $0
  // CHECK: [[HEAD:bb[0-9]+]]: loop @[[#@LINE+4]]:3 perelement
  // CHECK-NEXT: edges [[BODY:bb[0-9]+]], [[NEXT:bb[0-9]+]]
  // CHECK: call @"perElement::lambda:{{.*}}"($1, ?)
  // CHECK-NEXT: goto [[HEAD]]
  std::for_each(v.begin(), v.end(), [&](int) { s.push(); });
}
// CHECK-LABEL: func @"perElement::lambda:
// CHECK: use %this.*.s.* {{.*}}role push

void keep(std::function<void()> f);

// CHECK-LABEL: func @unknown(
void unknown(Z3_context c, Z3_ast x) {
  // What it captures may go anywhere.
  // CHECK: $0.c = copy %c
  // CHECK-NEXT: $0.x = copy %x
  // CHECK-NEXT: @"task unknown::lambda:{{[0-9:]+}}" = flow $0
  // CHECK-NEXT: $1 = addr $0
  // CHECK-NEXT: $2 = addr $1
  // CHECK-NEXT: call @keep($2)
  keep([c, x] { Z3_dec_ref(c, x); });
}

struct Engine {
  z3::context c;
  // CHECK-LABEL: func @Engine::run(
  void run() {
    // CHECK: %f.this = copy %this
    auto f = [this] { return c.int_val(1); };
    f();
  }
  // CHECK-LABEL: func @"run::lambda:
  // CHECK: ret = new ast in %this.*.this.*.c {{.*}}count 1
};
