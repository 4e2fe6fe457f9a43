// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Right ways to own handles, each in a namespace of its own.
#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <deque>
#include <forward_list>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <stack>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>
#include <z3++.h>
#include <z3.h>

// A helper that does nothing to null releases each element.
namespace null_safe_helper {

static void drop(Z3_context c, Z3_ast a) {
  if (a)
    Z3_dec_ref(c, a);
}
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void e1(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop(c, a);
}
void e2(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    if (i % 3)
      v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop(c, a);
}
void e3(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    if (i % 3)
      v.push_back(mk(c, 64 + i));
  for (auto a : v)
    if (a)
      Z3_dec_ref(c, a);
}
void e4(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  while (v.size() < 6)
    v.push_back(mk(c, 64 + n));
  for (auto a : v)
    drop(c, a);
}
void e5(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  v.reserve(n);
  while (n-- > 0)
    v.push_back(mk(c, 64 + n));
  for (auto a : v)
    drop(c, a);
}
void e6(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++) {
    if (i == 2)
      continue;
    Z3_ast a = mk(c, 64 + i);
    v.push_back(a);
  }
  for (size_t i = 0; i < v.size(); i++)
    drop(c, v[i]);
}
void e7(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++) {
    if (i == 2)
      continue;
    v.push_back(mk(c, 64 + i));
  }
  while (!v.empty()) {
    drop(c, v.back());
    v.pop_back();
  }
}
void e8(Z3_context c, int n) {
  std::map<int, Z3_ast> v;
  for (int i = 0; i < n; i++)
    if (i % 3)
      v[i] = mk(c, 64 + i);
  for (auto &[k, a] : v)
    drop(c, a);
}
void e9(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  if (n > 3)
    v.push_back(mk(c, 64));
  v.push_back(mk(c, 65));
  for (auto a : v)
    drop(c, a);
}
void e10(Z3_context c, int n) {
  std::vector<Z3_ast> v(n);
  for (int i = 0; i < n; i++)
    if (i % 3)
      v[i] = mk(c, 64 + i);
  for (auto a : v)
    drop(c, a);
}
void e11(Z3_context c, int n) {
  std::vector<Z3_ast> v(n, nullptr);
  v[0] = mk(c, 64);
  if (n > 1)
    v[1] = mk(c, 65);
  for (auto a : v)
    if (a)
      Z3_dec_ref(c, a);
}

} // namespace null_safe_helper

// A helper that does nothing to null releases each element.
namespace null_safe_helpers {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
static void drop1(Z3_context c, Z3_ast a) {
  if (!a)
    return;
  Z3_dec_ref(c, a);
}
static void drop2(Z3_context c, Z3_ast &a) {
  if (a) {
    Z3_dec_ref(c, a);
    a = nullptr;
  }
}
static void drop3(Z3_context c, Z3_ast *a) {
  if (*a)
    Z3_dec_ref(c, *a);
  *a = nullptr;
}
static void drop4(Z3_context c, Z3_ast a) {
  assert(a);
  Z3_dec_ref(c, a);
}
static void drop5(Z3_context c, Z3_ast a) {
  if (a != nullptr && c)
    Z3_dec_ref(c, a);
}
static void drop6(Z3_context c, Z3_ast a) { Z3_dec_ref(c, a); }
void g1(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop1(c, a);
}
void g2(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto &a : v)
    drop2(c, a);
}
void g3(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto &a : v)
    drop3(c, &a);
}
void g4(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop4(c, a);
}
void g5(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop5(c, a);
}
void g6(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop6(c, a);
}
void g7(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  auto d = [c](Z3_ast a) {
    if (a)
      Z3_dec_ref(c, a);
  };
  std::for_each(v.begin(), v.end(), d);
}
void g8(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  auto d = [c](Z3_ast a) {
    if (a)
      Z3_dec_ref(c, a);
  };
  for (Z3_ast a : v)
    d(a);
}
void g9(Z3_context c) {
  std::vector<Z3_ast> v{mk(c, 64), mk(c, 65)};
  for (auto a : v)
    drop1(c, a);
}
void g10(Z3_context c) {
  Z3_ast v[3] = {mk(c, 64), mk(c, 65), mk(c, 66)};
  for (auto a : v)
    drop1(c, a);
}
void g11(Z3_context c) {
  for (auto a : {mk(c, 64), mk(c, 65), mk(c, 66)})
    drop1(c, a);
}
static void all(Z3_context c, std::vector<Z3_ast> &v) {
  for (auto a : v)
    drop1(c, a);
  v.clear();
}
void g12(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  all(c, v);
}
static void all2(Z3_context c, const std::vector<Z3_ast> &v) {
  for (auto a : v)
    if (a)
      Z3_dec_ref(c, a);
}
void g13(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, 64 + i));
  all2(c, v);
}
struct Rec {
  Z3_ast t;
  std::string n;
};
void g14(Z3_context c, int n) {
  std::vector<Rec> v;
  for (int i = 0; i < n; i++)
    v.push_back({mk(c, 64 + i), "x"});
  for (auto &r : v)
    drop1(c, r.t);
}
class Owner {
  Z3_context c_;
  std::vector<Z3_ast> v_;
  void put(Z3_ast a) {
    if (a)
      Z3_dec_ref(c_, a);
  }

public:
  explicit Owner(Z3_context c) : c_(c) {}
  Owner(const Owner &) = delete;
  void add(int i) { v_.push_back(mk(c_, i)); }
  ~Owner() {
    for (auto a : v_)
      put(a);
  }
};
void g15(Z3_context c, int n) {
  Owner o(c);
  for (int i = 0; i < n; i++)
    o.add(70 + i);
}

} // namespace null_safe_helpers

