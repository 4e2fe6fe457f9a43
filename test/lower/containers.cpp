// RUN: %dump-c++ | %check
// Containers: their content is a place, `."(content)"[*]` any element.
#include <map>
#include <string>
#include <vector>
#include <z3++.h>

// CHECK-LABEL: func @raw(
void raw(Z3_context c, Z3_ast a) {
  std::vector<Z3_ast> v;
  // CHECK: %v."(content)"[@"key back"] = copy %a role store
  v.push_back(a);
  // CHECK-NEXT: $0 = copy %v."(content)"[0]
  // CHECK-NEXT: %first = copy $0
  Z3_ast first = v[0];
  // The last one is known by its name.
  // CHECK-NEXT: $1 = copy %v."(content)"[@"key back"]
  // CHECK-NEXT: use $1 in %c {{.*}}"Z3_get_ast_hash"
  Z3_get_ast_hash(c, v.back());
  // CHECK-NEXT: end %v."(content)"[@"key back"]
  v.pop_back();
  // CHECK-NEXT: end %v."(content)" @
  v.clear();
  // CHECK: end %v implicit
}

// A loop that gives all elements back is one step.
// CHECK-LABEL: func @released(
void released(Z3_context c, std::vector<Z3_ast> &v) {
  // CHECK-NOT: loop
  // CHECK: release %__begin{{.*}}.* in %c each {{.*}}"Z3_dec_ref"
  // CHECK-NOT: loop
  // CHECK: ret
  for (Z3_ast a : v)
    Z3_dec_ref(c, a);
}

// The last one is taken out in each iteration: in the end all are.
// CHECK-LABEL: func @drained(
void drained(Z3_context c, std::vector<Z3_solver> &v) {
  // CHECK-NOT: loop
  // CHECK: release %v.*."(content)"[@"key back"] in %c each {{.*}}"Z3_solver_dec_ref"
  // CHECK-NEXT: end %s implicit
  // CHECK: end %v.*."(content)" @
  // CHECK: ret
  while (!v.empty()) {
    Z3_solver s = v.back();
    v.pop_back();
    Z3_solver_dec_ref(c, s);
  }
}

// One that does more is a loop.
// CHECK-LABEL: func @looked_at(
void looked_at(Z3_context c, const std::vector<Z3_ast> &v) {
  // CHECK: loop
  // CHECK: use %a in %c {{.*}}"Z3_get_ast_hash"
  for (Z3_ast a : v)
    Z3_get_ast_hash(c, a);
}

// CHECK-LABEL: func @owners(
void owners(z3::context &c, const z3::expr &e) {
  std::vector<z3::expr> v;
  // CHECK: $[[T:[0-9]+]] = copy %e.*
  // CHECK-NEXT: retain $[[T]]
  // CHECK-NEXT: use $[[T]] role keep
  // CHECK-NEXT: %v."(content)"[@"key back"] = move $[[T]] role store
  v.push_back(e);
  // CHECK-NEXT: release %v."(content)"[*] each implicit
  // CHECK-NEXT: end %v implicit
}

// CHECK-LABEL: func @map_entry(
Z3_ast map_entry(std::map<int, Z3_ast> &m, int key) {
  // CHECK: %it = addr %m.*."(content)"[%key]
  auto it = m.find(key);
  // CHECK: ret = copy %it.*.second
  return it->second;
}

// An element by a key that is no variable is that of its iterator.
// CHECK-LABEL: func @found(
void found(Z3_context c, std::map<int, Z3_ast> &m, int key) {
  // CHECK: %it = addr %m.*."(content)"[%it]
  auto it = m.find(key + 1);
  // CHECK: havoc %it plus 1
  ++it;
  // CHECK: end ${{[0-9]+}}.* @
  m.erase(it);
}

// CHECK-LABEL: func @by_text(
void by_text(std::map<std::string, Z3_ast> &m) {
  // CHECK: end %m.*."(content)"[@"key 'old'"]
  m.erase("old");
}

// All elements of all of them, in one step.
// CHECK-LABEL: func @nested(
void nested(Z3_context c, std::map<int, std::vector<Z3_ast>> &m, Z3_ast a) {
  // CHECK: %m.*."(content)"[1].second."(content)"[@"key back"] = copy %a role store
  m[1].push_back(a);
  // CHECK-NOT: loop
  // CHECK: release %{{.*}}.* in %c each each {{.*}}"Z3_dec_ref"
  // CHECK-NOT: loop
  // CHECK: ret
  for (auto &entry : m)
    for (Z3_ast e : entry.second)
      Z3_dec_ref(c, e);
}

// Not all of them: a loop as any other.
// CHECK-LABEL: func @from_first(
void from_first(Z3_context c, std::vector<Z3_ast> &v, unsigned n) {
  // CHECK: loop
  for (unsigned i = n; i < v.size(); ++i)
    Z3_dec_ref(c, v[i]);
}

// CHECK-LABEL: func @moved(
std::vector<Z3_ast> moved(std::vector<Z3_ast> &v) {
  // CHECK: ret."(content)" = move %v.*."(content)"
  return std::move(v);
}

// All elements go into the call.
// CHECK-LABEL: func @all(
Z3_ast all(Z3_context c, const std::vector<Z3_ast> &v) {
  // CHECK: use %v.*.size, %v.*."(content)"[*] in %c each {{.*}}"Z3_mk_and"
  // CHECK-NEXT: new ast keeps %v.*."(content)"[*] in %c each
  return Z3_mk_and(c, v.size(), v.data());
}

// CHECK-LABEL: func @kept(
void kept(z3::solver &s) {
  static std::vector<z3::model> models;
  // CHECK: use $[[M:[0-9]+]] role keep
  // CHECK-NEXT: @{{.*}}models{{.*}}."(content)"[@"key back"] = move $[[M]]
  models.push_back(s.get_model());
}

// Each element is given back, and another one comes in its place.
// CHECK-LABEL: func @renewed(
void renewed(Z3_context c, std::vector<Z3_ast> &v) {
  // CHECK: loop
  // CHECK-NOT: each
  // CHECK: ret
  for (unsigned i = 0; i < v.size(); ++i) {
    Z3_ast n = Z3_simplify(c, v[i]);
    Z3_inc_ref(c, n);
    Z3_dec_ref(c, v[i]);
    v[i] = n;
  }
}
