// RUN: %dump-c++ | %check
// Types of the standard library that are values: their members are places.
#include <array>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <z3++.h>

// CHECK-LABEL: func @open(
static std::pair<Z3_context, Z3_solver> open(Z3_context c, Z3_solver s) {
  // CHECK: ret.first = copy %c
  // CHECK-NEXT: ret.second = copy %s
  return {c, s};
}

// CHECK-LABEL: func @triple(
std::tuple<Z3_context, Z3_ast> two(Z3_context c, Z3_ast a);
void triple(Z3_context k, Z3_solver s) {
  // CHECK: %[[WHOLE:[a-z0-9_]+]] = call @open(%k, %s)
  auto [c, solver] = open(k, s);
  // CHECK: release %[[WHOLE]].second in %[[WHOLE]].first
  Z3_solver_dec_ref(c, solver);
  Z3_context d;
  Z3_ast x;
  // CHECK: $[[TIE:[0-9]+]].get0 = addr %d
  // CHECK-NEXT: $[[TIE]].get1 = addr %x
  // CHECK: $[[TIE]].get0.* = copy $[[T:[0-9]+]].get0
  // CHECK-NEXT: $[[TIE]].get1.* = copy $[[T]].get1
  std::tie(d, x) = two(k, nullptr);
  // CHECK: retain %t.get1 in %t.get0
  auto t = two(k, x);
  Z3_inc_ref(std::get<0>(t), std::get<1>(t));
}

// A plain member of a pair is no reason for the others to be anybody's.
// CHECK-LABEL: func @found(
std::pair<bool, Z3_solver> find(Z3_context c);
void found(Z3_context c) {
  // CHECK: %[[PAIR:[a-z0-9_]+]] = call @find(%c)
  // CHECK-NOT: escape %[[PAIR]]
  auto [is, solver] = find(c);
  // CHECK: branch !null %[[PAIR]].first
  if (is)
    Z3_solver_dec_ref(c, solver);
}

// What numbers a struct has that comes from elsewhere is not known.
// CHECK-LABEL: func @elsewhere(
struct Size {
  int width;
};
Size *next();
void elsewhere(Z3_context c) {
  // CHECK: havoc %size
  Size size = *next();
  // CHECK: use %size.width in %c
  Z3_mk_bv_sort(c, size.width);
}

// CHECK-LABEL: func @arrays(
void arrays(Z3_context c, Z3_ast x, int i) {
  std::array<Z3_ast, 3> a{};
  // CHECK: %a._M_elems[1] = copy %x
  a[1] = x;
  // CHECK-NEXT: %a._M_elems[%i] = copy %x
  a[i] = x;
  // CHECK-NEXT: use 3, %a._M_elems[*] in %c
  Z3_mk_and(c, 3, a.data());
  // CHECK: %[[B:[a-z0-9_]+]] = addr %{{[a-z0-9_]+}}.*._M_elems
  // CHECK: loop @[[#@LINE+2]]:3 trip 3
  // CHECK: %e = copy %[[B]].*[%"[[B]](position)"]
  for (Z3_ast e : a)
    Z3_dec_ref(c, e);
}

// A pointer that goes through an array is always at one of its elements.
// CHECK-LABEL: func @cursor(
void cursor(Z3_context c, Z3_ast *from, Z3_ast *to) {
  // CHECK: %p = copy %from
  // CHECK: branch %"p(position)" != %to
  for (Z3_ast *p = from; p != to; ++p)
    // CHECK: release %p.*[*] in %c
    Z3_dec_ref(c, *p);
  // CHECK-NOT: havoc %p
  // CHECK: havoc %"p(position)" plus 1
}

// CHECK-LABEL: func @maybe(
void maybe(z3::solver &s) {
  // CHECK: %m = copy null
  std::optional<z3::model> m;
  // CHECK: $[[NEW:[0-9]+]] = new model
  // CHECK: $[[OWN:[0-9]+]] = copy $[[NEW]]
  // CHECK-NEXT: retain $[[OWN]]
  // CHECK-NEXT: release %m
  // CHECK-NEXT: %m = move $[[OWN]]
  m = s.get_model();
  // CHECK: branch !null %m,
  if (m)
    // CHECK: use %m {{.*}}"z3::model::size"
    m->size();
  // CHECK: release %m
  // CHECK-NEXT: %m = copy null
  m.reset();
  // CHECK: release %m implicit
}

// One of several objects, or none: a number says which, and each has a place.
struct Held {
  Z3_context c;
  Z3_ast a;
  Held(Z3_context c, Z3_ast a) : c(c), a(a) { Z3_inc_ref(c, a); }
  ~Held() { Z3_dec_ref(c, a); }
};
// CHECK-LABEL: func @chosen(
void chosen(Z3_context c, Z3_ast x, Z3_ast y) {
  // CHECK: %o."(index)" = copy 0
  std::optional<Held> o;
  // What is there is destroyed before the new one is built.
  // CHECK: branch !null %o."(index)"
  // CHECK: call @"Held::~Held"(
  // CHECK: end %o."(alternative 1)" implicit
  // CHECK-NEXT: %o."(index)" = copy 1
  // CHECK-NEXT: $[[THERE:[0-9]+]] = addr %o."(alternative 1)"
  // CHECK-NEXT: call @Held::Held($[[THERE]], %c, %x)
  o.emplace(c, x);
  // CHECK: use %o."(alternative 1)".a, %y
  Z3_is_eq_ast(c, o->a, y);
  // CHECK: branch !null %o."(index)"
  if (o != std::nullopt)
    // CHECK: call @"Held::~Held"(
    // CHECK: %o."(index)" = copy 0
    o.reset();
}

// CHECK-LABEL: func @varied(
unsigned varied(Z3_context c, Z3_ast x, std::variant<int, Held> &v) {
  // CHECK: branch %v.*."(index)" == 1
  // CHECK: = addr %v.*."(alternative 1)"
  // CHECK: = copy null
  if (Held *h = std::get_if<Held>(&v))
    return Z3_get_ast_id(c, h->a);
  // CHECK: call @"Held::~Held"(
  // CHECK: %v.*."(index)" = copy 1
  v.emplace<1>(c, x);
  // CHECK: edges [%v.*."(index)" == 1]
  // CHECK: use %v.*."(alternative 1)".a in %c
  return Z3_get_ast_id(c, std::get<Held>(v).a);
}