// All elements of all containers are released.
namespace nested_containers {

static void drop(Z3_context c, Z3_ast a) {
  if (a)
    Z3_dec_ref(c, a);
}
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void n1(Z3_context c) {
  std::map<int, std::vector<Z3_ast>> m;
  for (int i = 0; i < 9; i++)
    m[i % 3].push_back(mk(c, i + 20));
  for (auto &[k, v] : m)
    for (auto a : v)
      drop(c, a);
}
void n2(Z3_context c) {
  std::unordered_map<std::string, std::vector<Z3_ast>> m;
  for (int i = 0; i < 9; i++)
    m[std::to_string(i % 3)].push_back(mk(c, i + 20));
  for (auto &kv : m)
    for (Z3_ast a : kv.second)
      drop(c, a);
}
void n3(Z3_context c) {
  std::vector<std::vector<Z3_ast>> m(3);
  for (int i = 0; i < 9; i++)
    m[i % 3].push_back(mk(c, i + 20));
  for (auto &v : m)
    for (Z3_ast a : v)
      drop(c, a);
}
void n4(Z3_context c) {
  std::vector<std::vector<Z3_ast>> m;
  for (int i = 0; i < 3; i++) {
    m.emplace_back();
    for (int j = 0; j < 3; j++)
      m.back().push_back(mk(c, i * j + 20));
  }
  for (auto &v : m)
    for (Z3_ast a : v)
      drop(c, a);
}
void n5(Z3_context c) {
  std::vector<std::vector<Z3_ast>> m;
  for (int i = 0; i < 3; i++) {
    std::vector<Z3_ast> r;
    for (int j = 0; j < 3; j++)
      r.push_back(mk(c, i * j + 20));
    m.push_back(r);
  }
  for (auto &v : m)
    for (Z3_ast a : v)
      drop(c, a);
}
void n6(Z3_context c) {
  std::vector<std::vector<Z3_ast>> m(3, std::vector<Z3_ast>(3));
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      m[i][j] = mk(c, i * j + 20);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      drop(c, m[i][j]);
}
void n7(Z3_context c) {
  std::map<int, std::vector<Z3_ast>> m;
  for (int i = 0; i < 9; i++) {
    auto &b = m[i % 3];
    b.push_back(mk(c, i + 20));
  }
  for (auto it = m.begin(); it != m.end(); ++it)
    for (size_t k = 0; k < it->second.size(); k++)
      drop(c, it->second[k]);
}
void n8(Z3_context c) {
  std::map<int, std::map<int, Z3_ast>> m;
  for (int i = 0; i < 9; i++)
    m[i % 3][i] = mk(c, i + 20);
  for (auto &[k, v] : m)
    for (auto &[l, a] : v)
      drop(c, a);
}
void n11(Z3_context c) {
  struct G {
    std::string n;
    std::vector<Z3_ast> v;
  };
  std::vector<G> gs;
  for (int i = 0; i < 4; i++) {
    G g;
    g.n = "g";
    g.v.push_back(mk(c, i + 60));
    gs.push_back(g);
  }
  for (auto &g : gs)
    for (auto a : g.v)
      drop(c, a);
}
void n12(Z3_context c) {
  std::multimap<int, Z3_ast> m;
  for (int i = 0; i < 4; i++)
    m.emplace(i % 2, mk(c, i + 60));
  auto [lo, hi] = m.equal_range(0);
  for (auto it = lo; it != hi; ++it)
    drop(c, it->second);
  m.erase(lo, hi);
  for (auto &[k, a] : m)
    drop(c, a);
}

} // namespace nested_containers

// What is taken from the list is released.
namespace work_list {

static void drop(Z3_context c, Z3_ast a) {
  if (a)
    Z3_dec_ref(c, a);
}
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void w1(Z3_context c) {
  std::vector<Z3_ast> todo{mk(c, 64)};
  for (size_t i = 0; i < todo.size(); i++)
    if (todo.size() < 6)
      todo.push_back(mk(c, 65 + int(i)));
  for (auto a : todo)
    drop(c, a);
}
void w2(Z3_context c) {
  std::vector<Z3_ast> todo;
  todo.push_back(mk(c, 64));
  for (size_t i = 0; i < todo.size() && i < 5; i++)
    todo.push_back(mk(c, 65 + int(i)));
  for (auto a : todo)
    drop(c, a);
}
void w3(Z3_context c) {
  std::queue<Z3_ast> q;
  int n = 0;
  q.push(mk(c, 64));
  while (!q.empty()) {
    Z3_ast a = q.front();
    q.pop();
    if (n < 5)
      q.push(mk(c, 65 + n++));
    drop(c, a);
  }
}
void w4(Z3_context c) {
  std::vector<Z3_ast> st{mk(c, 64)};
  int n = 0;
  while (!st.empty()) {
    Z3_ast a = st.back();
    st.pop_back();
    for (int k = 0; k < 2 && n < 5; k++, n++)
      st.push_back(mk(c, 65 + n));
    drop(c, a);
  }
}
void w5(Z3_context c) {
  std::vector<Z3_ast> v;
  while (v.size() < 6)
    v.push_back(mk(c, 64 + int(v.size())));
  for (auto a : v)
    drop(c, a);
}
void w6(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    if (v.size() < 3)
      v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop(c, a);
}
void w7(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    if (i % 3)
      v.push_back(mk(c, 64 + i));
  for (auto a : v)
    drop(c, a);
}

} // namespace work_list

