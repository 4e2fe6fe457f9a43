// RUN: %dump | %check
// An array in a struct is a container where a field of the struct counts its
// elements and a loop gives them back; where more is done with it, it is not.
#include <stdlib.h>
#include <string.h>
#include <z3.h>

struct list {
  Z3_context c;
  Z3_ast *items;
  unsigned n, room;
};

// CHECK-LABEL: func @push(
void push(struct list *l, Z3_ast a) {
  if (l->n == l->room) {
    l->room = 2 * l->room + 8;
    l->items = realloc(l->items, l->room * sizeof *l->items);
  }
  Z3_inc_ref(l->c, a);
  // CHECK: end @"key back" {{.*}}implicit
  // CHECK-NEXT: %l.*.items."(content)"[@"key back"] = copy %a
  l->items[l->n++] = a;
}

// CHECK-LABEL: func @drop_all(
void drop_all(struct list *l) {
  // CHECK-NOT: loop
  // CHECK: release %l.*.items."(content)"[%i] in %l.*.c each
  // CHECK-NOT: loop
  for (unsigned i = 0; i < l->n; i++)
    Z3_dec_ref(l->c, l->items[i]);
  // CHECK: free %l.*.items."(data)"
  // CHECK-NEXT: end %l.*.items."(content)"
  free(l->items);
}

// The field itself is counted down: nothing is left.
// CHECK-LABEL: func @drain(
void drain(struct list *l) {
  // CHECK-NOT: loop
  // CHECK: release {{.*}} in %l.*.c each
  // CHECK-NOT: loop
  // CHECK-NOT: escape
  // CHECK: end %l.*.items."(content)" {{.*}}implicit
  while (l->n > 0)
    Z3_dec_ref(l->c, l->items[--l->n]);
  // CHECK: ret
}

// Set to zero: the elements are gone. Set to something else: who has them is
// not known. Counted down: the last one is taken out.
// CHECK-LABEL: func @shrink(
void shrink(struct list *l, unsigned to) {
  // CHECK: end %l.*.items."(content)" @
  if (to == 0)
    l->n = 0;
  // CHECK: escape %l.*.items."(content)"[*] each
  l->n = to;
  // CHECK: %"taken from %l.*.items" = addr %l.*.items."(content)"[@"key back"]
  // CHECK-NEXT: end %l.*.items."(content)"[@"key back"]
  l->n--;
}

struct stack {
  Z3_context c;
  Z3_ast terms[8];
  unsigned top;
};

// A stack is a container, too, and its last element has a name.
// CHECK-LABEL: func @enter(
void enter(struct stack *s, Z3_ast a) {
  // CHECK: end @"key back"
  // CHECK-NEXT: %s.*.terms."(content)"[@"key back"] = copy %a
  s->terms[s->top] = a;
  // CHECK-NOT: end @"key back"
  s->top++;
}

// CHECK-LABEL: func @peek(
Z3_ast peek(struct stack *s) {
  // CHECK: copy %s.*.terms."(content)"[@"key back"]
  return s->terms[s->top - 1];
}

// CHECK-LABEL: func @leave(
void leave(struct stack *s) {
  // CHECK: %"taken from %s.*.terms" = addr %s.*.terms."(content)"[@"key back"]
  // CHECK-NEXT: end %s.*.terms."(content)"[@"key back"]
  // CHECK-NEXT: release %"taken from %s.*.terms".* in %s.*.c
  Z3_dec_ref(s->c, s->terms[--s->top]);
  // What was taken is no element any more.
  // CHECK-NOT: "(content)"
  s->terms[s->top] = NULL;
  // CHECK: ret
}

// Not all of them.
// CHECK-LABEL: func @drop_from(
void drop_from(struct list *l, unsigned from) {
  // CHECK: loop
  // CHECK: release {{.*}} in %l.*.c @
  for (unsigned i = from; i < l->n; i++)
    Z3_dec_ref(l->c, l->items[i]);
  // CHECK: ret
}

// CHECK-LABEL: func @all(
Z3_ast all(struct list *l) {
  // CHECK: use %l.*.n, %l.*.items."(content)"[*] in %l.*.c each {{.*}}"Z3_mk_and"
  return Z3_mk_and(l->c, l->n, l->items);
}

// CHECK-LABEL: func @reset(
void reset(struct list *l) {
  // CHECK: end %l.*.items."(content)" @
  memset(l, 0, sizeof *l);
}

struct open {
  Z3_context c;
  Z3_ast *items;
  unsigned n;
};

// Somebody has a pointer to the elements.
// CHECK-LABEL: func @elements(
Z3_ast *elements(struct open *o) {
  // CHECK: ret = copy %o.*.items @
  return o->items;
}

// CHECK-LABEL: func @close_all(
void close_all(struct open *o) {
  // CHECK: loop
  // CHECK: release %o.*.items.*[%i] in %o.*.c @
  for (unsigned i = 0; i < o->n; i++)
    Z3_dec_ref(o->c, o->items[i]);
  // CHECK: ret
}
