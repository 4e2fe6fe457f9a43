// RUN: %dump | %check
// What edges know.
#include <z3.h>

void use(Z3_context c, Z3_ast a) { Z3_inc_ref(c, a); }

// CHECK-LABEL: func @forms(
void forms(Z3_context c, Z3_ast a, int x, int y) {
  // CHECK: branch !null %a,
  if (a)
    use(c, a);
  // CHECK: branch null %a,
  if (!a)
    use(c, a);
  // CHECK: branch null %a,
  if (a == 0)
    use(c, a);
  // CHECK: branch !null %a,
  if (0 != a)
    use(c, a);
  // CHECK: branch %x == 3,
  if (x == 3)
    use(c, a);
  // CHECK: branch %x < %y,
  if (x < y)
    use(c, a);
  // 5 < x is not x <= 5.
  // CHECK: branch %x > 5,
  if (5 < x)
    use(c, a);
  // CHECK: branch %x <= 5,
  if (5 >= x)
    use(c, a);
  // CHECK: branch bits %x 4,
  if (x & 4)
    use(c, a);
  // CHECK: branch !bits %x 6,
  if ((x & 6) == 0)
    use(c, a);
  // CHECK: branch bits %x 4,
  if ((x & 4) == 4)
    use(c, a);
  // Both bits: that is more than one of them.
  // CHECK: branch opaque "(x & 6) == 6" (%x),
  if ((x & 6) == 6)
    use(c, a);
}

// CHECK-LABEL: func @changes(
void changes(Z3_context c, Z3_ast a, int x, unsigned u, char *p) {
  // CHECK: havoc %x plus 1
  x++;
  // CHECK: havoc %x plus -2
  x -= 2;
  // CHECK: havoc %x plus 3
  x = x + 3;
  // CHECK: havoc %x or 4
  x |= 4;
  // CHECK: havoc %x and -5
  x &= ~4;
  // An unsigned number may go round below zero.
  // CHECK: havoc %u less @
  u--;
  // CHECK: havoc %x less @
  x -= (int)u;
  // Other steps are not followed.
  // CHECK: havoc %x @
  x *= 2;
  // CHECK: havoc %x @
  x += u;
  use(c, a);
}

// CHECK-LABEL: func @sums(
void sums(Z3_context c, Z3_ast a, int n) {
  // CHECK: %k = copy %n
  // CHECK-NEXT: havoc %k plus 1
  int k = n + 1;
  // CHECK: %k = copy %n
  // CHECK-NEXT: havoc %k plus -2
  k = n - 2;
  if (k == 1)
    use(c, a);
}

// CHECK-LABEL: func @counted(
void counted(Z3_context c, Z3_ast a, int i) {
  // What was 1 at most is 2 at most when it has been counted up.
  // CHECK: havoc %i plus 1
  // CHECK-NEXT: branch %i < 3,
  while (i++ < 2)
    use(c, a);
  // CHECK: havoc %i plus -1
  // CHECK-NEXT: branch %i != -1,
  while (i--)
    use(c, a);
}

// CHECK-LABEL: func @countedTo(
void countedTo(Z3_context c, Z3_ast a, int i, int n) {
  // Against a number that is not known the condition is a text with what it says of
  // i as it is by then.
  // CHECK: havoc %i plus 1
  // CHECK-NEXT: branch opaque "i++ < n" (%i, %n) says %i < %n plus 1,
  while (i++ < n)
    use(c, a);
}

// CHECK-LABEL: func @shortCircuit(
void shortCircuit(Z3_context c, Z3_ast a, int x) {
  // CHECK: branch !null %a, [[RHS:bb[0-9]+]], [[OUT:bb[0-9]+]]
  // CHECK: [[RHS]]:
  // CHECK-NEXT: branch %x == 1, [[THEN:bb[0-9]+]], [[OUT]]
  // CHECK: [[THEN]]:
  // CHECK-NEXT: call @use(%c, %a)
  if (a && x == 1)
    use(c, a);
}

// As a value, the operator is a number that each way in sets.
// CHECK-LABEL: func @asValue(
void asValue(Z3_context c, Z3_ast a, int x) {
  // CHECK: branch !null %a, [[RHS:bb[0-9]+]], [[NO:bb[0-9]+]]
  // CHECK: [[RHS]]:
  // CHECK-NEXT: branch %x == 1, [[ONE:bb[0-9]+]], [[ZERO:bb[0-9]+]]
  int both = a && x == 1;
  // CHECK: branch !null %both,
  if (both)
    use(c, a);
  // CHECK: [[NO]]:
  // CHECK-NEXT: %both = copy 0
  // CHECK: [[ONE]]:
  // CHECK-NEXT: %both = copy 1
  // CHECK: [[ZERO]]:
  // CHECK-NEXT: %both = copy 0
}

// CHECK-LABEL: func @comparisonAsValue(
void comparisonAsValue(Z3_context c, Z3_solver s, Z3_ast a) {
  // CHECK: $0 = use %s in %c role check
  // CHECK-NEXT: branch $0 == 1, [[YES:bb[0-9]+]], [[NO:bb[0-9]+]]
  int sat = Z3_solver_check(c, s) == Z3_L_TRUE;
  // CHECK-DAG: %sat = copy 1
  // CHECK-DAG: %sat = copy 0
  if (sat)
    use(c, a);
}

// CHECK-LABEL: func @ternary(
void ternary(Z3_context c, Z3_ast a, Z3_ast b) {
  // CHECK: branch !null %a, [[YES:bb[0-9]+]], [[NO:bb[0-9]+]]
  // CHECK: [[YES]]:
  // CHECK-NEXT: $0 = copy %a
  // CHECK-NEXT: goto [[END:bb[0-9]+]]
  // CHECK: [[NO]]:
  // CHECK-NEXT: $0 = copy %b
  // CHECK-NEXT: goto [[END]]
  // CHECK: [[END]]:
  // CHECK-NEXT: retain $0 in %c
  Z3_inc_ref(c, a ? a : b);
}

// CHECK-LABEL: func @cases(
void cases(Z3_context c, Z3_ast a, int x) {
  // CHECK: switch %x,
  // CHECK-DAG: 1: [[ONE:bb[0-9]+]]
  // CHECK-DAG: 2: [[TWO:bb[0-9]+]]
  // CHECK-DAG: default: [[DEFAULT:bb[0-9]+]]
  switch (x) {
  case 1:
    // CHECK: [[ONE]]:
    // CHECK-NEXT: retain %a in %c
    // CHECK-NEXT: goto [[TWO]]
    Z3_inc_ref(c, a);
    // fall through
  case 2:
    // CHECK: [[TWO]]:
    // CHECK-NEXT: release %a in %c
    Z3_dec_ref(c, a);
    break;
  default:
    // CHECK: [[DEFAULT]]:
    // CHECK-NEXT: use %a in %c
    Z3_simplify(c, a);
  }
}