// What is in the set already is released.
namespace insert_second {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void s1(Z3_context c) {
  std::unordered_set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (!s.insert(a).second)
      Z3_dec_ref(c, a);
  }
  for (auto a : s)
    Z3_dec_ref(c, a);
}
void s2(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    auto [it, fresh] = s.insert(a);
    if (!fresh)
      Z3_dec_ref(c, a);
  }
  for (auto a : s)
    Z3_dec_ref(c, a);
}
void s3(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = Z3_mk_int(c, i % 4 + 20, Z3_mk_int_sort(c));
    if (s.insert(a).second)
      Z3_inc_ref(c, a);
  }
  for (auto a : s)
    Z3_dec_ref(c, a);
}
void s4(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (s.count(a))
      Z3_dec_ref(c, a);
    else
      s.insert(a);
  }
  for (auto a : s)
    Z3_dec_ref(c, a);
}
void s5(Z3_context c) {
  std::map<int, Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i + 20);
    if (!s.emplace(i % 4, a).second)
      Z3_dec_ref(c, a);
  }
  for (auto &[k, a] : s)
    Z3_dec_ref(c, a);
}
void s6(Z3_context c) {
  std::unordered_map<int, Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i + 20);
    auto r = s.insert({i % 4, a});
    if (!r.second) {
      Z3_dec_ref(c, r.first->second);
      r.first->second = a;
    }
  }
  for (auto &[k, a] : s)
    Z3_dec_ref(c, a);
}
void s7(Z3_context c) {
  std::set<Z3_ast> s;
  Z3_ast a = mk(c, 77), b = mk(c, 77);
  s.insert(a);
  if (!s.insert(b).second)
    Z3_dec_ref(c, b);
  for (auto x : s)
    Z3_dec_ref(c, x);
}
void s8(Z3_context c) {
  std::vector<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (std::find(s.begin(), s.end(), a) == s.end())
      s.push_back(a);
    else
      Z3_dec_ref(c, a);
  }
  for (auto a : s)
    Z3_dec_ref(c, a);
}

} // namespace insert_second

// What is in the set already is released by a helper.
namespace insert_or_drop {

static void drop(Z3_context c, Z3_ast a) {
  if (a)
    Z3_dec_ref(c, a);
}
static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void s1(Z3_context c) {
  std::unordered_set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (!s.insert(a).second)
      drop(c, a);
  }
  for (auto a : s)
    drop(c, a);
}
void s2(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    auto [it, fresh] = s.insert(a);
    if (!fresh)
      drop(c, a);
  }
  for (auto a : s)
    drop(c, a);
}
void s3(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = Z3_mk_int(c, i % 4 + 20, Z3_mk_int_sort(c));
    if (s.insert(a).second)
      Z3_inc_ref(c, a);
  }
  for (auto a : s)
    drop(c, a);
}
void s4(Z3_context c) {
  std::set<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (s.count(a))
      drop(c, a);
    else
      s.insert(a);
  }
  for (auto a : s)
    drop(c, a);
}
void s5(Z3_context c) {
  std::map<int, Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i + 20);
    if (!s.emplace(i % 4, a).second)
      drop(c, a);
  }
  for (auto &[k, a] : s)
    drop(c, a);
}
void s6(Z3_context c) {
  std::unordered_map<int, Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i + 20);
    auto r = s.insert({i % 4, a});
    if (!r.second) {
      drop(c, r.first->second);
      r.first->second = a;
    }
  }
  for (auto &[k, a] : s)
    drop(c, a);
}
void s7(Z3_context c) {
  std::set<Z3_ast> s;
  Z3_ast a = mk(c, 77), b = mk(c, 77);
  s.insert(a);
  if (!s.insert(b).second)
    drop(c, b);
  for (auto x : s)
    drop(c, x);
}
void s8(Z3_context c) {
  std::vector<Z3_ast> s;
  for (int i = 0; i < 9; i++) {
    Z3_ast a = mk(c, i % 4 + 20);
    if (std::find(s.begin(), s.end(), a) == s.end())
      s.push_back(a);
    else
      drop(c, a);
  }
  for (auto a : s)
    drop(c, a);
}

} // namespace insert_or_drop

// Wrappers are destroyed where they were made.
namespace get_or_make {

using namespace z3;
struct T {
  context &c;
  std::map<std::string, expr> cur;
  expr one(const std::string &n) { return c.int_const(n.c_str()); }
  expr two(const std::string &n, const std::string &) {
    return c.int_const(n.c_str());
  }
  expr a1(const std::string &n) {
    auto it = cur.find(n);
    return it != cur.end() ? it->second : cur.emplace(n, one(n)).first->second;
  }
  expr a2(const std::string &n) {
    auto it = cur.find(n);
    return it != cur.end() ? it->second
                           : cur.emplace(n, two(n, "arr")).first->second;
  }
  expr a3(const std::string &n) {
    auto it = cur.find(n);
    return it != cur.end() ? it->second
                           : cur.emplace(n, one("k")).first->second;
  }
  expr a4(const std::string &n) {
    auto it = cur.find(n);
    return it != cur.end() ? it->second
                           : cur.emplace(n, one(n + "k")).first->second;
  }
  expr a5(const std::string &n) {
    auto it = cur.find(n);
    return it != cur.end() ? it->second : one(n + "k") + 1;
  }
  expr a6(const std::string &n) {
    auto it = cur.find(n);
    if (it != cur.end())
      return it->second;
    return cur.emplace(n, one(n + "k")).first->second;
  }
  expr a7(const std::string &n) {
    return n.empty() ? c.int_val(0) : one(n + "k");
  }
  expr a8(const std::string &n) {
    return n.empty() ? cur.at(n)
                     : cur.emplace(n, one(std::string(n))).first->second;
  }
  bool a9(const std::string &n) {
    return cur.count(n) || cur.emplace(n, one(n + "k")).second;
  }
  bool a10(const std::string &n) {
    return !cur.count(n) && one(n + "k").is_int();
  }
};

} // namespace get_or_make

