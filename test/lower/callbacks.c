// RUN: %dump | %check
// Pointers to functions: a version of the callee for each.
#include <stdlib.h>
#include <z3.h>

struct node {
  Z3_ast term;
  struct node *left, *right;
};

typedef void (*visitor)(struct node *n, void *data);

static void walk(struct node *n, visitor visit, void *data) {
  if (!n)
    return;
  walk(n->left, visit, data);
  visit(n, data);
  walk(n->right, visit, data);
}

static void drop(struct node *n, void *data) {
  Z3_dec_ref((Z3_context)data, n->term);
}

static void keep(struct node *n, void *data) {
  Z3_inc_ref((Z3_context)data, n->term);
}

// CHECK-LABEL: func @walk(
// What is called is not known here.
// CHECK-NOT: role callback
// CHECK-LABEL: func @users(
void users(Z3_context c, struct node *root) {
  // CHECK: call @"walk with keep"(%root, {{.*}}, %c)
  walk(root, keep, c);
  // CHECK: call @"walk with drop"(%root, {{.*}}, %c)
  walk(root, &drop, c);
}

static int compare(const void *a, const void *b) {
  const struct node *x = a, *y = b;
  return x->term == y->term;
}

// CHECK-LABEL: func @sorted(
void sorted(struct node *nodes, size_t n) {
  // CHECK: loop @[[#@LINE+2]]:3 perelement
  // CHECK: call @compare(?, ?) role callback
  qsort(nodes, n, sizeof *nodes, compare);
}

// CHECK-LABEL: func @"walk with keep"(
// CHECK: call @"walk with keep"(%n.*.left, {{.*}}, %data)
// CHECK: call @keep(%n, %data) role callback
// CHECK: call @"walk with keep"(%n.*.right, {{.*}}, %data)
// CHECK-LABEL: func @"walk with drop"(
// CHECK: call @drop(%n, %data) role callback
