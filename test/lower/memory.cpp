// RUN: %dump-c++ | %check
// new, delete, unique_ptr, containers.
#include <memory>
#include <optional>
#include <new>
#include <vector>
#include <z3++.h>

// CHECK-LABEL: func @raw(
void raw(z3::context &c) {
  // CHECK: $0 = alloc heap.0
  // CHECK-NEXT: heap.0 = new solver in %c.* count 1
  // CHECK-NEXT: %s = copy $0
  auto *s = new z3::solver(c);
  // CHECK-NEXT: use %s.* {{.*}}role push
  s->push();
  // CHECK-NEXT: branch !null %s, [[DEL:bb[0-9]+]],
  // CHECK: [[DEL]]:
  // Written in the source, unlike what a scope does at its end.
  // CHECK-NEXT: release %s.* @
  // CHECK-NEXT: free %s
  delete s;
}

// CHECK-LABEL: func @unique(
void unique(z3::context &c) {
  // CHECK: %p = alloc heap.0
  // CHECK-NEXT: heap.0 = new solver in %c.* count 1
  auto p = std::make_unique<z3::solver>(c);
  // CHECK-NEXT: use %p.* {{.*}}role push
  p->push();
  // CHECK-NEXT: %q = move %p
  std::unique_ptr<z3::solver> q = std::move(p);
  // CHECK-NEXT: branch !null %q,
  if (q)
    // CHECK: use %q.* {{.*}}role pop
    q->pop();
  // CHECK: branch !null %q, [[DEL:bb[0-9]+]],
  q.reset();
  // CHECK: [[DEL]]:
  // CHECK-NEXT: release %q.* implicit
  // CHECK-NEXT: free %q implicit
}

struct Drop {
  Z3_context c;
  void operator()(Z3_solver s) const { Z3_solver_dec_ref(c, s); }
};

// CHECK-LABEL: func @deleter(
void deleter(Z3_context c) {
  // CHECK: $0 = new solver in %c
  // CHECK: %p = copy $0
  std::unique_ptr<_Z3_solver, Drop> p(Z3_mk_solver(c), Drop{c});
  // CHECK: retain %p in %c
  Z3_solver_inc_ref(c, p.get());
  // CHECK: $[[RAW:[0-9]+]] = move %p role detach
  // CHECK-NEXT: call @"Drop::operator()"(?, $[[RAW]]) implicit
}

// Elements of containers are places: see containers.cpp.
// CHECK-LABEL: func @containers(
void containers(Z3_context c, Z3_ast x, std::vector<Z3_ast> &v,
                const std::vector<Z3_ast> &fixed) {
  // CHECK: %v.*."(content)"[@"key back"] = copy %x role store
  v.push_back(x);
  // CHECK-NEXT: $0 = copy %v.*."(content)"[0]
  // CHECK-NEXT: release $0 in %c
  Z3_dec_ref(c, v[0]);
  // CHECK-NEXT: %v.*."(content)"[1] = copy %x
  v[1] = x;
}

// A copy that comes out has a reference of its own.
// CHECK-LABEL: func @copies(
z3::expr copies(std::vector<z3::expr> &v) {
  // CHECK: ret = copy %v.*."(content)"[@"key back"]
  // CHECK-NEXT: retain ret
  return v.back();
}

// An owner that is assigned to an element: what was there is given back.
// CHECK-LABEL: func @intoElement(
void intoElement(std::vector<z3::expr> &v, const z3::expr &x, unsigned i) {
  // CHECK: $[[C:[0-9]+]] = copy %x.*
  // CHECK-NEXT: retain $[[C]]
  // CHECK-NEXT: release %v.*."(content)"[%i]
  // CHECK-NEXT: %v.*."(content)"[%i] = move $[[C]]
  // CHECK-NEXT: end %v implicit
  v[i] = x;
}

// A pointer with a bit in it is not followed any more.
// CHECK-LABEL: func @tagged(
void tagged(unsigned long *bits, unsigned long *plain) {
  // CHECK: heap.0 = new context
  // CHECK: escape $0
  // CHECK-NEXT: havoc %bits.*
  *bits = reinterpret_cast<unsigned long>(new z3::context) | 1;
  // CHECK: heap.1 = new context
  // CHECK-NOT: escape
  // CHECK: %plain.* = copy $1
  *plain = reinterpret_cast<unsigned long>(new z3::context);
}

// A pointer that goes on as bits of a number, also by way of a variable.
// CHECK-LABEL: func @bitsOfVariable(
unsigned long bitsOfVariable(z3::context *c, unsigned long flags) {
  // CHECK: %word = copy %c
  unsigned long word = reinterpret_cast<unsigned long>(c);
  // CHECK: escape %word @[[#@LINE+1]]
  return word | (flags & 1);
}
// CHECK-LABEL: func @comparedNumber(
bool comparedNumber(z3::context *c, unsigned long other) {
  unsigned long word = reinterpret_cast<unsigned long>(c);
  // CHECK-NOT: escape
  // CHECK: ret
  return word < other;
}

// What is built in memory of others is theirs.
// CHECK-LABEL: func @placed(
void placed(void *where, const z3::expr &e) {
  // CHECK: $[[P:[0-9]+]] = alloc heap.0
  // CHECK: retain heap.0
  // CHECK-NEXT: escape $[[P]]
  ::new (where) z3::expr(e);
}