// Wrappers are destroyed where they were made.
namespace conditional_temporaries {

using namespace z3;
static expr var(context &c, const std::string &n) {
  return c.int_const(n.c_str());
}
static void sink(const expr &) {}
void c1(context &c, bool k) {
  expr e = k ? var(c, "a") + var(c, "b") : c.int_val(0);
  sink(e);
}
void c2(context &c, bool k) {
  if (k && var(c, "x").is_const())
    std::cout << 1;
}
void c3(context &c, bool k) {
  if (k || var(c, "x").is_const())
    std::cout << 1;
}
void c4(context &c, bool k, bool j) {
  sink(k ? (j ? c.int_val(3) : c.int_val(4)) : c.int_val(5));
}
void c5(context &c, bool k) {
  expr e = k ? ite(var(c, "a") > 0, var(c, "b"), c.int_val(0)) : c.int_val(1);
  sink(e);
}
void c6(context &c, int n) {
  int i = 0;
  while (i++ < n && var(c, "x").is_int())
    std::cout << 3;
}
void c7(context &c, bool k) {
  std::unique_ptr<expr> p(k ? new expr(var(c, "a") + var(c, "b")) : nullptr);
  if (p)
    sink(*p);
}
void c8(context &c, bool k) {
  std::vector<expr> v;
  k ? (void)v.emplace_back(var(c, "a") + var(c, "b")) : (void)0;
}
void c9(context &c, bool k) {
  if (k && (c.int_const("a") + c.int_const("b")).is_app())
    std::cout << 1;
}
void c10(context &c, bool k) {
  expr e = k ? c.int_const("a") + c.int_const("b") : c.int_val(0);
  sink(e);
}
void c11(context &c, const std::string &n, bool k) {
  expr e = k ? var(c, n) + var(c, n) : c.int_val(0);
  sink(e);
}
expr c12(context &c, bool k) {
  return k ? var(c, "a") && var(c, "b") : c.bool_val(true);
}
expr c13(context &c, int k) {
  return k == 0 ? c.int_val(1) : k == 1 ? c.int_val(2) : c.int_val(3);
}
expr c14(const expr &x, int k) { return k == 0 ? x + 1 : k == 1 ? x + 2 : x; }
expr c15(const expr &x, bool neg, bool inv) {
  return neg ? (inv ? !(x > 0) : x > 0) : (inv ? !(x < 0) : x < 0);
}

} // namespace conditional_temporaries

// A copy of an element has a reference of its own.
namespace own_element {

using namespace z3;
void p1(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  v.push_back(v[0]);
  std::cout << v[1];
}
void p2(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  v.push_back(v.back());
  std::cout << v.back();
}
void p3(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  expr e = v.back();
  v.push_back(e);
  std::cout << v.back();
}
void p4(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  v.push_back(v.back() + 1);
  std::cout << v.back();
}
void p5(context &c) {
  std::vector<expr> v;
  v.emplace_back(c.int_const("x"));
  v.emplace_back(v.front());
  std::cout << v.back();
}
void p6(context &c) {
  std::stack<expr> v;
  v.push(c.int_const("x"));
  v.push(v.top());
  std::cout << v.top();
}
void p7(context &c) {
  std::deque<expr> v;
  v.push_back(c.int_const("x"));
  v.push_back(v.front());
  std::cout << v.back();
}
void p8(context &c) {
  std::vector<expr> v;
  for (auto n : {"a", "b"})
    v.push_back(c.int_const(n));
  v.push_back(v[0]);
  std::cout << v.back();
}
void p9(context &c) {
  std::vector<expr> v{c.int_const("x")};
  v.push_back(v[0]);
  std::cout << v[1];
}
void p10(context &c) {
  std::vector<std::map<std::string, expr>> v(1);
  v[0].emplace("x", c.int_const("x"));
  v.push_back(v.back());
  std::cout << v.back().size();
}
void p11(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  std::vector<expr> w = v;
  w.push_back(v[0]);
  std::cout << w[1];
}
void p12(context &c) {
  std::vector<solver> v;
  v.push_back(solver(c));
  v.push_back(v[0]);
  std::cout << v[1].check();
}
void p13(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  v.insert(v.begin(), v.back());
  std::cout << v[1];
}
void p14(context &c) {
  std::vector<expr> v, w;
  v.push_back(c.int_const("x"));
  w.push_back(v[0]);
  std::cout << w[0];
}
void p15(context &c) {
  std::vector<expr> v;
  v.push_back(c.int_const("x"));
  v.resize(3, v[0]);
  std::cout << v[2];
}

} // namespace own_element

// The object on the heap has what its initializer made.
namespace aggregate_new {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct N {
  int key;
  Z3_ast a;
  N *next;
};
struct P {
  Z3_ast a;
};
static N *node(Z3_context c, int k) { return new N{k, mk(c, k), nullptr}; }
void n1(Z3_context c) {
  N *n = node(c, 3);
  Z3_dec_ref(c, n->a);
  delete n;
}
void n2(Z3_context c) {
  N *n = new N{3, mk(c, 33), nullptr};
  Z3_dec_ref(c, n->a);
  delete n;
}
void n3(Z3_context c) {
  N *h = nullptr;
  for (int i = 0; i < 3; i++)
    h = new N{i, mk(c, i + 40), h};
  while (h) {
    N *n = h;
    h = n->next;
    Z3_dec_ref(c, n->a);
    delete n;
  }
}
void n4(Z3_context c) {
  std::vector<N *> v;
  for (int i = 0; i < 3; i++)
    v.push_back(new N{i, mk(c, i + 40), nullptr});
  for (N *n : v) {
    Z3_dec_ref(c, n->a);
    delete n;
  }
}
static P *p5(Z3_context c) { return new P{mk(c, 44)}; }
void n5(Z3_context c) {
  P *p = p5(c);
  Z3_dec_ref(c, p->a);
  delete p;
}
static std::unique_ptr<P> p6(Z3_context c) {
  return std::unique_ptr<P>(new P{mk(c, 45)});
}
void n6(Z3_context c) {
  auto p = p6(c);
  Z3_dec_ref(c, p->a);
}
static N *p7(Z3_context c, N *next) {
  Z3_ast a = mk(c, 46);
  return new N{1, a, next};
}
void n7(Z3_context c) {
  N *n = p7(c, nullptr);
  Z3_dec_ref(c, n->a);
  delete n;
}
static N p8(Z3_context c) { return N{1, mk(c, 47), nullptr}; }
static N p9(Z3_context c) { return {1, mk(c, 48), nullptr}; }
void n8(Z3_context c) {
  N n = p8(c);
  Z3_dec_ref(c, n.a);
  N m = p9(c);
  Z3_dec_ref(c, m.a);
}
static void add(N *&h, N *n) {
  n->next = h;
  h = n;
}
void n10(Z3_context c) {
  N *h = nullptr;
  add(h, new N{1, mk(c, 49), nullptr});
  add(h, new N{2, mk(c, 50), nullptr});
  while (h) {
    N *n = h;
    h = n->next;
    Z3_dec_ref(c, n->a);
    delete n;
  }
}
static N *chain(Z3_context c, int d) {
  return d ? new N{d, mk(c, 60 + d), chain(c, d - 1)} : nullptr;
}
static N *chain2(Z3_context c, int d) {
  if (!d)
    return nullptr;
  N *n = new N{d, mk(c, 60 + d), nullptr};
  n->next = chain2(c, d - 1);
  return n;
}
void clear(Z3_context c, N *h) {
  while (h) {
    N *n = h;
    h = n->next;
    Z3_dec_ref(c, n->a);
    delete n;
  }
}

} // namespace aggregate_new

