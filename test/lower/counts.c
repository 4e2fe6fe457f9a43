// RUN: %dump | %check
// Numbers that are counted by atomic operations, and what they gave.
#include <stdatomic.h>
#include <stddef.h>
#include <z3.h>

struct node {
  Z3_context c;
  Z3_ast t;
  atomic_int refs;
  int uses;
  struct link {
    struct link *next;
  } hook;
};

// CHECK-LABEL: func @old(
int old(struct node *n) {
  // CHECK: $0 = copy %n.*.refs
  // CHECK-NEXT: havoc %n.*.refs plus -1
  // CHECK: branch $0 == 1
  if (atomic_fetch_sub(&n->refs, 1) == 1)
    Z3_dec_ref(n->c, n->t);
  return 0;
}

// CHECK-LABEL: func @new(
int new(struct node *n) {
  // CHECK: havoc %n.*.uses plus -2
  // CHECK-NEXT: $0 = copy %n.*.uses
  // CHECK: branch null $0
  if (__atomic_sub_fetch(&n->uses, 2, __ATOMIC_ACQ_REL) == 0)
    Z3_dec_ref(n->c, n->t);
  // CHECK: $1 = copy %n.*.uses
  // CHECK-NEXT: havoc %n.*.uses plus 1
  return __sync_fetch_and_add(&n->uses, 1);
}

// What is around a member, and the member of that.
// CHECK-LABEL: func @around(
void around(Z3_context c, struct link *l) {
  struct node *n = (struct node *)((char *)l - offsetof(struct node, hook));
  // CHECK: %n = addr %l.*."(around hook)"
  // CHECK: release %n.*.t in %c
  Z3_dec_ref(c, n->t);
}

// The value of a statement expression outlives the variable in it.
// CHECK-LABEL: func @value(
Z3_ast value(Z3_context c, Z3_ast t) {
  // CHECK: %kept = copy %t
  // CHECK: $0 = copy %kept
  // CHECK-NEXT: end %kept implicit
  // CHECK-NEXT: ret = copy $0
  return ({
    Z3_ast kept = t;
    Z3_inc_ref(c, kept);
    kept;
  });
}
