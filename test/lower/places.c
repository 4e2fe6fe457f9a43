// RUN: %dump | %check
// Access paths: fields, arrays, pointers, unions, statics, initialisers.
#include <stdlib.h>
#include <string.h>
#include <z3.h>

typedef struct {
  Z3_context ctx;
  Z3_solver solvers[4];
  Z3_ast *terms;
  union {
    Z3_ast a;
    Z3_sort s;
  } u;
  int n;
} Env;

// CHECK-LABEL: func @paths(
void paths(Env *e, Env *many, int i) {
  // CHECK: retain %e.*.solvers[2] in %e.*.ctx
  Z3_solver_inc_ref(e->ctx, e->solvers[2]);
  // CHECK-NEXT: retain %e.*.solvers[%i] in %e.*.ctx
  Z3_solver_inc_ref(e->ctx, e->solvers[i]);
  // CHECK-NEXT: %e.*.terms.*[0] = copy %e.*.terms.*[%i]
  e->terms[0] = e->terms[i];
  // The members of a union are one place.
  // CHECK-NEXT: %e.*.u = copy %e.*.terms.*[0]
  e->u.a = e->terms[0];
  // CHECK-NEXT: release %e.*.u in %e.*.ctx
  Z3_dec_ref(e->ctx, (Z3_ast)e->u.s);
  // CHECK-NEXT: retain %many.*[1].solvers[0] in %many.*[1].ctx
  Z3_solver_inc_ref(many[1].ctx, many[1].solvers[0]);
}

// CHECK-LABEL: func @pointers(
void pointers(Z3_context c, Z3_ast a, Z3_ast **out) {
  // CHECK: %p = addr %a
  Z3_ast *p = &a;
  // CHECK-NEXT: retain %p.* in %c
  Z3_inc_ref(c, *p);
  // CHECK-NEXT: release %a in %c
  Z3_dec_ref(c, *&a);
  // CHECK-NEXT: $0 = alloc heap.0
  // CHECK-NEXT: %out.* = copy $0
  *out = malloc(4 * sizeof **out);
  // CHECK-NEXT: %out.*.*[3] = copy %p.*
  (*out)[3] = *p;
  // CHECK-NEXT: free %out.*
  free(*out);
}

// CHECK-LABEL: func @initialisers(
Env initialisers(Z3_context c, Z3_ast x) {
  // CHECK-DAG: %e.ctx = copy %c
  // CHECK-DAG: %e.n = copy 3
  // CHECK-DAG: %e.terms = copy null
  // CHECK-DAG: %e.solvers[*] = copy null
  Env e = {.ctx = c, .n = 3};
  // CHECK: $[[LIT:[0-9]+]][0] = copy %x
  // CHECK-NEXT: $[[LIT]][1] = copy %x
  // CHECK-NEXT: use 2, $[[LIT]][*] in %c
  Z3_mk_and(c, 2, (Z3_ast[]){x, x});
  // CHECK: %f = copy %e
  Env f = e;
  // CHECK: %e.ctx = copy null
  memset(&e, 0, sizeof e);
  // CHECK: %e = copy %f
  memcpy(&e, &f, sizeof e);
  // CHECK: ret = copy %e
  return e;
}

Z3_context shared;

// CHECK-LABEL: func @globals(
Z3_context globals(Z3_config cfg) {
  // CHECK: @shared = copy
  shared = Z3_mk_context(cfg);
  static Z3_context own;
  // CHECK: branch null @globals::own,
  if (!own)
    // CHECK: @globals::own = copy @shared
    own = shared;
  // CHECK: ret = copy @globals::own
  return own;
}

// CHECK-LABEL: func @scopes(
void scopes(Z3_context c, Z3_ast x) {
  if (x) {
    // CHECK: %y = copy %x
    Z3_ast y = x;
    // CHECK: %z = copy %y
    // CHECK-NEXT: %y_2 = copy %z
    {
      Z3_ast z = y, y = z;
      (void)y;
    }
    // CHECK: end %y implicit
  }
  // CHECK: end %c implicit
  // CHECK-NEXT: end %x implicit
  // CHECK-NEXT: ret
}

static void drop(Z3_solver *s) { Z3_solver_dec_ref(shared, *s); }

// CHECK-LABEL: func @cleanup(
int cleanup(Z3_context c, int n) {
  // CHECK: %s = new solver in %c
  __attribute__((cleanup(drop))) Z3_solver s = Z3_mk_solver(c);
  // CHECK: $[[A:[0-9]+]] = addr %s
  // CHECK-NEXT: call @drop($[[A]]) implicit
  // CHECK-NEXT: end %s implicit
  return n;
}

// CHECK-LABEL: func @operators(
void operators(Z3_context c, Z3_ast x, Z3_ast y) {
  // CHECK: retain %x in %c
  // CHECK-NEXT: %z = copy %x
  Z3_ast z = (Z3_inc_ref(c, x), x);
  // CHECK-NEXT: %x = copy %y
  // CHECK-NEXT: %z = copy %x
  z = x = y;
  // CHECK-NEXT: retain %y in %c
  Z3_ast w = ({
    Z3_inc_ref(c, y);
    y;
  });
  // CHECK-NEXT: %w = copy %y
  (void)w;
}