// The optional says whether there is a handle.
namespace optional_result {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
static std::optional<Z3_ast> maybe(Z3_context c, int v) {
  if (v < 0)
    return std::nullopt;
  return mk(c, v);
}
static std::optional<Z3_ast> maybe2(Z3_context c, int v) {
  return v < 0 ? std::nullopt : std::optional<Z3_ast>(mk(c, v));
}
static std::optional<Z3_ast> maybe3(Z3_context c, int v) {
  std::optional<Z3_ast> r;
  if (v >= 0)
    r = mk(c, v);
  return r;
}
void o1(Z3_context c, int n) {
  if (auto a = maybe(c, n))
    Z3_dec_ref(c, *a);
}
void o2(Z3_context c, int n) {
  auto b = maybe(c, n);
  if (!b.has_value())
    return;
  std::printf("%s", Z3_ast_to_string(c, *b));
  Z3_dec_ref(c, *b);
}
void o3(Z3_context c, int n) {
  auto b = maybe(c, n);
  if (b) {
    Z3_dec_ref(c, b.value());
    b.reset();
  }
}
void o4(Z3_context c, int n) {
  auto b = maybe2(c, n);
  if (b)
    Z3_dec_ref(c, *b);
}
void o5(Z3_context c, int n) {
  auto b = maybe3(c, n);
  if (b)
    Z3_dec_ref(c, *b);
}
void o6(Z3_context c, int n) {
  Z3_ast a = maybe(c, n).value_or(nullptr);
  if (a)
    Z3_dec_ref(c, a);
}
void o7(Z3_context c, int n) {
  std::optional<Z3_ast> o;
  if (n > 2)
    o = mk(c, n);
  if (o)
    Z3_dec_ref(c, *o);
}
void o8(Z3_context c, int n) {
  std::optional<Z3_ast> o;
  if (n > 2)
    o.emplace(mk(c, n));
  if (o.has_value())
    Z3_dec_ref(c, *o);
}

} // namespace optional_result

// A handle on the heap.
namespace new_handle {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
using Fn = std::function<void(Z3_ast *)>;
void d1(Z3_context c) {
  std::vector<std::unique_ptr<Z3_ast, Fn>> v;
  for (int i = 0; i < 3; i++)
    v.emplace_back(new Z3_ast(mk(c, 280 + i)), [c](Z3_ast *p) {
      Z3_dec_ref(c, *p);
      delete p;
    });
}
void d2(Z3_context c) {
  std::unique_ptr<Z3_ast, Fn> p(new Z3_ast(mk(c, 290)), [c](Z3_ast *p) {
    Z3_dec_ref(c, *p);
    delete p;
  });
}
void d3(Z3_context c) {
  std::shared_ptr<Z3_ast> p(new Z3_ast(mk(c, 291)), [c](Z3_ast *p) {
    Z3_dec_ref(c, *p);
    delete p;
  });
  auto q = p;
}
void d4(Z3_context c) {
  std::unique_ptr<_Z3_ast, std::function<void(Z3_ast)>> p(
      mk(c, 292), [c](Z3_ast a) { Z3_dec_ref(c, a); });
}
void d5(Z3_context c) {
  auto del = [c](Z3_ast a) { Z3_dec_ref(c, a); };
  std::unique_ptr<_Z3_ast, decltype(del)> p(mk(c, 293), del);
}
void d6(Z3_context c) {
  auto del = [c](Z3_ast a) { Z3_dec_ref(c, a); };
  std::vector<std::unique_ptr<_Z3_ast, decltype(del)>> v;
  for (int i = 0; i < 3; i++)
    v.emplace_back(mk(c, 294 + i), del);
}
void d7(Z3_context c) {
  Z3_ast *p = new Z3_ast(mk(c, 297));
  Z3_dec_ref(c, *p);
  delete p;
}
void d8(Z3_context c) {
  std::vector<std::shared_ptr<_Z3_ast>> v;
  for (int i = 0; i < 3; i++)
    v.emplace_back(mk(c, 298 + i), [c](Z3_ast a) { Z3_dec_ref(c, a); });
}

} // namespace new_handle

// A helper releases what is in each element.
namespace element_helper {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct P {
  Z3_ast a;
  int n = 0;
};
static void rel(Z3_context c, P &p) { Z3_dec_ref(c, p.a); }
static void relc(Z3_context c, const P &p) { Z3_dec_ref(c, p.a); }
void relv(Z3_context c, P p) { Z3_dec_ref(c, p.a); }
static void relp(Z3_context c, P *p) { Z3_dec_ref(c, p->a); }
struct M {
  Z3_context c;
  Z3_ast a;
  void drop() { Z3_dec_ref(c, a); }
};
void h1(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.emplace_back(P{mk(c, 2)});
  for (auto &p : l)
    rel(c, p);
}
void h2(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.push_back({mk(c, 2)});
  for (auto &p : l)
    rel(c, p);
}
void h3(Z3_context c, int n) {
  std::vector<P> l;
  for (int i = 0; i < n; i++)
    l.push_back({mk(c, i)});
  for (auto &p : l)
    rel(c, p);
}
void h4(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.push_back({mk(c, 2)});
  for (auto &p : l)
    relc(c, p);
}
void h6(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.push_back({mk(c, 2)});
  for (auto &p : l)
    relp(c, &p);
}
void h7(Z3_context c) {
  std::vector<P> l{{mk(c, 1)}, {mk(c, 2)}};
  for (auto &p : l)
    rel(c, p);
}
void h8(Z3_context c) {
  P l[] = {{mk(c, 1)}, {mk(c, 2)}};
  for (auto &p : l)
    rel(c, p);
}
void h9(Z3_context c) {
  std::vector<P> l;
  P p;
  p.a = mk(c, 1);
  l.push_back(p);
  P q;
  q.a = mk(c, 2);
  l.push_back(q);
  for (size_t i = 0; i < l.size(); i++)
    rel(c, l[i]);
}
void h10(Z3_context c) {
  std::vector<M> l;
  l.push_back({c, mk(c, 1)});
  l.push_back({c, mk(c, 2)});
  for (auto &m : l)
    m.drop();
}
void h11(Z3_context c, int n) {
  std::vector<M> l;
  for (int i = 0; i < n; i++)
    l.push_back({c, mk(c, i)});
  for (auto &m : l)
    m.drop();
}
void h12(Z3_context c) {
  std::map<std::string, P> l;
  l["a"] = {mk(c, 1)};
  l["b"] = {mk(c, 2)};
  for (auto &[n, p] : l)
    rel(c, p);
}
void h13(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  for (auto &p : l)
    rel(c, p);
}
void h14(Z3_context c) {
  std::vector<P> l(2);
  l[0].a = mk(c, 1);
  l[1].a = mk(c, 2);
  for (auto &p : l)
    rel(c, p);
}
void h15(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.push_back({mk(c, 2)});
  while (!l.empty()) {
    rel(c, l.back());
    l.pop_back();
  }
}
void h16(Z3_context c) {
  std::list<Z3_ast> l;
  l.push_back(mk(c, 4));
  l.push_back(mk(c, 5));
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, *it);
}
void h17(Z3_context c) {
  std::vector<Z3_ast> l;
  l.push_back(mk(c, 4));
  l.push_back(mk(c, 5));
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, *it);
}
void h18(Z3_context c) {
  std::vector<Z3_ast> l;
  l.push_back(mk(c, 4));
  l.push_back(mk(c, 5));
  auto it = l.begin();
  while (it != l.end()) {
    Z3_dec_ref(c, *it);
    it = l.erase(it);
  }
}
void h19(Z3_context c) {
  std::map<int, Z3_ast> l;
  l[1] = mk(c, 4);
  l[2] = mk(c, 5);
  for (auto it = l.begin(); it != l.end();) {
    Z3_dec_ref(c, it->second);
    it = l.erase(it);
  }
}
void h20(Z3_context c) {
  std::map<int, Z3_ast> l;
  l[1] = mk(c, 4);
  l[2] = mk(c, 5);
  while (!l.empty()) {
    auto it = l.begin();
    Z3_dec_ref(c, it->second);
    l.erase(it);
  }
}
void h21(Z3_context c) {
  std::map<int, Z3_ast> l;
  l[1] = mk(c, 4);
  l[2] = mk(c, 5);
  for (auto it = l.begin(); it != l.end();) {
    Z3_dec_ref(c, it->second);
    l.erase(it++);
  }
}

} // namespace element_helper

// All elements are released.
namespace list_deque {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void l1(Z3_context c) {
  std::list<Z3_ast> v;
  v.push_back(mk(c, 1));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void d1(Z3_context c) {
  std::deque<Z3_ast> v;
  v.push_back(mk(c, 1));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void d2(Z3_context c, int n) {
  std::deque<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void d3(Z3_context c, int n) {
  std::deque<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  while (!v.empty()) {
    Z3_dec_ref(c, v.back());
    v.pop_back();
  }
}

} // namespace list_deque

// All elements are released.
namespace sets_and_lists {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void s1(Z3_context c, int n) {
  std::set<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.insert(mk(c, i));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void s2(Z3_context c, int n) {
  std::unordered_set<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.insert(mk(c, i));
  for (auto it = v.begin(); it != v.end(); ++it)
    Z3_dec_ref(c, *it);
}
void s3(Z3_context c, int n) {
  std::forward_list<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_front(mk(c, i));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void s4(Z3_context c, int n) {
  std::queue<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push(mk(c, i));
  while (!v.empty()) {
    Z3_dec_ref(c, v.front());
    v.pop();
  }
}
void s5(Z3_context c, int n) {
  std::stack<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push(mk(c, i));
  while (!v.empty()) {
    Z3_dec_ref(c, v.top());
    v.pop();
  }
}
void s6(Z3_context c, int n) {
  std::deque<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_front(mk(c, i));
  for (size_t i = 0; i < v.size(); i++)
    Z3_dec_ref(c, v[i]);
}
void s7(Z3_context c, int n) {
  std::deque<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_front(mk(c, i));
  while (!v.empty()) {
    Z3_dec_ref(c, v.front());
    v.pop_front();
  }
}
void s8(Z3_context c, int n) {
  std::list<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  while (!v.empty()) {
    Z3_dec_ref(c, v.front());
    v.pop_front();
  }
}
void s9(Z3_context c, int n) {
  std::multiset<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.insert(mk(c, i % 2));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void s10(Z3_context c) {
  std::array<Z3_ast, 3> v;
  for (auto &a : v)
    a = mk(c, 1);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void s11(Z3_context c, int n) {
  std::list<std::pair<int, Z3_ast>> v;
  for (int i = 0; i < n; i++)
    v.emplace_back(i, mk(c, i));
  for (auto &[k, a] : v)
    Z3_dec_ref(c, a);
}
void s12(Z3_context c, int n) {
  std::deque<std::pair<int, Z3_ast>> v;
  for (int i = 0; i < n; i++)
    v.emplace_back(i, mk(c, i));
  for (auto &[k, a] : v)
    Z3_dec_ref(c, a);
}

} // namespace sets_and_lists

// All elements are released.
namespace list_emplace {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct P {
  Z3_ast a;
  int n = 0;
};
void l1(Z3_context c) {
  std::list<P> l;
  l.push_front({mk(c, 1)});
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, it->a);
}
void l2(Z3_context c) {
  std::list<P> l;
  l.emplace_back(P{mk(c, 2)});
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, it->a);
}
void l3(Z3_context c) {
  std::list<P> l;
  l.push_back(P{mk(c, 2)});
  for (auto &p : l)
    Z3_dec_ref(c, p.a);
}
void l4(Z3_context c) {
  std::list<P> l;
  l.emplace_back(P{mk(c, 2)});
  for (auto &p : l)
    Z3_dec_ref(c, p.a);
}
void l5(Z3_context c) {
  std::list<P> l;
  P p{mk(c, 3)};
  l.push_back(p);
  while (!l.empty()) {
    Z3_dec_ref(c, l.front().a);
    l.pop_front();
  }
}
void l6(Z3_context c) {
  std::list<Z3_ast> l;
  l.push_back(mk(c, 4));
  l.push_front(mk(c, 5));
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, *it);
}
void l7(Z3_context c) {
  std::list<P> l;
  l.push_front({mk(c, 1)});
  l.push_front({mk(c, 2)});
  for (auto it = l.begin(); it != l.end(); ++it)
    Z3_dec_ref(c, it->a);
}
void l8(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, it->a);
}
void l9(Z3_context c) {
  std::list<P> l;
  l.push_front({mk(c, 1)});
  l.emplace_back(P{mk(c, 2)});
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    Z3_dec_ref(c, it->a);
}
static void rel(Z3_context c, P &p) { Z3_dec_ref(c, p.a); }
void l10(Z3_context c) {
  std::list<P> l;
  l.push_front({mk(c, 1)});
  l.emplace_back(P{mk(c, 2)});
  for (auto it = l.begin(); it != l.end(); it = l.erase(it))
    rel(c, *it);
}
void l11(Z3_context c) {
  std::vector<P> l;
  l.push_back({mk(c, 1)});
  l.emplace_back(P{mk(c, 2)});
  for (auto &p : l)
    rel(c, p);
}

} // namespace list_emplace

// The container has the handles of the array.
namespace range_constructor {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
void r1(Z3_context c) {
  std::array<Z3_ast, 3> ar{mk(c, 1), mk(c, 2), mk(c, 3)};
  std::vector<Z3_ast> v(ar.begin(), ar.end());
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r2(Z3_context c) {
  Z3_ast ar[] = {mk(c, 1), mk(c, 2), mk(c, 3)};
  std::vector<Z3_ast> v(ar, ar + 3);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r3(Z3_context c) {
  Z3_ast ar[] = {mk(c, 1), mk(c, 2)};
  std::vector<Z3_ast> v(std::begin(ar), std::end(ar));
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r4(Z3_context c) {
  Z3_ast x = mk(c, 1), y = mk(c, 2);
  std::vector<Z3_ast> v{x, y};
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r5(Z3_context c) {
  Z3_ast ar[] = {mk(c, 1), mk(c, 2)};
  std::vector<Z3_ast> v;
  v.insert(v.end(), ar, ar + 2);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r6(Z3_context c) {
  Z3_ast ar[] = {mk(c, 1), mk(c, 2)};
  std::vector<Z3_ast> v;
  v.assign(ar, ar + 2);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r7(Z3_context c) {
  Z3_ast ar[] = {mk(c, 1), mk(c, 2)};
  std::vector<Z3_ast> v;
  for (auto a : ar)
    v.push_back(a);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r8(Z3_context c) {
  Z3_ast ar[2];
  for (int i = 0; i < 2; i++)
    ar[i] = mk(c, i);
  std::vector<Z3_ast> v(ar, ar + 2);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r9(Z3_context c, int n) {
  std::vector<Z3_ast> w;
  for (int i = 0; i < n; i++)
    w.push_back(mk(c, i));
  std::vector<Z3_ast> v(w.rbegin(), w.rend());
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r10(Z3_context c) {
  std::vector<Z3_ast> w{mk(c, 1), mk(c, 2)}, v(w.begin() + 1, w.end());
  Z3_dec_ref(c, w[0]);
  for (auto a : v)
    Z3_dec_ref(c, a);
}
void r11(Z3_context c) {
  std::array<Z3_ast, 2> ar{mk(c, 1), mk(c, 2)};
  auto [x, y] = ar;
  Z3_dec_ref(c, x);
  Z3_dec_ref(c, y);
}
void r12(Z3_context c) {
  std::array<Z3_ast, 2> ar{mk(c, 1), mk(c, 2)}, br = ar;
  for (auto a : br)
    Z3_dec_ref(c, a);
}

} // namespace range_constructor

// The element says whether it has a handle.
namespace tagged_values {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct Val {
  enum { Int, Term } k;
  long i;
  Z3_ast a;
};
static Z3_ast term(Z3_context c, Val v) {
  return v.k == Val::Term ? v.a : mk(c, int(v.i));
}
static Z3_ast add(Z3_context c, Z3_ast l, Z3_ast r) {
  Z3_ast t[2] = {l, r}, s = Z3_mk_add(c, 2, t);
  Z3_inc_ref(c, s);
  Z3_dec_ref(c, l);
  Z3_dec_ref(c, r);
  return s;
}
void v1(Z3_context c, const char *p) {
  std::vector<Val> st;
  for (; *p; ++p) {
    if (*p != '+') {
      st.push_back({Val::Int, *p - '0', nullptr});
      continue;
    }
    if (st.size() < 2)
      break;
    Val r = st.back();
    st.pop_back();
    Val l = st.back();
    st.pop_back();
    Z3_ast a = term(c, l), b = term(c, r);
    st.push_back({Val::Term, 0, add(c, a, b)});
  }
  for (auto &v : st)
    if (v.k == Val::Term)
      Z3_dec_ref(c, v.a);
}
void v2(Z3_context c) {
  std::vector<Val> st;
  st.push_back({Val::Term, 0, mk(c, 1)});
  st.push_back({Val::Int, 3, nullptr});
  for (auto &v : st)
    if (v.k == Val::Term)
      Z3_dec_ref(c, v.a);
}
void v3(Z3_context c, int n) {
  std::vector<Val> st;
  for (int i = 0; i < n; i++)
    if (i % 2)
      st.push_back({Val::Term, 0, mk(c, i)});
    else
      st.push_back({Val::Int, i, nullptr});
  for (auto &v : st)
    if (v.k == Val::Term)
      Z3_dec_ref(c, v.a);
}
void v4(Z3_context c, int n) {
  std::vector<Val> st;
  for (int i = 0; i < n; i++)
    st.push_back(i % 2 ? Val{Val::Term, 0, mk(c, i)}
                       : Val{Val::Int, i, nullptr});
  for (auto &v : st)
    switch (v.k) {
    case Val::Term:
      Z3_dec_ref(c, v.a);
      break;
    default:
      break;
    }
}

} // namespace tagged_values

// The element says whether it has a handle.
namespace tagged_elements {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct Own {
  Z3_ast a;
  bool own;
};
void o1(Z3_context c, Z3_ast z, int n) {
  std::vector<Own> v;
  for (int i = 0; i < n; i++)
    if (i > 2)
      v.push_back({mk(c, i), true});
    else
      v.push_back({z, false});
  for (auto &o : v)
    if (o.own)
      Z3_dec_ref(c, o.a);
}
void o2(Z3_context c, Z3_ast z, int n) {
  std::vector<Own> v;
  for (int i = 0; i < n; i++)
    v.push_back(i > 2 ? Own{mk(c, i), true} : Own{z, false});
  for (size_t i = 0; i < v.size(); i++)
    if (v[i].own)
      Z3_dec_ref(c, v[i].a);
}
void o3(Z3_context c, Z3_ast z, int n) {
  std::vector<Own> v(n);
  for (int i = 0; i < n; i++) {
    v[i].own = i > 2;
    v[i].a = v[i].own ? mk(c, i) : z;
  }
  for (auto &o : v)
    if (o.own)
      Z3_dec_ref(c, o.a);
}
void o4(Z3_context c, int n) {
  std::vector<Own> v;
  for (int i = 0; i < n; i++)
    v.push_back({mk(c, i), true});
  for (auto &o : v)
    if (o.own)
      Z3_dec_ref(c, o.a);
}

} // namespace tagged_elements

// A guard releases what comes later.
namespace guard_made_first {

static Z3_ast mk(Z3_context c, int v) {
  Z3_ast a = Z3_mk_int(c, v + 100, Z3_mk_int_sort(c));
  Z3_inc_ref(c, a);
  return a;
}
struct Fin {
  std::function<void()> f;
  ~Fin() { f(); }
};
template <class F> struct Guard {
  F f;
  ~Guard() { f(); }
};
template <class F> Guard(F) -> Guard<F>;
void f1(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  Fin f{[&] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  }};
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
}
void f2(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  Guard g{[&] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  }};
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
}
struct Clear {
  Z3_context c;
  std::vector<Z3_ast> &v;
  ~Clear() {
    for (auto a : v)
      Z3_dec_ref(c, a);
  }
};
void f3(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  Clear g{c, v};
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
}
void f4(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  Fin f{[&] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  }};
}
void f5(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  std::function<void()> f = [&] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  };
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  f();
}
void f6(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  auto f = [&] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  };
  for (int i = 0; i < n; i++)
    v.push_back(mk(c, i));
  f();
}
void f7(Z3_context c, int n) {
  std::vector<Z3_ast> v;
  Fin f{[&v, c] {
    for (auto a : v)
      Z3_dec_ref(c, a);
  }};
  v.push_back(mk(c, n));
}
void f8(Z3_context c, int n) {
  Z3_ast a = nullptr;
  Fin f{[&] {
    if (a)
      Z3_dec_ref(c, a);
  }};
  if (n > 2)
    a = mk(c, n);
}

} // namespace guard_made_first

// A node that owns nodes.
namespace own_kind_vector {

struct N {
  Z3_ast a;
  std::vector<N> kids;
};
void f() {
  N n;
  n.a = nullptr;
}

} // namespace own_kind_vector

// A node that owns the next one.
namespace own_kind_list {

struct N {
  Z3_ast a;
  std::unique_ptr<N> next;
};
static void append(std::unique_ptr<N> &n, Z3_ast a) {
  if (!n) {
    n.reset(new N{a, nullptr});
    return;
  }
  append(n->next, a);
}

} // namespace own_kind_list

// A tree of terms.
namespace own_kind_tree {

struct Node {
  z3::expr a;
  std::vector<Node> kids;
};
static Node tree(z3::context &c, int d) {
  Node n{c.int_val(d), {}};
  for (int i = 0; i < d; i++)
    n.kids.push_back(tree(c, d - 1));
  return n;
}
static Node tree2(z3::context &c, int d) {
  return d ? Node{c.int_val(d), {tree2(c, d - 1), tree2(c, d - 1)}}
           : Node{c.int_val(0), {}};
}
static unsigned count(const Node &n) {
  unsigned k = n.a.num_args();
  for (auto &m : n.kids)
    k += count(m);
  return k;
}

} // namespace own_kind_tree

// A scope that owns the one around it.
namespace own_kind_scopes {

struct Scope {
  std::map<std::string, z3::expr> v;
  std::unique_ptr<Scope> up;
};
std::unique_ptr<Scope> f(std::unique_ptr<Scope> s) {
  auto n = std::make_unique<Scope>();
  n->up = std::move(s);
  return n;
}

} // namespace own_kind_scopes
